"""临退休离职 — claims of the subsidies by who resigned within five years of retirement: what was required, what was found."""

from __future__ import annotations

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.db.models.fields.json import KT

from gongdun.areas.benefits.models import Claim
from gongdun.kernel.indicators import Period

SUBSIDIES = ("injury_medical_subsidy", "employment_subsidy")


def resigned() -> QuerySet[Claim]:
    return Claim.objects.filter(facts__ended_by="worker", items__benefit__in=SUBSIDIES).distinct()


def near_retirement() -> QuerySet[Claim]:
    """The law's own sheet says it: a taper below the whole."""
    return resigned().exclude(items__sheet__outputs__taper__in=["1", "1.00"])


def paid_near_retirement() -> QuerySet[Claim]:
    return near_retirement().filter(matter__state__in=("approved", "paid")).select_related("worker", "employer", "matter").order_by("id")


def examined_rows(period: Period) -> QuerySet:
    """Claims examined in the period: evidence complete, stopped, or found going on afterwards."""
    held = near_retirement().filter(calculated_on__range=(period.first, period.last))
    stopped = Q(checks__guard="resignation", checks__outcome="stop")
    return held.annotate(
        office=F("matter__office"), on=F("calculated_on"), is_stopped=Case(When(stopped, then=Value(True)), default=Value(False), output_field=BooleanField()),
        ended_on=KT("facts__ended_on"),
    ).values("office", "on", "matter__number", "worker__name", "employer__name", "ended_on", "total_fen", "is_stopped", "reemployed_on")  # fmt: skip
