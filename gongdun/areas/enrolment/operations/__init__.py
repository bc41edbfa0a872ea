"""Everything that writes in the area, by noun."""

from gongdun.areas.enrolment.operations.campaigns import (
    close_campaign,
    freeze_campaign,
    note_contact,
    open_campaign,
    rematch_campaigns,
    report_campaign,
    settle_unit,
)
from gongdun.areas.enrolment.operations.cover import take_cover
from gongdun.areas.enrolment.operations.stops import apply_stop, close_stop, confirm_stops, drop_stop, open_stop, record_refund

__all__ = [
    "apply_stop",
    "close_campaign",
    "close_stop",
    "confirm_stops",
    "drop_stop",
    "freeze_campaign",
    "note_contact",
    "open_campaign",
    "open_stop",
    "record_refund",
    "rematch_campaigns",
    "report_campaign",
    "settle_unit",
    "take_cover",
]
