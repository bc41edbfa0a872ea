"""单险种参保 — an employer's application for one group, its persons, what the next data said of each. Money in fen."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models import Matter, Run
from gongdun.registry.models import Employer, Worker
from gongdun.vault.models import Scoped


class SingleCover(Scoped):
    """One application. The platform enrols; here the file goes out and the snapshot confirms it."""

    class Group(models.TextChoices):
        OVER_AGE = "over_age", _("over-age workers")
        INTERN = "intern", _("interns")
        COURIER = "courier", _("workers of courier outlets")
        NEW_FORM = "new_form", _("new-form workers")

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="single_cover")
    employer = models.ForeignKey(Employer, models.PROTECT)
    scheme = models.CharField(max_length=10, choices=Group.choices)
    applied_on = models.DateField()
    is_mandatory = models.BooleanField(default=False)  # by the law of the first day, when it was filed
    filed_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the rows that went out
    confirmed_in = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-id",)


class CoverPerson(Scoped):
    """One person of an application, with the contribution as the law computes it and its receipt."""

    class Result(models.TextChoices):
        INSURED = "insured", _("insured, by the data")
        NOT_TAKEN = "not_taken", _("not taken: the data do not show the cover")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="cover_persons")
    position = models.IntegerField()
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, models.PROTECT)
    post = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    pay_fen = models.BigIntegerField(default=0)
    retirement_kind = models.CharField(max_length=3, blank=True)
    retired = models.BooleanField(null=True)
    school = models.CharField(max_length=120, blank=True)
    school_kind = models.CharField(max_length=10, blank=True)
    basis = models.CharField(max_length=120, blank=True)  # registration of the outlet, list of the platform
    contribution_fen = models.BigIntegerField(default=0)
    receipt = models.CharField(max_length=64, blank=True)
    unverified = ArrayField(models.CharField(max_length=60), default=list)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    result_on = models.DateField(null=True)
    result_in = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    certified_on = models.DateField(null=True)

    class Meta:
        ordering = ("matter", "position")
        constraints = [models.UniqueConstraint(fields=["matter", "worker"], name="one_row_per_person_and_application")]
