"""Heads and bases of each employer and month as the snapshots say, and covers that end by death. Money in fen."""

from __future__ import annotations

from typing import Any

from django.db import models

from gongdun.desk.models import Matter, Run
from gongdun.registry.models import Employer, Snapshot, Worker
from gongdun.vault.models import Scoped


class EmployerMonth(Scoped):
    """参保月 — who is insured and who is paid wages at an employer in a month; `known_from` is the delivery that says so."""

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="months")
    month = models.DateField()
    insured = models.IntegerField(default=0)
    paid = models.IntegerField(default=0)  # persons with taxed wages
    both = models.IntegerField(default=0)  # insured and paid: the cover that counts
    new_form = models.IntegerField(default=0)
    schemes: models.JSONField[Any, Any] = models.JSONField(default=dict)  # scheme → heads holding a cover of it
    base_total_fen = models.BigIntegerField(default=0)
    is_high_risk = models.BooleanField(default=False)
    has_lift_licence = models.BooleanField(default=False)  # licensed to install lifts on a day of the month
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
