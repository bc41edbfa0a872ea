"""措施 24 — 补正率."""

from gongdun.areas.recognition import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("补正率", "supplements asked"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内作出的决定中，申请曾被要求补正的占比。",
        "Of the decisions made in the period, the share whose application had to be supplemented.",
    ),
    rows=queries.decided,
    aggregate="share",
    of="is_supplemented",
    columns=(
        Column("number", Title("决定书", "Decision")),
        Column("office__name", Title("部门", "Bureau")),
        Column("item", Title("条款", "Item")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
