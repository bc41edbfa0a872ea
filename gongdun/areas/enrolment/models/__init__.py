"""What enrolment owns, by noun."""

from gongdun.areas.enrolment.models.campaigns import Campaign, CampaignUnit
from gongdun.areas.enrolment.models.months import CoverStop, EmployerMonth

__all__ = ["Campaign", "CampaignUnit", "CoverStop", "EmployerMonth"]
