"""参数台 — values of the law that two officers of a ledger confirmed, each with its document, and who used them when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongdun.registry.models import Account
from gongdun.vault.models import Scoped


class LocalValue(Scoped):
    """One confirmation. Without `value` the shipped values of the parameter are confirmed; with it a value of an area is laid over them.

    `path` is the parameter's name with its keys (`lump_sum_months.9`), `value` the literal text in the parameter's unit.
    """

    path = models.CharField(max_length=80)
    area = models.CharField(max_length=12, blank=True)
    since = models.DateField(null=True)
    value = models.CharField(max_length=40, blank=True)
    document = models.CharField(max_length=120)
    published_on = models.DateField()
    scan = models.BinaryField()
    scan_name = models.CharField(max_length=200)
    scan_digest = models.CharField(max_length=64)
    is_fictitious = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    refused_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")), name="a_value_is_confirmed_by_two"),
        ]


class ValueUse(Scoped):
    """Who used a confirmed value, for which amount, when."""

    path = models.CharField(max_length=80)
    value = models.CharField(max_length=40)
    document = models.CharField(max_length=120)
    subject = models.CharField(max_length=60)
    used_on = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT, null=True)

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["path", "used_on"], name="value_use_by_path")]
