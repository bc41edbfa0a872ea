"""措施 6 — 按时反馈."""

from gongdun.areas.inspection import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("按期反馈率", "feedback on time"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内已反馈或已到期的名单中，在期限内反馈的占比。",
        "Of the lists answered or fallen due in the period, the share answered in time.",
    ),
    rows=queries.lists_due,
    aggregate="share",
    of="is_on_time",
    columns=(
        Column("matter__number", Title("名单", "List")),
        Column("inspectorate__name", Title("监察机构", "Inspectorate")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
