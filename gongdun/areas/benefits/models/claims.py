"""待遇申领与核定 — a claim with the facts it rests on, its benefits with their calculation sheets, and what was checked before paying."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models import Matter
from gongdun.registry.models import Account, Employer, Worker
from gongdun.vault.models import PartyScoped, Scoped


class Claim(PartyScoped):
    """One injured or deceased worker's claim. `facts` is the case in the law's own vocabulary; wages are months of declared bases."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="benefit_claim")
    worker = models.ForeignKey(Worker, models.PROTECT)
    employer = models.ForeignKey(Employer, models.PROTECT)
    recognition = models.CharField(max_length=60)
    assessment = models.CharField(max_length=60, blank=True)
    injured_on = models.DateField()
    facts = models.JSONField(default=dict)
    wages = models.JSONField(default=list)
    payee_name = models.CharField(max_length=60)
    account_key = models.BigIntegerField()
    account_mask = models.CharField(max_length=40)
    total_fen = models.BigIntegerField(default=0)
    calculated_on = models.DateField(null=True)
    identity_checked_by = models.CharField(max_length=40, blank=True)
    evidence = models.JSONField(default=dict)
    decided_on = models.DateField(null=True)
    reemployed_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["worker"], name="claim_by_worker"),
            models.Index(fields=["recognition"], name="claim_by_recognition"),
        ]


class Dependant(PartyScoped):
    """供养亲属 — one person who may depend on the worker, with an account of their own."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="dependants")
    position = models.SmallIntegerField()
    name = models.CharField(max_length=60)
    person_key = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    sex = models.CharField(max_length=1)
    born_on = models.DateField()
    is_orphan = models.BooleanField(default=False)
    is_alone = models.BooleanField(default=False)
    is_disabled = models.BooleanField(default=False)
    account_key = models.BigIntegerField()
    account_mask = models.CharField(max_length=40)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["claim", "position"], name="one_dependant_per_position")]


class ClaimItem(PartyScoped):
    """One benefit of a claim. The sheet stays in the file as it was computed, with its receipt.

    A benefit of a recognition is granted once to one beneficiary: while an item is live the database refuses a second.
    """

    class State(models.TextChoices):
        CALCULATED = "calculated", _("calculated")
        APPROVED = "approved", _("approved")
        PAID = "paid", _("paid")
        DROPPED = "dropped", _("dropped")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="items")
    benefit = models.CharField(max_length=40)
    beneficiary_key = models.BigIntegerField()
    dependant = models.ForeignKey(Dependant, models.PROTECT, null=True, related_name="items")
    payer = models.CharField(max_length=10)  # fund · employer
    is_monthly = models.BooleanField(default=False)
    amount_fen = models.BigIntegerField()
    from_month = models.DateField(null=True)
    sheet = models.JSONField(default=dict)
    receipt = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CALCULATED)
    recognition = models.CharField(max_length=60)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["recognition", "benefit", "beneficiary_key"],
                condition=Q(state__in=["approved", "paid"]),
                name="one_grant_per_benefit",
            ),
        ]


class Check(Scoped):
    """One check before payment: what was asked, of which source, what it said, and what a person answered."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="checks")
    guard = models.CharField(max_length=30)
    outcome = models.CharField(max_length=8)  # clear · ask · stop
    source = models.CharField(max_length=120)
    told = models.CharField(max_length=200)
    checked_on = models.DateField()
    answer = models.CharField(max_length=400, blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["claim", "guard"], name="one_check_per_guard")]


class Notice(Scoped):
    """停发和比对信息 — what another office's data say of a person: death, prison, pension, other insurance, third party, a sign of life."""

    person_key = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True)
    source = models.CharField(max_length=80)
    delivered_on = models.DateField()
    amount_fen = models.BigIntegerField(default=0)
    remark = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=["person_key", "kind"], name="notice_by_person")]
        constraints = [models.UniqueConstraint(fields=["person_key", "kind", "since", "source"], name="one_notice_per_source")]
