"""措施 6 — money."""

from gongdun.areas.inspection import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("核查追缴金额", "arrears found"),
    unit=Title("元", "yuan"),
    definition=Title(
        "补办并经复比证实的行中，责令补缴的金额。",
        "Arrears ordered on rows enrolled after the check and confirmed by the re-match.",
    ),
    rows=queries.gained_rows,
    aggregate="sum",
    of="arrears_fen",
    columns=(
        Column("matter__number", Title("名单", "List")),
        Column("employer__name", Title("单位", "Employer")),
        Column("worker__name", Title("职工", "Worker")),
        Column("finding", Title("结论", "Finding")),
        Column("on", Title("日期", "Date"), kind="date"),
        Column("arrears_fen", Title("金额", "Amount"), kind="fen"),
    ),
)
