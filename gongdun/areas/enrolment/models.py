"""What enrolment owns: heads and bases of each employer and month as the snapshots say, covers that end by death, campaigns. Money in fen."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models import Lead, Matter, Run
from gongdun.registry.models import Employer, Office, Snapshot, Worker
from gongdun.vault.models import Scoped


class EmployerMonth(Scoped):
    """参保月 — who is insured and who is paid wages at an employer in a month; `known_from` is the delivery that says so."""

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="months")
    month = models.DateField()
    insured = models.IntegerField(default=0)
    paid = models.IntegerField(default=0)  # persons with taxed wages
    both = models.IntegerField(default=0)  # insured and paid: the cover that counts
    new_form = models.IntegerField(default=0)
    base_total_fen = models.BigIntegerField(default=0)
    is_high_risk = models.BooleanField(default=False)
    known_from = models.ForeignKey(Snapshot, models.PROTECT, null=True)

    class Meta:
        ordering = ("-month", "employer__pinyin")
        constraints = [models.UniqueConstraint(fields=["employer", "month"], name="one_row_per_employer_and_month")]
        indexes = [models.Index(fields=["month", "district"], name="cover_by_month")]

    @property
    def gap(self) -> int:
        """Paid and not insured here."""
        return self.paid - self.both


class CoverStop(Scoped):
    """死亡停保退费 — cover ends with the month of death; what was charged after it goes back."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="cover_stop")
    employer = models.ForeignKey(Employer, models.PROTECT)
    worker = models.ForeignKey(Worker, models.PROTECT)
    died_on = models.DateField()
    sources = models.IntegerField(default=1)  # systems that report the death
    first_month = models.DateField()
    last_month = models.DateField()
    refund_fen = models.BigIntegerField()
    applied_on = models.DateField(null=True)
    confirmed_in = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    ceased_on = models.DateField(null=True)  # the day the snapshot confirmed it
    refunded_on = models.DateField(null=True)
    receipt = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("-id",)


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
