"""措施 6 — batches."""

from gongdun.areas.inspection import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("交办批次", "lists handed over"),
    unit=Title("批", "lists"),
    definition=Title(
        "期内交办的名单批数，按交办日计。",
        "Lists handed over in the period, by the day of hand-over.",
    ),
    rows=queries.handed_over_lists,
    aggregate="count",
    columns=(
        Column("matter__number", Title("名单", "List")),
        Column("inspectorate__name", Title("监察机构", "Inspectorate")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
