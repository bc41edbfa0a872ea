"""工程项目参保 — a building project with its permit, cost, term and real-name roster. Money in fen."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongdun.desk.models import Matter, Run
from gongdun.registry.models import Employer, Worker
from gongdun.vault.models import Scoped


class Project(Scoped):
    """One project. `covered_from` and `covered_to` are what the snapshot says, both days included; the rest is what the contractor declared."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="project")
    number = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    contractor = models.ForeignKey(Employer, models.PROTECT)
    place = models.CharField(max_length=200, blank=True)
    permit_number = models.CharField(max_length=60, blank=True)
    permit_on = models.DateField()
    cost_fen = models.BigIntegerField()
    tier = models.SmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()  # of the works, and of the cover applied for
    contribution_fen = models.BigIntegerField(default=0)
    sheet: models.JSONField[Any, Any] = models.JSONField(default=dict)  # the law's calculation sheet of the contribution
    unverified = ArrayField(models.CharField(max_length=60), default=list)
    filed_on = models.DateField(null=True)
    covered_from = models.DateField(null=True)
    covered_to = models.DateField(null=True)
    confirmed_in = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    new_ends_on = models.DateField(null=True)  # an extension asked for and not yet confirmed
    new_cost_fen = models.BigIntegerField(null=True)  # where the contract rose
    extra_fen = models.BigIntegerField(default=0)  # to be paid for it, where the cost rose
    completed_on = models.DateField(null=True)

    class Meta:
        ordering = ("-permit_on", "-id")


class ProjectWorker(Scoped):
    """动态实名制名册 — a person on a project's site from a day, until a day."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="project_workers")
    worker = models.ForeignKey(Worker, models.PROTECT)
    unit = models.CharField(max_length=120, blank=True)  # the labour unit of the person
    trade = models.CharField(max_length=60, blank=True)
    in_on = models.DateField()
    out_on = models.DateField(null=True)

    class Meta:
        ordering = ("worker__pinyin", "id")
        constraints = [models.UniqueConstraint(fields=["matter", "worker", "in_on"], name="one_stay_per_person_and_day")]
