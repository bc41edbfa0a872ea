"""指标 — an Indicator is a row query plus an aggregate: opening the figure shows exactly the rows that were counted.

The target is not here; it is in the plan. The rows are any iterable of mappings that the owning area's queries build; each row carries
`office` (id of the office whose work it is), `on` (date), the columns to show, and what the aggregate needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from gongdun.kernel.words import Inconsistent, Title

Row = Mapping[str, Any]
AGGREGATES = ("count", "sum", "distinct", "share")


@dataclass(frozen=True)
class Period:
    """From a first day to the last, both included: a month, or the year so far."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Inconsistent(f"A period cannot end on {self.last} before it begins on {self.first}.")


@dataclass(frozen=True)
class Column:
    name: str
    title: Title
    kind: str = "text"  # text · date · number · fen


@dataclass(frozen=True)
class Indicator:
    """One figure. `of` is the column that `sum` adds up, `distinct` tells apart, and for which `share` counts the true ones."""

    title: Title
    unit: Title
    definition: Title
    rows: Callable[[Period], Any]  # the area's queries hand over their own kind of query, which the database aggregates
    aggregate: str
    columns: tuple[Column, ...]
    of: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        if self.aggregate not in AGGREGATES:
            raise Inconsistent(f"Unknown aggregate {self.aggregate!r}; choose one of {', '.join(AGGREGATES)}.")
        if (self.aggregate != "count") != bool(self.of):
            raise Inconsistent(f"The aggregate {self.aggregate} {'needs' if not self.of else 'takes no'} column.")

    def value(self, rows: Iterable[Row]) -> int | Fraction | None:
        """The figure over rows; None where a share has nothing to divide by: no rows is never 100 %."""
        held = list(rows)
        if self.aggregate == "count":
            return len(held)
        if self.aggregate == "sum":
            return sum(row[self.of] for row in held)
        if self.aggregate == "distinct":
            return len({row[self.of] for row in held})
        return Fraction(sum(bool(row[self.of]) for row in held), len(held)) if held else None
