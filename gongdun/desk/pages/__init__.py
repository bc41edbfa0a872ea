"""Pages of the desk: worklist, matter, leads, search."""

from django.utils.translation import gettext_lazy as _

from gongdun.desk.menu import MenuItem
from gongdun.desk.queries.worklists import count_mine

OFFICERS = frozenset(
    {
        "intake_clerk", "enrolment_clerk", "data_clerk", "investigator", "reviewer", "approver", "finance_officer", "audit_officer",
        "inspection_liaison", "labour_inspector", "inspection_head",
    }
)  # fmt: skip

menu = [
    MenuItem("mine", _("Worklist"), "worklist", roles=OFFICERS, order=10, count=count_mine),
    MenuItem("mine", _("Cover during leave"), "cover", roles=OFFICERS, order=40),
    MenuItem("mine", _("Canned opinions"), "phrases", roles=OFFICERS, order=50),
    MenuItem("areas", _("Document register"), "register", roles=OFFICERS, order=80),
    MenuItem("system", _("Journal"), "journal", roles=frozenset({"journal_auditor"}), order=10),
    MenuItem("areas", _("Leads"), "leads", roles=OFFICERS, order=60),
]
