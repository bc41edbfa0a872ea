"""先参保后回退预警移交 (措施 39): the unit is warned; without a good ground it goes to labour inspection with its list."""

from datetime import date

from gongdun.kernel.procedures import Clock, Move, Procedure, State
from gongdun.kernel.words import Title

CLERKS = frozenset({"enrolment_clerk", "audit_officer", "data_clerk"})
INSPECTORS = frozenset({"labour_inspector", "inspection_head"})

PROCEDURE = Procedure(
    id="roll_back_warning",
    title=Title("参保回退预警移交", "Roll-back warning and hand-over"),
    prefix=Title("回退", "Roll-back"),
    citation="社会保险法#58; 社会保险法#88; 工伤保险条例#60; 劳动保障监察条例#13",
    in_force_on=date(2021, 1, 1),
    opened_by=CLERKS,
    opening="opened",
    states=(
        State("opened", Title("待预警", "warning to be sent")),
        State("warned", Title("已预警待说明", "warned")),
        State("handed_over", Title("已移交待签收", "handed over"), tone="warn"),
        State("checking", Title("监察核查中", "checked by labour inspection")),
        State("answered", Title("监察已反馈办结", "answered, closed"), closed=True, tone="ok"),
        State("explained", Title("说明成立办结", "explained, closed"), closed=True, tone="ok"),
    ),
    moves=(
        Move("warn", Title("发出预警告知书", "Send the warning"), ("opened",), "warned", CLERKS,
             Title("告知回退人次和法律后果，十五日内说明", "Names persons, times and consequences; 15 days to answer"), operation="warn_unit",
             documents=("roll_back_notice",), irreversible=True),
        Move("close", Title("说明成立…", "Accept the explanation…"), ("warned",), "explained", CLERKS,
             Title("写明理由，如录入更正、入职未成", "With the ground, such as a corrected entry"), reason=True, operation="close_warning"),
        Move("hand_over", Title("移交劳动监察", "Hand over to labour inspection"), ("warned",), "handed_over", CLERKS,
             Title("附名单移交属地劳动监察，开始反馈计时", "With its list, to the place of employment; the feedback clock starts"),
             operation="hand_over_warning", documents=("roll_back_referral",), hands_to="inspection", irreversible=True),
        Move("receive", Title("签收", "Acknowledge"), ("handed_over",), "checking", INSPECTORS,
             Title("签收后核查劳动关系", "The labour relations are checked")),
        Move("answer", Title("反馈核查结果", "Send the finding back"), ("checking",), "answered", INSPECTORS,
             Title("结论反馈经办机构并办结", "The agency is told; the matter is closed"), guards=("has_finding",), operation="answer_warning",
             hands_to="agency"),
    ),
    clocks=(
        Clock("reply", "warning.reply", starts=("warn",), stops=("close", "hand_over"), holds="employer", internal=True),
        Clock("feedback", "inspection.roster_feedback", starts=("hand_over",), stops=("answer",), holds="inspection", internal=True),
    ),
    documents=("roll_back_notice", "roll_back_referral"),
)  # fmt: skip
