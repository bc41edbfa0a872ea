"""措施 39 — the figure on the board."""

from gongdun.areas.inspection import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("参保回退移交监察单位", "roll-back units handed over"),
    unit=Title("家", "units"),
    definition=Title(
        "期内因连续参保后回退移交劳动监察的单位。",
        "Units handed to labour inspection in the period for rolling back again and again.",
    ),
    rows=queries.rolled_back_units,
    aggregate="count",
    columns=(
        Column("matter__number", Title("编号", "Number")),
        Column("employer__name", Title("单位", "Employer")),
        Column("finding", Title("结论", "Finding")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
