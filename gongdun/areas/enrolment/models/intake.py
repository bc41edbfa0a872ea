"""登记核对 (措施 37) — whether the unit that claims is the unit insured at the injury, and the lawful reason where it is not."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models import Matter
from gongdun.registry.models import Account, Employer, Worker
from gongdun.vault.models import Scoped


class IntakeCheck(Scoped):
    """One matter's check. The insured unit is what the data of the injury's day say; the ground is a code, the remark its proof."""

    class Result(models.TextChoices):
        SAME = "same", _("the same unit")
        LAWFUL = "lawful", _("another unit, for a lawful reason")
        DIFFERS = "differs", _("another unit, without a lawful reason")
        UNINSURED = "uninsured", _("insured nowhere on that day")

    class Ground(models.TextChoices):
        DISPATCH = "dispatch", _("labour dispatch: the dispatching unit insures (法释〔2014〕9号 3)")
        SECONDMENT = "secondment", _("secondment: the original unit answers (工伤保险条例 43)")
        SUCCESSOR = "successor", _("merger, division or transfer: the successor answers (工伤保险条例 43)")
        CONCURRENT = "concurrent", _("several employers: the one worked for at the injury (法释〔2014〕9号 3)")
        PROJECT = "project", _("project cover under the general contractor (人社部发〔2014〕103号)")
        SUBCONTRACT = "subcontract", _("unlawful subcontract or affiliation: the party with standing answers (法释〔2014〕9号 3)")
        BRANCH = "branch", _("branch insured by its head office")

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="intake_check")
    worker = models.ForeignKey(Worker, models.PROTECT)
    injured_on = models.DateField()
    claiming = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    named = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="+")  # the unit of the registration material
    insured = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="+")
    scheme = models.CharField(max_length=10, blank=True)
    data_month = models.DateField(null=True)  # of the data that say so
    result = models.CharField(max_length=10, choices=Result.choices)
    ground = models.CharField(max_length=12, choices=Ground.choices, blank=True)
    remark = models.CharField(max_length=400, blank=True)
    checked_on = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-checked_on", "-id")
