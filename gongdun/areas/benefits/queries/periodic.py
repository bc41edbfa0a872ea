"""Monthly benefits: who receives, who must be asked, and what was paid beyond an end."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet, Sum

from gongdun.areas.benefits.models import Payable, PeriodicBenefit


def receiving(ledger: int) -> QuerySet[PeriodicBenefit]:
    return PeriodicBenefit.objects.filter(ledger=ledger).exclude(state=PeriodicBenefit.State.ENDED).order_by("id")


def unverified(ledger: int, today: date) -> QuerySet[PeriodicBenefit]:
    """Whom no data of the last year show alive: these are called, the others are left in peace."""
    a_year_ago = today.replace(year=today.year - 1, day=min(today.day, 28))
    return receiving(ledger).filter(Q(verified_on=None) | Q(verified_on__lt=a_year_ago))


def paid_beyond(periodic: PeriodicBenefit) -> int:
    """Fen paid for months after the last that was due."""
    if periodic.ended_month is None:
        return 0
    held = Payable.objects.filter(periodic=periodic, month__gt=periodic.ended_month, state=Payable.State.PAID)
    return int(held.aggregate(fen=Sum("gross_fen", default=0))["fen"])
