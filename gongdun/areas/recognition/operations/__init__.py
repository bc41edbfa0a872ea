"""Everything that writes in recognition, in the order of the procedure."""

from gongdun.areas.recognition.operations.challenges import (
    answer_challenge,
    bring_challenge,
    retract,
    revoke,
    take_lawsuit,
    take_reconsideration,
    uphold,
)
from gongdun.areas.recognition.operations.deciding import choose_article, correct, decide, propose, serve
from gongdun.areas.recognition.operations.extending import ask_extension, grant_extension, last_day, refuse_extension
from gongdun.areas.recognition.operations.filing import archive, court_bundle, download
from gongdun.areas.recognition.operations.intake import (
    accept,
    accept_clear,
    answer_sign,
    apply,
    check_identity,
    note_lost_time,
    refuse_acceptance,
    report_accident,
    request_supplement,
)
from gongdun.areas.recognition.operations.investigating import add_record, ask_evidence, find_element, resume, suspend
from gongdun.areas.recognition.operations.meetings import CHAIRS, conclude, hold_meeting
from gongdun.areas.recognition.operations.online import SUPPLEMENTED_IN, apply_online, enter, report_online, supplement_online

__all__ = [
    "CHAIRS", "SUPPLEMENTED_IN", "accept", "accept_clear", "add_record", "answer_challenge", "answer_sign", "apply", "apply_online", "archive", "ask_evidence", "ask_extension", "bring_challenge",
    "check_identity", "choose_article", "conclude", "correct", "court_bundle", "decide", "download", "enter", "find_element", "grant_extension", "hold_meeting", "last_day", "note_lost_time",
    "propose", "refuse_acceptance", "refuse_extension", "report_accident", "report_online", "request_supplement", "resume", "retract", "revoke", "serve", "supplement_online", "suspend", "take_lawsuit",
    "take_reconsideration", "uphold",
]  # fmt: skip
