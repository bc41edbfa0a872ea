"""措施 28 — 溧阳骨科."""

from gongdun.areas.assessment import queries
from gongdun.kernel.indicators import Column, Indicator
from gongdun.kernel.words import Title

INDICATOR = Indicator(
    title=Title("本地骨科鉴定场次", "local orthopaedic sessions"),
    unit=Title("场", "sessions"),
    definition=Title(
        "期内在县级市当地举行、有人到场的骨科鉴定场次。",
        "Orthopaedic sessions held locally in the period with somebody examined.",
    ),
    rows=queries.local_sessions,
    aggregate="count",
    columns=(
        Column("place", Title("地点", "Place")),
        Column("subject", Title("科目", "Subject")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
