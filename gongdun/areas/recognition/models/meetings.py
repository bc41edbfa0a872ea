"""研讨、例会、评审 (措施 25) — agenda from matters, conclusions linked to matters."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models import Matter
from gongdun.registry.models import Office
from gongdun.vault.models import Scoped


class Meeting(Scoped):
    class Kind(models.TextChoices):
        SEMINAR = "seminar", _("seminar on difficult matters")
        MONTHLY = "monthly", _("monthly meeting")
        REVIEW = "review", _("review of typical cases with the judiciary")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    office = models.ForeignKey(Office, models.PROTECT)
    attendants = models.CharField(max_length=400)
    judiciary = models.CharField(max_length=200, blank=True)  # courts and reconsideration organs that took part

    class Meta:
        ordering = ("-held_on", "-id")


class Discussion(Scoped):
    """One matter of an agenda. `concluded` is the item and result the meeting held right; whether the decision followed is read from the decision."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="discussions")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="discussions")
    position = models.SmallIntegerField()
    question = models.CharField(max_length=400)
    conclusion = models.TextField(blank=True)
    result = models.CharField(max_length=12, blank=True)
    item = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ("meeting_id", "position")
        constraints = [models.UniqueConstraint(fields=["meeting", "matter"], name="one_discussion_per_meeting")]
