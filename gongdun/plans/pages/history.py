"""A measure month by month: locked months as they were locked or restated, the months since as the records tell them now."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from gongdun.desk.look import Point
from gongdun.kernel.indicators import Period
from gongdun.plans.models import Measure, Plan, Restatement
from gongdun.plans.pages.looks import value_text
from gongdun.plans.queries.board import BoardRow
from gongdun.plans.queries.figures import Figure, aggregate, indicator, rows, value_of
from gongdun.plans.queries.months import last_day, of_measure
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within


def points_of(row: BoardRow, today: date) -> list[Point]:
    """The year up to each month's end; a locked month shows what was locked, a restated one is marked."""
    if row.main is None:
        return []
    locked, points = of_measure(row.measure), []
    with within(everywhere()):
        for month in months(row.measure.plan, today):
            if month in locked:
                one = locked[month]
                points.append(Point(str(month.month), plain(one.value), "*" if one.restatement else ""))
            else:
                last = min(today, last_day(month))
                found = aggregate(row.main.indicator, rows(row.main.key, Period(month.replace(month=1), last)))
                points.append(Point(str(month.month), plain(found.value), is_open=True))
    return points


def months(plan: Plan, today: date) -> list[date]:
    return [date(plan.year, month, 1) for month in range(1, 13) if date(plan.year, month, 1) <= today]


def plain(value: int | Fraction | None) -> int | float | None:
    """For a picture only."""
    return round(float(value) * 100, 1) if isinstance(value, Fraction) else value


def restatements_of(measure: Measure) -> list[dict[str, Any]]:
    found = Restatement.objects.filter(
        figure__locked__plan=measure.plan, figure__key__in=measure.indicators, figure__office=None, confirmed_on__isnull=False
    ).select_related("figure__locked", "stated_by", "confirmed_by")
    return [restated(one) for one in found]


def restated(one: Restatement) -> dict[str, Any]:
    kind, figure = indicator(one.figure.key), one.figure
    return {
        "pk": one.pk, "month": figure.locked.month, "title": kind.title, "by": one.stated_by, "confirmed_by": one.confirmed_by, "reason": one.reason,
        "on": one.stated_on, "before": said(kind, figure.aggregate, figure.rows, figure.counted), "after": said(kind, figure.aggregate, one.rows, one.counted),
    }  # fmt: skip


def said(kind: Any, aggregate_name: str, count: int, counted: int) -> str:
    return value_text(kind, Figure(value_of(aggregate_name, count, counted), count, counted))
