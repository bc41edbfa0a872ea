"""决定与救济 — each decision with its number; a revoked or superseded one stays in the file."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models import IssuedDocument, Matter
from gongdun.registry.models import Account, Employer, Office, Worker
from gongdun.vault.models import PartyScoped


class Decision(PartyScoped):
    """工伤认定决定. `effective_on` is the day both sides were served; benefits stand on a decision in force that has such a day."""

    class Result(models.TextChoices):
        INJURY = "injury", _("work injury")
        DEEMED = "deemed", _("deemed a work injury")
        REFUSED = "refused", _("not recognised")
        NOT_ACCEPTED = "not_accepted", _("application not accepted")

    class State(models.TextChoices):
        IN_FORCE = "in_force", _("in force")
        REVOKED = "revoked", _("revoked")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="decisions")
    sequence = models.SmallIntegerField()
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="recognition_decisions")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="recognition_decisions")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    injured_on = models.DateField()
    result = models.CharField(max_length=12, choices=Result.choices)
    item = models.CharField(max_length=8, blank=True)  # 14-1 … 16-3; empty where no application was accepted
    reasoning = models.JSONField(default=dict)
    decided_on = models.DateField()
    due_on = models.DateField(null=True)  # when the decision was due, suspensions counted out
    approver = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    document = models.OneToOneField(IssuedDocument, models.PROTECT, null=True, related_name="recognition_decision")
    number = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State.choices, default=State.IN_FORCE)
    revoked_on = models.DateField(null=True)
    revoked_by = models.CharField(max_length=200, blank=True)  # court, authority or own correction, with its paper
    worker_served_on = models.DateField(null=True)
    employer_served_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)

    class Meta:
        ordering = ("matter_id", "sequence")
        constraints = [
            models.UniqueConstraint(fields=["matter", "sequence"], name="one_decision_per_sequence"),
            models.UniqueConstraint(fields=["matter"], condition=Q(state="in_force"), name="one_decision_in_force"),
        ]
        indexes = [models.Index(fields=["district", "decided_on"], name="decision_by_district")]


class Challenge(PartyScoped):
    """行政复议、行政诉讼 — against one decision; the bureau answers under a clock and abides by the outcome."""

    class Kind(models.TextChoices):
        RECONSIDERATION = "reconsideration", _("reconsideration")
        LAWSUIT = "lawsuit", _("lawsuit")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="challenges")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    authority = models.CharField(max_length=120)
    paper = models.CharField(max_length=120)  # number of the complaint or of the notice to answer
    brought_by = models.CharField(max_length=120)
    received_on = models.DateField()
    answer_due_on = models.DateField()
    answered_on = models.DateField(null=True)
    outcome = models.CharField(
        max_length=10, blank=True, choices=[("upheld", _("upheld")), ("revoked", _("revoked")), ("withdrawn", _("withdrawn"))]
    )
    outcome_paper = models.CharField(max_length=120, blank=True)
    outcome_on = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
