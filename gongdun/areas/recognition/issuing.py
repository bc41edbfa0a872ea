"""Facts of a matter for its documents, kept with person keys; numbers are filled in only when a document that bears them is rendered."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from gongdun.areas.recognition.models import Application
from gongdun.desk.catalogue import catalogue
from gongdun.desk.documents import docx, pdf
from gongdun.desk.models import IssuedDocument, Matter
from gongdun.desk.operations import papers
from gongdun.kernel.documents import Letter
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area, Office
from gongdun.vault import identities
from gongdun.vault.actors import Actor
from gongdun.vault.identities import Door

SHANGHAI = ZoneInfo("Asia/Shanghai")
# Documents that bear the full identity number (工伤认定办法 19).
IDENTIFIED = frozenset({"recognition_decision", "non_recognition_decision"})


def iso(value: date | None) -> str:
    return value.isoformat() if value else ""


def local(value: datetime | None) -> str:
    return value.astimezone(SHANGHAI).isoformat() if value else ""


def age(born_on: date | None, on: date) -> int | None:
    return None if born_on is None else on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def other_side(application: Application) -> str:
    return application.worker_name if application.applicant_kind == "employer" else application.employer_name


def common(matter: Matter) -> dict[str, Any]:
    """What every document of a matter may say."""
    one, area = matter.recognition, Area.objects.get(pk=matter.district)
    return {
        "organ": matter.office.name,
        "matter": matter.number,
        "worker": one.worker_name,
        "employer": one.employer_name,
        "uscc": one.uscc,
        "applicant": one.applicant_name,
        "other_side": other_side(one),
        "sex": one.sex,
        "age": age(one.born_on, one.injured_on),
        "occupation": one.occupation,
        "person": one.person_key,
        "injured_on": iso(one.injured_on),
        "injured_at": local(one.injured_at),
        "place": one.place,
        "told": one.told,
        "received_on": iso(one.received_on),
        "accepted_on": iso(one.accepted_on),
        "diagnosed_on": local(one.diagnosed_at)[:10],
        "hospital": one.hospital,
        "diagnosis": one.diagnosis,
        "parts": "、".join(one.injured_parts),
        "reconsideration_at": f"{area.name}人民政府",
        "court": f"{area.name}人民法院",
        "agency": agency(matter).name,
    }


def agency(matter: Matter) -> Office:
    return Office.objects.get(kind="agency", area=matter.ledger)


def letter(kind: str, facts: dict[str, Any], numbers: dict[int, str]) -> Letter:
    module = catalogue().documents[kind].module
    return module.compose(facts | {"identity": numbers.get(facts["person"], "")})


def rendered(kind: str, facts: dict[str, Any], numbers: dict[int, str], form: str) -> bytes:
    composed = letter(kind, facts, numbers)
    return pdf(composed) if form == "pdf" else docx(composed)


def numbers_for(kind: str, facts: dict[str, Any], *, actor: Actor, reason: str, subject: str, now: datetime) -> dict[int, str]:
    if kind.partition("/")[2] not in IDENTIFIED:
        return {}
    return identities.open_many([facts["person"]], actor=actor, door=Door.ISSUED_DOCUMENT, reason=reason, subject=subject, at=now)


def issue(*, matter: Matter, name: str, more: dict[str, Any], actor: Actor, today: date, now: datetime) -> IssuedDocument:
    """Number, render and keep one document of this area inside the operation that decides it."""
    kind = f"recognition/{name}"
    taken = papers.take_number(kind, matter.office, today)
    facts = common(matter) | more | {"number": taken.number, "issued_on": today.isoformat()}
    numbers = numbers_for(kind, facts, actor=actor, reason=f"签发{taken.number}", subject=f"matter:{matter.pk}", now=now)
    return papers.issue(
        matter=matter, taken=taken, facts=facts, pdf=rendered(kind, facts, numbers, "pdf"), actor=actor, today=today, now=now
    )


def original(document: IssuedDocument, *, form: str, numbers: dict[int, str]) -> bytes:
    """An issued document again; a PDF that is not the issued original is refused."""
    content = rendered(document.kind, document.tree, numbers, form)
    if form == "pdf" and hashlib.sha256(content).hexdigest() != document.digest:
        raise Refusal(
            "{number} cannot be printed as it was issued: its digest differs. Ask the technicians to compare the versions of the renderer.",
            number=document.number,
        )
    return content
