"""定期待遇 — who receives what each month, every change with its reason, and the yearly rise before and after its adoption."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongdun.areas.benefits.models.claims import ClaimItem
from gongdun.registry.models import Account, Worker
from gongdun.vault.models import PartyScoped, Scoped


class PeriodicBenefit(PartyScoped):
    """One monthly benefit of one person. `amount_fen` is what the next run pays."""

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")
        ENDED = "ended", _("ended")

    item = models.OneToOneField(ClaimItem, models.PROTECT, null=True, related_name="periodic")
    benefit = models.CharField(max_length=40)
    worker = models.ForeignKey(Worker, models.PROTECT)
    person_key = models.BigIntegerField()
    payee_name = models.CharField(max_length=60)
    account_key = models.BigIntegerField()
    account_mask = models.CharField(max_length=40)
    grade = models.SmallIntegerField(null=True)
    care_level = models.CharField(max_length=8, blank=True)
    entitled_on = models.DateField()  # the conclusion; of a dependant the death
    from_month = models.DateField()
    ended_month = models.DateField(null=True)  # the last month that is paid
    paid_through = models.DateField(null=True)  # the last month a run made payable
    amount_fen = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    verified_on = models.DateField(null=True)
    verified_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(fields=["ledger", "state"], name="periodic_by_state"),
            models.Index(fields=["person_key"], name="periodic_by_person"),
        ]


class PeriodicChange(Scoped):
    """One change of a periodic benefit: start, rise, suspension, resumption, end, verification."""

    periodic = models.ForeignKey(PeriodicBenefit, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12)
    from_month = models.DateField()
    amount_fen = models.BigIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=120, blank=True)
    on = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT, null=True)

    class Meta:
        ordering = ("id",)


class Rise(Scoped):
    """年度调整 — a new notice rehearsed on everybody who receives a benefit, then, once its values are confirmed, the work list."""

    class State(models.TextChoices):
        REHEARSED = "rehearsed", _("rehearsed")
        ADOPTED = "adopted", _("adopted")

    year = models.SmallIntegerField()
    pay_month = models.DateField()
    changes = models.JSONField(default=dict)
    document = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.REHEARSED)
    rehearsed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    rehearsed_on = models.DateField()
    adopted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    adopted_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(adopted_by=None) | ~Q(adopted_by=F("rehearsed_by")), name="a_rise_is_adopted_by_another"),
            models.UniqueConstraint(fields=["ledger", "year"], condition=Q(state="adopted"), name="one_rise_per_year"),
        ]


class RiseRow(Scoped):
    """One recipient of a rise: before, after, arrears. `inputs` opens the row to its sheet."""

    rise = models.ForeignKey(Rise, models.PROTECT, related_name="rows")
    periodic = models.ForeignKey(PeriodicBenefit, models.PROTECT, related_name="rise_rows")
    before_fen = models.BigIntegerField()
    after_fen = models.BigIntegerField()
    back_pay_fen = models.BigIntegerField()
    is_applied = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["rise", "periodic"], name="one_row_per_recipient")]
