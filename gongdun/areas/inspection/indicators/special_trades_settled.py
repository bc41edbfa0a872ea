"""措施 36 — the figure on the board."""

from gongdun.areas.enrolment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("专项治理办结占比", "special trades put in order"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内固定范围的电梯、建筑、新业态专项行动中，经数据证实已整改或者理由合法的占比。",
        "Of the lift, building and new-form campaigns frozen in the period, the share shown put right by the data, or lawful.",
    ),
    rows=queries.special_trade_units,
    aggregate="share",
    of="is_settled",
    columns=(
        Column("matter__number", Title("专项", "Campaign")),
        Column("employer__name", Title("单位", "Employer")),
        Column("finding", Title("结论", "Finding")),
        Column("result", Title("比对结果", "Result")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
