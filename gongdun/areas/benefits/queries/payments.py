"""What is owed, what is on its way, what the bank left open."""

from __future__ import annotations

from django.db.models import QuerySet, Sum

from gongdun.areas.benefits.models import Batch, Payable, PaymentOrder


def on_the_way(ledger: int) -> int:
    """Fen of orders that the bank has not answered: released, neither paid nor returned."""
    held = PaymentOrder.objects.filter(
        batch__ledger=ledger, batch__state__in=(Batch.State.RELEASED, Batch.State.RECONCILED), state=PaymentOrder.State.OPEN
    )
    return int(held.aggregate(fen=Sum("amount_fen", default=0))["fen"])


def lost(batch: Batch) -> QuerySet[PaymentOrder]:
    """Orders of a batch that no statement mentions."""
    return batch.orders.filter(state=PaymentOrder.State.OPEN).order_by("reference")


def ready(ledger: int) -> QuerySet[Payable]:
    return Payable.objects.filter(ledger=ledger, state=Payable.State.READY).order_by("id")


def of_person(party: int) -> QuerySet[Payable]:
    """What a person of the portal was or will be paid, newest first."""
    return Payable.objects.filter(party=party).order_by("-id")
