"""措施 8 — the figure on the board."""

from gongdun.areas.inspection import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("人数与基数异动核查办结", "head-count and base changes verified"),
    unit=Title("件", "matters"),
    definition=Title(
        "期内办结的参保异动核查，含说明成立、整改和转入稽核。",
        "Verifications concluded in the period: explained, put right, or passed to audit.",
    ),
    rows=queries.verified_changes,
    aggregate="count",
    columns=(
        Column("matter__number", Title("编号", "Number")),
        Column("employer__name", Title("单位", "Employer")),
        Column("outcome", Title("结果", "Outcome")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
