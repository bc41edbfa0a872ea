"""Questions about lists; the guards of their procedure are here too."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, QuerySet

from gongdun.areas.inspection.models import ListRow, UninsuredList
from gongdun.desk.models import Lead, Matter
from gongdun.desk.refusals import CannotMove

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
