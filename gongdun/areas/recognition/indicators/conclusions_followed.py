"""措施 25 — 结论遵循."""

from gongdun.areas.recognition import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("结论遵循率", "conclusions followed"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内形成结论、此后作出决定的办件中，决定与结论一致的占比。",
        "Of the matters concluded in the period and decided since, the share whose decision followed.",
    ),
    rows=queries.followed,
    aggregate="share",
    of="is_followed",
    columns=(
        Column("matter__number", Title("办件", "Matter")),
        Column("meeting__title", Title("会议", "Meeting")),
        Column("item", Title("条款", "Item")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
