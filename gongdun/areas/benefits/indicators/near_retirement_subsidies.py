"""措施 42 — 临近退休补助金审核."""

from gongdun.areas.benefits.queries import resignations
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("临近退休补助金审核件数", "subsidies near retirement examined"),
    unit=Title("件", "claims"),
    definition=Title(
        "期内核算的、本人提出离职且距法定退休不足五年的一次性补助金申领，逐件核对离职真实性，支付后继续比对是否重新就业。",
        "Claims of who resigned within five years of retirement, each examined for a true end of the labour relation and watched afterwards.",
    ),
    rows=resignations.examined_rows,
    aggregate="distinct",
    of="matter__number",
    columns=(
        Column("matter__number", Title("办件", "Matter")),
        Column("worker__name", Title("职工", "Worker")),
        Column("employer__name", Title("单位", "Employer")),
        Column("ended_on", Title("离职日期", "Ended on")),
        Column("reemployed_on", Title("再申报月份", "Declared again"), kind="date"),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
