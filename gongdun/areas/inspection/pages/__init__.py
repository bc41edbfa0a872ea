"""Pages of the area: lists to build and to check, reports of abnormal bases, and what a matter's page shows of them."""

from django.utils.translation import gettext_lazy as _

from gongdun.areas.inspection.pages.parts import base_report_part, uninsured_list_part
from gongdun.areas.inspection.pages.sheets import sheet_lists
from gongdun.desk.menu import MenuItem

__all__ = ["matter_parts", "menu", "sheet_lists"]

LISTERS = frozenset(
    {"inspection_liaison", "enrolment_clerk", "data_clerk", "approver", "reviewer", "labour_inspector", "inspection_head", "director"}
)

menu = [
    MenuItem("areas", _("Uninsured lists"), "uninsured_lists", roles=LISTERS, order=20),
    MenuItem("areas", _("Abnormal bases"), "base_reports", roles=LISTERS | {"audit_officer"}, order=30),
]

matter_parts = {"uninsured_list": uninsured_list_part, "base_report": base_report_part}
