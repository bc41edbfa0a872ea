"""Pages of the plan: the board, a measure, its rows; months, plans, supervision, reports, the wall."""

from django.utils.translation import gettext_lazy as _

from gongdun.desk.menu import MenuItem
from gongdun.plans.pages.supervision import supervision_part

OFFICERS = frozenset(
    {
        "intake_clerk", "enrolment_clerk", "data_clerk", "investigator", "reviewer", "approver", "finance_officer", "audit_officer",
        "inspection_liaison", "labour_inspector", "inspection_head", "supervisor", "director", "journal_auditor",
    }
)  # fmt: skip

menu = [
    MenuItem("plan", _("Board"), "board", order=10),
    MenuItem("plan", _("Supervision"), "supervision", roles=OFFICERS, order=20),
    MenuItem("plan", _("Locked months"), "plan_months", roles=OFFICERS, order=30),
    MenuItem("plan", _("Progress reports"), "plan_reports", roles=OFFICERS, order=40),
    MenuItem("plan", _("Wall screen"), "wall", roles=OFFICERS, order=50),
    MenuItem("plan", _("Plans"), "plans", roles=frozenset({"supervisor", "director"}), order=60),
]

matter_parts = {"supervision": supervision_part}
