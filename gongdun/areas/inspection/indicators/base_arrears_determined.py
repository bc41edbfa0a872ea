"""措施 7 — money."""

from gongdun.areas.inspection import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("核定补缴及滞纳金", "arrears and late fee determined"),
    unit=Title("元", "yuan"),
    definition=Title(
        "期内答复的核定中，自错误月份起重算的补缴额与滞纳金之和。",
        "Arrears recalculated from the month of error, with late fee, of the determinations answered in the period.",
    ),
    rows=queries.determined_reports,
    aggregate="sum",
    of="owed_fen",
    columns=(
        Column("matter__number", Title("办件", "Matter")),
        Column("employer__name", Title("单位", "Employer")),
        Column("reported_by__name", Title("报告机构", "Reported by")),
        Column("on", Title("日期", "Date"), kind="date"),
        Column("owed_fen", Title("金额", "Amount"), kind="fen"),
    ),
)
