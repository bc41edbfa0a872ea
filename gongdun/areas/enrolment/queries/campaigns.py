"""Campaigns: which rules make their population, what is still open, and the rows behind measures 2 and 36."""

from __future__ import annotations

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When

from gongdun.areas.enrolment import conditions
from gongdun.areas.enrolment.models import CampaignPerson, CampaignUnit
from gongdun.desk.models import Matter
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.indicators import Period

# Measure → the rules whose open leads are its population.
CAMPAIGNS: dict[str, tuple[str, ...]] = {
    "1": ("enrolment/high_risk_uncovered",),
    "2": ("enrolment/over_age_uncovered", "enrolment/intern_uncovered", "enrolment/outlet_uncovered"),
    "36": ("inspection/lift_base_low", "enrolment/project_uncovered", "enrolment/attendance_uncovered", "enrolment/new_form_conditions"),
}


def is_gone_through(matter: Matter) -> CannotMove | None:
    count = matter.campaign_units.filter(finding="").count()
    if not count:
        return None
    return CannotMove("{count} units of the campaign have no finding yet. Give each one a finding.", count=count)


def is_compared(matter: Matter) -> CannotMove | None:
    if matter.campaign.rematched_in_id is not None:
        return None
    return CannotMove("The campaign was not compared with later data yet. Run the comparison of a later month first.")


def tally(matter: Matter) -> dict[str, int]:
    """Units by what became of them."""
    return matter.campaign_units.aggregate(
        units=Count("id"), found=Count("id", filter=~Q(finding="")), gained=Count("id", filter=Q(result="gained")),
        explained=Count("id", filter=Q(result="explained")), unchanged=Count("id", filter=Q(result="unchanged")),
        refused=Count("id", filter=Q(finding="refused")), in_order=Count("id", filter=Q(result="in_order")),
    )  # fmt: skip


RECONCILED = frozenset({"covered", "own_cover", "meets"})


def unreconciled(unit: CampaignUnit) -> QuerySet[CampaignPerson]:
    """Persons of a unit's list whose difference is neither gone nor cleared with a ground."""
    return unit.persons.filter(cleared="").exclude(result__in=RECONCILED)


def needs_list(unit: CampaignUnit) -> bool:
    """A site of the register, or a unit with new-form workers; who stands alone is the lead's own person."""
    return unit.worker_id is None and (unit.project_id is not None or unit.group == conditions.NEW_FORM)


def name_of(unit: CampaignUnit) -> str:
    if unit.project is not None:
        return unit.project.name
    return unit.employer.name if unit.employer is not None else ""


def groups(matter: Matter) -> dict[str, list[int]]:
    """Group → units, in order or put right, lawful, refused, mean bases before and after summed over the compared units (fen)."""
    told: dict[str, list[int]] = {}
    for unit in matter.campaign_units.exclude(group="").order_by("id"):
        row = told.setdefault(unit.group, [0] * 6)
        is_compared = unit.insured_after is not None
        more = (
            1, unit.finding in ("in_order", "settled"), unit.finding == "explained", unit.finding == "refused",
            unit.base_before_fen if is_compared else 0, unit.base_after_fen or 0,
        )  # fmt: skip
        told[unit.group] = [held + int(one) for held, one in zip(row, more, strict=True)]
    return told


def people(matter: Matter) -> dict[str, int]:
    """Persons of the real-name lists: all, reconciled by the data, cleared with a ground, open."""
    rows = CampaignPerson.objects.filter(matter=matter)
    return rows.aggregate(
        listed=Count("id"), reconciled=Count("id", filter=Q(result__in=RECONCILED)), grounded=Count("id", filter=~Q(cleared="")),
        open=Count("id", filter=Q(cleared="") & ~Q(result__in=RECONCILED)),
    )  # fmt: skip


def units(measure: str) -> QuerySet[CampaignUnit]:
    return CampaignUnit.objects.filter(matter__campaign__measure=measure)


def gained_units(period: Period) -> QuerySet[CampaignUnit]:
    """措施 2: units of its campaigns that the next data show insured, by the day of the comparison."""
    return units("2").filter(result="gained", rematched_on__range=(period.first, period.last)).annotate(on=F("rematched_on"))


def special_trade_units(period: Period) -> QuerySet[CampaignUnit]:
    """措施 36: every unit of the population frozen in the period; `is_settled` tells which were put right or are lawful."""
    settled = Case(
        When(finding="settled", result="gained", then=Value(True)), When(finding="in_order", result="in_order", then=Value(True)),
        When(finding="explained", then=Value(True)), default=Value(False),
        output_field=BooleanField(),
    )  # fmt: skip
    frozen = F("matter__campaign__frozen_on")
    return units("36").filter(matter__campaign__frozen_on__range=(period.first, period.last)).annotate(on=frozen, is_settled=settled)
