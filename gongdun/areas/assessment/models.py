"""What assessment owns: applications, experts and the panels drawn from them, sessions, opinions, conclusions."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models import IssuedDocument, Matter
from gongdun.registry.models import Account, Employer, Office, Worker
from gongdun.vault.models import PartyScoped, Scoped


class Kind(models.TextChoices):
    """鉴定类别 — what the committee is asked (条例 22–28; 令21号、令55号)."""

    FIRST = "first", _("first grade")
    REVIEW = "review", _("review after a year")
    CARE = "care", _("living care")
    PAID_LEAVE = "paid_leave", _("extension of the paid leave period")
    DEVICE = "device", _("assistive device")
    RELAPSE = "relapse", _("relapse of an old injury")
    REHABILITATION = "rehabilitation", _("rehabilitation")
    CAUSAL_LINK = "causal_link", _("causal link of a disease")
    DEPENDANT = "dependant", _("full disability of a dependant")
    NOT_WORK = "not_work", _("illness or injury not caused by work")


GRADED = (Kind.FIRST, Kind.REVIEW)


class Subject(models.TextChoices):
    """鉴定科目."""

    ORTHOPAEDICS = "orthopaedics", _("orthopaedics")
    HAND = "hand", _("hand surgery")
    NEUROLOGY = "neurology", _("neurology")
    OPHTHALMOLOGY = "ophthalmology", _("ophthalmology")
    ENT = "ent", _("ear, nose and throat")
    BURNS = "burns", _("burns")
    GENERAL_SURGERY = "general_surgery", _("general surgery")
    INTERNAL = "internal", _("internal medicine")
    OCCUPATIONAL = "occupational", _("occupational disease")
    PSYCHIATRY = "psychiatry", _("psychiatry")


class Application(PartyScoped):
    """鉴定申请. `recognition` is the matter whose decision it stands on; illness not caused by work has none."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="assessment")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    applicant_kind = models.CharField(max_length=10)
    applicant_name = models.CharField(max_length=120)
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="+")
    worker_name = models.CharField(max_length=60)
    employer_name = models.CharField(max_length=120, blank=True)
    recognition = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="assessments")
    recognition_number = models.CharField(max_length=60, blank=True)
    injured_on = models.DateField(null=True)
    injured_parts = models.CharField(max_length=200, blank=True)
    diagnosis_codes = ArrayField(models.CharField(max_length=10), default=list)
    is_stable = models.BooleanField(default=False)
    received_on = models.DateField()
    completed_on = models.DateField(null=True)  # the application is complete: the 60 days run from here
    accepted_on = models.DateField(null=True)
    subject = models.CharField(max_length=16, choices=Subject.choices, blank=True)
    is_simple = models.BooleanField(default=False)
    simple_criterion = models.CharField(max_length=40, blank=True)
    authenticity = models.JSONField(default=list)  # answered signs: [{sign, note, on, by}] (措施 41)
    earlier = models.ForeignKey("Conclusion", models.PROTECT, null=True, related_name="+")  # what a review looks at again
    home_district = models.SmallIntegerField()  # where the person lives or works: how far they travel

    class Meta:
        ordering = ("-id",)


class Classification(PartyScoped):
    """科目分类 — each setting of the subject, who set it and why: the first by the clerk, later ones by whoever reclassified."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="classifications")
    subject = models.CharField(max_length=16, choices=Subject.choices)
    reason = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)


class Expert(Scoped):
    """鉴定专家 — a senior title, one or more subjects, the hospital he or she works at (recusal looks at it)."""

    name = models.CharField(max_length=60)
    hospital = models.CharField(max_length=120)
    title = models.CharField(max_length=40)
    subjects = ArrayField(models.CharField(max_length=16), default=list)
    is_local = models.BooleanField(default=False)  # of a county-level pool, such as Liyang's; otherwise the city's
    is_active = models.BooleanField(default=True)
    person_key = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["name", "hospital"], name="one_expert_by_name_and_hospital")]

    def __str__(self) -> str:
        return self.name


class Session(Scoped):
    """鉴定场次 — a day, a place, a subject. `is_local` marks Liyang's pilot (措施 28)."""

    held_on = models.DateField()
    place = models.CharField(max_length=120)
    subject = models.CharField(max_length=16, choices=Subject.choices)
    organised_by = models.ForeignKey(Office, models.PROTECT, related_name="+")
    is_local = models.BooleanField(default=False)
    capacity = models.SmallIntegerField(default=30)
    saved_km = models.SmallIntegerField(
        default=0
    )  # travel saved per person against the city's hall, there and back, typed by the organiser

    class Meta:
        ordering = ("-held_on", "-id")


