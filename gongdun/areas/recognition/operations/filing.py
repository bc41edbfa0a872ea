"""归档与卷宗 — documents again for a reason, the court bundle in one click, the file list of fifty years."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from gongdun import law
from gongdun.areas.recognition import filing, issuing
from gongdun.areas.recognition.filing import Paper
from gongdun.desk.models import IssuedDocument, Matter
from gongdun.desk.operations import matters
from gongdun.law.refusal import Refusal
from gongdun.vault import identities, journal
from gongdun.vault.actors import Actor
from gongdun.vault.identities import Door
from gongdun.vault.operations import operation


@operation
def download(*, document: int, form: str, reason: str, actor: Actor, now: datetime) -> tuple[IssuedDocument, bytes]:
    """An issued document of this area as `pdf` or `docx`, for a reason that the journal keeps."""
    if not reason.strip():
        raise Refusal("Say why the document is taken; the journal keeps the reason.")
    held = IssuedDocument.objects.get(pk=document)
    numbers = issuing.numbers_for(held.tree, actor=actor, reason=reason, subject=f"document:{held.pk}", now=now)
    content = issuing.original(held, form=form, numbers=numbers)
    journal.record(actor=actor, action="recognition.download", subject=f"document:{held.pk}", after={"form": form}, reason=reason, at=now)
    return held, content


def papers_of(matter: Matter, numbers: dict[int, str]) -> list[Paper]:
    """Everything in the file by its day: issued documents as originals with their receipts of service, records, attachments."""
    kept = matter.documents.filter(state=IssuedDocument.State.ISSUED, kind__startswith="recognition/").exclude(kind="recognition/receipt")
    organ, found = matter.office.name, []
    for one in kept.prefetch_related("receipts"):
        found.append(Paper(one.title, one.number, one.issued_on, issuing.original(one, form="pdf", numbers=numbers)))
        found += [filing.receipt_paper(one, receipt, organ) for receipt in one.receipts.all()]
    records = [filing.record_paper(one, organ) for one in matter.records.all()]
    attached = [filing.attachment_paper(one, organ) for one in matter.attachments.all()]
    return sorted([*attached, *records, *found], key=lambda paper: paper.on or date.min)


@operation
def court_bundle(*, matter: int, reason: str, actor: Actor, now: datetime) -> tuple[Matter, bytes]:
    """The whole file for the court: paged, indexed, one PDF. Full numbers leave by the court's door, for a reason."""
    if not reason.strip():
        raise Refusal("Say for which challenge the bundle is made; the journal keeps the reason.")
    held = Matter.objects.select_related("office").get(pk=matter)
    person = held.recognition.person_key
    numbers = identities.open_many([person], actor=actor, door=Door.COURT_BUNDLE, reason=reason, subject=f"matter:{held.pk}", at=now)
    found = papers_of(held, numbers)
    if not found:
        raise Refusal("The file of {number} holds no paper yet.", number=held.number)
    content = filing.bundle(held, found)
    digest = hashlib.sha256(content).hexdigest()
    journal.record(
        actor=actor,
        action="recognition.court_bundle",
        subject=f"matter:{held.pk}",
        after={"papers": len(found), "sha256": digest},
        reason=reason,
        at=now,
    )
    return held, content


@operation
def archive(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Close the file: its list says what it holds on which pages, and until when it is kept (工伤认定办法 24)."""
    held = matters.move(matter=matter, move="archive", actor=actor, today=today, now=now, revision=revision)
    held.recognition.archived_on = today
    held.recognition.save()
    numbers = identities.open_many(
        [held.recognition.person_key], actor=actor, door=Door.ISSUED_DOCUMENT, reason="归档编目", subject=f"matter:{held.pk}", at=now
    )
    kept_until = law.clocks.due("recognition.retention", today, calendar=law.Calendar.shipped()).due_on
    more: dict[str, Any] = {"rows": listed(papers_of(held, numbers)), "kept_until": (kept_until or today).isoformat()}
    issuing.issue(matter=held, name="file_list", more=more, actor=actor, today=today, now=now)
    return held


def listed(papers: list[Paper]) -> list[list[str]]:
    rows, page = [], 1
    for place, paper in enumerate(papers, start=1):
        rows.append([str(place), paper.title, paper.number, paper.on.isoformat() if paper.on else "", str(paper.pages), str(page)])
        page += paper.pages
    return rows
