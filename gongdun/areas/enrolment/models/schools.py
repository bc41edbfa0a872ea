"""院校实习名册 (措施 3) — a term's placements of a technical school: the school writes and reads its own rows, the data say who is insured."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models import Matter, Run
from gongdun.registry.models import Office
from gongdun.vault.models import PartyScoped


class SchoolTerm(PartyScoped):
    """One term of one school, both days included."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="school_term")
    school = models.ForeignKey(Office, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ("-starts_on", "-id")
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="one_term_per_school_and_name")]


class Placement(PartyScoped):
    """A student at a unit. The keys are what comparison knows; a school sees neither the register of units nor that of workers."""

    class Status(models.TextChoices):
        MATCHED = "matched", _("unit known, waiting for the data")
        INSURED = "insured", _("insured by the data")
        MISSING = "missing", _("not yet in the data")
        REJECTED = "rejected", _("rejected")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="placements")
    person_key = models.BigIntegerField()
    name = models.CharField(max_length=60)
    masked_number = models.CharField(max_length=18)
    uscc = models.CharField(max_length=18)
    employer_name = models.CharField(max_length=120)
    employer_key = models.BigIntegerField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices)
    reason = models.CharField(max_length=200, blank=True)  # of a rejection, in official words
    judged_on = models.DateField(null=True)
    judged_in = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    certified_on = models.DateField(null=True)

    class Meta:
        ordering = ("status", "id")
        constraints = [
            models.UniqueConstraint(fields=["matter", "person_key", "uscc", "starts_on"], name="one_placement_per_student_unit_and_day")
        ]
