"""月度快照 — locked months, what was restated since, and what changed between two of them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongdun.kernel.indicators import Period
from gongdun.plans.models import LockedFigure, LockedMonth, Measure, Plan, Restatement
from gongdun.plans.queries.figures import Figure, value_of


@dataclass(frozen=True)
class HeldFigure:
    """A locked figure as it counts today: as locked, or as restated."""

    locked: LockedFigure
    rows: int
    counted: int
    restatement: Restatement | None

    @property
    def value(self) -> int | Fraction | None:
        return value_of(self.locked.aggregate, self.rows, self.counted)

    @property
    def figure(self) -> Figure:
        return Figure(self.value, self.rows, self.counted)


def last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def year_to(month: date) -> Period:
    """A locked month holds the year up to its last day."""
    return Period(date(month.year, 1, 1), last_day(month))


def held(month: LockedMonth, *, office: int | None = None) -> dict[str, HeldFigure]:
    """The figures of a locked month by key, of the whole city or of one office."""
    figures = month.figures.filter(office=office).prefetch_related("restatements")
    return {one.key: standing(one) for one in figures}


def standing(one: LockedFigure) -> HeldFigure:
    confirmed = [found for found in one.restatements.all() if found.confirmed_on]
    last = confirmed[-1] if confirmed else None
    return HeldFigure(one, last.rows if last else one.rows, last.counted if last else one.counted, last)


def locked_months(plan: Plan) -> list[LockedMonth]:
    return list(plan.months.filter(locked_on__isnull=False))


def last_locked(plan: Plan, before: date) -> LockedMonth | None:
    """The newest locked month that had ended before a day."""
    ended = [one for one in locked_months(plan) if last_day(one.month) < before]
    return ended[-1] if ended else None


def of_measure(measure: Measure) -> dict[date, HeldFigure]:
    """The first figure of a measure in every locked month."""
    if not measure.indicators:
        return {}
    found = LockedFigure.objects.filter(
        locked__plan=measure.plan, locked__locked_on__isnull=False, key=measure.indicators[0], office=None
    ).select_related("locked")
    return {one.locked.month: standing(one) for one in found.prefetch_related("restatements")}
