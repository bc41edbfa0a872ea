"""先行支付法律培训 — sessions with their material, the roster, and each officer's test with its validity."""

from __future__ import annotations

from django.db import models

from gongdun.registry.models import Account, Office
from gongdun.vault.models import Scoped


class TrainingSession(Scoped):
    """One session; its material is kept as it was taught."""

    office = models.ForeignKey(Office, models.PROTECT)
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    teacher = models.CharField(max_length=80)
    hours = models.SmallIntegerField()
    material_name = models.CharField(max_length=200)
    material_digest = models.CharField(max_length=64)
    material = models.BinaryField()

    class Meta:
        ordering = ("-held_on", "-id")


class TrainingResult(Scoped):
    """One officer on the roster of a session: the score of the test, and until when it counts."""

    session = models.ForeignKey(TrainingSession, models.PROTECT, related_name="results")
    account = models.ForeignKey(Account, models.PROTECT)
    score = models.SmallIntegerField(null=True)
    tested_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["session", "account"], name="one_result_per_officer")]
