"""支付 — what is owed, the batches it goes out in, each attempt by its reference, and what the bank said of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongdun.areas.benefits.models.claims import ClaimItem
from gongdun.areas.benefits.models.periodic import PeriodicBenefit
from gongdun.registry.models import Account
from gongdun.vault.models import PartyScoped, Scoped


class Payable(PartyScoped):
    """应付款 — one sum to one payee. `offset_fen` was kept back for an overpayment; what leaves the bank is the difference."""

    class State(models.TextChoices):
        READY = "ready", _("ready")
        ORDERED = "ordered", _("in a batch")
        PAID = "paid", _("paid")
        RETURNED = "returned", _("returned by the bank")
        STOPPED = "stopped", _("stopped")

    subject = models.CharField(max_length=80)
    item = models.ForeignKey(ClaimItem, models.PROTECT, null=True, related_name="payables")
    periodic = models.ForeignKey(PeriodicBenefit, models.PROTECT, null=True, related_name="payables")
    month = models.DateField(null=True)
    benefit = models.CharField(max_length=40)
    person_key = models.BigIntegerField()
    payee_name = models.CharField(max_length=60)
    account_key = models.BigIntegerField()
    account_mask = models.CharField(max_length=40)
    gross_fen = models.BigIntegerField()
    offset_fen = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    made_on = models.DateField()
    paid_on = models.DateField(null=True)

    @property
    def net_fen(self) -> int:
        """What leaves the bank."""
        return self.gross_fen - self.offset_fen

    class Meta:
        ordering = ("id",)
        constraints = [
            # A sum is owed once, whoever asks twice: `item:7`, `pension:9:2022-10`, `back_pay:9:3`.
            models.UniqueConstraint(fields=["subject"], name="one_payable_per_subject"),
            models.CheckConstraint(
                condition=Q(gross_fen__gt=0, offset_fen__gte=0, offset_fen__lte=F("gross_fen")), name="a_payable_is_positive"
            ),
        ]
        indexes = [models.Index(fields=["ledger", "state"], name="payable_by_state")]


class Batch(Scoped):
    """支付批次 — made by one finance officer, released by another person; then its file goes to the bank."""

    class State(models.TextChoices):
        MADE = "made", _("made")
        RELEASED = "released", _("released")
        RECONCILED = "reconciled", _("reconciled")
        DISSOLVED = "dissolved", _("dissolved")

    number = models.CharField(max_length=30)
    state = models.CharField(max_length=10, choices=State.choices, default=State.MADE)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_on = models.DateField()
    released_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    released_on = models.DateField(null=True)
    orders_count = models.IntegerField()
    total_fen = models.BigIntegerField()
    file_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["ledger", "number"], name="one_batch_per_number"),
            models.CheckConstraint(condition=Q(released_by=None) | ~Q(released_by=F("made_by")), name="a_batch_is_released_by_another"),
        ]


class PaymentOrder(Scoped):
    """One attempt to pay one payable. A payable has one live order at most: the database refuses a second payment."""

    class State(models.TextChoices):
        OPEN = "open", _("sent to the bank")
        PAID = "paid", _("paid")
        RETURNED = "returned", _("returned")
        CANCELLED = "cancelled", _("cancelled")

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="orders")
    payable = models.ForeignKey(Payable, models.PROTECT, related_name="orders")
    reference = models.CharField(max_length=30)
    amount_fen = models.BigIntegerField()
    account_key = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="one_order_per_reference"),
            models.UniqueConstraint(fields=["payable"], condition=Q(state__in=["open", "paid"]), name="one_live_order_per_payable"),
        ]


class Statement(Scoped):
    """对账单 — what the bank says of a batch, and how far both sides agree. All sums in fen."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="statements")
    digest = models.CharField(max_length=64)
    taken_on = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["batch", "digest"], name="one_statement_per_file")]


class StatementLine(Scoped):
    """One line of the bank, known by the bank's own serial number."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines")
    serial = models.CharField(max_length=40)
    reference = models.CharField(max_length=30)
    amount_fen = models.BigIntegerField()
    outcome = models.CharField(max_length=10)  # paid · returned
    on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    finding = models.CharField(max_length=10)  # matched · returned · doubled · differs · unknown

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["ledger", "serial"], name="one_line_per_serial")]


class UsePlan(Scoped):
    """用款计划 — what the disbursement account needs for a month, approved by another person before the fiscal account pays it over."""

    month = models.DateField()
    amount_fen = models.BigIntegerField()
    purpose = models.CharField(max_length=200)
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    approved_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")), name="a_use_plan_is_approved_by_another"
            )
        ]
