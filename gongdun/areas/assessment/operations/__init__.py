"""Everything that writes in assessment, in the order of the procedure."""

from gongdun.areas.assessment.operations.concluding import (
    ask_reassessment,
    conclude,
    download,
    give_opinion,
    record_province_conclusion,
    serve,
)
from gongdun.areas.assessment.operations.intake import accept, answer_sign, apply, choose_simple, refuse, request_supplement, set_subject
from gongdun.areas.assessment.operations.online import SUPPLEMENTED_IN, apply_online, supplement_online
from gongdun.areas.assessment.operations.panels import (
    draw_panel,
    freeze_pool,
    hold_session,
    name_expert,
    note_absence,
    note_attendance,
    recuse,
    release_expert,
    seat,
)

__all__ = [
    "SUPPLEMENTED_IN", "accept", "answer_sign", "apply", "apply_online", "ask_reassessment", "choose_simple", "conclude", "download", "draw_panel", "freeze_pool", "give_opinion", "hold_session",
    "name_expert", "note_absence", "note_attendance", "record_province_conclusion", "recuse", "refuse", "release_expert", "request_supplement", "seat", "serve", "set_subject", "supplement_online",
]  # fmt: skip
