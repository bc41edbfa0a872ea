"""Questions of the area; the guards of its procedures are here too."""

from gongdun.areas.enrolment.queries.campaigns import (
    CAMPAIGNS,
    gained_units,
    is_compared,
    is_gone_through,
    special_trade_units,
    tally,
)
from gongdun.areas.enrolment.queries.cover import coverage, high_risk_employers, is_ceased, is_refunded, new_form_employers, stopped_covers

__all__ = [
    "CAMPAIGNS",
    "coverage",
    "gained_units",
    "high_risk_employers",
    "is_ceased",
    "is_compared",
    "is_gone_through",
    "is_refunded",
    "new_form_employers",
    "special_trade_units",
    "stopped_covers",
    "tally",
]
