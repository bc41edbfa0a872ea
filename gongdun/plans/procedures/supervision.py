"""督办 — one measure, one office: reminded, chased by a numbered slip, answered with evidence, accepted; or escalated to the director.

While the office owes an answer the matter lies with that office; the supervisor's own acts then start on the supervision page.
"""

from datetime import date

from gongdun.kernel.procedures import Clock, Move, Procedure, State
from gongdun.kernel.words import Title

SUPERVISORS, DIRECTORS = frozenset({"supervisor"}), frozenset({"director"})
ANSWERERS = frozenset(
    {
        "intake_clerk", "enrolment_clerk", "data_clerk", "investigator", "reviewer", "approver", "audit_officer", "inspection_liaison",
        "labour_inspector", "inspection_head", "director",
    }
)  # fmt: skip

PROCEDURE = Procedure(
    id="supervision",
    title=Title("措施督办", "Supervision of a measure"),
    prefix=Title("督办", "Supervision"),
    citation="常州市扩面增效专项行动督办（内部时限）",
    in_force_on=date(2021, 1, 1),
    opened_by=SUPERVISORS,
    opening="reminded",
    states=(
        State("reminded", Title("已提醒待回复", "reminded")),
        State("chased", Title("督办单待回复", "chased"), tone="bad"),
        State("replied", Title("已回复待审", "answered, to be reviewed"), tone="warn"),
        State("escalated", Title("已提请负责人", "escalated"), tone="bad"),
        State("accepted", Title("已办结", "accepted"), closed=True, tone="ok"),
        State("withdrawn", Title("已撤回", "withdrawn"), closed=True, tone="rest"),
    ),
    moves=(
        Move("reply", Title("回复督办…", "Answer…"), ("reminded", "chased"), "replied", ANSWERERS,
             Title("写明进展；须先附佐证（系统记录优先，其次文件）", "Says what was done; evidence comes first: records, then files"),
             reason=True, guards=("has_evidence",), operation="reply"),
        Move("chase", Title("发督办单…", "Send a chase slip…"), ("reminded",), "chased", SUPERVISORS,
             Title("发出编号督办单，10 个工作日内回复（内部）", "A numbered slip; 10 working days to answer (internal)"),
             reason=True, operation="chase", documents=("chase_slip",)),
        Move("accept", Title("审核通过并办结", "Accept and close"), ("replied",), "accepted", SUPERVISORS,
             Title("佐证经审核才计入措施", "Its evidence counts for the measure once reviewed"), unlike=("reply",), guards=("evidence_is_reviewed",)),
        Move("return_reply", Title("退回重报…", "Return…"), ("replied",), "chased", SUPERVISORS,
             Title("写明还缺什么；重新计时 10 个工作日", "Says what is missing; 10 working days anew"), reason=True, operation="return_reply"),
        Move("escalate", Title("提请负责人…", "Escalate…"), ("chased",), "escalated", SUPERVISORS,
             Title("逾期未复，转负责人批示", "Unanswered; the director decides"), reason=True, operation="escalate"),
        Move("instruct", Title("批示并再督办…", "Instruct…"), ("escalated",), "chased", DIRECTORS,
             Title("批示随督办单送达，重新计时", "The instruction goes out; the clock starts anew"), reason=True, operation="instruct"),
        Move("withdraw", Title("撤回督办…", "Withdraw…"), ("reminded", "chased", "escalated", "replied"), "withdrawn", SUPERVISORS,
             Title("写明理由；不再计时", "With the reason; no clock runs"), reason=True, operation="withdraw_supervision"),
    ),
    clocks=(
        Clock("reminder", "plan.reminder", starts=("open",), stops=("reply", "chase", "withdraw"), internal=True),
        Clock("chase", "plan.chase", starts=("chase", "return_reply", "instruct"), stops=("reply", "escalate", "withdraw"), internal=True),
        Clock("review", "plan.review", starts=("reply",), stops=("accept", "return_reply", "withdraw"), internal=True),
    ),
    documents=("chase_slip",),
)  # fmt: skip
