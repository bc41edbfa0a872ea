"""措施 1 — building projects covered on the day of their permit."""

from gongdun.areas.enrolment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("许可之日已参保工程项目占比", "projects covered on the day of their permit"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内取得施工许可的登记项目中，数据证实许可之日或者之前已参保的占比。",
        "Of the registered projects permitted in the period, the share that the data show covered on the permit's day or before.",
    ),
    rows=queries.permitted_projects,
    aggregate="share",
    of="is_covered",
    columns=(
        Column("number", Title("项目编号", "Project number")),
        Column("name", Title("项目", "Project")),
        Column("contractor__name", Title("总承包单位", "Contractor")),
        Column("covered_from", Title("参保起", "Covered from"), kind="date"),
        Column("on", Title("许可日期", "Permit of"), kind="date"),
    ),
)
