"""院校实习名册 (措施 3): guards of the term, its students, the rows behind the measure."""

from __future__ import annotations

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When

from gongdun.areas.enrolment.models import Placement
from gongdun.desk.models import Matter
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.indicators import Period

Status = Placement.Status


def uncertified(matter: Matter) -> QuerySet[Placement]:
    return Placement.objects.filter(matter=matter, status=Status.INSURED, certified_on=None)


def open_students(matter: Matter) -> QuerySet[Placement]:
    """Not in the data, or rejected."""
    return Placement.objects.filter(matter=matter, status__in=(Status.MISSING, Status.REJECTED))


def has_insured_students(matter: Matter) -> CannotMove | None:
    if uncertified(matter).exists():
        return None
    return CannotMove("No student of this term is newly insured by the data. A certificate says what the data show, never what was typed.")


def has_open_students(matter: Matter) -> CannotMove | None:
    if open_students(matter).exists():
        return None
    return CannotMove("Every student of this term is insured or waits for the data. There is nothing to remind the school of.")


def is_term_settled(matter: Matter) -> CannotMove | None:
    left = Placement.objects.filter(
        Q(status__in=(Status.MATCHED, Status.MISSING)) | Q(status=Status.INSURED, certified_on=None), matter=matter
    )
    if not Placement.objects.filter(matter=matter).exists():
        return CannotMove("The school has handed in no roster for this term yet. Ask it for the workbook.")
    if count := left.count():
        return CannotMove("{count} students are neither certified nor rejected. The term is settled when each of them is.", count=count)
    return None


def school_placements(period: Period) -> QuerySet[Placement]:
    """措施 3: students placed at some time of the period; a rejected row is counted as not insured."""
    is_insured = Case(When(status=Status.INSURED, then=Value(True)), default=Value(False), output_field=BooleanField())
    found = Placement.objects.filter(starts_on__lte=period.last, ends_on__gte=period.first).select_related("matter__school_term__school")
    return found.annotate(office=F("matter__office_id"), on=F("starts_on"), is_insured=is_insured)
