"""核查整改 (措施 8): the unit is asked why its head-count or bases changed; it explains, puts right, or is audited."""

from datetime import date

from gongdun.kernel.procedures import Clock, Move, Procedure, State
from gongdun.kernel.words import Title

CLERKS = frozenset({"enrolment_clerk", "audit_officer", "data_clerk"})

PROCEDURE = Procedure(
    id="verification",
    title=Title("参保异动核查整改", "Verification of a change"),
    prefix=Title("核查", "Verification"),
    citation="社会保险法#60; 社会保险法#63; 工伤保险条例#46; 社会保险稽核办法#10",
    in_force_on=date(2021, 1, 1),
    opened_by=CLERKS,
    opening="opened",
    states=(
        State("opened", Title("待发函", "enquiry to be sent")),
        State("asked", Title("已发函待说明", "asked")),
        State("explained", Title("已说明待处理", "explained"), tone="warn"),
        State("rectifying", Title("整改中", "to be put right")),
        State("cleared", Title("说明成立办结", "explained lawfully"), closed=True, tone="ok"),
        State("rectified", Title("整改办结", "put right"), closed=True, tone="ok"),
        State("audited", Title("转入稽核", "passed to audit"), closed=True, tone="rest"),
    ),
    moves=(
        Move("ask", Title("发出核查函", "Send the enquiry"), ("opened",), "asked", CLERKS,
             Title("列明数字，请单位十五日内书面说明", "States the figures; the unit explains within 15 days"), operation="ask_unit",
             documents=("enquiry",), irreversible=True),
        Move("take_explanation", Title("收到说明", "Explanation received"), ("asked",), "explained", CLERKS,
             Title("说明已录入，十个工作日内处理", "Recorded; handled within 10 working days"), guards=("has_explanation",)),
        Move("accept", Title("说明成立…", "Accept the explanation…"), ("explained",), "cleared", frozenset({"reviewer", "approver"}),
             Title("写明合法理由；线索记为合法例外", "With the lawful ground; the leads are lawful exceptions"), reason=True,
             operation="accept_explanation", unlike=("open", "take_explanation"), citation="社会保险经办条例#37"),
        Move("rectify", Title("责令整改…", "Order rectification…"), ("explained",), "rectifying", CLERKS,
             Title("写明整改内容", "With what is to be put right"), reason=True, documents=()),
        Move("close", Title("整改复核办结", "Verify and close"), ("rectifying",), "rectified", CLERKS,
             Title("次月快照或凭证证实后办结", "After the next snapshot or a payment confirms it"), operation="close_rectified"),
        Move("audit", Title("转入稽核…", "Pass to audit…"), ("asked", "explained", "rectifying"), "audited", CLERKS,
             Title("逾期不说明、说明不成立或不整改的转入稽核", "Without an answer, a good ground or rectification"), reason=True, operation="pass_to_audit"),
    ),
    clocks=(
        Clock("reply", "verification.reply", starts=("ask",), stops=("take_explanation", "audit"), holds="employer", internal=True),
        Clock("conclusion", "verification.conclusion", starts=("take_explanation",), stops=("accept", "close", "audit"), holds="agency", internal=True),
    ),
    documents=("enquiry",),
)  # fmt: skip
