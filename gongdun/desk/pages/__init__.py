"""Pages of the desk: worklist, matter, leads, search; sheets, the register, the months' files."""

from django.utils.translation import gettext_lazy as _

from gongdun.desk.menu import MenuItem
from gongdun.desk.queries.worklists import count_mine
from gongdun.desk.registers.accounts import ACCOUNTS, ADMINISTRATORS
from gongdun.desk.registers.areas import AREA_LIST
from gongdun.desk.registers.employers import EMPLOYERS
from gongdun.desk.registers.institutions import INSTITUTIONS
from gongdun.desk.registers.leads import LEADS
from gongdun.desk.registers.offices import OFFICES
from gongdun.desk.registers.workers import WORKERS

OFFICERS = frozenset(
    {
        "intake_clerk", "enrolment_clerk", "data_clerk", "investigator", "reviewer", "approver", "finance_officer", "audit_officer",
        "inspection_liaison", "labour_inspector", "inspection_head",
    }
)  # fmt: skip

menu = [
    MenuItem("mine", _("Worklist"), "worklist", roles=OFFICERS, order=10, count=count_mine),
    MenuItem("mine", _("Cover during leave"), "leave_cover", roles=OFFICERS, order=40),
    MenuItem("mine", _("Canned opinions"), "phrases", roles=OFFICERS, order=50),
    MenuItem("areas", _("Document register"), "register", roles=OFFICERS, order=80),
    MenuItem("system", _("Journal"), "journal", roles=frozenset({"journal_auditor"}), order=10),
    MenuItem("areas", _("Leads"), "leads", roles=OFFICERS, order=60),
    MenuItem("data", _("Sheets"), "sheets", roles=OFFICERS | ADMINISTRATORS | {"director", "supervisor"}, order=10),
    MenuItem("data", _("Monthly data"), "months", roles=OFFICERS | {"director", "supervisor"}, order=20),
    MenuItem("data", _("Register"), "registers", roles=OFFICERS | ADMINISTRATORS | {"director", "supervisor"}, order=30),
    MenuItem("system", _("Accounts and roles"), "officers", roles=ADMINISTRATORS, order=10),
]

sheet_lists = [EMPLOYERS, WORKERS, INSTITUTIONS, AREA_LIST, OFFICES, ACCOUNTS, LEADS]
