"""Letters that name no identity number: composed from facts, numbered, rendered, issued; printed again from the same facts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gongdun.desk.catalogue import catalogue
from gongdun.desk.documents import docx, pdf
from gongdun.desk.models import IssuedDocument, Matter
from gongdun.desk.operations import papers
from gongdun.kernel.documents import Letter
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office
from gongdun.vault.actors import Actor


def composed(kind: str, facts: Mapping[str, Any]) -> Letter:
    """The letter of a kind `area/id`; the kind's own module composes it."""
    return catalogue().documents[kind].module.compose(**facts)


def send(
    kind: str, *, matter: Matter, office: Office, addressee: str, facts: Mapping[str, Any], actor: Actor, today: date, now: datetime
) -> IssuedDocument:
    """Issue a letter inside an operation: the office's next number, the PDF's digest in the journal, a place on the timeline."""
    number = papers.take_number(kind, office, today)
    said = {**facts, "organ": office.name, "number": number.number, "addressee": addressee, "issued_on": today.isoformat()}
    original = pdf(composed(kind, said))
    return papers.issue(matter=matter, taken=number, facts=said, pdf=original, actor=actor, today=today, now=now)


def printed(document: IssuedDocument, form: str) -> bytes:
    """The letter again, as `pdf` or `docx`; a PDF that is not the issued original is refused."""
    letter = composed(document.kind, document.tree)
    if form == "docx":
        return docx(letter)
    content = pdf(letter)
    if hashlib.sha256(content).hexdigest() != document.digest:
        raise Refusal(
            "{number} cannot be printed as it was issued: its digest differs. Ask the technicians to compare the versions of the renderer.",
            number=document.number,
        )
    return content
