"""Facts of a matter for the committee's documents; full numbers only where a conclusion bears them."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from gongdun import law
from gongdun.areas.assessment.wording import COMMITTEE
from gongdun.desk.catalogue import catalogue, procedure_of
from gongdun.desk.clocks import readings
from gongdun.desk.documents import docx, pdf
from gongdun.desk.models import IssuedDocument, Matter
from gongdun.desk.operations import papers
from gongdun.law.refusal import Refusal
from gongdun.vault import identities
from gongdun.vault.actors import Actor
from gongdun.vault.identities import Door

PROVINCE = "江苏省劳动能力鉴定委员会"
IDENTIFIED = frozenset({"assessment/conclusion"})


def common(matter: Matter) -> dict[str, Any]:
    one = matter.assessment
    return {
        "organ": f"{matter.office.area.name}{COMMITTEE}",
        "province": PROVINCE,
        "matter": matter.number,
        "kind": one.kind,
        "worker": one.worker_name,
        "employer": one.employer_name,
        "applicant": one.applicant_name,
        "person": one.worker.person_key,
        "recognition_number": one.recognition_number,
        "injured_parts": one.injured_parts,
        "received_on": one.received_on.isoformat(),
    }


def rendered(kind: str, facts: dict[str, Any], numbers: dict[int, str], form: str) -> bytes:
    composed = catalogue().documents[kind].module.compose(facts | {"identity": numbers.get(facts["person"], "")})
    return pdf(composed) if form == "pdf" else docx(composed)


def numbers_for(kind: str, facts: dict[str, Any], *, actor: Actor, reason: str, subject: str, now: datetime) -> dict[int, str]:
    if kind not in IDENTIFIED:
        return {}
    return identities.open_many([facts["person"]], actor=actor, door=Door.ISSUED_DOCUMENT, reason=reason, subject=subject, at=now)


def issue(*, matter: Matter, name: str, more: dict[str, Any], actor: Actor, today: date, now: datetime) -> IssuedDocument:
    kind = f"assessment/{name}"
    taken = papers.take_number(kind, matter.office, today)
    facts = common(matter) | more | {"number": taken.number, "issued_on": today.isoformat()}
    numbers = numbers_for(kind, facts, actor=actor, reason=f"签发{taken.number}", subject=f"matter:{matter.pk}", now=now)
    return papers.issue(
        matter=matter, taken=taken, facts=facts, pdf=rendered(kind, facts, numbers, "pdf"), actor=actor, today=today, now=now
    )


def original(document: IssuedDocument, *, form: str, numbers: dict[int, str]) -> bytes:
    content = rendered(document.kind, document.tree, numbers, form)
    if form == "pdf" and hashlib.sha256(content).hexdigest() != document.digest:
        raise Refusal(
            "{number} cannot be printed as it was issued: its digest differs. Ask the technicians to compare the versions of the renderer.",
            number=document.number,
        )
    return content


def due(matter: Matter, clock: str, today: date) -> date:
    found = readings(procedure_of(matter), list(matter.events.order_by("id")), today=today, calendar=law.Calendar.shipped())
    return next(one.due_on for one in found if one.clock.id == clock)
