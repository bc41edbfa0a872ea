"""参保专项行动 (措施 1、2、36): a population is frozen, each unit gone through, compared again, and closed with a report."""

from datetime import date

from gongdun.kernel.procedures import Move, Procedure, State
from gongdun.kernel.words import Title

CLERKS = frozenset({"enrolment_clerk", "data_clerk", "audit_officer"})

PROCEDURE = Procedure(
    id="campaign",
    title=Title("参保专项行动", "Campaign"),
    prefix=Title("专项", "Campaign"),
    citation="社会保险法#58; 社会保险法#84; 工伤保险条例#2",
    in_force_on=date(2021, 1, 1),
    opened_by=CLERKS,
    opening="prepared",
    states=(
        State("prepared", Title("待固定范围", "population to be frozen")),
        State("running", Title("进行中", "running")),
        State("reported", Title("待审批结案", "report awaits approval"), tone="warn"),
        State("closed", Title("已结案", "closed"), closed=True, tone="ok"),
        State("withdrawn", Title("已撤销", "withdrawn"), closed=True, tone="rest"),
    ),
    moves=(
        Move("freeze", Title("固定范围并开始", "Freeze the population"), ("prepared",), "running", CLERKS,
             Title("名单固定并计算哈希，此后不增不减", "The population is hashed; nothing is added or taken away"), operation="freeze_campaign",
             irreversible=True),
        Move("report", Title("提交结案报告", "Submit the closing report"), ("running",), "reported", CLERKS,
             Title("每户有结论，并与新一期数据比对", "Every unit has a finding and was compared again"), guards=("is_gone_through", "is_compared"),
             operation="report_campaign", documents=("campaign_report",)),
        Move("return_to_clerk", Title("退回…", "Return…"), ("reported",), "running", frozenset({"approver"}),
             Title("退回并写明理由", "With the reason"), reason=True),
        Move("close", Title("批准结案", "Approve and close"), ("reported",), "closed", frozenset({"approver"}),
             Title("批准人不得是报告人", "The approver is not who reported"), unlike=("report",), operation="close_campaign"),
        Move("withdraw", Title("撤销…", "Withdraw…"), ("prepared",), "withdrawn", CLERKS,
             Title("写明理由", "With the reason"), reason=True),
    ),
    documents=("campaign_report",),
)  # fmt: skip
