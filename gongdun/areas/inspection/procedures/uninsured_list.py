"""未参保名单交办 (措施 6): the list goes to the inspectorate of the place of employment (劳动保障监察条例 13) and comes back with findings."""

from datetime import date

from gongdun.kernel.procedures import Clock, Move, Procedure, State
from gongdun.kernel.words import Title

CLERKS = frozenset({"inspection_liaison", "enrolment_clerk"})
INSPECTORS = frozenset({"labour_inspector", "inspection_head"})

PROCEDURE = Procedure(
    id="uninsured_list",
    title=Title("未参保名单交办", "Uninsured list"),
    prefix=Title("名单", "List"),
    citation="社会保险法#84; 劳动保障监察条例#13; 劳动保障监察条例#17",
    in_force_on=date(2021, 1, 1),
    opened_by=CLERKS,
    opening="built",
    states=(
        State("built", Title("名单已生成", "built")),
        State("submitted", Title("待审批", "awaiting approval"), tone="warn"),
        State("approved", Title("已审批待交办", "approved")),
        State("handed_over", Title("已交办待签收", "handed over")),
        State("checking", Title("核查中", "checking")),
        State("answered", Title("已反馈待复比", "answered, awaiting the re-match"), tone="ok"),
        State("closed", Title("已办结", "closed"), closed=True, tone="ok"),
        State("withdrawn", Title("已撤销", "withdrawn"), closed=True, tone="rest"),
    ),
    moves=(
        Move(
            "submit",
            Title("报审名单…", "Submit the list…"),
            ("built",),
            "submitted",
            CLERKS,
            Title("交审批人审批；名单内容锁定", "Goes to the approver; the rows are locked"),
            guards=("has_rows",),
        ),
        Move(
            "return_to_clerk",
            Title("退回修改…", "Return…"),
            ("submitted",),
            "built",
            frozenset({"approver", "reviewer"}),
            Title("退回经办人并写明理由", "Returns to the clerk with the reason"),
            reason=True,
        ),
        Move(
            "approve",
            Title("批准名单", "Approve the list"),
            ("submitted",),
            "approved",
            frozenset({"approver"}),
            Title("批准后可交办；批准人不得是报审人", "May then be handed over; the approver is not who submitted"),
            unlike=("open", "submit"),
            citation="社会保险经办条例#37",
        ),
        Move(
            "hand_over",
            Title("交办给监察机构", "Hand over to labour inspection"),
            ("approved",),
            "handed_over",
            CLERKS,
            Title(
                "签发交办单并开始反馈计时（60 个工作日，内部）",
                "Issues the hand-over note and starts the feedback clock (60 working days, internal)",
            ),
            operation="hand_over",
            documents=("referral",),
            hands_to="inspection",
            irreversible=True,
        ),
        Move(
            "receive",
            Title("签收名单", "Acknowledge the list"),
            ("handed_over",),
            "checking",
            INSPECTORS,
            Title("签收后逐行核查", "Rows are then checked one by one"),
        ),
        Move(
            "answer",
            Title("反馈核查结果", "Send the findings back"),
            ("checking",),
            "answered",
            INSPECTORS,
            Title("全部行有结论后反馈；次月数据复比", "Every row has a finding; next month's data confirm it"),
            operation="answer",
            guards=("every_row_has_a_finding",),
            hands_to="bureau",
        ),
        Move(
            "close",
            Title("复比后办结", "Close after the re-match"),
            ("answered",),
            "closed",
            CLERKS | {"data_clerk"},
            Title("次月快照已证实或说明各行结果", "The next snapshot confirmed or explained every row"),
            guards=("is_rematched", "no_row_contradicted"),
        ),
        Move(
            "reopen",
            Title("退回复查…", "Reopen…"),
            ("answered",),
            "handed_over",
            CLERKS | {"data_clerk"},
            Title(
                "结论与次月数据不符的行退回监察机构复查",
                "Rows that next month's data contradict go back to the inspectorate",
            ),
            reason=True,
            operation="reopen",
            guards=("is_rematched",),
            hands_to="inspection",
        ),
        Move(
            "withdraw",
            Title("撤销名单…", "Withdraw…"),
            ("built", "submitted", "approved"),
            "withdrawn",
            CLERKS | {"approver"},
            Title("名单作废，线索退回未处理", "The list lapses; its leads are new again"),
            reason=True,
            aside=True,
            operation="withdraw",
        ),
    ),
    clocks=(
        Clock(
            "feedback",
            "inspection.roster_feedback",
            starts=("hand_over", "reopen"),
            stops=("answer",),
            holds="inspection",
            internal=True,
        ),
    ),
    documents=("referral",),
)
