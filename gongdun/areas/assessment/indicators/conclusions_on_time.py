"""措施 26 — 按期结论."""

from gongdun.areas.assessment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("按期鉴定率", "conclusions on time"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内作出的结论中，在法定期限内作出的占比。",
        "Of the conclusions made in the period, the share made in time.",
    ),
    rows=queries.concluded,
    aggregate="share",
    of="is_on_time",
    columns=(
        Column("number", Title("结论书", "Conclusion")),
        Column("kind", Title("类别", "Kind")),
        Column("grade", Title("等级", "Grade"), kind="number"),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
