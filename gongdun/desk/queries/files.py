"""What lies in a matter's file: its documents with their receipts, its attachments, and who may work on it."""

from __future__ import annotations

from dataclasses import dataclass

from gongdun.desk.catalogue import document_of, procedure_of
from gongdun.desk.models import Attachment, IssuedDocument, Matter, ServiceReceipt
from gongdun.desk.queries.materials import why_no_notice
from gongdun.kernel.documents import DocumentKind
from gongdun.kernel.facts import persons
from gongdun.kernel.roles import READERS
from gongdun.registry.models import Account


@dataclass(frozen=True)
class Paper:
    """One document of a matter. `opens_door`: its text holds identity numbers."""

    document: IssuedDocument
    receipts: tuple[ServiceReceipt, ...]
    opens_door: bool


def papers(matter: Matter) -> list[Paper]:
    held = matter.documents.defer("pdf").prefetch_related("receipts").order_by("id")
    return [Paper(one, tuple(one.receipts.all()), bool(persons(one.tree))) for one in held]


def attachments(matter: Matter) -> list[Attachment]:
    return list(matter.attachments.defer("content").select_related("account"))


def may_work(account: Account, matter: Matter) -> bool:
    """Officers of the office that handles it, but for those who only read."""
    return account.office_id == matter.office_id and bool(set(account.roles) - READERS)


def draftable(matter: Matter) -> list[tuple[str, DocumentKind]]:
    """Documents of the procedure that the desk can draft, and the receipt that every file may give."""
    names = [*procedure_of(matter).documents]
    if procedure_of(matter).materials:
        names += [name for name in ("receipt", "supplement_notice") if name not in names]
    if why_no_notice(matter):
        names = [name for name in names if name != "supplement_notice"]
    entries = [(name, document_of(matter, name)) for name in names]
    return [(name, entry.thing) for name, entry in entries if hasattr(entry.module, "draft")]


def register(kind: str = "", year: int | None = None) -> list[IssuedDocument]:
    """Every number given out in an office, kind and year, the void ones too, in the order of the numbers."""
    held = IssuedDocument.objects.exclude(state=IssuedDocument.State.DRAFT).exclude(serial=None).defer("pdf", "tree")
    held = held.filter(kind=kind) if kind else held
    held = held.filter(year=year) if year else held
    return list(held.select_related("matter", "office").order_by("office__area__sort", "office", "kind", "-year", "-serial")[:500])
