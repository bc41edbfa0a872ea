"""死亡停保退费 (措施 38): the death is verified, cover ends with its month, the next snapshot confirms it, what was charged after it goes back."""

from datetime import date

from gongdun.kernel.procedures import Clock, Move, Procedure, State
from gongdun.kernel.words import Title

CLERKS = frozenset({"enrolment_clerk", "data_clerk"})

PROCEDURE = Procedure(
    id="cover_stop",
    title=Title("死亡停保退费", "Cover stopped after death"),
    prefix=Title("停保", "Stop"),
    citation="社会保险经办条例#25; 社会保险法#58; 社会保险法#63",
    in_force_on=date(2021, 1, 1),
    opened_by=CLERKS,
    opening="opened",
    states=(
        State("opened", Title("待核实死亡", "death to be verified")),
        State("verified", Title("待审批", "awaiting approval"), tone="warn"),
        State("approved", Title("待出停保申请", "application to be made")),
        State("applied", Title("已申请待快照证实", "applied, awaiting the snapshot")),
        State("confirmed", Title("已停保待退费", "ceased, refund due"), tone="ok"),
        State("refunded", Title("已退费办结", "refunded"), closed=True, tone="ok"),
        State("unfounded", Title("不成立", "unfounded"), closed=True, tone="rest"),
    ),
    moves=(
        Move("verify", Title("核实死亡…", "Verify the death…"), ("opened",), "verified", CLERKS,
             Title("写明核实来源和证明编号", "With the source and the number of the proof"), reason=True),
        Move("approve", Title("批准停保退费", "Approve"), ("verified",), "approved", frozenset({"approver"}),
             Title("批准人不得是核实人", "The approver is not who verified"), unlike=("open", "verify"), citation="社会保险经办条例#37"),
        Move("return_to_clerk", Title("退回…", "Return…"), ("verified",), "opened", frozenset({"approver"}),
             Title("退回并写明理由", "With the reason"), reason=True),
        Move("apply", Title("出具停保退费告知", "Issue the notice"), ("approved",), "applied", CLERKS,
             Title("告知单位停保月份和退费金额；在省平台办理减员", "Tells the unit the month and the amount; the platform ends the cover"),
             operation="apply_stop", documents=("stop_notice",), irreversible=True),
        Move("confirm", Title("快照证实停保", "Confirmed by the snapshot"), ("applied",), "confirmed", CLERKS,
             Title("次月申报中已无此人", "The next declarations no longer hold the person"), guards=("is_ceased",)),
        Move("refund", Title("退费到账办结", "Refunded, close"), ("confirmed",), "refunded", CLERKS,
             Title("退费凭证已录入", "The receipt of the refund is recorded"), guards=("is_refunded",), operation="close_stop"),
        Move("find_nothing", Title("不成立…", "Unfounded…"), ("opened",), "unfounded", CLERKS,
             Title("写明依据，如证件号码相同、登记有误", "With the ground, such as a mistaken identity"), reason=True, operation="drop_stop"),
    ),
    clocks=(Clock("stop", "enrolment.cover_stop", starts=("open",), stops=("apply", "find_nothing"), holds="agency", internal=True),),
    documents=("stop_notice",),
)  # fmt: skip
