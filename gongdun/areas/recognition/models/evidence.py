"""调查与证据 — records made by two officers, and what each element of an article rests on."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models import Attachment, Matter
from gongdun.registry.models import Account
from gongdun.vault.models import PartyScoped


class Record(PartyScoped):
    """调查记录 — a statement, an inspection of the place, a photograph, a document obtained; two officers sign it."""

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("statement")
        SCENE = "scene", _("inspection of the place")
        PHOTOGRAPH = "photograph", _("photograph")
        OBTAINED = "obtained", _("document obtained")
        EMPLOYER_EVIDENCE = "employer_evidence", _("employer's evidence")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="records")
    kind = models.CharField(max_length=18, choices=Kind.choices)
    title = models.CharField(max_length=120)
    made_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    person = models.CharField(max_length=60, blank=True)  # who was asked
    text = models.TextField(blank=True)
    pages = models.SmallIntegerField(default=1)
    officers = ArrayField(models.CharField(max_length=60), default=list)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)


class ElementFinding(PartyScoped):
    """要件 — one element of one item of arts 14 to 16: supported, contested or refuted, by which material on which page. Missing has no row."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="elements")
    element = models.CharField(max_length=40)
    answer = models.CharField(max_length=10)
    material = models.CharField(max_length=60, blank=True)  # a material of the checklist …
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="elements")  # … or a record of the investigation
    page = models.SmallIntegerField(default=1)
    note = models.CharField(max_length=300, blank=True)
    found_on = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["matter", "element"], name="one_finding_per_element")]


class Suspension(PartyScoped):
    """中止 — waiting for a conclusion of a court or another authority (条例 20.3), told to both sides in writing."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="suspensions")
    ground = models.CharField(max_length=40)
    awaited = models.CharField(max_length=200)
    from_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)  # the paper that ended it, such as a traffic certificate without responsibility

    class Meta:
        ordering = ("id",)
