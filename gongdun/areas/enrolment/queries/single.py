"""Questions of single-line covers: guards, what goes out, the rows behind measure 2."""

from __future__ import annotations

from django.db.models import F, QuerySet

from gongdun.areas.enrolment.models import CoverPerson
from gongdun.desk.models import Matter
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.indicators import Period


def open_persons(matter: Matter) -> QuerySet[CoverPerson]:
    """Those of whom the data have not spoken yet."""
    return matter.cover_persons.filter(result="").select_related("worker").order_by("position")


def filed_row(person: CoverPerson) -> dict[str, object]:
    """What the digest of an application is made of: no number in clear."""
    return {
        "position": person.position, "person": person.worker.person_key, "starts_on": person.starts_on.isoformat(), "pay_fen": person.pay_fen,
        "ends_on": person.ends_on.isoformat() if person.ends_on else "", "contribution_fen": person.contribution_fen,
    }  # fmt: skip


def has_persons(matter: Matter) -> CannotMove | None:
    if matter.cover_persons.exists():
        return None
    return CannotMove("The application names nobody yet. Take the workbook in, or enter the persons on this page.")


def is_insured(matter: Matter) -> CannotMove | None:
    persons = matter.cover_persons
    if persons.exists() and not persons.exclude(result=CoverPerson.Result.INSURED).exists():
        return None
    return CannotMove("The data do not show everybody insured yet. That is read from the next month's comparison, not typed.")


def is_missed(matter: Matter) -> CannotMove | None:
    if matter.cover_persons.filter(result=CoverPerson.Result.NOT_TAKEN).exists():
        return None
    return CannotMove("No data say that somebody was not taken. That is read from the next month's comparison, not typed.")


def insured_persons(period: Period) -> QuerySet[CoverPerson]:
    """措施 2: persons of single-line applications that the data show insured, by the day of the comparison."""
    found = CoverPerson.objects.filter(result=CoverPerson.Result.INSURED, result_on__range=(period.first, period.last))
    return found.annotate(office=F("matter__office_id"), on=F("result_on"))