class Panel(Scoped):
    """专家组 — 3 or 5 drawn at random. The pool is frozen and hashed first; the seed mixes in a later head of the journal, so nobody could know it before."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="panels")
    size = models.SmallIntegerField()
    pool = models.JSONField()  # expert ids and loads, in the order drawn from
    pool_hash = models.CharField(max_length=64)
    frozen_on = models.DateField()
    frozen_seal = models.BigIntegerField(default=0)  # the journal's seal at the freeze; the seed's is later
    head_seal = models.BigIntegerField(null=True)
    head = models.CharField(max_length=64, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    drawn_on = models.DateField(null=True)

    class Meta:
        ordering = ("id",)


class PanelMember(Scoped):
    """One drawn expert. A recused or absent one stays in the record with the reason, and the next of the draw steps in."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="members")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="seats")
    position = models.SmallIntegerField()  # place in the draw
    state = models.CharField(
        max_length=8, choices=[("sits", _("sits")), ("recused", _("recused")), ("absent", _("absent"))], default="sits"
    )
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("panel_id", "position")
        constraints = [models.UniqueConstraint(fields=["panel", "expert"], name="one_seat_per_expert")]


class Seat(PartyScoped):
    """排期 — one matter in a session before a panel: notice, attendance, absence and its ground."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="seats")
    session = models.ForeignKey(Session, models.PROTECT, related_name="seats")
    panel = models.ForeignKey(Panel, models.PROTECT, null=True, related_name="seats")
    notified_on = models.DateField()
    attendance = models.CharField(
        max_length=8, blank=True, choices=[("came", _("came")), ("absent", _("absent")), ("excused", _("excused"))]
    )
    absence_ground = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)


class Opinion(PartyScoped):
    """专家组意见 — findings, items of the standard, the grade proposed; dissent is kept."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="opinions")
    panel = models.ForeignKey(Panel, models.PROTECT, null=True)
    findings = models.TextField()
    items = ArrayField(models.CharField(max_length=16), default=list)  # GB/T 16180-2014: 9-3 …
    grade = models.SmallIntegerField(null=True)  # 1 to 10; None: below the standard's grades, or not asked
    care_level = models.SmallIntegerField(default=0)  # 0 none, 1 full, 2 largely, 3 partly
    answer = models.CharField(max_length=200, blank=True)  # of a confirmation
    until = models.DateField(null=True)  # the proposed last day of an extended paid leave period
    dissent = models.CharField(max_length=300, blank=True)
    given_on = models.DateField()

    class Meta:
        ordering = ("id",)


class Conclusion(PartyScoped):
    """鉴定结论. `effective_on` is the day the parties were served; a province's conclusion is final and supersedes the city's."""

    class State(models.TextChoices):
        IN_FORCE = "in_force", _("in force")
        SUPERSEDED = "superseded", _("superseded")

    class Level(models.TextChoices):
        CITY = "city", _("city committee")
        PROVINCE = "province", _("provincial committee")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="conclusions")
    sequence = models.SmallIntegerField(default=1)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    level = models.CharField(max_length=8, choices=Level.choices, default=Level.CITY)
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="conclusions")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="conclusions")
    recognition = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="conclusions_on_it")
    recognition_number = models.CharField(max_length=60, blank=True)
    grade = models.SmallIntegerField(null=True)
    care_level = models.SmallIntegerField(default=0)
    items = ArrayField(models.CharField(max_length=16), default=list)
    answer = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True)  # the last day of an extended paid leave period
    concluded_on = models.DateField()
    due_on = models.DateField(null=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    document = models.OneToOneField(IssuedDocument, models.PROTECT, null=True, related_name="assessment_conclusion")
    number = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State.choices, default=State.IN_FORCE)
    worker_served_on = models.DateField(null=True)
    employer_served_on = models.DateField(null=True)
    service_due_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)
    reassessment_asked_on = models.DateField(null=True)

    class Meta:
        ordering = ("matter_id", "sequence")
        constraints = [
            models.UniqueConstraint(fields=["matter", "sequence"], name="one_conclusion_per_sequence"),
            models.UniqueConstraint(fields=["matter"], condition=Q(state="in_force"), name="one_conclusion_in_force"),
        ]
        indexes = [models.Index(fields=["worker", "state"], name="conclusion_by_worker")]
