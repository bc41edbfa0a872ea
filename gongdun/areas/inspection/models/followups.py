"""What follows a lead: verification, audit, and the warning of a unit that rolls back. Money in fen."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models import Matter
from gongdun.registry.models import Employer, Office
from gongdun.vault.models import Scoped


class Verification(Scoped):
    """核查整改 — the unit is asked why, explains or puts right, or is audited."""

    class Outcome(models.TextChoices):
        EXPLAINED = "explained", _("explained lawfully")
        RECTIFIED = "rectified", _("put right")
        AUDITED = "audited", _("passed to audit")

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="verification")
    employer = models.ForeignKey(Employer, models.PROTECT)
    month = models.DateField()
    rules = ArrayField(models.CharField(max_length=80), default=list)
    questions: models.JSONField[Any, Any] = models.JSONField(default=list)  # the arithmetic of each lead, as sentences
    asked_on = models.DateField(null=True)
    explanation = models.TextField(blank=True)
    explained_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    concluded_on = models.DateField(null=True)
    persons = models.IntegerField(default=0)
    arrears_fen = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("-id",)


class Audit(Scoped):
    """稽核 — drawn or for cause: notice, two auditors on site, findings, a conclusion in 5 or 10 working days."""

    class Result(models.TextChoices):
        CLEAN = "clean", _("no violation found")
        LAWFUL = "lawful", _("lawful reason")
        RECTIFY = "rectify", _("to be put right")

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="audit")
    employer = models.ForeignKey(Employer, models.PROTECT)
    source = models.CharField(max_length=10)  # draw · lead
    subject = models.CharField(max_length=400)
    auditors = ArrayField(models.CharField(max_length=150), default=list)
    notified_on = models.DateField(null=True)
    visit_on = models.DateField(null=True)
    began_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    record = models.TextField(blank=True)
    result = models.CharField(max_length=8, choices=Result.choices, blank=True)
    ground = models.CharField(max_length=400, blank=True)
    owed_fen = models.BigIntegerField(default=0)
    persons = models.IntegerField(default=0)
    rectify_by = models.DateField(null=True)
    rectified_on = models.DateField(null=True)
    concluded_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)


class RollBackWarning(Scoped):
    """先参保后回退 — a unit that buys cover and takes it back is warned; who goes on is handed to labour inspection."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="roll_back_warning")
    agency = models.ForeignKey(Office, models.PROTECT, related_name="+")
    employer = models.ForeignKey(Employer, models.PROTECT)
    month = models.DateField()
    persons = models.IntegerField()
    times = models.IntegerField()
    warned_on = models.DateField(null=True)
    explanation = models.TextField(blank=True)
    handed_over_on = models.DateField(null=True)
    finding = models.CharField(max_length=400, blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)
