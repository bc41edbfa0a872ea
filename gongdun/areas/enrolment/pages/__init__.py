"""Pages of the area: cover by month with its gap list, single-line covers, projects, intake checks, campaigns; what a matter's page shows of them."""

from django.utils.translation import gettext_lazy as _

from gongdun.areas.enrolment.operations import stops
from gongdun.areas.enrolment.operations.single import RULES as SINGLE_RULES
from gongdun.areas.enrolment.pages.parts import campaign_part, cover_stop_part, project_part, single_cover_part
from gongdun.areas.enrolment.pages.schools import READERS as SCHOOL_READERS
from gongdun.areas.enrolment.pages.sheets import sheet_lists as area_lists
from gongdun.areas.enrolment.pages.special_lists import special_lists
from gongdun.desk.lead_actions import LeadAction
from gongdun.desk.menu import MenuItem

__all__ = ["lead_actions", "matter_parts", "menu", "sheet_lists"]

sheet_lists = [*area_lists, *special_lists]
CLERKS = frozenset({"enrolment_clerk", "data_clerk"})
READERS = CLERKS | {"inspection_liaison", "audit_officer", "approver", "reviewer", "director", "supervisor"}

menu = [
    MenuItem("areas", _("Cover"), "cover", roles=READERS, order=10),
    MenuItem("areas", _("Single-line cover"), "single_covers", roles=READERS, order=11),
    MenuItem("areas", _("Building projects"), "projects", roles=READERS, order=12),
    MenuItem("areas", _("School rosters"), "school_rosters", roles=SCHOOL_READERS, order=13),
    MenuItem("areas", _("Intake checks"), "intake_checks", roles=READERS | {"intake_clerk", "investigator"}, order=14),
    MenuItem("areas", _("Campaigns"), "campaigns", roles=READERS, order=15),
]

matter_parts = {"cover_stop": cover_stop_part, "campaign": campaign_part, "single_cover": single_cover_part, "project_cover": project_part}

lead_actions = [
    LeadAction("cover_stop", _("Stop the cover and refund"), stops.RULES, "stop_cover", CLERKS, order=5),
    LeadAction("single_cover", _("Enrol by single-line cover"), frozenset(SINGLE_RULES), "open_single", CLERKS, order=6),
]
