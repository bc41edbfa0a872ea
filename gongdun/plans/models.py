"""策 — a plan is rows in one table; any plan exports to the same form it was read from. Targets live here, never in an indicator."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Plan(models.Model):
    folder = models.CharField(max_length=60, unique=True)  # changzhou_2022
    title = models.CharField(max_length=200)
    year = models.SmallIntegerField()
    city = models.CharField(max_length=12)
    document_number = models.CharField(max_length=60, blank=True)
    adopted_on = models.DateField()

    class Meta:
        ordering = ("-year",)

    def __str__(self) -> str:
        return self.title


class Measure(models.Model):
    """One measure: the official wording from the city's document, a short title of our own, its yardstick, targets and indicators."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="measures")
    number = models.CharField(max_length=12)
    sort = models.SmallIntegerField()
    chapter = models.CharField(max_length=80)
    task = models.CharField(max_length=200)
    text = models.TextField()
    title = models.CharField(max_length=40)
    title_en = models.CharField(max_length=80)
    yardstick = models.CharField(max_length=10)  # count · ratio · milestone · standing
    deadline_kind = models.CharField(max_length=12)
    deadline_on = models.DateField(null=True)
    deadline_text = models.CharField(max_length=60)
    lead = models.JSONField(default=list)
    support = models.JSONField(default=list)
    lead_text = models.CharField(max_length=300)
    support_text = models.CharField(max_length=300, blank=True)
    targets = models.JSONField(default=list)
    indicators = ArrayField(models.CharField(max_length=80), default=list)  # the first is the figure on the board

    class Meta:
        ordering = ("sort",)
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_measure_per_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
