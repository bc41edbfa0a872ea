"""文书 — drafting, editing, issuing, voiding and downloading documents: a number without a gap, the digest of the original in the journal.

A document module is a drawer's file with `DOCUMENT`, a frozen dataclass of facts, `compose(facts) -> Letter`, and for the desk to issue it
`draft(matter, *, actor, today) -> facts`. The facts are kept with marks instead of identity numbers (`kernel.facts.person_mark`); an issue and
a download fill them in through the vault's door. Facts named `number`, `issued_on` and `code` are filled in when it is issued.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.conf import settings

from gongdun.desk import documents
from gongdun.desk.catalogue import catalogue, document_of, procedure_of
from gongdun.desk.documents.editing import changed, facts_type
from gongdun.desk.models import IssuedDocument, Matter
from gongdun.desk.operations import numbers
from gongdun.desk.operations.timeline import append, held_by, save
from gongdun.desk.queries import materials
from gongdun.desk.refusals import Changed, NotYours, refuse_readers
from gongdun.kernel.catalogue import Entry
from gongdun.kernel.documents import DocumentKind, Letter
from gongdun.kernel.facts import filled, persons, read, written
from gongdun.kernel.procedures import Move
from gongdun.kernel.roles import PORTAL
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office
from gongdun.vault import identities, journal
from gongdun.vault.actors import Actor
from gongdun.vault.identities import Door
from gongdun.vault.journal.entries import refuse_clear_numbers
from gongdun.vault.operations import operation, unchanged

State = IssuedDocument.State
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is read for something else
CODE_LENGTH = 10
WATERMARK = "草稿　未签发"


@dataclass(frozen=True)
class Taken:
    """A number taken for a document that is issued in the same transaction; kinds without numbers have serial None."""

    kind: str
    office: Office
    year: int
    serial: int | None
    number: str


def kind_of(key: str) -> DocumentKind:
    return catalogue().documents[key].thing


def take_number(kind: str, office: Office, today: date) -> Taken:
    """The next number of an office, a kind and a year; given back when the transaction fails."""
    if not kind_of(kind).number_format:
        return Taken(kind, office, today.year, None, "")
    serial = numbers.take(f"document:{kind}:{office.pk}", today.year)
    return Taken(kind, office, today.year, serial, kind_of(kind).number(office.document_mark, today.year, serial))


@operation
def draft(*, matter: int, kind: str, actor: Actor, today: date, now: datetime) -> IssuedDocument:
    """Draft a document of the matter's procedure, `kind` as the procedure names it; the draft that is there already is taken up again."""
    held = held_by(actor, matter)
    entry = document_of(held, kind)
    refuse_foreign(held, kind)
    if there := held.documents.filter(kind=entry.key, state=State.DRAFT).first():
        unchanged()
        return there
    refuse_second(held, entry.key)
    document = IssuedDocument.objects.create(
        matter=held, kind=entry.key, office=held.office, title=entry.thing.title.zh, tree=written(facts_now(entry, held, actor, today)),
        ledger=held.ledger, district=held.district, party=None,
    )  # fmt: skip
    journal.record(
        actor=actor, action="desk.draft_document", subject=f"matter:{held.pk}", after={"document": document.pk, "kind": entry.key}
    )
    return document


def refuse_foreign(matter: Matter, kind: str) -> None:
    version = procedure_of(matter)
    if kind not in version.documents and kind not in ("receipt", "supplement_notice"):
        raise Refusal("{procedure} issues no document {kind}. Choose one of its documents.", procedure=version.title, kind=kind)


def refuse_second(matter: Matter, key: str) -> None:
    """一次性告知: the notice asks once (工伤保险条例 18)."""
    if key == materials.NOTICE and (no := materials.why_no_notice(matter)):
        raise no


def facts_now(entry: Entry, matter: Matter, actor: Actor, today: date) -> Any:
    """The facts as the matter stands, in the dataclass of the kind."""
    make = getattr(entry.module, "draft", None)
    if make is None:
        raise Refusal("{title} is issued by its own step, not drafted by itself. Make the step.", title=entry.thing.title)
    return make(matter, actor=actor, today=today)


@operation
def edit(*, document: int, values: Mapping[str, str], actor: Actor, revision: int | None = None) -> IssuedDocument:
    """Change what may be changed of a draft; lists come one line each, days as 2022-10-17."""
    held = editable(document, actor)
    if revision is not None and revision != held.revision:
        raise Changed("A colleague changed this draft meanwhile. Your text is kept on this page; look at theirs, then save again.")
    entry = catalogue().documents[held.kind]
    after = changed(entry, held.tree, values)
    refuse_clear_numbers(json.dumps(after, ensure_ascii=False))
    if after == held.tree:
        unchanged()
        return held
    names = sorted(name for name in after if after[name] != held.tree.get(name))
    refuse_shortened(held, after)
    held.tree, held.revision = after, held.revision + 1
    held.save()
    journal.record(
        actor=actor, action="desk.edit_document", subject=f"matter:{held.matter_id}", after={"document": held.pk, "changed": names}
    )
    return held


