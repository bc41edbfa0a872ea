"""多付待遇退还: noticed, told, agreed, returned (社会保险经办条例 46)."""

from datetime import date

from gongdun.kernel.procedures import Move, Procedure, State
from gongdun.kernel.words import Title

CLERKS = frozenset({"intake_clerk", "audit_officer"})
APPROVERS = frozenset({"approver"})
FINANCE = frozenset({"finance_officer"})

PROCEDURE = Procedure(
    id="overpayment_return",
    title=Title("多付待遇退还", "Return of an overpayment"),
    prefix=Title("退还", "Return"),
    citation="社会保险经办条例#46; 社会保险法#88",
    in_force_on=date(2021, 1, 1),
    opened_by=CLERKS,
    opening="found",
    states=(
        State("found", Title("已发现", "found")),
        State("confirmed", Title("已确认待退还", "confirmed, to be returned"), tone="warn"),
        State("agreed", Title("按协议退还中", "being returned")),
        State("returned", Title("已全部退还", "returned in full"), closed=True, tone="ok"),
        State("unfounded", Title("未多付", "nothing was overpaid"), closed=True, tone="rest"),
    ),
    moves=(
        Move("confirm", Title("确认多付", "Confirm the overpayment"), ("found",), "confirmed", APPROVERS,
             Title("确认后通知退还；可一次、分期或者从以后待遇中抵扣", "At once, in instalments, or kept back from later benefits"),
             unlike=("open",), citation="社会保险经办条例#46"),
        Move("dismiss", Title("未多付…", "Nothing overpaid…"), ("found",), "unfounded", APPROVERS,
             Title("写明依据", "States why"), reason=True, unlike=("open",)),
        Move("agree", Title("登记退还协议", "Record the agreement"), ("confirmed",), "agreed", CLERKS,
             Title("退还方式和期次见协议", "As agreed"), guards=("has_instalments",)),
        Move("finish", Title("全部退还办结", "Close as returned"), ("confirmed", "agreed"), "returned", FINANCE | CLERKS,
             Title("退还金额与多付金额一致", "What came back equals what was overpaid"), guards=("all_is_returned",)),
    ),
)  # fmt: skip
