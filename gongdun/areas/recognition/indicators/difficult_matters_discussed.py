"""措施 25 — 疑难案件."""

from gongdun.areas.recognition import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("研讨的疑难案件", "difficult matters discussed"),
    unit=Title("件", "matters"),
    definition=Title(
        "期内研讨、例会、评审并形成结论的办件。",
        "Matters discussed in the period with a conclusion.",
    ),
    rows=queries.discussed,
    aggregate="count",
    columns=(
        Column("matter__number", Title("办件", "Matter")),
        Column("meeting__title", Title("会议", "Meeting")),
        Column("item", Title("条款", "Item")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
