"""Questions of the area; the guards of its procedures are here too."""

from gongdun.areas.enrolment.queries.campaigns import (
    CAMPAIGNS,
    RECONCILED,
    gained_units,
    groups,
    is_compared,
    is_gone_through,
    name_of,
    needs_list,
    people,
    special_trade_units,
    tally,
    unreconciled,
)
from gongdun.areas.enrolment.queries.cover import coverage, high_risk_employers, is_ceased, is_refunded, new_form_employers, stopped_covers
from gongdun.areas.enrolment.queries.intake import checked_registrations, registration
from gongdun.areas.enrolment.queries.projects import has_extension, is_covered, is_empty_site, is_extended, permitted_projects
from gongdun.areas.enrolment.queries.schools import (
    has_insured_students,
    has_open_students,
    is_term_settled,
    open_students,
    school_placements,
    uncertified,
)
from gongdun.areas.enrolment.queries.single import filed_row, has_persons, insured_persons, is_insured, is_missed, open_persons

__all__ = [
    "CAMPAIGNS",
    "RECONCILED",
    "checked_registrations",
    "coverage",
    "filed_row",
    "gained_units",
    "groups",
    "has_extension",
    "has_insured_students",
    "has_open_students",
    "has_persons",
    "high_risk_employers",
    "insured_persons",
    "is_ceased",
    "is_compared",
    "is_covered",
    "is_empty_site",
    "is_extended",
    "is_gone_through",
    "is_insured",
    "is_missed",
    "is_refunded",
    "is_term_settled",
    "name_of",
    "needs_list",
    "new_form_employers",
    "open_persons",
    "open_students",
    "people",
    "permitted_projects",
    "registration",
    "school_placements",
    "special_trade_units",
    "stopped_covers",
    "tally",
    "uncertified",
    "unreconciled",
]
