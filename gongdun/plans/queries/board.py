"""看板 — the measures of a plan with what the records say of each. Totals are counted over the whole city: an outsider sees the total, never the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongdun.desk.catalogue import catalogue
from gongdun.kernel.indicators import Indicator, Period
from gongdun.plans.models import Measure, Plan
from gongdun.plans.queries.figures import Figure, aggregate, indicator, rows
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within

UNMEASURED, AS_DIRECTED, NORMAL, NO_ROWS = "unmeasured", "as_directed", "normal", "no_rows"


@dataclass(frozen=True)
class MeasuredFigure:
    indicator: Indicator
    key: str
    figure: Figure


@dataclass(frozen=True)
class BoardRow:
    measure: Measure
    light: str
    figures: tuple[MeasuredFigure, ...]
    last_on: date | None

    @property
    def main(self) -> MeasuredFigure | None:
        return self.figures[0] if self.figures else None


def period_of(plan: Plan, today: date) -> Period:
    """The plan's year so far; a past year is whole."""
    return Period(date(plan.year, 1, 1), min(today, date(plan.year, 12, 31)))


def board(plan: Plan, today: date) -> list[BoardRow]:
    period = period_of(plan, today)
    with within(everywhere()):
        return [board_row(measure, period) for measure in plan.measures.all()]


def board_row(measure: Measure, period: Period) -> BoardRow:
    figures = tuple(measured(key, period) for key in measure.indicators if key in catalogue().indicators)
    return BoardRow(measure, light(measure, figures), figures, last_act(figures, period))


def measured(key: str, period: Period) -> MeasuredFigure:
    one = indicator(key)
    return MeasuredFigure(one, key, aggregate(one, rows(key, period)))


def light(measure: Measure, figures: tuple[MeasuredFigure, ...]) -> str:
    """A measure whose area is not built yet is not measured: never zero, never green. No rows are never green either."""
    if measure.deadline_kind == "as_directed" and not figures:
        return AS_DIRECTED
    if not figures:
        return UNMEASURED
    return NORMAL if figures[0].figure.has_rows else NO_ROWS


def last_act(figures: tuple[MeasuredFigure, ...], period: Period) -> date | None:
    days = [rows(one.key, period).order_by("-on").values_list("on", flat=True).first() for one in figures if one.figure.has_rows]
    return max((day for day in days if day), default=None)
