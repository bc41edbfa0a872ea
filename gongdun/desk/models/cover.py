"""代办 — who stands in for whom while an officer is away."""

from __future__ import annotations

from django.db import models

from gongdun.registry.models import Account


class Cover(models.Model):
    """A colleague of the same office who handles an absent officer's matters in their own name; both days included."""

    absent = models.ForeignKey(Account, models.PROTECT, related_name="covered_by")
    stand_in = models.ForeignKey(Account, models.PROTECT, related_name="covers")
    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-first_on", "-id")
        indexes = [models.Index(fields=["stand_in", "last_on"], name="cover_by_stand_in")]
