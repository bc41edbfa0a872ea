"""登记核对 (措施 37): which registrations and claims ask for a check, of what day and unit, and the rows behind the measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import BooleanField, Case, F, QuerySet, Value, When

from gongdun.areas.enrolment.models import IntakeCheck
from gongdun.areas.recognition.queries import decisions_of_worker
from gongdun.desk.models import Matter
from gongdun.kernel.indicators import Period
from gongdun.registry.models import Employer

PROCEDURES = ("recognition", "benefit_claim")
# What a registration says of why its unit answers, as the ground it suggests.
SUGGESTED = {
    "dispatch": "dispatch",
    "assigned": "secondment",
    "subcontract": "subcontract",
    "affiliated": "subcontract",
    "successor": "successor",
}


@dataclass(frozen=True)
class Registration:
    """What is checked: the unit that claims, the unit the registration material names, the day of the injury."""

    matter: Matter
    injured_on: date
    claiming: Employer
    named: Employer | None
    suggested: str = ""


def registration(matter: Matter) -> Registration | None:
    """None where the matter names no unit or no person of the register: nothing can be looked up yet."""
    if matter.procedure not in PROCEDURES or matter.employer is None or matter.worker is None:
        return None
    try:
        return recognised(matter) if matter.procedure == "recognition" else claimed(matter)
    except ObjectDoesNotExist:
        return None


def recognised(matter: Matter) -> Registration:
    one = matter.recognition
    assert matter.employer is not None
    return Registration(matter, one.injured_on, matter.employer, one.employer, SUGGESTED.get(one.responsibility, ""))


def claimed(matter: Matter) -> Registration:
    """A claim's material is the decision on its injury: the unit named there is the liable one."""
    one = matter.benefit_claim
    decided = next((held for held in decisions_of_worker(one.worker_id) if held.injured_on == one.injured_on), None)
    named = Employer.objects.filter(pk=decided.employer).first() if decided else None
    return Registration(matter, one.injured_on, one.employer, named)


def unchecked() -> QuerySet[Matter]:
    """Open registrations and claims of a known unit and person without a check, the oldest first."""
    asked = Matter.objects.filter(
        procedure__in=PROCEDURES, is_closed=False, employer__isnull=False, worker__isnull=False, intake_check=None
    )
    return asked.select_related("employer", "worker", "office").order_by("opened_on", "id")


def checked_registrations(period: Period) -> QuerySet[IntakeCheck]:
    """措施 37: registrations checked in the period; in order where the units agree or the reason is lawful."""
    fine = Case(When(result__in=("same", "lawful"), then=Value(True)), default=Value(False), output_field=BooleanField())
    found = IntakeCheck.objects.filter(checked_on__range=(period.first, period.last))
    return found.annotate(office=F("matter__office_id"), on=F("checked_on"), is_fine=fine)
