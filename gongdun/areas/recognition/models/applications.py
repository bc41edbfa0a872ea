"""报告与申请 — the accident as it is told, and who asks for its recognition."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongdun.desk.models import Matter
from gongdun.registry.models import Employer, Office, Worker
from gongdun.vault.models import PartyScoped


class AccidentReport(PartyScoped):
    """事故快报 — what an employer or a worker tells at once; an application refers to it."""

    code = models.CharField(max_length=24, unique=True)
    employer_name = models.CharField(max_length=120)
    employer = models.ForeignKey(Employer, models.PROTECT, null=True)
    happened_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    told = models.TextField()
    injured = models.CharField(max_length=200)  # names, as told
    deaths = models.SmallIntegerField(default=0)
    reporter = models.CharField(max_length=60)
    phone_mask = models.CharField(max_length=20, blank=True)
    reported_on = models.DateField()
    application = models.ForeignKey("Application", models.PROTECT, null=True, related_name="reports")
    office = models.ForeignKey(Office, models.PROTECT)

    class Meta:
        ordering = ("-id",)


class Application(PartyScoped):
    """工伤认定申请 — one injured person, one accident. Names stand here too: the portal reads this row, not the register.

    `injured_on` is the accident's day, or the day an occupational disease was diagnosed: all application clocks start there. `party` is the file's own
    number, which only its receipt code opens. `phone_key` and `person_key` are the vault's.
    """

    class Applicant(models.TextChoices):
        EMPLOYER = "employer", _("employer")
        WORKER = "worker", _("the worker")
        KIN = "kin", _("next of kin")
        UNION = "union", _("trade union")

    class Channel(models.TextChoices):
        COUNTER = "counter", _("counter")
        PORTAL = "portal", _("portal")
        SHEET = "sheet", _("sheet")

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="recognition")
    applicant_kind = models.CharField(max_length=10, choices=Applicant.choices)
    applicant_name = models.CharField(max_length=120)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.COUNTER)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    worker_name = models.CharField(max_length=60)
    person_key = models.BigIntegerField()
    last_four = models.CharField(max_length=4)
    sex = models.CharField(max_length=1, blank=True)
    born_on = models.DateField(null=True)
    phone_key = models.BigIntegerField(null=True)
    phone_mask = models.CharField(max_length=20, blank=True)
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="+")
    employer_name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18, blank=True)
    employer_phone_key = models.BigIntegerField(null=True)
    host_employer_name = models.CharField(max_length=120, blank=True)  # 用工单位 of a dispatched worker, 发包方 of a subcontract
    responsibility = models.CharField(max_length=20, default="employer")  # why this unit answers: see forms.application.RESPONSIBILITIES
    occupation = models.CharField(max_length=60, blank=True)
    injured_on = models.DateField()
    injured_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200)
    told = models.TextField()
    diagnosed_at = models.DateTimeField(null=True)
    died_at = models.DateTimeField(null=True)
    hospital = models.CharField(max_length=120, blank=True)
    diagnosis = models.CharField(max_length=300, blank=True)
    diagnosis_codes = ArrayField(models.CharField(max_length=10), default=list)  # ICD-10
    injured_parts = ArrayField(models.CharField(max_length=20), default=list)
    accident_type = models.CharField(max_length=4, blank=True)  # GB 6441-1986, 01 to 20
    accident_cause = models.CharField(max_length=4, blank=True)  # GB 6441-1986, unsafe condition or act
    witnesses = models.JSONField(default=list)  # names and telephones as told
    claimed_item = models.CharField(max_length=8)  # 14-1 … 15-1-3
    lost_time = models.JSONField(default=list)  # not the applicant's fault: [{first, last, ground}] (法释〔2014〕9号 7)
    received_on = models.DateField()
    posted_on = models.DateField(null=True)
    is_identity_checked = models.BooleanField(default=False)
    identity_note = models.CharField(max_length=200, blank=True)
    authenticity = models.JSONField(default=list)  # answered signs: [{sign, note, on, by}] (措施 41)
    supplemented = models.SmallIntegerField(default=0)
    accepted_on = models.DateField(null=True)
    investigators = ArrayField(models.BigIntegerField(), default=list)
    evidence_due_on = models.DateField(null=True)
    proposed_item = models.CharField(max_length=8, blank=True)
    proposed_result = models.CharField(max_length=12, blank=True)
    gap_reason = models.CharField(max_length=300, blank=True)  # why a decision is proposed with an element missing or contested
    employer_late_on = models.DateField(
        null=True
    )  # the employer's last day, where it applied later: the costs of the gap are its own (条例 17.4)
    archived_on = models.DateField(null=True)
    code_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["person_key", "injured_on"], name="application_by_person"),
            models.Index(fields=["district", "received_on"], name="application_by_district"),
        ]


class Extension(PartyScoped):
    """延长申请期限 — the employer asks before its thirty days end; the bureau consents with a last day or refuses (条例 17)."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="extension", null=True)
    employer = models.ForeignKey(Employer, models.PROTECT)
    worker_name = models.CharField(max_length=60, blank=True)
    person_key = models.BigIntegerField()
    injured_on = models.DateField()
    asked_on = models.DateField()
    ground = models.CharField(max_length=300)
    answer = models.CharField(
        max_length=8, default="asked", choices=[("asked", _("asked")), ("granted", _("granted")), ("refused", _("not granted"))]
    )
    answered_on = models.DateField(null=True)
    until = models.DateField(null=True)
    office = models.ForeignKey(Office, models.PROTECT)

    class Meta:
        ordering = ("-id",)
