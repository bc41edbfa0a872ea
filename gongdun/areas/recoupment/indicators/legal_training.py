"""措施 32 — 先行支付法律培训."""

from gongdun.areas.recoupment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("先行支付法律培训合格人数", "officers trained on advance payment"),
    unit=Title("人", "officers"),
    definition=Title(
        "期内参加先行支付法律培训并测试合格的经办人数；合格有效期两年，办理先行支付时核对。",
        "Officers who passed the test of the legal training in the period; it counts for two years and is asked for at an advance payment.",
    ),
    rows=queries.trained_rows,
    aggregate="distinct",
    of="account_id",
    columns=(
        Column("session__title", Title("培训", "Session")),
        Column("session__held_on", Title("培训日期", "Held on"), kind="date"),
        Column("account__display_name", Title("人员", "Officer")),
        Column("score", Title("成绩", "Score"), kind="number"),
        Column("valid_until", Title("有效期至", "Valid until"), kind="date"),
        Column("on", Title("测试日期", "Tested on"), kind="date"),
    ),
)
