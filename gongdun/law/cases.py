"""The casebook's reader: each case is explained in estimate mode and its written outputs are compared, to the fen and to the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import yaml

from gongdun.law.calendar import Calendar
from gongdun.law.facts import read_date
from gongdun.law.parameters import Book, _ExactLoader
from gongdun.law.refusal import Refusal
from gongdun.law.sheet import explain
from gongdun.law.trace import Value


@dataclass(frozen=True)
class Mismatch:
    """Where a case and the engine differ."""

    name: str
    output: str
    expected: object
    found: object


def load(text: str) -> list[Mapping]:
    """The cases of a file: a list of `{name, date, input, output}`, decimals read exactly."""
    try:
        found = yaml.load(text, Loader=_ExactLoader)  # noqa: S506 — a SafeLoader with exact decimals
    except yaml.YAMLError as error:
        raise Refusal("The file is not YAML: {error}. Correct the line it names.", error=" ".join(str(error).split())) from None
    cases = found if isinstance(found, list) else [found]
    for case in cases:
        if not isinstance(case, Mapping) or not isinstance(case.get("input"), Mapping) or not isinstance(case.get("output") or {}, Mapping):
            raise Refusal(
                "A casebook is a list of {shape}; this is not one: {case!r}.", shape="{name, date, input, output}", case=str(case)[:80]
            )
    return cases


def same(expected: object, found: object) -> bool:
    """Equality by meaning: numbers as exact decimals, dates as days, lists in order, a map by the keys the case names."""
    if isinstance(expected, Mapping):
        return isinstance(found, Mapping) and all(name in found and same(value, found[name]) for name, value in expected.items())
    if isinstance(expected, list):
        return isinstance(found, list) and len(expected) == len(found) and all(map(same, expected, found))
    if expected is None or found is None or isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    if isinstance(found, date):
        return _as_date(expected) == found
    if isinstance(found, Decimal | int):
        return _as_decimal(expected) == found
    return str(expected) == str(found)


def _as_decimal(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _as_date(value: object) -> date | None:
    try:
        return read_date(value)
    except ValueError:
        return None


def decided_on(case: Mapping) -> date | None:
    """The day of the decision, None where the case has none."""
    if case.get("date") is None:
        return None
    if (day := _as_date(case["date"])) is None:
        raise Refusal("{text!r} is no date: write YYYY-MM-DD.", text=str(case["date"]))
    return day


def answer(case: Mapping, outputs: list[str], *, book: Book | None = None, calendar: Calendar | None = None) -> dict[str, Value]:
    return explain(case["input"], outputs, known=decided_on(case), book=book, calendar=calendar).amounts


def check(case: Mapping, *, book: Book | None = None, calendar: Calendar | None = None) -> Iterator[Mismatch]:
    """The mismatches of one case. `{refused: text or true}` expects a refusal whose sentence holds the text, in either language."""
    expected = dict(case.get("output") or {})
    wanted = expected.pop("refused", None)
    outputs = list(case.get("ask") or expected or ())
    name = str(case.get("name"))
    if not outputs and wanted is None:
        yield Mismatch(name, "output", "something to compare", None)
        return
    try:
        found = answer(case, outputs or ["own_wage"], book=book, calendar=calendar)
    except Refusal as refusal:
        said = f"{refusal.text('en')} {refusal.text('zh_Hans')}"
        if wanted is None or (wanted is not True and str(wanted) not in said):
            yield Mismatch(name, "refused", expected or wanted, refusal.text("en"))
        return
    if wanted is not None:
        yield Mismatch(name, "refused", wanted, found)
    for output, value in expected.items():
        if not same(value, found[output]):
            yield Mismatch(name, output, value, found[output])


def check_files(paths: list[Path], *, book: Book | None = None, calendar: Calendar | None = None) -> tuple[int, list[Mismatch]]:
    """How many cases, and every mismatch."""
    cases = [case for path in paths for case in load(path.read_text(encoding="utf-8"))]
    return len(cases), [mismatch for case in cases for mismatch in check(case, book=book, calendar=calendar)]
