"""What the desk keeps: matters and their events, papers, leads, and each officer's own tools."""

from gongdun.desk.models.cover import Cover
from gongdun.desk.models.intake import Comparison, Delivery
from gongdun.desk.models.leads import Lead, Run, Suppression, Verdict
from gongdun.desk.models.matters import MaterialItem, Matter, MatterEvent, Number
from gongdun.desk.models.papers import Attachment, IssuedDocument, ServiceReceipt, SheetImport
from gongdun.desk.models.tools import Draft, Phrase, SavedFilter

__all__ = [
    "Attachment",
    "Comparison",
    "Cover",
    "Delivery",
    "Draft",
    "IssuedDocument",
    "Lead",
    "MaterialItem",
    "Matter",
    "MatterEvent",
    "Number",
    "Phrase",
    "Run",
    "SavedFilter",
    "ServiceReceipt",
    "SheetImport",
    "Suppression",
    "Verdict",
]
