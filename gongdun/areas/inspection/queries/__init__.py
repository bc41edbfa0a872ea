"""Questions of the area; the guards that its procedures name are here too."""

from gongdun.areas.inspection.queries.audits import has_findings, is_clean, is_put_right, may_begin, two_auditors
from gongdun.areas.inspection.queries.draws import auditors_of
from gongdun.areas.inspection.queries.figures import (
    base_reports,
    determined_reports,
    drawn_mismatches,
    gained_rows,
    handed_over_lists,
    handed_over_rows,
    lists_due,
    rematched_rows,
    rolled_back_units,
    verified_changes,
)
from gongdun.areas.inspection.queries.followups import has_explanation, has_finding
from gongdun.areas.inspection.queries.lists import (
    UNINSURED_RULES,
    awaiting_rematch,
    every_row_has_a_finding,
    has_rows,
    is_rematched,
    leads_to_list,
    no_row_contradicted,
    progress,
)

__all__ = [
    "UNINSURED_RULES",
    "auditors_of",
    "awaiting_rematch",
    "base_reports",
    "determined_reports",
    "drawn_mismatches",
    "every_row_has_a_finding",
    "gained_rows",
    "handed_over_lists",
    "handed_over_rows",
    "has_explanation",
    "has_finding",
    "has_findings",
    "has_rows",
    "is_clean",
    "is_put_right",
    "is_rematched",
    "leads_to_list",
    "lists_due",
    "may_begin",
    "no_row_contradicted",
    "progress",
    "rematched_rows",
    "rolled_back_units",
    "two_auditors",
    "verified_changes",
]
