"""措施 7 — the figure on the board."""

from gongdun.areas.inspection import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("基数异常核定率", "abnormal bases determined and answered"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内劳动监察通知的缴费基数异常中，经办机构已核定并答复的占比。",
        "Of the abnormal bases labour inspection reported in the period, the share the agency determined and answered.",
    ),
    rows=queries.base_reports,
    aggregate="share",
    of="is_answered",
    columns=(
        Column("matter__number", Title("办件", "Matter")),
        Column("employer__name", Title("单位", "Employer")),
        Column("reported_by__name", Title("报告机构", "Reported by")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
