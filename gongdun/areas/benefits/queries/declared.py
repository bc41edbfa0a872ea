"""What was declared: the bases before an injury with their gaps, cover at the injury, and contributions after a labour relation ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongdun.areas.benefits.case import twelve_months_before
from gongdun.compare.lake import Lake
from gongdun.compare.months import Month
from gongdun.desk.lake_rows import relation, rows


@dataclass(frozen=True)
class DeclaredMonth:
    """One month of one person, as the declarations say it; the base in fen."""

    month: date
    employer_key: int
    base_fen: int


def from_lake(lake: Lake, until: Month, person_key: int) -> list[DeclaredMonth]:
    """Every declared month of a person up to a month."""
    declared = relation(lake, "declarations", until, "person_key, employer_key, month, base")
    found = rows(f"select month, employer_key, base from ({declared}) where person_key = {int(person_key)} order by month")  # noqa: S608
    return [DeclaredMonth(Month(row["month"]).first_on, row["employer_key"], int(row["base"] * 100)) for row in found]


def wages(declared: Iterable[DeclaredMonth], injured_on: date) -> list[dict[str, Any]]:
    """The twelve months before the injury; a month nobody declared has no base and shows as a gap. Two employers in a month add up."""
    sums: dict[date, int] = {}
    for one in declared:
        sums[one.month] = sums.get(one.month, 0) + one.base_fen
    return [{"month": f"{month:%Y-%m}", "base_fen": sums.get(month)} for month in twelve_months_before(injured_on)]


def was_declared(declared: Sequence[DeclaredMonth], month: date) -> bool:
    return any(one.month == month.replace(day=1) for one in declared)


def after_the_end(declared: Iterable[DeclaredMonth], employer_key: int, ended_on: date) -> list[str]:
    """Months after that of the end in which the same employer still declares the person: the resignation may never have happened."""
    return [f"{one.month:%Y-%m}" for one in declared if one.employer_key == employer_key and one.month > ended_on.replace(day=1)]
