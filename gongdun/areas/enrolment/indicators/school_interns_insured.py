"""措施 3 — placed students of the technical schools whom the data show insured with their unit."""

from gongdun.areas.enrolment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("技工院校实习学生参保占比", "placed students insured"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内在实习的院校名册学生中，参保数据证实已在实习单位参加工伤保险的占比；名册退回的按未参保计。",
        "Of the students on the schools' rosters placed in the period, the share whom the data show insured with the unit; rejected rows count as not insured.",
    ),
    rows=queries.school_placements,
    aggregate="share",
    of="is_insured",
    columns=(
        Column("matter__school_term__school__name", Title("院校", "School")),
        Column("name", Title("学生", "Student")),
        Column("employer_name", Title("实习单位", "Unit")),
        Column("starts_on", Title("开始日期", "From"), kind="date"),
        Column("ends_on", Title("结束日期", "Until"), kind="date"),
        Column("judged_on", Title("证实日期", "Judged on"), kind="date"),
    ),
)
