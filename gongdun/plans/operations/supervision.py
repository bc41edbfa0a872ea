"""督办: remind, chase, answer, accept, escalate. The matter lies with the office that owes the answer, and comes back with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from gongdun.desk.documents import docx, pdf
from gongdun.desk.models import IssuedDocument, Matter
from gongdun.desk.operations import matters, papers
from gongdun.desk.operations.matters import Opening
from gongdun.law.refusal import Refusal
from gongdun.plans.documents.chase_slip import ChaseSlip, compose
from gongdun.plans.models import Measure
from gongdun.plans.operations.months import refuse_outsiders
from gongdun.plans.queries.plans import leads, names_office
from gongdun.plans.queries.supervision import PROCEDURE
from gongdun.registry.models import Office
from gongdun.registry.queries import everywhere
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation
from gongdun.vault.scopes import within

SUPERVISORS, DIRECTORS = frozenset({"supervisor"}), frozenset({"director"})


@operation
def remind(*, measure: int, office: int, words: str, actor: Actor, today: date, now: datetime) -> Matter:
    """Open the supervision of one office for one measure; it lies there until it is answered. One at a time."""
    refuse_outsiders(actor, SUPERVISORS)
    held = Measure.objects.select_related("plan").get(pk=measure)
    asked = Office.objects.select_related("area").get(pk=office)
    if not names_office(held, asked):
        raise Refusal(
            "Measure {number} does not name {office}. Only the offices it names are reminded.", number=held.number, office=asked.name
        )
    with within(everywhere()):
        there = Matter.objects.filter(procedure=PROCEDURE, is_closed=False, facts__measure=measure, facts__office=office).first()
    if there:
        raise Refusal("{office} is already asked about this measure in {number}. Go on there.", office=asked.name, number=there.number)
    opening = Opening(
        title=f"措施{held.number} {held.title} · {asked.short}", office=asked, ledger=asked.area.ledger_id, district=asked.area_id,
        facts={
            "measure": held.pk, "number": held.number, "office": asked.pk, "supervisor": actor.office_id, "words": words.strip()[:400],
            "role": "lead" if leads(held, asked) else "support",
        },
    )  # fmt: skip
    matter = matters.open_matter(procedure=PROCEDURE, opening=opening, actor=actor, today=today, now=now)
    matter.owner = None  # it waits in the office's queue, not with who asked
    matters.save(matter)
    return matter


@operation
def chase(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """A reminder that was not answered in its time becomes a numbered slip."""
    held = overdue(called_back(matter, actor, SUPERVISORS), today)
    held = matters.move(matter=matter, move="chase", actor=actor, today=today, now=now, reason=reason)
    issue_slip(held, actor, today, now, reason)
    return sent(held)


@operation
def reply(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The office answers; its evidence lies with the matter. The supervisor's office has it next."""
    held = matters.move(matter=matter, move="reply", actor=actor, today=today, now=now, revision=revision, reason=reason)
    held.office, held.owner = Office.objects.get(pk=held.facts["supervisor"]), None
    matters.save(held)
    return held


@operation
def return_reply(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    return sent(matters.move(matter=matter, move="return_reply", actor=actor, today=today, now=now, revision=revision, reason=reason))


@operation
def escalate(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """What a slip did not move goes to the director, once its day has passed."""
    overdue(called_back(matter, actor, SUPERVISORS), today)
    return matters.move(matter=matter, move="escalate", actor=actor, today=today, now=now, reason=reason)


@operation
def instruct(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The director's instruction goes out with a slip of its own."""
    held = matters.move(matter=matter, move="instruct", actor=actor, today=today, now=now, revision=revision, reason=reason)
    issue_slip(held, actor, today, now, reason)
    return sent(held)


@operation
def withdraw_supervision(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    called_back(matter, actor, SUPERVISORS)
    return matters.move(matter=matter, move="withdraw", actor=actor, today=today, now=now, reason=reason)


def called_back(matter: int, actor: Actor, roles: frozenset[str]) -> Matter:
    """The supervisor takes the matter back to act on it; whoever is not of its supervising office may not."""
    refuse_outsiders(actor, roles)
    held = matters.locked(matter, None)
    if held.procedure != PROCEDURE or held.facts.get("supervisor") != actor.office_id:
        raise Refusal("{number} is no supervision of your office. Open your own on the supervision page.", number=held.number)
    held.office_id = actor.office_id
    matters.save(held)
    return held


def overdue(held: Matter, today: date) -> Matter:
    if held.due_on is None or today <= held.due_on:
        raise Refusal(
            "{number} has until {due} to be answered. Wait until that day has passed.", number=held.number, due=held.due_on or "—"
        )
    return held


def sent(held: Matter) -> Matter:
    """Back to the office that owes the answer."""
    held.office, held.owner = Office.objects.get(pk=held.facts["office"]), None
    matters.save(held)
    return held


def issue_slip(held: Matter, actor: Actor, today: date, now: datetime, asked: str) -> IssuedDocument:
    """The slip bears the next number of the supervising office; its digest is in the journal."""
    organ = Office.objects.get(pk=held.facts["supervisor"])
    taken = papers.take_number("plans/chase_slip", organ, today)
    facts = slip_facts(held, organ, taken.number, asked, today)
    return papers.issue(matter=held, taken=taken, facts=facts, pdf=rendered(facts, "pdf"), actor=actor, today=today, now=now)


def slip_facts(held: Matter, organ: Office, number: str, asked: str, today: date) -> dict[str, Any]:
    measure = Measure.objects.select_related("plan").get(pk=held.facts["measure"])
    return {
        "organ": organ.name, "number": number, "office": Office.objects.get(pk=held.facts["office"]).name, "plan": measure.plan.title,
        "measure": f"{measure.number}项", "text": measure.text, "deadline": measure.deadline_text or "未定", "stands": held.facts.get("words") or "未见进展",
        "asked": asked, "due_on": (held.due_on or today).isoformat(), "issued_on": today.isoformat(),
    }  # fmt: skip


def rendered(facts: dict[str, Any], form: str) -> bytes:
    """The slip as `pdf` or `docx`, the same bytes for the same facts."""
    days = {name: date.fromisoformat(facts[name]) for name in ("due_on", "issued_on")}
    letter = compose(ChaseSlip(**{**facts, **days}))
    return pdf(letter) if form == "pdf" else docx(letter)
