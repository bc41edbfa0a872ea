"""Questions about lists and reports; the guards of the procedures are here too."""

from __future__ import annotations

from datetime import date

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When

from gongdun.areas.inspection.models import BaseReport, ListRow, UninsuredList
from gongdun.desk.models import Lead, Matter
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.indicators import Period

UNINSURED_RULES = ("enrolment/uninsured_employees", "enrolment/uninsured_employers")


# Guards: None, or why the move cannot be made.


def has_rows(matter: Matter) -> CannotMove | None:
    if matter.list_rows.exists():
        return None
    return CannotMove("The list has no rows. Choose leads for it first.")


def every_row_has_a_finding(matter: Matter) -> CannotMove | None:
    open_rows = matter.list_rows.filter(finding="").count()
    if not open_rows:
        return None
    return CannotMove(
        "{count} rows have no finding yet. Give each row one of the seven findings, then send the list back.", count=open_rows
    )


def is_rematched(matter: Matter) -> CannotMove | None:
    if matter.uninsured_list.rematched_on is not None:
        return None
    return CannotMove("The list was not compared with the next month's data yet. Run the comparison of the following month first.")


def no_row_contradicted(matter: Matter) -> CannotMove | None:
    count = matter.list_rows.filter(rematch=ListRow.Rematch.CONTRADICTED).count()
    if not count:
        return None
    return CannotMove("Next month's data contradict {count} findings. Reopen the list, or dismiss those rows with a reason.", count=count)


# Lists for pages.


def leads_to_list(district: int) -> QuerySet[Lead]:
    """New uninsured leads of a district that stand in no list."""
    return Lead.objects.filter(rule__in=UNINSURED_RULES, state=Lead.State.NEW, district=district, resolved_in=None, matter=None)


def progress(matter: Matter) -> dict[str, int]:
    """Rows by finding; '' counts the open ones."""
    return {row["finding"]: row["count"] for row in matter.list_rows.values("finding").annotate(count=Count("id")).order_by()}


def awaiting_rematch(month: date) -> QuerySet[UninsuredList]:
    """Lists answered in or before a month whose rows the data of that month can confirm."""
    return UninsuredList.objects.filter(matter__state="answered", rematched_on=None, month__lt=month).select_related("matter")


# Rows behind the indicators: `office`, `on`, the columns to show, and what the aggregate needs.


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
    return UninsuredList.objects.filter(asked).annotate(office=F("inspectorate_id"), on=F("feedback_due_on"), is_on_time=on_time)


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
