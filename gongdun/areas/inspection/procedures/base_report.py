"""缴费基数异常核定 (措施 7): labour inspection reports an abnormal base; the agency verifies, recalculates with late fee, and answers."""

from datetime import date

from gongdun.kernel.procedures import Clock, Move, Procedure, State
from gongdun.kernel.words import Title

INSPECTORS = frozenset({"labour_inspector", "inspection_head"})

PROCEDURE = Procedure(
    id="base_report",
    title=Title("缴费基数异常核定", "Abnormal contribution base"),
    prefix=Title("基数", "Base"),
    citation="社会保险法#60; 社会保险法#63; 社会保险法#86; 劳动保障监察条例#27",
    in_force_on=date(2021, 1, 1),
    opened_by=INSPECTORS,
    opening="reported",
    states=(
        State("reported", Title("已通知经办机构", "reported to the agency")),
        State("verifying", Title("核定中", "verifying")),
        State("determined", Title("待审批", "awaiting approval"), tone="warn"),
        State("approved", Title("已核定待答复", "determined, awaiting the answer")),
        State("answered", Title("已答复", "answered"), closed=True, tone="ok"),
        State("unfounded", Title("查无异常已答复", "unfounded, answered"), closed=True, tone="rest"),
    ),
    moves=(
        Move("accept", Title("签收核定", "Accept"), ("reported",), "verifying", frozenset({"enrolment_clerk", "audit_officer"}),
             Title("开始核定；期限 30 个工作日（内部）", "Starts the verification; 30 working days (internal)")),
        Move("determine", Title("报审核定结果…", "Submit the determination…"), ("verifying",), "determined", frozenset({"enrolment_clerk", "audit_officer"}),
             Title("自错误月份起重算应缴并计滞纳金", "Recalculates from the month of error, with late fee"),
             operation="determine", citation="社会保险法#86"),
        Move("approve", Title("批准核定", "Approve the determination"), ("determined",), "approved", frozenset({"approver"}),
             Title("批准后通知税务征收并答复监察", "Tax collects; labour inspection is answered"), unlike=("determine",), citation="社会保险经办条例#37"),
        Move("return_to_clerk", Title("退回核定…", "Return…"), ("determined",), "verifying", frozenset({"approver"}),
             Title("退回并写明理由", "Returns with the reason"), reason=True),
        Move("answer", Title("答复监察机构", "Answer labour inspection"), ("approved",), "answered", frozenset({"enrolment_clerk", "audit_officer"}),
             Title("把核定结果告知报告的监察机构", "Tells the reporting inspectorate the result"), operation="answer_base"),
        Move("find_nothing", Title("查无异常并答复…", "Nothing found…"), ("verifying",), "unfounded", frozenset({"enrolment_clerk", "audit_officer"}),
             Title("写明查无异常的依据", "States why nothing was found"), reason=True, operation="find_nothing"),
    ),
    clocks=(Clock("verification", "inspection.base_verification", starts=("open",), stops=("answer", "find_nothing"), holds="agency", internal=True),),
)  # fmt: skip
