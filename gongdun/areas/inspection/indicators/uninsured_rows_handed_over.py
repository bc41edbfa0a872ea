"""措施 6 — the figure on the board."""

from gongdun.areas.inspection import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("交办未参保行数", "uninsured rows handed over"),
    unit=Title("行", "rows"),
    definition=Title(
        "期内交办给属地劳动监察的名单行数，按交办日计。",
        "Rows on lists handed over to labour inspection in the period, by the day of hand-over.",
    ),
    rows=queries.handed_over_rows,
    aggregate="count",
    columns=(
        Column("matter__number", Title("名单", "List")),
        Column("employer__name", Title("单位", "Employer")),
        Column("worker__name", Title("职工", "Worker")),
        Column("finding", Title("结论", "Finding")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
