"""What enrolment owns, by noun."""

from gongdun.areas.enrolment.models.campaigns import Campaign, CampaignPerson, CampaignUnit
from gongdun.areas.enrolment.models.intake import IntakeCheck
from gongdun.areas.enrolment.models.months import CoverStop, EmployerMonth
from gongdun.areas.enrolment.models.projects import Project, ProjectWorker
from gongdun.areas.enrolment.models.schools import Placement, SchoolTerm
from gongdun.areas.enrolment.models.single import CoverPerson, SingleCover

__all__ = [
    "Campaign",
    "CampaignPerson",
    "CampaignUnit",
    "CoverPerson",
    "CoverStop",
    "EmployerMonth",
    "IntakeCheck",
    "Placement",
    "Project",
    "ProjectWorker",
    "SchoolTerm",
    "SingleCover",
]
