"""措施 1 — the figure on the board."""

from gongdun.areas.enrolment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("高风险行业参保单位占比", "high-risk employers covered"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内最近一月有职工领取工资的高风险行业单位中，九成以上职工参保的占比。",
        "Of the high-risk employers paying wages in the last month of the period, the share with nine of ten insured.",
    ),
    rows=queries.high_risk_employers,
    aggregate="share",
    of="is_covered",
    columns=(
        Column("employer__name", Title("单位", "Employer")),
        Column("employer__industry", Title("行业", "Trade")),
        Column("paid", Title("发放工资人数", "Paid"), kind="number"),
        Column("both", Title("其中参保", "Insured"), kind="number"),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
