"""延长工伤认定申请期限 — the employer asks before its thirty days end; the bureau consents with a last day, or does not (条例 17.1)."""

from datetime import date

from gongdun.kernel.procedures import Move, Procedure, State
from gongdun.kernel.words import Title

PROCEDURE = Procedure(
    id="application_extension",
    title=Title("延长认定申请期限", "Longer term to apply for recognition"),
    prefix=Title("延期", "Extension"),
    citation="工伤保险条例#17",
    in_force_on=date(2011, 1, 1),
    opened_by=frozenset({"intake_clerk"}),
    opening="asked",
    states=(
        State("asked", Title("待答复", "to be answered"), tone="warn"),
        State("granted", Title("已同意延长", "granted"), closed=True, tone="ok"),
        State("refused", Title("不同意延长", "refused"), closed=True, tone="rest"),
    ),
    moves=(
        Move("grant", Title("同意延长…", "Consent…"), ("asked",), "granted", frozenset({"approver"}),
             Title("写明延长至哪一天，如 2022-10-15；向单位发答复书", "Write the new last day, such as 2022-10-15; the employer gets the answer"), reason=True,
             operation="grant_extension", documents=("extension_answer",), irreversible=True, citation="工伤保险条例#17"),
        Move("refuse", Title("不同意延长…", "Do not consent…"), ("asked",), "refused", frozenset({"approver"}),
             Title("写明理由；逾期申请的，期间费用由单位负担", "States why; what falls into a late term is the employer's cost"), reason=True,
             operation="refuse_extension", documents=("extension_answer",), irreversible=True, citation="工伤保险条例#17"),
    ),
    documents=("extension_answer",),
    form="extension",
)  # fmt: skip
