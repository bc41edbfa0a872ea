"""调查 — records by two officers, findings on the elements, the employer's burden of proof, suspension and resumption."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from gongdun.areas.recognition import issuing, timing
from gongdun.areas.recognition.models import ElementFinding, Record, Suspension
from gongdun.desk.models import Attachment, Matter
from gongdun.desk.operations import matters
from gongdun.desk.refusals import refuse_unless
from gongdun.law.recognition import ANSWERS, items
from gongdun.law.refusal import Refusal
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

INVESTIGATORS = frozenset({"investigator"})
DAYS = re.compile(r"\d{1,2}")


@operation
def add_record(
    *, matter: int, kind: str, title: str, officers: Sequence[str], made_on: date, actor: Actor, place: str = "", person: str = "", text: str = "",
    pages: int = 1, attachment: Attachment | None = None,
) -> Record:  # fmt: skip
    """A statement, the scene, a photograph, a document obtained: two officers make it (工伤认定办法 11)."""
    refuse_unless(actor, INVESTIGATORS)
    held = matters.locked(matter, None)
    if held.state not in ("investigating", "suspended"):
        raise Refusal("Records are made while the matter is under investigation; {number} is not.", number=held.number)
    named = [name.strip() for name in officers if name.strip()]
    if kind != Record.Kind.EMPLOYER_EVIDENCE and len(set(named)) < 2:
        raise Refusal("Two officers investigate together (Recognition Measures art. 11). Name both.")
    if not title.strip() or pages < 1:
        raise Refusal("A record needs a title and at least one page: the decision cites both.")
    record = Record.objects.create(
        matter=held, kind=kind, title=title.strip(), made_on=made_on, place=place, person=person, text=text, pages=pages, officers=named, attachment=attachment,
        account_id=actor.person(), ledger=held.ledger, district=held.district, party=None,
    )  # fmt: skip
    journal.record(
        actor=actor,
        action="recognition.add_record",
        subject=f"matter:{matter}",
        after={"record": record.pk, "title": title, "officers": named},
    )
    return record


@operation
def find_element(
    *,
    matter: int,
    element: str,
    answer: str,
    actor: Actor,
    today: date,
    material: str = "",
    record: int | None = None,
    page: int = 1,
    note: str = "",
) -> ElementFinding | None:
    """Answer one element by a material or a record and its page; `missing` takes the answer back. A changed answer keeps its trace in the journal."""
    refuse_unless(actor, INVESTIGATORS)
    held = matters.locked(matter, None)
    if held.state != "investigating":
        raise Refusal("Elements are weighed while the matter is under investigation; {number} is not.", number=held.number)
    if element not in {name for item in items().values() for name in item.elements}:
        raise Refusal("No item of arts 14 to 16 has the element {element}.", element=element)
    before = held.elements.filter(element=element).first()
    told = {"element": element, "answer": answer, "material": material, "record": record, "page": page, "note": note}
    journal.record(
        actor=actor,
        action="recognition.find_element",
        subject=f"matter:{matter}",
        before={"answer": before.answer if before else "missing"},
        after=told,
    )
    if answer == "missing":
        held.elements.filter(element=element).delete()
        return None
    refuse_unproved(held, answer, material, record, page)
    columns: Mapping[str, Any] = {
        "answer": answer, "material": material, "record_id": record, "page": page, "note": note[:300], "found_on": today, "account_id": actor.person(),
        "ledger": held.ledger, "district": held.district,
    }  # fmt: skip
    return ElementFinding.objects.update_or_create(matter=held, element=element, defaults=columns)[0]


def refuse_unproved(matter: Matter, answer: str, material: str, record: int | None, page: int) -> None:
    if answer not in ANSWERS:
        raise Refusal("An element is supported, contested, refuted or missing, not {answer}.", answer=answer)
    held = matter.records.filter(pk=record).first() if record else None
    if held is None and not matter.materials.filter(material=material).exclude(state="missing").exists():
        raise Refusal("An element rests on a material that arrived or on a record of the investigation. Choose one, with its page.")
    if page < 1 or (held is not None and page > held.pages):
        raise Refusal("The page {page} is not in that paper.", page=page)


@operation
def ask_evidence(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The employer who denies the injury proves so within the days that the notice sets: `reason` names them, such as “15” or “15日”."""
    found = DAYS.search(reason)
    if found is None or not 1 <= int(found[0]) <= 30:
        raise Refusal(
            "Write how many days the employer has for its evidence, from 1 to 30 (Regulation art. 19 leaves the term to the bureau)."
        )
    days = int(found[0])
    held = matters.move(
        matter=matter,
        move="ask_evidence",
        actor=actor,
        today=today,
        now=now,
        revision=revision,
        reason=f"举证期限 {days} 日",
        facts={"days": days},
    )
    due_on = timing.reading_of(held, "evidence", today).due_on
    held.recognition.evidence_due_on = due_on
    held.recognition.save()
    issuing.issue(matter=held, name="evidence_notice", more={"due_on": due_on.isoformat()}, actor=actor, today=today, now=now)
    return held


@operation
def suspend(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Waiting for a conclusion of a court or an authority (条例 20.3); both sides are told in writing."""
    held = matters.move(matter=matter, move="suspend", actor=actor, today=today, now=now, revision=revision, reason=reason)
    Suspension.objects.create(
        matter=held,
        ground="conclusion_awaited",
        awaited=reason.strip()[:200],
        from_on=today,
        ledger=held.ledger,
        district=held.district,
        party=held.party,
    )
    issuing.issue(matter=held, name="suspension_notice", more={"reason": reason.strip().rstrip("。")}, actor=actor, today=today, now=now)
    return held


@operation
def resume(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The conclusion came; a police certificate that nobody's responsibility can be found is one too (道路交通事故证明)."""
    held = matters.move(matter=matter, move="resume", actor=actor, today=today, now=now, revision=revision, reason=reason)
    open_one = held.suspensions.filter(ended_on=None).latest("id")
    open_one.ended_on, open_one.ended_by = today, reason.strip()[:200]
    open_one.save()
    told = {
        "reason": reason.strip().rstrip("。"),
        "suspended_on": open_one.from_on.isoformat(),
        "resumed_on": (today + timedelta(days=1)).isoformat(),
        "due_on": timing.decision_due(held, today).isoformat(),
    }
    issuing.issue(matter=held, name="resumption_notice", more=told, actor=actor, today=today, now=now)
    return held
