"""措施 37 — the figure on the board."""

from gongdun.areas.inspection import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("申领与参保单位不一致抽查", "mismatched units drawn"),
    unit=Title("家", "units"),
    definition=Title(
        "期内双随机抽中的、有申领与参保单位不一致线索的单位。",
        "Units drawn in the period about which the mismatch rule had asked.",
    ),
    rows=queries.drawn_mismatches,
    aggregate="count",
    columns=(
        Column("draw__number", Title("编号", "Number")),
        Column("employer__name", Title("单位", "Employer")),
        Column("outcome", Title("结果", "Outcome")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
