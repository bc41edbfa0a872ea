"""The casebook reads like a manual and the independent reader agrees with every case in it; no engine is needed here."""

import ast
import operator
import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import holidays
import pytest
import yaml

from tests.law_reader import OUTPUTS, CannotSay, read
from tests.law_reader.contributions import true_up_between
from tests.law_reader.facts import KNOWN, to_fen
from tests.law_reader.periods import is_working_day
from tests.law_reader.sameness import same

SPEC = Path(__file__).parent.parent / "gongdun" / "law" / "spec"
FILES = sorted(SPEC.glob("*.yaml"))
CASES = [
    pytest.param(case, id=f"{path.stem}-{case['name']}") for path in FILES for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
ROWS = [param.values[0] for param in CASES]

# Both sides of each boundary: the two dates of a pair select different rules or rows.
BOUNDARY_DATES = [
    "2010-12-31",
    "2011-01-01",
    "2015-05-31",
    "2015-06-01",
    "2024-09-12",
    "2024-09-13",
    "2025-06-30",
    "2025-07-01",
    "2022-09-26",
    "2022-09-27",
    "2024-01-16",
    "2024-01-17",
    "2026-01-18",
    "2026-01-19",
    "2011-12-31",
    "2012-01-01",
    "2016-12-31",
    "2017-01-01",
    "2024-12-31",
    "2025-01-01",
    "2024-02-29",
    "2005-12-01",
    "2021-03-14",
    "2021-03-15",
    "2021-03-16",
    "2023-09-20",
    "2023-09-21",
    "2024-09-19",
    "2024-09-20",
]
OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
SUM_IN_WORDS = re.compile(r"([0-9.()×÷+−%]*[×÷+−][0-9.()×÷+−%]*)((?:[=≈][0-9.]+)+)")


@pytest.mark.parametrize("case", CASES)
def test_the_reader_agrees_with_the_case(case):
    expected = case["output"]
    if "refused" in expected:
        with pytest.raises(CannotSay) as refusal:
            read(case)
        assert refusal.value.name == expected["refused"]
        return
    answers = read(case)
    assert {name: answers[name] for name in expected if not same(name, answers[name], expected[name])} == {}


def evaluate(node) -> Fraction:
    """Exact arithmetic of a hand calculation: numbers and the four operations only."""
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    return OPERATIONS[type(node.op)](evaluate(node.left), evaluate(node.right))


def worked(written: str) -> Fraction:
    exact = re.sub(r"([0-9.]+)%", r"(\1/100)", written).translate(str.maketrans("×÷−", "*/-"))
    quoted = re.sub(r"[0-9]+(?:\.[0-9]+)?", lambda number: f"'{number.group()}'", exact)
    return evaluate(ast.parse(quoted, mode="eval").body)


@pytest.mark.parametrize("case", [param for param in CASES if SUM_IN_WORDS.search(param.values[0]["note"])])
def test_the_arithmetic_of_the_note_is_right(case):
    for written, results in SUM_IN_WORDS.findall(case["note"]):
        value = worked(written)
        for sign, shown in re.findall(r"([=≈])([0-9.]+)", results):
            places = len(shown.partition(".")[2])
            rounded = (2 * value * 10**places + 1) // 2 / Fraction(10**places)
            assert Fraction(shown) == (value if sign == "=" else rounded), f"{written}{sign}{shown}"


def amounts(value) -> list[str]:
    if isinstance(value, dict):
        return [found for one in value.values() for found in amounts(one)]
    if isinstance(value, list):
        return [found for one in value for found in amounts(one)]
    return [value] if isinstance(value, str) and re.fullmatch(r"[0-9]+\.[0-9]{2}", value) and value != "0.00" else []


def test_every_amount_that_is_expected_stands_in_the_note():
    missing = [
        (case["name"], amount)
        for case in ROWS
        for amount in amounts(case["output"])
        if not any(shown in case["note"] for shown in (amount, amount.removesuffix(".00")))
    ]
    assert missing == []


def test_the_casebook_holds_at_least_three_hundred_and_twenty_cases():
    assert len(CASES) >= 320


def test_every_output_of_the_vocabulary_has_a_case():
    asked = {name for case in ROWS for name in case.get("ask", case["output"])}
    assert asked >= set(OUTPUTS)


def test_every_fact_of_the_vocabulary_has_a_case():
    without_a_part_in_any_amount = {"applied_on"}
    assert KNOWN - {name for case in ROWS for name in case["input"]} == without_a_part_in_any_amount


def test_every_boundary_date_is_in_a_case():
    told = "\n".join(str(case["input"]) + str(case["date"]) + str(case["name"]) for case in ROWS)
    written = told + "".join(path.read_text(encoding="utf-8") for path in FILES)
    assert [day for day in BOUNDARY_DATES if day not in written] == []


def test_every_grade_has_its_months_on_both_sides_of_2011():
    sides = {
        (case["input"]["grade"], str(case["input"]["injured_on"]) < "2011-01-01")
        for case in ROWS
        if "disability_lump_sum" in case["output"]
    }
    assert sides == {(grade, before) for grade in range(1, 11) for before in (True, False)}


def test_money_and_ratios_are_quoted_so_that_no_float_slips_in():
    def floats(value):
        children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        return isinstance(value, float) or any(floats(child) for child in children)

    assert [case["name"] for case in ROWS if floats(case)] == []


def test_each_case_has_a_name_of_its_own_a_note_and_a_citation():
    names = [(path.stem, case["name"]) for path in FILES for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
    assert len(set(names)) == len(names)
    assert [case["name"] for case in ROWS if not case["note"] or not case["cite"]] == []


def test_an_error_of_one_fen_would_be_noticed():
    assert not same("disability_lump_sum", Decimal("45000.00"), "45000.01")
    assert not same("dependants_pension", [Decimal("1.00"), Decimal("2.00")], ["1.00", "2.01"])


def test_half_a_fen_rounds_up_once():
    assert [to_fen(Fraction(n, 1000)) for n in (4, 5, 14, 15, 25)] == [
        Decimal("0.00"),
        Decimal("0.01"),
        Decimal("0.01"),
        Decimal("0.02"),
        Decimal("0.03"),
    ]


def test_a_true_up_follows_the_final_limits_both_ways():
    provisional, rate = (Decimal(4494), Decimal(24042)), Decimal("0.011")
    assert true_up_between(Decimal(30000), rate, provisional, (Decimal(4494), Decimal(22470))) == Decimal("-17.29")
    assert true_up_between(Decimal(4000), rate, provisional, (Decimal(4600), Decimal(24042))) == Decimal("1.17")
    assert true_up_between(Decimal(8000), rate, provisional, (Decimal(4600), Decimal(22470))) == Decimal("0.00")


def test_working_days_are_those_of_a_second_calendar():
    second, day = holidays.country_holidays("CN", years=range(2003, 2028)), date(2004, 1, 1)
    apart = []
    while day < date(2027, 1, 1):
        if is_working_day(day) != second.is_working_day(day):
            apart.append(day)
        day += timedelta(days=1)
    assert apart == []
    assert is_working_day(date(2005, 12, 31))
