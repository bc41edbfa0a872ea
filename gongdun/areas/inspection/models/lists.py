"""未参保名单与基数异常 — lists handed over row by row, and reports of abnormal bases."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models import Lead, Matter, Run
from gongdun.registry.models import Employer, Office, Worker
from gongdun.vault.models import Scoped


class UninsuredList(Scoped):
    """未参保名单 — one district, one month, one batch."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="uninsured_list")
    month = models.DateField()
    batch = models.CharField(max_length=40, unique=True)
    built_by = models.ForeignKey(Office, models.PROTECT, related_name="+")
    inspectorate = models.ForeignKey(Office, models.PROTECT, related_name="+")
    handed_over_on = models.DateField(null=True)
    feedback_due_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    rematch_run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    rematched_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)


class ListRow(Scoped):
    """One person, or one employer without any cover, to be checked. Keys 1 to 7 on the inspector's page are the findings in order."""

    class Finding(models.TextChoices):
        INSURED = "insured", _("already insured")
        ENROLLED_NOW = "enrolled_now", _("enrolled after the check")
        NO_RELATION = "no_relation", _("no labour relation")
        CLOSED = "closed", _("closed down")
        NOT_FOUND = "not_found", _("not found")
        REFUSED = "refused", _("refuses to rectify")
        EXEMPT = "exempt", _("lawfully not insured")

    class Rematch(models.TextChoices):
        INSURED = "insured", _("insured in the next snapshot")
        EXPLAINED = "explained", _("explained by the finding")
        CONTRADICTED = "contradicted", _("the next snapshot contradicts the finding")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="list_rows")
    position = models.IntegerField()
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="list_rows")
    employer = models.ForeignKey(Employer, models.PROTECT)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True)
    source = models.CharField(max_length=60)
    figures = models.JSONField(default=dict)
    finding = models.CharField(max_length=14, choices=Finding.choices, blank=True)
    found_on = models.DateField(null=True)
    finders = models.CharField(max_length=80, blank=True)
    remark = models.CharField(max_length=400, blank=True)
    persons_gained = models.IntegerField(default=0)
    arrears_fen = models.BigIntegerField(default=0)
    is_held = models.BooleanField(default=False)
    rematch = models.CharField(max_length=14, choices=Rematch.choices, blank=True)

    @property
    def code(self) -> int | str:
        """The finding's key, 1 to 7, on the inspector's page."""
        return self.Finding.values.index(self.finding) + 1 if self.finding else ""

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["matter", "position"], name="one_row_per_position")]
        indexes = [models.Index(fields=["district", "finding"], name="list_row_by_district")]


class BaseReport(Scoped):
    """基数异常 — what inspection saw and what the agency determined. Money in fen."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="base_report")
    employer = models.ForeignKey(Employer, models.PROTECT)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True)
    reported_by = models.ForeignKey(Office, models.PROTECT, related_name="+")
    reported_on = models.DateField()
    from_month = models.DateField()
    to_month = models.DateField()
    declared_base_fen = models.BigIntegerField()
    actual_wage_fen = models.BigIntegerField()
    evidence = models.CharField(max_length=400)
    arrears_fen = models.BigIntegerField(null=True)
    late_fee_fen = models.BigIntegerField(null=True)
    calculation = models.JSONField(default=dict)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)

    @property
    def total_fen(self) -> int | None:
        return None if self.arrears_fen is None else self.arrears_fen + (self.late_fee_fen or 0)
