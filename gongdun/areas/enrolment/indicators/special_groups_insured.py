"""措施 2 — the figure on the board."""

from gongdun.areas.enrolment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("超龄、实习、快递新增参保", "special groups newly insured"),
    unit=Title("件", "units"),
    definition=Title(
        "期内经新一期数据证实参保的超龄人员、实习生和快递末端网点，按比对日计。",
        "Over-age workers, interns and courier outlets that the next data show insured, by the day of the comparison.",
    ),
    rows=queries.gained_units,
    aggregate="count",
    columns=(
        Column("employer__name", Title("单位", "Employer")),
        Column("worker__name", Title("职工", "Worker")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
