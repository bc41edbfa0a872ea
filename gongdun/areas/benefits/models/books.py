"""基金账 — vouchers in double entry. The database holds them balanced, unchanged once written, and out of closed months."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongdun.registry.models import Account
from gongdun.vault.models import Scoped


class Voucher(Scoped):
    """记账凭证 of one ledger; numbers run without a gap through a year. A mistake is reversed, never changed."""

    number = models.CharField(max_length=30)
    month = models.DateField()
    on = models.DateField()
    text = models.CharField(max_length=200)
    subject = models.CharField(max_length=60)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    account = models.ForeignKey(Account, models.PROTECT, null=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["ledger", "number"], name="one_voucher_per_number")]
        indexes = [models.Index(fields=["ledger", "month"], name="voucher_by_month")]


class VoucherLine(Scoped):
    """分录 — one account, debit or credit, fen."""

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="lines")
    code = models.CharField(max_length=10)
    debit_fen = models.BigIntegerField(default=0)
    credit_fen = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(debit_fen__gte=0, credit_fen__gte=0) & (Q(debit_fen=0) | Q(credit_fen=0)), name="a_line_has_one_side"
            )
        ]
        indexes = [models.Index(fields=["ledger", "code"], name="voucher_line_by_account")]


class MonthClose(Scoped):
    """月结 — asked for by one officer, confirmed by another; then the month takes no voucher any more."""

    month = models.DateField()
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    balances = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("-month",)
        constraints = [
            models.UniqueConstraint(fields=["ledger", "month"], name="one_close_per_month"),
            models.CheckConstraint(condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")), name="a_month_is_closed_by_two"),
        ]
