"""多付待遇退还 — what was paid without ground, and how it comes back: at once, in instalments, or kept back from what is paid later."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongdun.areas.benefits.models.payments import Payable
from gongdun.desk.models import Matter
from gongdun.registry.models import Worker
from gongdun.vault.models import PartyScoped


class Overpayment(PartyScoped):
    """One sum to be returned (Operation Regulation art. 46). `returned_fen` grows with each receipt or offset."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="overpayment")
    worker = models.ForeignKey(Worker, models.PROTECT)
    person_key = models.BigIntegerField()
    benefit = models.CharField(max_length=40)
    amount_fen = models.BigIntegerField()
    returned_fen = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=300)
    found_on = models.DateField()
    offset_fen = models.BigIntegerField(default=0)  # kept back from each later payment, as agreed

    @property
    def open_fen(self) -> int:
        return self.amount_fen - self.returned_fen

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(returned_fen__gte=0, returned_fen__lte=models.F("amount_fen")), name="no_more_returned_than_overpaid"
            )
        ]


class Instalment(PartyScoped):
    """One instalment: planned by the agreement, received on a day with its bank receipt, or kept back from a payment."""

    class Way(models.TextChoices):
        REFUND = "refund", _("refund")
        OFFSET = "offset", _("offset")

    overpayment = models.ForeignKey(Overpayment, models.PROTECT, related_name="instalments")
    position = models.SmallIntegerField()
    due_on = models.DateField()
    amount_fen = models.BigIntegerField()
    way = models.CharField(max_length=8, choices=Way.choices)
    received_on = models.DateField(null=True)
    receipt = models.CharField(max_length=60, blank=True)
    payable = models.ForeignKey(Payable, models.PROTECT, null=True, related_name="offsets")

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["overpayment", "position"], name="one_instalment_per_position")]
