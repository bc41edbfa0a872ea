"""多付待遇追回: what was paid without a claim to it is demanded back, at once or by instalments; else the bureau is asked to order it."""

from datetime import date

from gongdun.kernel.procedures import Clock, Move, Procedure, State
from gongdun.kernel.words import Title

CLERKS = frozenset({"audit_officer", "data_clerk"})

PROCEDURE = Procedure(
    id="overpayment",
    title=Title("多付待遇追回", "Recovery of overpaid benefits"),
    prefix=Title("追回", "Overpayment"),
    citation="社会保险法#88; 工伤保险条例#60; 社会保险经办条例#46",
    in_force_on=date(2021, 1, 1),
    opened_by=CLERKS,
    opening="verified",
    states=(
        State("verified", Title("核实多付", "overpayment verified")),
        State("submitted", Title("待审批", "awaiting approval"), tone="warn"),
        State("approved", Title("待发退还通知", "demand to be sent")),
        State("demanded", Title("已通知待退还", "demanded")),
        State("instalments", Title("分期退还中", "paid back by instalments")),
        State("repaid", Title("已全部退还", "repaid"), closed=True, tone="ok"),
        State("transferred", Title("已提请行政部门责令退回", "passed to the bureau"), tone="bad"),
        State("ordered", Title("行政部门已处理", "decided by the bureau"), closed=True, tone="rest"),
        State("unfounded", Title("不构成多付", "not overpaid"), closed=True, tone="rest"),
    ),
    moves=(
        Move("submit", Title("报审金额", "Submit the amount"), ("verified",), "submitted", CLERKS,
             Title("交审批人审批", "Goes to the approver")),
        Move("approve", Title("批准追回", "Approve the recovery"), ("submitted",), "approved", frozenset({"approver"}),
             Title("批准人不得是报审人", "The approver is not who submitted"), unlike=("open", "submit"), citation="社会保险经办条例#37"),
        Move("return_to_clerk", Title("退回…", "Return…"), ("submitted",), "verified", frozenset({"approver"}),
             Title("退回并写明理由", "With the reason"), reason=True),
        Move("demand", Title("发出退还通知", "Send the demand"), ("approved",), "demanded", CLERKS,
             Title("十五日内退还", "To be paid back within 15 days"), operation="demand_repayment", documents=("repayment_demand",), irreversible=True),
        Move("agree_instalments", Title("同意分期退还…", "Agree on instalments…"), ("demanded",), "instalments", frozenset({"approver"}),
             Title("写明分期安排", "With the plan of payments"), reason=True, citation="社会保险经办条例#46"),
        Move("settle", Title("全部退还办结", "Close as repaid"), ("demanded", "instalments"), "repaid", CLERKS,
             Title("到账金额与应退一致", "What came back is what was owed"), guards=("is_repaid",), operation="settle_overpayment"),
        Move("transfer", Title("提请行政部门责令退回…", "Ask the bureau to order it…"), ("demanded", "instalments"), "transferred", CLERKS,
             Title("逾期不退的提请行政部门处理", "Who does not pay back"), reason=True, hands_to="bureau", irreversible=True, citation="社会保险法#88"),
        Move("decide", Title("录入处理结果…", "Record the bureau's decision…"), ("transferred",), "ordered", frozenset({"investigator", "inspection_liaison", "approver"}),
             Title("写明处理决定", "With the decision"), reason=True),
        Move("find_nothing", Title("不构成多付…", "Not overpaid…"), ("verified",), "unfounded", CLERKS,
             Title("写明依据", "With the ground"), reason=True, operation="settle_overpayment"),
    ),
    clocks=(Clock("repayment", "overpayment.repay", starts=("demand",), stops=("agree_instalments", "settle", "transfer"), holds="employer", internal=True),),
    documents=("repayment_demand",),
)  # fmt: skip