def refuse_shortened(document: IssuedDocument, facts: Mapping[str, Any]) -> None:
    """A notice asks for everything at once: a line may be worded otherwise, not left out."""
    lacking = len(materials.missing(document.matter)) if document.kind == materials.NOTICE else 0
    if len(facts.get("missing", ())) < lacking:
        raise Refusal(
            "{count} materials are missing and the notice must ask for all of them at once (Work Injury Regulation art. 18). Put the left-out lines back.",
            count=lacking,
        )


def editable(document: int, actor: Actor) -> IssuedDocument:
    found = IssuedDocument.objects.filter(pk=document).first()
    if found is None:
        raise Refusal("There is no such document among those you may see.")
    held_by(actor, found.matter_id)
    held = IssuedDocument.objects.select_for_update(of=("self",)).select_related("matter", "office").get(pk=document)
    if held.state != State.DRAFT:
        raise Refusal("{title} is issued; what was issued is not changed. Void it and draft it anew.", title=kind_of(held.kind).title)
    return held


@operation
def discard(*, document: int, actor: Actor) -> None:
    """Throw a draft away. It never had a number."""
    held = editable(document, actor)
    journal.record(actor=actor, action="desk.discard_draft", subject=f"matter:{held.matter_id}", after={"kind": held.kind})
    held.delete()


def issue_with(matter: Matter, step: Move, office: Office, actor: Actor, today: date, now: datetime) -> list[IssuedDocument]:
    """Inside a move: issue every document it names that the desk can draft."""
    entries = [(kind, document_of(matter, kind)) for kind in step.documents]
    return [issue_kind(matter, kind, office, actor, today, now) for kind, entry in entries if hasattr(entry.module, "draft")]


def issue_kind(matter: Matter, kind: str, office: Office, actor: Actor, today: date, now: datetime) -> IssuedDocument:
    """Inside an operation: issue the draft, or what the matter says where nobody drafted anything."""
    entry = document_of(matter, kind)
    refuse_second(matter, entry.key)
    drafted = matter.documents.select_for_update(of=("self",)).filter(kind=entry.key, state=State.DRAFT).first()
    told = drafted.tree if drafted else written(facts_now(entry, matter, actor, today))
    taken = take_number(entry.key, office, today)
    facts = told | settled(entry, taken, today)
    numbers_of = opened(facts, actor, taken, matter, now)
    original = documents.pdf(letter(entry, facts, numbers_of), font_dirs=settings.FONT_DIRS)
    return keep(drafted or IssuedDocument(matter=matter), entry, taken, facts, original, actor, today, now)


@operation
def issue_alone(*, document: int, actor: Actor, today: date, now: datetime) -> IssuedDocument:
    """Issue a draft that no move carries; what a move carries goes out alone only in place of a voided one."""
    held = editable(document, actor)
    kind = held.kind.split("/")[1]
    carriers = [step for step in procedure_of(held.matter).moves if kind in step.documents]
    if carriers and not held.matter.documents.filter(kind=held.kind, state=State.VOID).exists():
        raise Refusal(
            "{title} goes out with the step “{move}”. Make that step; the draft is kept until then.",
            title=kind_of(held.kind).title,
            move=carriers[0].title,
        )
    return issue_kind(held.matter, kind, held.office, actor, today, now)


def settled(entry: Entry, taken: Taken, today: date) -> dict[str, Any]:
    """What only the issue knows."""
    known = {"number": taken.number, "issued_on": today.isoformat(), "code": portal_code()}
    return {field.name: known[field.name] for field in fields(facts_type(entry)) if field.name in known}


def portal_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def opened(facts: Mapping[str, Any], actor: Actor, taken: Taken, matter: Matter, now: datetime) -> dict[int, str]:
    keys = persons(facts)
    if not keys:
        return {}
    return identities.open_many(
        keys, actor=actor, door=Door.ISSUED_DOCUMENT, reason=f"签发{taken.number or kind_of(taken.kind).title.zh}", subject=f"matter:{matter.pk}", at=now
    )  # fmt: skip


def letter(entry: Entry, facts: Mapping[str, Any], numbers_of: Mapping[int, str]) -> Letter:
    """The document of these facts, with numbers or masks in place of the marks."""
    return entry.module.compose(read(facts_type(entry), filled(facts, numbers_of)))


def keep(
    document: IssuedDocument, entry: Entry, taken: Taken, facts: dict[str, Any], pdf: bytes, actor: Actor, today: date, now: datetime
) -> IssuedDocument:  # fmt: skip
    """Number it, keep its facts and digest. The original itself is kept only where it holds no identity number."""
    matter = document.matter
    document.kind, document.office, document.title = entry.key, taken.office, entry.thing.title.zh
    document.state, document.year, document.serial, document.number = State.ISSUED, taken.year, taken.serial, taken.number
    document.tree, document.digest, document.issued_on = facts, hashlib.sha256(pdf).hexdigest(), today
    document.pdf = None if persons(facts) else pdf
    document.code, document.addressee = str(facts.get("code") or ""), addressee(entry, facts)
    document.ledger, document.district, document.party = matter.ledger, matter.district, matter.party
    document.save()
    append(matter, kind="paper", actor=actor, on=today, at=now, text=f"{document.title} {document.number}".strip())
    save(matter)
    journal.record(
        actor=actor, action="desk.issue_document", subject=f"matter:{matter.pk}",
        after={"document": document.pk, "number": document.number, "sha256": document.digest},
    )  # fmt: skip
    return document


