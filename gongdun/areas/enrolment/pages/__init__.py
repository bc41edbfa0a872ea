"""Pages of the area: cover by month with its gap list, an employer's cover, campaigns; what a matter's page shows of them."""

from django.utils.translation import gettext_lazy as _

from gongdun.areas.enrolment.operations import stops
from gongdun.areas.enrolment.pages.parts import campaign_part, cover_stop_part
from gongdun.desk.lead_actions import LeadAction
from gongdun.desk.menu import MenuItem

__all__ = ["lead_actions", "matter_parts", "menu"]

CLERKS = frozenset({"enrolment_clerk", "data_clerk"})
READERS = CLERKS | {"inspection_liaison", "audit_officer", "approver", "reviewer", "director", "supervisor"}

menu = [
    MenuItem("areas", _("Cover"), "cover", roles=READERS, order=10),
    MenuItem("areas", _("Campaigns"), "campaigns", roles=READERS, order=15),
]

matter_parts = {"cover_stop": cover_stop_part, "campaign": campaign_part}

lead_actions = [LeadAction("cover_stop", _("Stop the cover and refund"), stops.RULES, "stop_cover", CLERKS, order=5)]
