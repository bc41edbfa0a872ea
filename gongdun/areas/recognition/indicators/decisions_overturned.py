"""措施 24 — 撤销率."""

from gongdun.areas.recognition import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("决定被撤销率", "decisions overturned"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内作出的决定中，后被复议机关或者法院撤销的占比。",
        "Of the decisions made in the period, the share revoked since by a court or a reconsideration organ.",
    ),
    rows=queries.decided,
    aggregate="share",
    of="is_overturned",
    columns=(
        Column("number", Title("决定书", "Decision")),
        Column("office__name", Title("部门", "Bureau")),
        Column("item", Title("条款", "Item")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
