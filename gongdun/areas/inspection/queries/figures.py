"""Rows behind the indicators: each has `office`, `on`, the columns to show, and what the aggregate needs."""

from __future__ import annotations

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from gongdun.areas.inspection.models import BaseReport, DrawUnit, ListRow, RollBackWarning, UninsuredList, Verification
from gongdun.kernel.indicators import Period

MISMATCH = "inspection/unit_mismatch"


def handed_over_lists(period: Period) -> QuerySet[UninsuredList]:
    return UninsuredList.objects.filter(handed_over_on__range=(period.first, period.last)).annotate(
        office=F("built_by_id"), on=F("handed_over_on")
    )


def handed_over_rows(period: Period) -> QuerySet[ListRow]:
    given = F("matter__uninsured_list__handed_over_on")
    return ListRow.objects.filter(matter__uninsured_list__handed_over_on__range=(period.first, period.last)).annotate(
        office=F("matter__uninsured_list__built_by_id"), on=given
    )


def lists_due(period: Period) -> QuerySet[UninsuredList]:
    """Lists whose feedback was given or fell due in the period; `is_on_time` tells which came in time."""
    asked = Q(answered_on__range=(period.first, period.last)) | Q(
        answered_on=None, feedback_due_on__range=(period.first, period.last), feedback_due_on__lt=period.last
    )
    on_time = Case(
        When(answered_on__isnull=False, answered_on__lte=F("feedback_due_on"), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    return UninsuredList.objects.filter(asked).annotate(
        office=F("inspectorate_id"), on=Coalesce("answered_on", "feedback_due_on"), is_on_time=on_time
    )


def rematched_rows(period: Period) -> QuerySet[ListRow]:
    insured = Case(When(rematch=ListRow.Rematch.INSURED, then=Value(True)), default=Value(False), output_field=BooleanField())
    rematched = F("matter__uninsured_list__rematched_on")
    return (
        ListRow.objects.filter(matter__uninsured_list__rematched_on__range=(period.first, period.last))
        .exclude(rematch="")
        .annotate(office=F("matter__uninsured_list__built_by_id"), on=rematched, is_insured=insured)
    )


def gained_rows(period: Period) -> QuerySet[ListRow]:
    """Rows enrolled after the check whose cover the next snapshot confirmed."""
    return rematched_rows(period).filter(rematch=ListRow.Rematch.INSURED, finding=ListRow.Finding.ENROLLED_NOW)


def base_reports(period: Period) -> QuerySet[BaseReport]:
    determined = Case(When(answered_on__isnull=False, then=Value(True)), default=Value(False), output_field=BooleanField())
    return BaseReport.objects.filter(reported_on__range=(period.first, period.last)).annotate(
        office=F("matter__office_id"), on=F("reported_on"), is_answered=determined
    )


def determined_reports(period: Period) -> QuerySet[BaseReport]:
    """Reports answered in the period with money: arrears and late fee, in fen."""
    return BaseReport.objects.filter(answered_on__range=(period.first, period.last), arrears_fen__isnull=False).annotate(
        office=F("matter__office_id"), on=F("answered_on"), owed_fen=F("arrears_fen") + F("late_fee_fen")
    )


def verified_changes(period: Period) -> QuerySet[Verification]:
    """措施 8: head-counts and bases whose change was explained, put right or passed to audit in the period."""
    return Verification.objects.filter(concluded_on__range=(period.first, period.last)).annotate(
        office=F("matter__office_id"), on=F("concluded_on")
    )


def drawn_mismatches(period: Period) -> QuerySet[DrawUnit]:
    """措施 37: units drawn in the period about which the mismatch rule had asked."""
    return DrawUnit.objects.filter(draw__drawn_on__range=(period.first, period.last), rules__contains=[MISMATCH]).annotate(
        office=F("draw__office_id"), on=F("draw__drawn_on")
    )


def rolled_back_units(period: Period) -> QuerySet[RollBackWarning]:
    """措施 39: units handed to labour inspection in the period because they went on rolling back."""
    return RollBackWarning.objects.filter(handed_over_on__range=(period.first, period.last)).annotate(
        office=F("agency_id"), on=F("handed_over_on")
    )
