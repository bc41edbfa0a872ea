"""Campaigns: which rules make their population, what is still open, and the rows behind measures 2 and 36."""

from __future__ import annotations

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When

from gongdun.areas.enrolment.models import CampaignUnit
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
        refused=Count("id", filter=Q(finding="refused")),
    )  # fmt: skip


def units(measure: str) -> QuerySet[CampaignUnit]:
    return CampaignUnit.objects.filter(matter__campaign__measure=measure)


def gained_units(period: Period) -> QuerySet[CampaignUnit]:
    """措施 2: units of its campaigns that the next data show insured, by the day of the comparison."""
    return units("2").filter(result="gained", rematched_on__range=(period.first, period.last)).annotate(on=F("rematched_on"))


def special_trade_units(period: Period) -> QuerySet[CampaignUnit]:
    """措施 36: every unit of the population frozen in the period; `is_settled` tells which were put right or are lawful."""
    settled = Case(
        When(finding="settled", result="gained", then=Value(True)), When(finding="explained", then=Value(True)), default=Value(False),
        output_field=BooleanField(),
    )  # fmt: skip
    frozen = F("matter__campaign__frozen_on")
    return units("36").filter(matter__campaign__frozen_on__range=(period.first, period.last)).annotate(on=frozen, is_settled=settled)
