"""办件 — a matter follows one dated version of a procedure; its events are the truth, its other columns what lists need."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongdun.registry.models import Account, Employer, Office, Worker
from gongdun.vault.models import PartyScoped


class Matter(PartyScoped):
    """One matter. `due_on`, `is_paused` and `waits_for` are derived from the events at every move, never counted down."""

    number = models.CharField(max_length=40, unique=True)
    procedure = models.CharField(max_length=60)
    procedure_version = models.DateField()
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=40)
    is_closed = models.BooleanField(default=False)
    office = models.ForeignKey(Office, models.PROTECT)
    owner = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="matters")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, blank=True)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True)
    facts = models.JSONField(default=dict)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_clock = models.CharField(max_length=40, blank=True)
    is_paused = models.BooleanField(default=False)
    waits_for = ArrayField(models.CharField(max_length=30), default=list)
    barred = ArrayField(models.BigIntegerField(), default=list)
    last_event = models.CharField(max_length=200, blank=True)
    last_event_on = models.DateField(null=True)
    revision = models.IntegerField(default=1)

    class Meta:
        ordering = ("due_on", "id")
        indexes = [
            models.Index(fields=["ledger", "is_closed", "due_on"], name="matter_by_ledger"),
            models.Index(fields=["district", "is_closed", "due_on"], name="matter_by_district"),
            models.Index(fields=["office", "is_closed", "due_on"], name="matter_by_office"),
            models.Index(fields=["owner", "is_closed", "due_on"], name="matter_by_owner"),
            models.Index(fields=["procedure", "state"], name="matter_by_procedure"),
        ]

    def __str__(self) -> str:
        return self.number


class MatterEvent(PartyScoped):
    """One entry of the timeline: a move, a note, an assignment, a document. Never changed."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12)  # open · move · note · assign · paper · clock
    move = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    account = models.ForeignKey(Account, models.PROTECT, null=True)
    account_name = models.CharField(max_length=60)
    office = models.ForeignKey(Office, models.PROTECT, null=True)
    reason = models.TextField(blank=True)
    text = models.CharField(max_length=400, blank=True)
    facts = models.JSONField(default=dict)
    identity_check = models.CharField(max_length=40, blank=True)  # how identity was checked, where the move asks for it

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=["matter", "id"], name="event_by_matter")]


class MaterialItem(PartyScoped):
    """材料 — ✓ checked · ◐ seen, not checked · ◌ not arrived."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="materials")
    material = models.CharField(max_length=60)
    state = models.CharField(max_length=10, default="missing", choices=[("missing", "missing"), ("seen", "seen"), ("checked", "checked")])
    received_on = models.DateField(null=True)
    remark = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["matter", "material"], name="one_item_per_material")]


class Number(models.Model):
    """The last number given out, per series and year. A row lock keeps series free of gaps."""

    series = models.CharField(max_length=80)
    year = models.SmallIntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_counter_per_series")]
