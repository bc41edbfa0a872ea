"""措施 26 — 按期送达."""

from gongdun.areas.assessment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("按期送达率", "conclusions served in time"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内送达的结论中，在法定期限内送达的占比。",
        "Of the conclusions served in the period, the share served in time.",
    ),
    rows=queries.served_conclusions,
    aggregate="share",
    of="is_in_time",
    columns=(
        Column("number", Title("结论书", "Conclusion")),
        Column("kind", Title("类别", "Kind")),
        Column("grade", Title("等级", "Grade"), kind="number"),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
