"""What was checked before paying, for the special checks of the plan (measures 40 and 41)."""

from __future__ import annotations

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When

from gongdun.areas.benefits.models import Check
from gongdun.kernel.indicators import Period


def compared_rows(period: Period) -> QuerySet:
    """Checks that a source answered, each with what it said; those no data came for are not counted."""
    held = Check.objects.filter(checked_on__range=(period.first, period.last)).exclude(guard="identity").exclude(told="尚未取得该项数据")
    is_objection = Case(When(Q(outcome="clear"), then=Value(False)), default=Value(True), output_field=BooleanField())
    return held.annotate(office=F("claim__matter__office"), on=F("checked_on"), is_objection=is_objection).values(
        "office", "on", "claim__matter__number", "claim__worker__name", "guard", "source", "told", "outcome", "is_objection"
    )
