"""Each officer's own tools: saved filters, canned opinions, drafts. Nobody else sees them."""

from __future__ import annotations

from django.db import models

from gongdun.registry.models import Account


class SavedFilter(models.Model):
    account = models.ForeignKey(Account, models.CASCADE)
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=400)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["account", "page", "name"], name="one_filter_per_name")]


class Phrase(models.Model):
    """常用意见"""

    account = models.ForeignKey(Account, models.CASCADE)
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ("id",)


class Draft(models.Model):
    """What was typed and not yet submitted, kept every 20 seconds."""

    account = models.ForeignKey(Account, models.CASCADE)
    subject = models.CharField(max_length=80)
    fields = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "subject"], name="one_draft_per_subject")]
