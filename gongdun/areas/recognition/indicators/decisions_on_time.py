"""措施 24 — 按期认定."""

from gongdun.areas.recognition import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("按期认定率", "decisions on time"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内作出的工伤认定决定中，在法定期限内（扣除中止）作出的占比。",
        "Of the decisions made in the period, the share made within the statutory term, suspensions left out.",
    ),
    rows=queries.decided,
    aggregate="share",
    of="is_on_time",
    columns=(
        Column("number", Title("决定书", "Decision")),
        Column("office__name", Title("部门", "Bureau")),
        Column("item", Title("条款", "Item")),
        Column("due_on", Title("期限", "Due"), kind="date"),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
