"""文书与表格 — issued documents with their numbers and receipts, attachments, and every sheet that was taken in."""

from __future__ import annotations

from django.db import models

from gongdun.desk.models.matters import Matter
from gongdun.registry.models import Account, Office
from gongdun.vault.models import PartyScoped, Scoped


class IssuedDocument(PartyScoped):
    """文书 — drafted as a block tree, numbered when issued; the PDF is the original and its digest is journalled."""

    class State(models.TextChoices):
        DRAFT = "draft"
        ISSUED = "issued"
        VOID = "void"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=80)
    office = models.ForeignKey(Office, models.PROTECT)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    year = models.SmallIntegerField(null=True)
    serial = models.IntegerField(null=True)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    tree = models.JSONField()
    pdf = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    issued_on = models.DateField(null=True)
    addressee = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=12, blank=True, db_index=True)  # by which the portal finds it
    revision = models.IntegerField(default=1)
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["kind", "office", "year", "serial"], name="one_document_per_number")]


class Attachment(PartyScoped):
    """附件 — checked by content when it comes in, known by its digest, kept for ever."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=60)
    size = models.IntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    subject = models.CharField(max_length=60, blank=True)  # e.g. row:17, the row of a list it proves
    added_on = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        ordering = ("id",)


class ServiceReceipt(PartyScoped):
    """送达回证 — who got it, how, and the day it takes effect."""

    document = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="receipts")
    method = models.CharField(max_length=12)  # direct · leave · mail · entrust · electronic · notice
    recipient = models.CharField(max_length=80)
    delivered_on = models.DateField()
    effective_on = models.DateField()
    receiver = models.CharField(max_length=60, blank=True)  # who signed
    relation = models.CharField(max_length=40, blank=True)  # to the addressee
    place = models.CharField(max_length=120, blank=True)
    witness = models.CharField(max_length=60, blank=True)
    proof = models.ForeignKey(Attachment, models.PROTECT, null=True)  # the signed receipt, photographed
    remark = models.CharField(max_length=200, blank=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        ordering = ("id",)


class SheetImport(Scoped):
    """A workbook somebody uploaded: previewed, then taken in whole or in its correct rows, or undone.

    `content` is sealed by the vault, since workbooks hold identity numbers; `report` is the preview with numbers masked; `effects` is what an
    undo needs.
    """

    class State(models.TextChoices):
        PREVIEWED = "previewed"
        TAKEN = "taken"
        UNDONE = "undone"

    form = models.CharField(max_length=80)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEWED)
    mode = models.CharField(max_length=10, blank=True)  # correct · all
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    effects = models.JSONField(default=dict)
    account = models.ForeignKey(Account, models.PROTECT)
    uploaded_on = models.DateField()
    uploaded_at = models.DateTimeField(null=True)
    taken_on = models.DateField(null=True)
    undone_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["form", "digest"], name="sheet_import_by_file")]
