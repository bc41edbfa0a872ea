"""先参保后回退: the unit is warned; without a good ground it goes to labour inspection with its list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gongdun.areas.inspection.models import RollBackWarning
from gongdun.desk import letters
from gongdun.desk.models import Lead, Matter
from gongdun.desk.operations import leads as lead_operations
from gongdun.desk.operations import matters
from gongdun.desk.operations.matters import Opening
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

RULES = frozenset({"inspection/enrol_roll_back"})


@operation
def open_warning(*, leads: Sequence[int], actor: Actor, today: date, now: datetime) -> Matter:
    """One warning for all chosen roll-backs of a unit."""
    chosen = lead_operations.taken(leads, RULES)
    employer = chosen[0].employer
    if employer is None:
        raise Refusal("The leads name no employer whom to warn. Choose another procedure.")
    agency = Office.objects.get(kind="agency", area_id=employer.ledger)
    persons, times = counted(chosen)
    opening = Opening(
        title=f"{employer.name} · 参保回退", office=agency, ledger=employer.ledger, district=employer.district, employer=employer,
        facts={"persons": persons, "times": times},
    )  # fmt: skip
    matter = matters.open_matter(procedure="roll_back_warning", opening=opening, actor=actor, today=today, now=now)
    RollBackWarning.objects.create(
        matter=matter, agency=agency, employer=employer, month=max(lead.last_run.month for lead in chosen), persons=persons, times=times,
        ledger=matter.ledger, district=matter.district,
    )  # fmt: skip
    lead_operations.bind(chosen, matter)
    return matter


def counted(leads: Sequence[Lead]) -> tuple[int, int]:
    """Persons and times: the unit's own lead counts everybody; without it, the persons' leads do."""
    whole = [lead for lead in leads if lead.worker_id is None]
    if whole:
        return max(int(lead.figures.get("persons", 0)) for lead in whole), max(int(lead.figures.get("times", 0)) for lead in whole)
    return len({lead.worker_id for lead in leads}), sum(int(lead.figures.get("times", 0)) for lead in leads)


@operation
def warn_unit(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Issue the warning: persons, times, what the law says of it."""
    held = matters.move(matter=matter, move="warn", actor=actor, today=today, now=now, revision=revision)
    one: RollBackWarning = held.roll_back_warning
    one.warned_on = today
    one.save()
    facts = {
        "persons": one.persons, "times": one.times, "month": one.month.isoformat(), "reply_by": held.due_on.isoformat() if held.due_on else "",
    }  # fmt: skip
    letters.send(
        "inspection/roll_back_notice", matter=held, office=one.agency, addressee=one.employer.name, facts=facts, actor=actor, today=today, now=now
    )  # fmt: skip
    return held


@operation
def record_warning(*, matter: int, text: str, actor: Actor, today: date) -> RollBackWarning:
    """The unit's statement while it is warned, or the inspectors' finding while they check."""
    held = matters.locked(matter, None)
    if held.state not in ("warned", "checking") or (actor.account_id is not None and actor.office_id != held.office_id):
        raise Refusal("{number} takes no record now, or lies with another office. Look at its timeline.", number=held.number)
    if not text.strip():
        raise Refusal("The record is empty. Write what was said or found.")
    one: RollBackWarning = held.roll_back_warning
    field = "explanation" if held.state == "warned" else "finding"
    setattr(one, field, text.strip()[:400])
    one.save()
    journal.record(
        actor=actor, action="roll_back_warning.record", subject=f"matter:{matter}", after={"on": today.isoformat(), field: text.strip()}
    )
    return one


@operation
def close_warning(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The ground is good: a corrected entry, a job that did not come about. The leads are lawful exceptions."""
    held = matters.move(matter=matter, move="close", actor=actor, today=today, now=now, revision=revision, reason=reason)
    lead_operations.settle(held, "lawful", "explained", reason, actor, today)
    return held


@operation
def hand_over_warning(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Hand the unit to the labour inspection of its place of employment."""
    held = matters.move(matter=matter, move="hand_over", actor=actor, today=today, now=now, revision=revision)
    one: RollBackWarning = held.roll_back_warning
    one.handed_over_on = today
    one.save()
    facts = {
        "employer": one.employer.name, "uscc": one.employer.uscc, "persons": one.persons, "times": one.times, "explanation": one.explanation,
        "month": one.month.isoformat(), "answer_by": held.due_on.isoformat() if held.due_on else "",
    }  # fmt: skip
    letters.send(
        "inspection/roll_back_referral", matter=held, office=one.agency, addressee=held.office.name, facts=facts, actor=actor, today=today, now=now
    )  # fmt: skip
    return held


@operation
def answer_warning(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Labour inspection's finding goes back to the agency; the leads were confirmed."""
    held = matters.move(matter=matter, move="answer", actor=actor, today=today, now=now, revision=revision)
    held.roll_back_warning.answered_on = today
    held.roll_back_warning.save()
    lead_operations.settle(held, "confirmed", "handed_over", held.roll_back_warning.finding, actor, today)
    return held
