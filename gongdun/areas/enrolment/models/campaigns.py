"""Campaigns: a frozen population and its units. Money in fen."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongdun.areas.enrolment.models.projects import Project
from gongdun.desk.models import Lead, Matter, Run
from gongdun.registry.models import Employer, Office, Worker
from gongdun.vault.models import Scoped


class Campaign(Scoped):
    """专项行动 — a frozen population that is gone through unit by unit until a day, and closed with a report."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="campaign")
    measure = models.CharField(max_length=4)
    rules = ArrayField(models.CharField(max_length=80), default=list)
    month = models.DateField()  # of the data the population comes from
    due_on = models.DateField()
    frozen_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the frozen population
    rematched_in = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)


class CampaignUnit(Scoped):
    """One employer or person of a campaign: contacts, what was found, and what the next data say."""

    class Group(models.TextChoices):
        LIFT = "lift", _("lift installer")
        SITE = "site", _("building site")
        NEW_FORM = "new_form", _("new-form workers")

    class Finding(models.TextChoices):
        IN_ORDER = "in_order", _("in order")
        SETTLED = "settled", _("put right")
        EXPLAINED = "explained", _("lawful as it is")
        REFUSED = "refused", _("refuses; passed to labour inspection")

    class Result(models.TextChoices):
        GAINED = "gained", _("insured or raised in the next data")
        EXPLAINED = "explained", _("explained by the finding")
        IN_ORDER = "in_order", _("in order in the next data too")
        UNCHANGED = "unchanged", _("unchanged in the next data")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="campaign_units")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    group = models.CharField(max_length=10, choices=Group.choices, blank=True)  # measure 36 only
    lead = models.OneToOneField(Lead, models.PROTECT, null=True, related_name="campaign_unit")  # none: of the trade, not asked about
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True)
    insured_before = models.IntegerField(default=0)
    base_before_fen = models.BigIntegerField(default=0)  # mean base of a head
    contacts: models.JSONField[Any, Any] = models.JSONField(default=list)  # [{kind: letter · visit · call, on, by, text}]
    checks: models.JSONField[Any, Any] = models.JSONField(default=dict)  # entry condition → {answer: met · not_met, words, on, by}
    finding = models.CharField(max_length=10, choices=Finding.choices, blank=True)
    remark = models.CharField(max_length=400, blank=True)
    found_on = models.DateField(null=True)
    insured_after = models.IntegerField(null=True)
    base_after_fen = models.BigIntegerField(null=True)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    rematched_on = models.DateField(null=True)

    class Meta:
        ordering = ("id",)


class CampaignPerson(Scoped):
    """实名名单人员 — one row of a real-name list that a unit handed in, reconciled with rosters, covers and entry conditions."""

    class Result(models.TextChoices):
        COVERED = "covered", _("on the roster within the cover")
        OWN_COVER = "own_cover", _("insured by an employer of its own")
        MEETS = "meets", _("meets the entry conditions")
        OUTSIDE = "outside", _("on site outside the cover's days")
        UNLISTED = "unlisted", _("not on the roster and not insured")
        FAILS = "fails", _("does not meet the entry conditions")
        WAITING = "waiting", _("waits for the data of the month")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="campaign_persons")
    unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="persons")
    worker = models.ForeignKey(Worker, models.PROTECT)
    from_on = models.DateField()
    until_on = models.DateField()
    basis = models.CharField(max_length=200, blank=True)  # the platform's list or agreement that names the person
    income_fen = models.BigIntegerField(default=0)  # shown by the platform's settlement of the month
    base_fen = models.BigIntegerField(default=0)  # declared monthly base
    result = models.CharField(max_length=10, choices=Result.choices)
    faults = ArrayField(models.CharField(max_length=40), default=list)  # conditions not met, by their codes
    cleared = models.CharField(max_length=400, blank=True)  # the ground on which an officer let a difference stand
    reconciled_on = models.DateField()

    class Meta:
        ordering = ("unit_id", "worker__pinyin", "id")
        constraints = [models.UniqueConstraint(fields=["unit", "worker", "from_on"], name="one_list_row_per_person_and_day")]
