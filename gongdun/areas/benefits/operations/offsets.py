"""抵扣 — what is kept back from a payment for an overpayment, as agreed; it counts as returned once the rest was paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import F

from gongdun.areas.benefits.models import Instalment, Overpayment, Payable


def keep_back(ready: Sequence[Payable], today: date) -> None:
    """The oldest instalment that is due, from the first payment that is larger than it; a smaller payment leaves it due."""
    due = Instalment.objects.select_for_update().filter(
        overpayment__person_key__in={one.person_key for one in ready},
        way=Instalment.Way.OFFSET,
        received_on=None,
        payable=None,
        due_on__lte=today,
    )
    waiting: dict[int, list[Instalment]] = {}
    for one in due.select_related("overpayment").order_by("due_on", "id"):
        waiting.setdefault(one.overpayment.person_key, []).append(one)
    for payable in ready:
        held = waiting.get(payable.person_key)
        if held and held[0].amount_fen < payable.gross_fen - payable.offset_fen:
            first = held.pop(0)
            payable.offset_fen += first.amount_fen
            payable.save()
            first.payable = payable
            first.save()


def settle(payables: Sequence[int], today: date) -> None:
    """What was kept back from payments that are now paid has come back."""
    for one in Instalment.objects.select_for_update().filter(payable__in=payables, received_on=None).select_related("payable"):
        one.received_on, one.receipt = today, "待遇抵扣"
        one.save()
        Overpayment.objects.filter(pk=one.overpayment_id).update(returned_fen=F("returned_fen") + one.amount_fen)
