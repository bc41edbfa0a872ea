"""线索 — a question that comparison raises; a person answers it (个人信息保护法 24)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongdun.desk.models.matters import Matter
from gongdun.registry.models import Account, Employer, Worker
from gongdun.vault.models import Scoped


class Run(models.Model):
    """One comparison run by its manifest: same manifest, same leads."""

    month = models.DateField()
    digest = models.CharField(max_length=64, unique=True)
    ran_on = models.DateField()
    manifest = models.JSONField()
    new_count = models.IntegerField(default=0)
    persisting_count = models.IntegerField(default=0)
    resolved_count = models.IntegerField(default=0)

    class Meta:
        ordering = ("-month", "-id")


class Lead(Scoped):
    """One lead, known for ever by its fingerprint of rule, key and period."""

    class State(models.TextChoices):
        NEW = "new"
        ASSIGNED = "assigned"
        DISMISSED = "dismissed"
        CONFIRMED = "confirmed"
        UNFOUNDED = "unfounded"
        CLOSED = "closed"

    fingerprint = models.CharField(max_length=64, unique=True)
    rule = models.CharField(max_length=80)
    rule_version = models.CharField(max_length=64)
    severity = models.CharField(max_length=8)
    employer = models.ForeignKey(Employer, models.PROTECT, null=True)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True)
    period = models.CharField(max_length=20)
    figures = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    first_run = models.ForeignKey(Run, models.PROTECT, related_name="first_leads")
    last_run = models.ForeignKey(Run, models.PROTECT, related_name="last_leads")
    resolved_in = models.ForeignKey(Run, models.PROTECT, null=True, related_name="resolved_leads")
    raised_on = models.DateField()
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="leads")
    viewers = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(fields=["ledger", "state", "rule"], name="lead_by_ledger"),
            models.Index(fields=["district", "state", "rule"], name="lead_by_district"),
            models.Index(fields=["employer", "state"], name="lead_by_employer"),
        ]


class Verdict(Scoped):
    """What a person found: confirmed, unfounded or a lawful exception, each with its reason code."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="verdicts")
    answer = models.CharField(max_length=12)  # confirmed · unfounded · lawful
    reason_code = models.CharField(max_length=40)
    remark = models.CharField(max_length=400, blank=True)
    on = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        ordering = ("id",)


class Suppression(Scoped):
    """Quiet for a while: this rule does not ask again about this employer or person until the day it expires."""

    rule = models.CharField(max_length=80)
    employer = models.ForeignKey(Employer, models.PROTECT, null=True)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True)
    reason = models.CharField(max_length=400)
    expires_on = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        ordering = ("expires_on",)
