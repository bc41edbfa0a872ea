"""Issuing documents: a number without a gap, the digest of the original in the journal, a place on the timeline.

The facts a document is composed from are kept with person keys instead of identity numbers; a download fills them in again through the vault's
door and is compared with the digest of the original.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongdun.desk.catalogue import catalogue
from gongdun.desk.models import IssuedDocument, Matter
from gongdun.desk.operations import matters, numbers
from gongdun.kernel.documents import DocumentKind
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation


@dataclass(frozen=True)
class Taken:
    """A number taken for a document that is issued in the same transaction."""

    kind: str
    office: Office
    year: int
    serial: int
    number: str


def kind_of(key: str) -> DocumentKind:
    return catalogue().documents[key].thing


def take_number(kind: str, office: Office, today: date) -> Taken:
    """The next number of an office, a kind and a year; given back when the transaction fails."""
    serial = numbers.take(f"document:{kind}:{office.pk}", today.year)
    return Taken(kind, office, today.year, serial, kind_of(kind).number(office.document_mark, today.year, serial))


@operation
def issue(*, matter: Matter, taken: Taken, facts: dict[str, Any], pdf: bytes, actor: Actor, today: date, now: datetime) -> IssuedDocument:
    """Keep an issued document: its facts, its number, and the digest of the original PDF."""
    document = IssuedDocument.objects.create(
        matter=matter, kind=taken.kind, office=taken.office, state=IssuedDocument.State.ISSUED, year=taken.year, serial=taken.serial,
        number=taken.number, title=kind_of(taken.kind).title.zh, tree=facts, digest=hashlib.sha256(pdf).hexdigest(), issued_on=today,
        ledger=matter.ledger, district=matter.district, party=matter.party,
    )  # fmt: skip
    matters.append(matter, kind="paper", actor=actor, on=today, at=now, text=f"{document.title} {document.number}")
    matters.save(matter)
    journal.record(
        actor=actor,
        action="desk.issue_document",
        subject=f"matter:{matter.pk}",
        after={"document": document.pk, "number": taken.number, "sha256": document.digest},
    )
    return document


@operation
def void(*, document: int, reason: str, actor: Actor, today: date, now: datetime) -> IssuedDocument:
    """Void an issued document; its number stays in the register and is never given again."""
    if not reason.strip():
        raise Refusal("Voiding a document needs a reason; it stands in the register beside the number.")
    held = IssuedDocument.objects.select_for_update(of=("self",)).get(pk=document)
    if held.state != IssuedDocument.State.ISSUED:
        raise Refusal("{number} is not an issued document in force. Nothing was changed.", number=held.number or held.title)
    held.state, held.void_reason = IssuedDocument.State.VOID, reason.strip()
    held.save()
    matters.append(held.matter, kind="paper", actor=actor, on=today, at=now, text=f"作废 {held.number}", reason=reason.strip())
    journal.record(
        actor=actor,
        action="desk.void_document",
        subject=f"matter:{held.matter_id}",
        after={"document": held.pk, "number": held.number},
        reason=reason,
    )
    return held