def addressee(entry: Entry, facts: Mapping[str, Any]) -> str:
    return letter(entry, facts, dict.fromkeys(persons(facts), "")).addressee[:120]


@operation
def issue(*, matter: Matter, taken: Taken, facts: dict[str, Any], pdf: bytes, actor: Actor, today: date, now: datetime) -> IssuedDocument:
    """Keep a document that an area composed and rendered itself."""
    document = IssuedDocument.objects.create(
        matter=matter, kind=taken.kind, office=taken.office, state=State.ISSUED, year=taken.year, serial=taken.serial,
        number=taken.number, title=kind_of(taken.kind).title.zh, tree=facts, digest=hashlib.sha256(pdf).hexdigest(), issued_on=today,
        ledger=matter.ledger, district=matter.district, party=matter.party,
    )  # fmt: skip
    append(matter, kind="paper", actor=actor, on=today, at=now, text=f"{document.title} {document.number}")
    save(matter)
    journal.record(
        actor=actor,
        action="desk.issue_document",
        subject=f"matter:{matter.pk}",
        after={"document": document.pk, "number": taken.number, "sha256": document.digest},
    )
    return document


def preview(document: IssuedDocument, form: str) -> bytes:
    """A draft as `pdf` or `docx`: masked, under a watermark. It opens no door, so it writes nothing."""
    entry = catalogue().documents[document.kind]
    composed = letter(entry, document.tree, identities.masks(persons(document.tree)))
    return render(composed if composed.watermark else watermarked(composed), form)


def watermarked(one: Letter) -> Letter:
    return Letter(**{field.name: getattr(one, field.name) for field in fields(one)} | {"watermark": WATERMARK})


def render(one: Letter, form: str) -> bytes:
    return documents.docx(one) if form == "docx" else documents.pdf(one, font_dirs=settings.FONT_DIRS)


@operation
def download(*, document: int, form: str, reason: str, actor: Actor, now: datetime) -> tuple[IssuedDocument, bytes]:
    """An issued document as `pdf` or `docx`. One with identity numbers opens the door for a written reason; the PDF is compared with the original."""
    held = IssuedDocument.objects.select_related("matter").filter(pk=document).exclude(state=State.DRAFT).first()
    if held is None:
        raise Refusal("There is no such document among those you may see.")
    refuse_readers(actor)
    if actor.account_id is not None and not actor.roles - PORTAL:
        raise NotYours("A document of the file is downloaded by the offices; yours reaches you by service.")
    keys = persons(held.tree)
    opened_ = {}
    if keys:
        opened_ = identities.open_many(keys, actor=actor, door=Door.ISSUED_DOCUMENT, reason=reason, subject=f"document:{held.pk}", at=now)
    content = bytes(held.pdf) if form == "pdf" and held.pdf else render(letter(catalogue().documents[held.kind], held.tree, opened_), form)
    if form == "pdf" and hashlib.sha256(content).hexdigest() != held.digest:
        raise Refusal(
            "{number} cannot be printed as it was issued: its digest differs. Ask the technicians to compare the versions of the renderer.",
            number=held.number,
        )
    journal.record(
        actor=actor,
        action="desk.download_document",
        subject=f"document:{held.pk}",
        after={"form": form},
        reason=reason,
        persons=keys,
        at=now,
    )
    return held, content


@operation
def void(*, document: int, reason: str, actor: Actor, today: date, now: datetime) -> IssuedDocument:
    """Void an issued document; its number stays in the register and is never given again."""
    if not reason.strip():
        raise Refusal("Voiding a document needs a reason; it stands in the register beside the number.")
    refuse_readers(actor)
    held = IssuedDocument.objects.select_for_update(of=("self",)).select_related("matter", "office").filter(pk=document).first()
    if held is None:
        raise Refusal("There is no such document among those you may see.")
    if actor.account_id is not None and actor.office_id != held.office_id:
        raise Refusal(
            "{number} was issued by {office}; only that office voids it.", number=held.number or held.title, office=held.office.name
        )
    if held.state != State.ISSUED:
        raise Refusal("{number} is not an issued document in force. Nothing was changed.", number=held.number or held.title)
    held.state, held.void_reason = State.VOID, reason.strip()
    held.save()
    append(held.matter, kind="paper", actor=actor, on=today, at=now, text=f"作废 {held.number}", reason=reason.strip())
    save(held.matter)
    journal.record(
        actor=actor,
        action="desk.void_document",
        subject=f"matter:{held.matter_id}",
        after={"document": held.pk, "number": held.number},
        reason=reason,
    )
    return held
