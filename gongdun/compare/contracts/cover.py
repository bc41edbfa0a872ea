"""Who is insured and who is paid: enrolments, declarations, tax payroll, other branches of social insurance."""

from __future__ import annotations

from gongdun.compare.contracts.grammar import Column, Contract, Kind
from gongdun.compare.contracts.people import EMPLOYER, PERSON

SCHEMES = ("employee|职工", "over_age|超龄", "intern|实习", "new_form|新业态", "project|项目")

ENROLMENTS = Contract(
    "enrolments",
    "参保业务",
    (
        Column("event_id", "业务流水号", Kind.CODE, required=True),
        EMPLOYER,
        PERSON,
        Column("scheme", "险种类别", required=True, allowed=SCHEMES),
        Column("operation", "业务类型", required=True, allowed=("enrol|增员", "cease|减员", "roll_back|回退")),
        Column("effective_month", "生效月份", Kind.MONTH, required=True),
        Column("operated_at", "经办时间", Kind.MOMENT, required=True),
        Column("channel", "渠道"),
        Column("reason", "原因"),
    ),
    key=("event_id",),
    is_events=True,
)

MONTH = Column("month", "费款所属期", Kind.MONTH, required=True)

DECLARATIONS = Contract(
    "declarations",
    "缴费申报",
    (
        MONTH,
        EMPLOYER,
        PERSON,
        Column("wage", "申报工资", Kind.MONEY),
        Column("base", "缴费基数", Kind.MONEY, required=True),
        Column("paid", "已缴", Kind.FLAG),
    ),
    key=("month", "uscc", "id_number"),
)

PAYROLL = Contract(
    "payroll",
    "个税申报",
    (
        Column("month", "所属期", Kind.MONTH, required=True),
        EMPLOYER,
        PERSON,
        Column("name", "姓名", Kind.SECRET),
        Column("kind", "所得项目", required=True, allowed=("wage|工资薪金", "service|劳务报酬")),
        Column("income", "收入额", Kind.MONEY, required=True),
    ),
    key=("month", "uscc", "id_number", "kind"),
)

OTHER_COVER = Contract(
    "other_cover",
    "其他险种参保",
    (
        Column("month", "所属期", Kind.MONTH, required=True),
        EMPLOYER,
        PERSON,
        Column("scheme", "险种", required=True, allowed=("pension|养老", "medical|医疗")),
    ),
    key=("month", "uscc", "id_number", "scheme"),
)

CONTRACTS = (ENROLMENTS, DECLARATIONS, PAYROLL, OTHER_COVER)
