"""措施 2 — the persons behind the figure: single-line applications that the data show insured."""

from gongdun.areas.enrolment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("单险种新增参保人数", "persons newly insured by a single line"),
    unit=Title("人", "persons"),
    definition=Title(
        "期内单险种参保申请中经新一期数据证实参保的人员，按比对日计。",
        "Persons of single-line applications that the next data show insured, by the day of the comparison.",
    ),
    rows=queries.insured_persons,
    aggregate="count",
    columns=(
        Column("employer__name", Title("单位", "Employer")),
        Column("worker__name", Title("职工", "Worker")),
        Column("starts_on", Title("参保起始日", "First day"), kind="date"),
        Column("contribution_fen", Title("缴费", "Contribution"), kind="fen"),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
