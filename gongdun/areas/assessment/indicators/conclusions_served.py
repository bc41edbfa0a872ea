"""措施 26 — 送达."""

from gongdun.areas.assessment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("已送达的鉴定结论", "conclusions served"),
    unit=Title("份", "conclusions"),
    definition=Title(
        "期内已送达双方的市级鉴定结论。",
        "City conclusions served on every side in the period.",
    ),
    rows=queries.served_conclusions,
    aggregate="count",
    columns=(
        Column("number", Title("结论书", "Conclusion")),
        Column("kind", Title("类别", "Kind")),
        Column("grade", Title("等级", "Grade"), kind="number"),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
