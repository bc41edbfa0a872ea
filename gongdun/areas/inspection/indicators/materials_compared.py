"""措施 41 — 材料真实性比对."""

from gongdun.areas.benefits.queries.examinations import compared_rows
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("材料比对项次", "materials compared"),
    unit=Title("项次", "checks"),
    definition=Title(
        "期内支付前逐项与外部或者本系统数据比对的项次，每项列明来源和结果。",
        "Checks made against data before payment in the period, each with its source and result.",
    ),
    rows=compared_rows,
    aggregate="count",
    columns=(
        Column("claim__matter__number", Title("办件", "Matter")),
        Column("claim__worker__name", Title("职工", "Worker")),
        Column("guard", Title("核查项", "Check")),
        Column("source", Title("来源", "Source")),
        Column("told", Title("结果", "Result")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
