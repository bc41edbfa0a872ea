"""措施 27 — 简易程序改变率."""

from gongdun.areas.assessment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("简易程序结论改变率", "simple conclusions changed"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内简易程序结论中，后被省级改变等级的占比。",
        "Of the simple conclusions of the period, the share whose grade the province changed.",
    ),
    rows=queries.simple_conclusions,
    aggregate="share",
    of="is_changed",
    columns=(
        Column("number", Title("结论书", "Conclusion")),
        Column("kind", Title("类别", "Kind")),
        Column("grade", Title("等级", "Grade"), kind="number"),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
