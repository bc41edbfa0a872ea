"""The engine and the independent reader give the same answer to every random case, and refuse the same ones.

A few hundred cases per output; GONGDUN_FULL=1 makes it twenty thousand, GONGDUN_LAW_CASES any other number (docs/benchmarks.md records the longest run). The reader's own two forms, Decimal and integer columns, are held equal first.
"""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import numpy as np
import pytest
import yaml

from tests.law_reader import OUTPUTS, CannotSay, engine, read
from tests.law_reader.cases import MAKERS_OF, random_case
from tests.law_reader.columns import blocks, case_of, mismatches, random_columns, read_columns, vocabulary
from tests.law_reader.facts import KNOWN
from tests.law_reader.sameness import same

FULL = os.environ.get("GONGDUN_FULL") == "1"
CASES_EACH = int(os.environ.get("GONGDUN_LAW_CASES", 20_000 if FULL else 200))
DECISIONS = (date(2024, 9, 12), date(2026, 11, 2))
SPEC = Path(__file__).parent.parent / "gongdun" / "law" / "spec"


def fen(answer):
    """The reader's answer in the columns' terms: fen, tenths for the taper, days as they are."""
    return answer if isinstance(answer, date) else int(answer * 100)


@pytest.mark.parametrize("decided_on", DECISIONS)
def test_the_readers_columns_and_its_decimals_agree(decided_on):
    size = 3_000 if FULL else 400
    columns = random_columns(np.random.default_rng(20261123), size, decided_on)
    answers = read_columns(columns, decided_on)
    for row in range(size):
        slow = read(case_of(columns, row, decided_on), list(answers))
        slow["taper"] /= Decimal(10)
        assert {name: fen(slow[name]) for name in slow} == {name: answers[name][row].item() for name in answers}, row


def test_blocks_of_columns_make_up_the_whole_and_a_fen_apart_is_found():
    sizes = [len(block["grade"]) for block in blocks(7, 2_500, DECISIONS[1], size=1_000)]
    assert sizes == [1_000, 1_000, 500]
    right = {"death_lump_sum": np.array([100, 200, 300])}
    assert mismatches({"death_lump_sum": np.array([100, 201, 300])}, right) == {"death_lump_sum": [1]}
    assert mismatches(right, right) == {}


def test_columns_carry_the_words_of_the_vocabulary():
    facts = vocabulary(random_columns(np.random.default_rng(3), 50))
    assert set(facts) - KNOWN == {"wages_sum", "wages_count"}
    assert set(facts["retirement_kind"]) <= {"M60", "F55", "F50"}


def test_every_output_has_random_cases():
    assert set(MAKERS_OF) == set(OUTPUTS)


@pytest.mark.parametrize("output", OUTPUTS)
def test_random_cases_mostly_have_an_answer_and_some_are_refused(output):
    said, refused, rng = 0, 0, Random(f"answers to {output}")
    for _ in range(150):
        case = random_case(rng, output)
        try:
            read(case)
            said += 1
        except CannotSay:
            refused += 1
    assert refused >= 2
    assert said >= 90 or output == "true_up"


def disagreement(case: dict) -> str | None:
    """None where both give the same answers or both refuse; else what each said."""
    try:
        expected = read(case)
    except CannotSay as refusal:
        expected = refusal
    try:
        found = engine.answer(case, case["ask"])
    except engine.Refused as refusal:
        found = refusal
    if isinstance(expected, CannotSay) or isinstance(found, engine.Refused):
        agreed = isinstance(expected, CannotSay) and isinstance(found, engine.Refused)
        return None if agreed else f"reader {expected!r}, engine {found!r}: {case}"
    apart = {name: (expected[name], found[name]) for name in expected if not same(name, found[name], expected[name])}
    return f"reader, engine {apart}: {case}" if apart else None


def casebook() -> list:
    return [
        pytest.param(case, id=f"{path.stem}-{case['name']}")
        for path in sorted(SPEC.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("output", OUTPUTS)
def test_the_engine_agrees_with_the_reader_on_random_cases(output):
    rng = Random(output)
    found = [disagreement(random_case(rng, output)) for _ in range(CASES_EACH)]
    assert [one for one in found if one][:3] == []


@pytest.mark.parametrize("case", casebook())
def test_the_engine_agrees_with_the_casebook(case):
    expected = case["output"]
    if "refused" in expected:
        with pytest.raises(engine.Refused) as refusal:
            engine.answer(case, case["ask"])
        assert engine.names_it(refusal.value, expected["refused"])
        return
    answers = engine.answer(case, case.get("ask") or list(expected))
    assert {name: answers[name] for name in expected if not same(name, answers[name], expected[name])} == {}
