"""措施 24 — 认定量."""

from gongdun.areas.recognition import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("作出认定决定数", "decisions made"),
    unit=Title("件", "decisions"),
    definition=Title(
        "期内作出的工伤认定决定。",
        "Decisions on the merits made in the period.",
    ),
    rows=queries.decided,
    aggregate="count",
    columns=(
        Column("number", Title("决定书", "Decision")),
        Column("office__name", Title("部门", "Bureau")),
        Column("item", Title("条款", "Item")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
