"""措施 5 — the figure on the board."""

from gongdun.areas.enrolment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("新业态参保人数", "new-form workers insured"),
    unit=Title("人", "persons"),
    definition=Title(
        "期内最近一月以新业态人员参保的人数。",
        "Persons covered in the new-form scheme in the last month of the period.",
    ),
    rows=queries.new_form_employers,
    aggregate="sum",
    of="new_form",
    columns=(
        Column("employer__name", Title("单位", "Employer")),
        Column("new_form", Title("新业态人数", "New-form persons"), kind="number"),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
