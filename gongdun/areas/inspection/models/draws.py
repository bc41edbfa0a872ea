"""双随机 — a frozen pool, its one draw, the units and auditors drawn, and who was recused."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongdun.desk.models import Matter
from gongdun.registry.models import Account, Employer, Office
from gongdun.vault.models import Scoped


class Draw(Scoped):
    """One pool, frozen and hashed; `entry` is the journal's entry of the freezing, whose seal gives the seed."""

    number = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    pool: models.JSONField[Any, Any] = models.JSONField(default=dict)
    pool_digest = models.CharField(max_length=64)
    entry = models.BigIntegerField()
    frozen_on = models.DateField()
    frozen_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    seal = models.BigIntegerField(null=True)
    head = models.CharField(max_length=64, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    drawn_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)


class DrawUnit(Scoped):
    """An employer that was drawn, the rules that had asked about it, its auditors, and what the audit found."""

    class Outcome(models.TextChoices):
        TRUE = "true"
        CLEAN = "clean"

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="units")
    position = models.IntegerField()
    employer = models.ForeignKey(Employer, models.PROTECT)
    stratum = models.CharField(max_length=12)
    rules = ArrayField(models.CharField(max_length=80), default=list)
    auditors = ArrayField(models.CharField(max_length=150), default=list)  # sign-in names, as in the pool
    matter = models.OneToOneField(Matter, models.PROTECT, null=True, related_name="draw_unit")
    outcome = models.CharField(max_length=6, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(null=True)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["draw", "position"], name="one_unit_per_position")]


class Recusal(Scoped):
    """回避 — an auditor who may not meet a unit, and why; the next of the same order takes the place."""

    unit = models.ForeignKey(DrawUnit, models.PROTECT, related_name="recusals")
    auditor = models.CharField(max_length=150)
    reason = models.CharField(max_length=200)
    on = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["unit", "auditor"], name="one_recusal_per_auditor")]
