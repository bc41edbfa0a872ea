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
from gongdun.areas.enrolment.operations.intake import check_intake
from gongdun.areas.enrolment.operations.projects import (
    ask_extension,
    complete_project,
    confirm_projects,
    file_project,
    price_project,
    put_on_site,
    register_project,
    return_extension,
    undo_stays,
)
from gongdun.areas.enrolment.operations.schools import (
    certify_students,
    judge_placements,
    open_term,
    remind_school,
    take_off_roster,
    take_roster,
)
from gongdun.areas.enrolment.operations.single import (
    add_person,
    confirm_single_covers,
    download_application,
    file_single_cover,
    file_single_cover_again,
    open_single_cover,
    remove_person,
    withdraw_single_cover,
)
from gongdun.areas.enrolment.operations.stops import apply_stop, close_stop, confirm_stops, drop_stop, open_stop, record_refund

__all__ = [
    "add_person",
    "apply_stop",
    "ask_extension",
    "certify_students",
    "check_intake",
    "close_campaign",
    "close_stop",
    "complete_project",
    "confirm_projects",
    "confirm_single_covers",
    "confirm_stops",
    "download_application",
    "drop_stop",
    "file_project",
    "file_single_cover",
    "file_single_cover_again",
    "freeze_campaign",
    "judge_placements",
    "note_contact",
    "open_campaign",
    "open_single_cover",
    "open_stop",
    "open_term",
    "price_project",
    "put_on_site",
    "record_refund",
    "register_project",
    "rematch_campaigns",
    "remind_school",
    "remove_person",
    "report_campaign",
    "return_extension",
    "settle_unit",
    "take_cover",
    "take_off_roster",
    "take_roster",
    "undo_stays",
    "withdraw_single_cover",
]
