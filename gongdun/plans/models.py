"""策 — a plan is rows in one table; any plan exports to the same form it was read from. Targets live here, never in an indicator."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongdun.desk.models import Matter
from gongdun.registry.models import Account, Office
from gongdun.vault.models import Scoped


class Plan(models.Model):
    """One adopted version of a city's plan for a year; a later version or year names the one it replaces."""

    folder = models.CharField(max_length=60, unique=True)  # changzhou_2022
    title = models.CharField(max_length=200)
    year = models.SmallIntegerField()
    city = models.CharField(max_length=60)
    document_number = models.CharField(max_length=60, blank=True)
    adopted_on = models.DateField()
    version = models.SmallIntegerField(default=1)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    adopted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    source_name = models.CharField(max_length=200, blank=True)
    source = models.BinaryField(default=bytes)

    class Meta:
        ordering = ("-year", "-version", "-id")

    def __str__(self) -> str:
        return self.title


class Measure(models.Model):
    """One measure: the official wording from the city's document, a short title of our own, its yardstick, targets and indicators.

    `season` are the twelve months' shares of the work where it does not run evenly. A deadline that was not understood has no kind.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="measures")
    number = models.CharField(max_length=20)
    sort = models.SmallIntegerField()
    chapter = models.TextField()
    task = models.TextField(blank=True)
    text = models.TextField()
    title = models.CharField(max_length=40)
    title_en = models.CharField(max_length=80)
    yardstick = models.CharField(max_length=10)  # count · ratio · milestone · standing
    deadline_kind = models.CharField(max_length=12, null=True)
    deadline_on = models.DateField(null=True)
    deadline_text = models.TextField(blank=True)
    lead = models.JSONField(default=list)
    support = models.JSONField(default=list)
    lead_text = models.TextField(blank=True)
    support_text = models.TextField(blank=True)
    targets = models.JSONField(default=list)
    indicators = ArrayField(models.CharField(max_length=80), default=list)  # the first is the figure on the board
    season = ArrayField(models.SmallIntegerField(), default=list)

    class Meta:
        ordering = ("sort",)
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_measure_per_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class PlanDraft(models.Model):
    """A table on its way to a plan: what the reader read, what it did not understand, and what is proposed or confirmed for each measure."""

    title = models.CharField(max_length=200)
    year = models.SmallIntegerField()
    city = models.CharField(max_length=60, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    source_name = models.CharField(max_length=200, blank=True)
    source = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64)
    measures = models.JSONField(default=list)  # as `plan read --json` prints them, with `proposal` and `is_confirmed`
    unresolved = models.JSONField(default=list)
    follows = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="drafts")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="made_from")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    uploaded_on = models.DateField()
    revision = models.IntegerField(default=1)

    class Meta:
        ordering = ("-id",)


class LockedMonth(models.Model):
    """月度快照 — prepared by one officer, locked by another. `content` is the text whose digest the journal keeps."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="months")
    month = models.DateField()  # its first day
    content = models.TextField()
    digest = models.CharField(max_length=64)
    bundle = models.BinaryField()  # as `gongdun verify` reads it; records may change later, what was locked does not
    prepared_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    prepared_on = models.DateField()
    locked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    locked_on = models.DateField(null=True)

    class Meta:
        ordering = ("month",)
        constraints = [models.UniqueConstraint(fields=["plan", "month"], name="one_lock_per_month")]


class LockedFigure(models.Model):
    """A figure of a locked month: the year up to its last day, of the whole city (no office) or of one office."""

    locked = models.ForeignKey(LockedMonth, models.PROTECT, related_name="figures")
    key = models.CharField(max_length=80)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    aggregate = models.CharField(max_length=10)
    rows = models.BigIntegerField()
    counted = models.BigIntegerField()
    root = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["locked", "key", "office"], name="one_locked_figure", nulls_distinct=False)]


class Restatement(models.Model):
    """更正 — a locked figure as the records tell it later, with the reason; in force once a second officer confirmed it. The lock stays."""

    figure = models.ForeignKey(LockedFigure, models.PROTECT, related_name="restatements")
    rows = models.BigIntegerField()
    counted = models.BigIntegerField()
    reason = models.CharField(max_length=400)
    stated_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    stated_on = models.DateField()
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)

    class Meta:
        ordering = ("id",)


class TypedFigure(Scoped):
    """填报 — a number nobody can compute yet: with an author, a reason and a document, and marked wherever it is shown."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="typed")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    on = models.DateField()
    key = models.CharField(max_length=80, blank=True)  # the figure it stands in for, where a measure has several
    value = models.IntegerField()
    unit = models.CharField(max_length=12)
    reason = models.CharField(max_length=400)
    document_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    entered_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("-on", "-id")


class Evidence(Scoped):
    """佐证 — a link to records first, a file second; it counts once another officer has reviewed it."""

    class Verdict(models.TextChoices):
        OPEN = ""
        ACCEPTED = "accepted"
        REFUSED = "refused"

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="evidence")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="evidence")  # the supervision it answers
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    on = models.DateField()
    title = models.CharField(max_length=200)
    link = models.CharField(max_length=200, blank=True)  # a matter's number, or an indicator's key
    name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(null=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    added_on = models.DateField()
    verdict = models.CharField(max_length=10, blank=True, choices=Verdict.choices)
    remark = models.CharField(max_length=400, blank=True)
    reviewer = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField(null=True)

    class Meta:
        ordering = ("on", "id")
