"""措施 38 — the figure on the board."""

from gongdun.areas.enrolment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("死亡人员停保", "covers stopped after death"),
    unit=Title("人", "persons"),
    definition=Title(
        "期内经次月申报数据证实已停保的死亡人员，按证实日计。",
        "Deceased persons whose cover the next declarations show ended, by the day of confirmation.",
    ),
    rows=queries.stopped_covers,
    aggregate="count",
    columns=(
        Column("employer__name", Title("单位", "Employer")),
        Column("worker__name", Title("职工", "Worker")),
        Column("died_on", Title("死亡日期", "Died on"), kind="date"),
        Column("refund_fen", Title("退费", "Refund"), kind="fen"),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
