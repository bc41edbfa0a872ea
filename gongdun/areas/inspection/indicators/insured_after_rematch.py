"""措施 6 — confirmed by the next snapshot."""

from gongdun.areas.inspection import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("复比后参保率", "insured after the re-match"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内完成复比的行中，次月快照证实已参保的占比。",
        "Of the rows re-matched in the period, the share that the next snapshot shows insured.",
    ),
    rows=queries.rematched_rows,
    aggregate="share",
    of="is_insured",
    columns=(
        Column("matter__number", Title("名单", "List")),
        Column("employer__name", Title("单位", "Employer")),
        Column("worker__name", Title("职工", "Worker")),
        Column("finding", Title("结论", "Finding")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
