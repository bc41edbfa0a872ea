"""Pages of the area: lists to build and to check, reports of abnormal bases, and what a matter's page shows of them."""

from django.utils.translation import gettext_lazy as _

from gongdun.areas.inspection.operations import audits, bases, verifications, warnings
from gongdun.areas.inspection.pages.parts import (
    audit_part,
    base_report_part,
    roll_back_part,
    uninsured_list_part,
    verification_part,
)
from gongdun.areas.inspection.pages.sheets import sheet_lists
from gongdun.areas.inspection.procedures.base_report import INSPECTORS
from gongdun.desk.lead_actions import LeadAction
from gongdun.desk.menu import MenuItem

__all__ = ["lead_actions", "matter_parts", "menu", "sheet_lists"]

LISTERS = frozenset(
    {"inspection_liaison", "enrolment_clerk", "data_clerk", "approver", "reviewer", "labour_inspector", "inspection_head", "director"}
)

menu = [
    MenuItem("areas", _("Uninsured lists"), "uninsured_lists", roles=LISTERS, order=20),
    MenuItem("areas", _("Abnormal bases"), "base_reports", roles=LISTERS | {"audit_officer"}, order=30),
    MenuItem(
        "areas", _("Double-random draws"), "draws", roles=frozenset({"audit_officer", "data_clerk", "approver", "director"}), order=40
    ),
]

matter_parts = {
    "uninsured_list": uninsured_list_part,
    "base_report": base_report_part,
    "audit": audit_part,
    "verification": verification_part,
    "roll_back_warning": roll_back_part,
}

CLERKS = frozenset({"enrolment_clerk", "audit_officer", "data_clerk"})
lead_actions = [
    LeadAction("roll_back_warning", _("Warn the unit"), warnings.RULES, "follow_lead", CLERKS, order=10),
    LeadAction("verification", _("Ask the unit to explain"), verifications.RULES, "follow_lead", CLERKS, order=20),
    LeadAction("audit", _("Open an audit"), audits.RULES, "follow_lead", CLERKS | {"approver"}, order=30),
    LeadAction("base_report", _("Report the base, or attach to its report"), bases.RULES, "follow_lead", CLERKS | INSPECTORS, order=40),
]
