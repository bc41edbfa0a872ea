"""措施 6 — people."""

from gongdun.areas.inspection import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("核查后新增参保人数", "persons gained"),
    unit=Title("人", "persons"),
    definition=Title(
        "监察核查后补办、且次月快照证实参保的人数。",
        "Persons enrolled after the check whose cover the next snapshot confirmed.",
    ),
    rows=queries.gained_rows,
    aggregate="sum",
    of="persons_gained",
    columns=(
        Column("matter__number", Title("名单", "List")),
        Column("employer__name", Title("单位", "Employer")),
        Column("worker__name", Title("职工", "Worker")),
        Column("finding", Title("结论", "Finding")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
