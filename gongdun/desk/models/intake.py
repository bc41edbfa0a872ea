"""数据到件与比对 — each file another system delivered, with what became of it, and each comparison somebody asked for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models.leads import Run
from gongdun.registry.models import Account, Snapshot


class Delivery(models.Model):
    """One file of one table, taken into the lake or refused. The file itself is not kept: it holds identity numbers."""

    class State(models.TextChoices):
        TAKEN = "taken", _("taken in")
        REFUSED = "refused", _("refused")

    table = models.CharField(max_length=40)
    month = models.DateField(null=True)  # first day; none for a table that is delivered whole
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=State.choices)
    delivered_on = models.DateField()
    at = models.DateTimeField()
    account = models.ForeignKey(Account, models.PROTECT, null=True)
    account_name = models.CharField(max_length=60)
    row_count = models.BigIntegerField(default=0)
    rejected_count = models.BigIntegerField(default=0)
    changes = models.JSONField(default=dict)  # how often an identifier was normalised, by what was done
    notes = models.JSONField(default=list)
    refusal = models.JSONField(default=dict)  # language → sentence
    rejects = models.CharField(max_length=200, blank=True)  # the lake's own file of rejected values, masked
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True)

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["table", "month"], name="delivery_by_table")]


class Comparison(models.Model):
    """One month asked for: waits for the worker, runs, ends with a run or with the sentence why not."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for the worker")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    month = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    today = models.DateField()  # the business date it was asked on; the job asks no clock
    at = models.DateTimeField()
    account = models.ForeignKey(Account, models.PROTECT, null=True)
    account_name = models.CharField(max_length=60)
    run = models.ForeignKey(Run, models.PROTECT, null=True)
    job = models.BigIntegerField(null=True)
    refusal = models.JSONField(default=dict)  # language → sentence
    consequences = models.JSONField(default=dict)  # area → how many rows it compared again
    is_followed_up = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["month"], condition=models.Q(state__in=["waiting", "running"]), name="one_comparison_at_work")
        ]
