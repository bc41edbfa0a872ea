"""措施 40 — 身份核验."""

from django.db.models import QuerySet

from gongdun.desk.models import MatterEvent
from gongdun.kernel.indicators import Column, Indicator, Period
from gongdun.kernel.words import Title


def verified(period: Period) -> QuerySet:
    """Steps of any area's matters at which a person's identity was checked, with the way."""
    held = MatterEvent.objects.filter(kind="move", on__range=(period.first, period.last)).exclude(identity_check="")
    return held.values("office", "on", "matter__number", "matter__procedure", "account_name", "identity_check")


INDICATOR = Indicator(
    title=Title("身份核验人次", "identities verified"),
    unit=Title("人次", "times"),
    definition=Title(
        "期内办理时核验申请人或者领取人身份的次数，逐次记载核验方式。",
        "Times at which the identity of an applicant or recipient was checked in the period, each with the way.",
    ),
    rows=verified,
    aggregate="count",
    columns=(
        Column("matter__number", Title("办件", "Matter")),
        Column("account_name", Title("经办人", "Officer")),
        Column("identity_check", Title("核验方式", "Way")),
        Column("on", Title("日期", "Date"), kind="date"),
    ),
)
