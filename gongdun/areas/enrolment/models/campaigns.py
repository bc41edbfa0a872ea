"""Campaigns: a frozen population and its units. Money in fen."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models import Lead, Matter, Run
from gongdun.registry.models import Employer, Office, Worker
from gongdun.vault.models import Scoped


class Campaign(Scoped):
    """专项行动 — a frozen population that is gone through unit by unit until a day, and closed with a report."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="campaign")
    measure = models.CharField(max_length=4)
    rules = ArrayField(models.CharField(max_length=80), default=list)
    month = models.DateField()  # of the data the population comes from
    due_on = models.DateField()
    frozen_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the frozen population
    rematched_in = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)


class CampaignUnit(Scoped):
    """One employer or person of a campaign: contacts, what was found, and what the next data say."""

    class Finding(models.TextChoices):
        SETTLED = "settled", _("put right")
        EXPLAINED = "explained", _("lawful as it is")
        REFUSED = "refused", _("refuses; passed to labour inspection")

    class Result(models.TextChoices):
        GAINED = "gained", _("insured or raised in the next data")
        EXPLAINED = "explained", _("explained by the finding")
        UNCHANGED = "unchanged", _("unchanged in the next data")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="campaign_units")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    lead = models.OneToOneField(Lead, models.PROTECT, related_name="campaign_unit")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True)
    insured_before = models.IntegerField(default=0)
    base_before_fen = models.BigIntegerField(default=0)  # mean base of a head
    contacts: models.JSONField[Any, Any] = models.JSONField(default=list)  # [{kind: letter · visit · call, on, by, text}]
    finding = models.CharField(max_length=10, choices=Finding.choices, blank=True)
    remark = models.CharField(max_length=400, blank=True)
    found_on = models.DateField(null=True)
    insured_after = models.IntegerField(null=True)
    base_after_fen = models.BigIntegerField(null=True)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    rematched_on = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
