"""Typed figures, added up per measure and figure. They stay apart from computed ones everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q, Sum

from gongdun.kernel.indicators import Period
from gongdun.plans.method import RECENT
from gongdun.plans.models import Plan, TypedFigure


@dataclass(frozen=True)
class TypedTotal:
    """What offices typed in for one figure of a measure: the sum, how many entries, and what of it came in the last 90 days."""

    key: str
    unit: str
    value: int
    entries: int
    recently: int
    last_on: date


def typed_totals(plan: Plan, period: Period) -> dict[int, list[TypedTotal]]:
    recent = Q(on__gt=period.last - timedelta(days=RECENT))
    found = (
        TypedFigure.objects.filter(measure__plan=plan, withdrawn_on=None, on__range=(period.first, period.last))
        .order_by("key", "unit")
        .values("measure", "key", "unit")
        .annotate(total=Sum("value"), entries=Count("pk"), recently=Sum("value", filter=recent, default=0), last_on=Max("on"))
    )
    totals: dict[int, list[TypedTotal]] = {}
    for row in found:
        one = TypedTotal(row["key"], row["unit"], row["total"], row["entries"], row["recently"], row["last_on"])
        totals.setdefault(row["measure"], []).append(one)
    return totals
