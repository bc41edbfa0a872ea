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
from gongdun.areas.recognition.operations.filing import archive, court_bundle, download
from gongdun.areas.recognition.operations.intake import (
    accept,
    accept_clear,
    answer_extension,
    apply,
    ask_extension,
    check_identity,
    note_lost_time,
    refuse_acceptance,
    report_accident,
    request_supplement,
)
from gongdun.areas.recognition.operations.investigating import add_record, ask_evidence, find_element, resume, suspend
from gongdun.areas.recognition.operations.meetings import conclude, hold_meeting

__all__ = [
    "accept", "accept_clear", "add_record", "answer_challenge", "answer_extension", "apply", "archive", "ask_evidence", "ask_extension", "bring_challenge",
    "check_identity", "choose_article", "conclude", "correct", "court_bundle", "decide", "download", "find_element", "hold_meeting", "note_lost_time",
    "propose", "refuse_acceptance", "report_accident", "request_supplement", "resume", "retract", "revoke", "serve", "suspend", "take_lawsuit",
    "take_reconsideration", "uphold",
]  # fmt: skip
