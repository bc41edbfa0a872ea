"""措施 7 — how many."""

from gongdun.areas.inspection import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("基数异常通知件数", "abnormal bases reported"),
    unit=Title("件", "reports"),
    definition=Title(
        "期内劳动监察通知的缴费基数异常件数。",
        "Abnormal bases that labour inspection reported in the period.",
    ),
    rows=queries.base_reports,
    aggregate="count",
    columns=(
        Column("matter__number", Title("办件", "Matter")),
        Column("employer__name", Title("单位", "Employer")),
        Column("reported_by__name", Title("报告机构", "Reported by")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
