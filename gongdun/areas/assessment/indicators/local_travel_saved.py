"""措施 28 — 少跑路."""

from gongdun.areas.assessment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("本地鉴定节省里程", "travel saved by local sessions"),
    unit=Title("公里", "km"),
    definition=Title(
        "期内在当地鉴定的人员节省的往返里程之和；每场每人里程由组织者填写。",
        "Kilometres there and back saved to persons assessed locally; the figure per person is typed by the organiser.",
    ),
    rows=queries.local_seats,
    aggregate="sum",
    of="saved_km",
    columns=(
        Column("matter__number", Title("办件", "Matter")),
        Column("session__place", Title("地点", "Place")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
