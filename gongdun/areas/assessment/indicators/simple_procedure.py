"""措施 27 — 简易程序."""

from gongdun.areas.assessment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("简易程序占比", "simple procedure"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内作出的结论中，适用简易程序的占比。",
        "Of the conclusions made in the period, the share by the simple procedure.",
    ),
    rows=queries.concluded,
    aggregate="share",
    of="is_simple",
    columns=(
        Column("number", Title("结论书", "Conclusion")),
        Column("kind", Title("类别", "Kind")),
        Column("grade", Title("等级", "Grade"), kind="number"),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
