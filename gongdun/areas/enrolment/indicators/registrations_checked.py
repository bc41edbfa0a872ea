"""措施 37 — registrations and claims whose insured unit was checked at intake."""

from gongdun.areas.enrolment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("登记核对单位一致或者理由合法占比", "checked registrations with the same unit or a lawful reason"),
    unit=Title("比例", "share"),
    definition=Title(
        "期内核对的工伤登记和待遇申领中，申报单位与受伤之日参保单位一致或者不一致但理由合法的占比。",
        "Of the registrations and claims checked in the period, the share whose claiming unit is the one insured with at the injury, or another for a lawful reason.",
    ),
    rows=queries.checked_registrations,
    aggregate="share",
    of="is_fine",
    columns=(
        Column("worker__name", Title("职工", "Worker")),
        Column("claiming__name", Title("申报单位", "Claiming unit")),
        Column("insured__name", Title("参保单位", "Insured unit")),
        Column("injured_on", Title("受伤日期", "Injured on"), kind="date"),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
