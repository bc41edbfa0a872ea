"""稽核: opened for a drawn unit or a lead; notice, two auditors on site, record, conclusion, rectification or transfer (社会保险稽核办法)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from gongdun import law
from gongdun.areas.inspection.models import Audit, DrawUnit
from gongdun.areas.inspection.queries.draws import auditors_of
from gongdun.desk import letters
from gongdun.desk.models import Lead, Matter
from gongdun.desk.operations import leads as lead_operations
from gongdun.desk.operations import matters
from gongdun.desk.operations.matters import Opening
from gongdun.desk.refusals import CannotMove
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Employer, Office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

# Rules that an audit can clear up; each says so as its next step.
RULES = frozenset(
    {
        "inspection/unit_mismatch", "inspection/headcount_swing", "inspection/base_drop", "inspection/bases_at_floor", "inspection/base_below_wage",
        "inspection/lift_base_low", "enrolment/agency_cover", "enrolment/rate_gaming", "enrolment/new_form_conditions",
    }
)  # fmt: skip

RESULTS = {"clean": "未发现违规", "lawful": "理由合法", "rectify": "需要改正"}  # on paper, whatever language the screen speaks


def opened(employer: Employer, source: str, subject: str, actor: Actor, today: date, now: datetime) -> Matter:
    office = Office.objects.get(kind="agency", area_id=employer.ledger)
    opening = Opening(
        title=f"{employer.name} · 稽核", office=office, ledger=employer.ledger, district=employer.district, employer=employer,
        facts={"source": source, "subject": subject},
    )  # fmt: skip
    matter = matters.open_matter(procedure="audit", opening=opening, actor=actor, today=today, now=now)
    Audit.objects.create(
        matter=matter, employer=employer, source=source, subject=subject[:400], ledger=matter.ledger, district=matter.district
    )
    return matter


def of_unit(unit: DrawUnit, actor: Actor, today: date, now: datetime) -> Matter:
    """The audit of a drawn unit, inside another operation: its auditors are those drawn, its open leads are asked about in it."""
    matter = opened(unit.employer, "draw", f"{unit.draw.number}抽取", actor, today, now)
    Audit.objects.filter(matter=matter).update(auditors=unit.auditors)
    lead_operations.bind(list(Lead.objects.filter(employer=unit.employer, rule__in=RULES, state=Lead.State.NEW, matter=None)), matter)
    unit.matter = matter
    unit.save()
    return matter


@operation
def open_audit(*, leads: Sequence[int], actor: Actor, today: date, now: datetime) -> Matter:
    """An audit for cause: the leads of one employer become one matter."""
    chosen = lead_operations.taken(leads, RULES)
    employer = chosen[0].employer
    if employer is None:
        raise Refusal("The leads name no employer, and an audit visits one. Choose another procedure.")
    matter = opened(employer, "lead", "、".join(sorted({lead.rule for lead in chosen})), actor, today, now)
    lead_operations.bind(chosen, matter)
    return matter


@operation
def name_auditors(*, matter: int, auditors: Sequence[str], actor: Actor) -> Audit:
    """Who audits: two officers of the agency, where no draw named them. Drawn ones are replaced by a recusal only."""
    held = current(matter, ("planned", "notified"), actor)
    audit: Audit = held.audit
    if audit.source == "draw":
        raise Refusal("The auditors of {number} were drawn. Replace one by a recusal with its reason.", number=held.number)
    known = set(auditors_of(held.office).filter(username__in=list(auditors)).values_list("username", flat=True))
    if len(known) < 2 or known != set(auditors):
        raise Refusal("Name two auditors of {office} (Audit Measures art. 9).", office=held.office.name)
    before = {"auditors": audit.auditors}
    audit.auditors = sorted(known)
    audit.save()
    journal.record(actor=actor, action="audit.name_auditors", subject=f"matter:{matter}", before=before, after={"auditors": audit.auditors})
    return audit


@operation
def notify_audit(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Issue the notice; the visit may begin three days later."""
    held = matters.move(matter=matter, move="notify", actor=actor, today=today, now=now, revision=revision)
    audit: Audit = held.audit
    audit.notified_on, audit.visit_on = today, earliest_visit(today)
    audit.save()
    facts = {"visit_on": audit.visit_on.isoformat(), "subject": audit.subject, "auditors": shown(audit)}
    send("audit_notice", held, facts, actor, today, now)
    return held


def earliest_visit(told_on: date) -> date:
    """Three days after the notice (社会保险稽核办法 9(1))."""
    due = law.clocks.due("audit.notice", told_on, calendar=law.Calendar.shipped())
    if due.earliest_on is None:
        raise Refusal("The clock {clock} says no earliest day. Check the law's data.", clock="audit.notice")
    return due.earliest_on


@operation
def begin_audit(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Go on site: not before the third day after the notice. Who cannot wait gives the special ground and begins unannounced."""
    held = Matter.objects.select_related("audit").get(pk=matter)
    visit_on = held.audit.visit_on
    if visit_on and today < visit_on:
        raise CannotMove("The notice gives the unit until {date}; the visit begins then (Audit Measures art. 9).", date=visit_on)
    step = "begin" if held.state == "notified" else "begin_unannounced"
    held = matters.move(matter=matter, move=step, actor=actor, today=today, now=now, revision=revision, reason=reason)
    held.audit.began_on = today
    held.audit.save()
    return held


@operation
def record_audit(
    *, matter: int, record: str, result: str, actor: Actor, today: date, ground: str = "", owed_fen: int = 0, persons: int = 0
) -> Audit:
    """Write the record: what was seen, the result, and with it the ground or what is owed."""
    held = current(matter, ("on_site",), actor)
    audit: Audit = held.audit
    if not record.strip() or result not in Audit.Result.values:
        raise Refusal("The record needs what was seen and one of the three results: clean, lawful reason, or to be put right.")
    if result == Audit.Result.LAWFUL and not ground.strip():
        raise Refusal("A lawful reason is named with its article, such as dispatch or merger (SPC Provisions 2014 art. 3).")
    if owed_fen < 0 or persons < 0 or (result != Audit.Result.RECTIFY and (owed_fen or persons)):
        raise Refusal("Amounts and persons belong to a result that is to be put right. Correct the result, or leave them empty.")
    audit.record, audit.result, audit.ground, audit.owed_fen, audit.persons = record.strip(), result, ground.strip(), owed_fen, persons
    audit.save()
    after = {"result": result, "owed_fen": owed_fen, "persons": persons, "ground": audit.ground}
    journal.record(actor=actor, action="audit.record", subject=f"matter:{matter}", after=after)
    return audit


@operation
def end_audit(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Leave the site: from here run five working days for the information, or ten for the opinion. Which of them, the record says."""
    audit = Audit.objects.get(matter_id=matter)
    step = "end_with_findings" if audit.result == Audit.Result.RECTIFY else "end_clean"
    held = matters.move(matter=matter, move=step, actor=actor, today=today, now=now, revision=revision)
    held.audit.ended_on = today
    held.audit.save()
    facts = {
        "record": held.audit.record,
        "result": RESULTS[held.audit.result],
        "auditors": shown(held.audit),
        "began_on": day(held.audit.began_on),
    }
    send("audit_record", held, facts, actor, today, now)
    return held


@operation
def clear_audit(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Tell the unit that nothing was found, or that the reason is lawful; the leads are answered so."""
    held = matters.move(matter=matter, move="inform", actor=actor, today=today, now=now, revision=revision)
    audit: Audit = held.audit
    audit.concluded_on = today
    audit.save()
    send("audit_information", held, {"ground": audit.ground, "began_on": day(audit.began_on)}, actor, today, now)
    answer = "lawful" if audit.result == Audit.Result.LAWFUL else "unfounded"
    lead_operations.settle(held, answer, f"audit_{audit.result}", audit.ground, actor, today)
    outcome(held, DrawUnit.Outcome.CLEAN, today)
    return held


@operation
def order_rectification(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Issue the opinion: what is owed and until when it is to be put right."""
    held = matters.move(matter=matter, move="order", actor=actor, today=today, now=now, revision=revision)
    audit: Audit = held.audit
    audit.rectify_by = law.clocks.due("audit.put_right", today, calendar=law.Calendar.shipped()).due_on
    audit.save()
    facts = {"record": audit.record, "owed_fen": audit.owed_fen, "persons": audit.persons, "rectify_by": day(audit.rectify_by)}
    send("audit_opinion", held, facts, actor, today, now)
    lead_operations.settle(held, "confirmed", "audit_rectify", "", actor, today)
    outcome(held, DrawUnit.Outcome.TRUE, today)
    return held


@operation
def record_rectified(*, matter: int, evidence: str, actor: Actor, today: date) -> Audit:
    """What shows that the unit put it right: snapshot, payment, papers."""
    held = current(matter, ("rectifying",), actor)
    if not evidence.strip():
        raise Refusal("Say what shows it: the month of the snapshot, the payment, the papers seen.")
    audit: Audit = held.audit
    audit.rectified_on = today
    audit.save()
    journal.record(
        actor=actor, action="audit.record_rectified", subject=f"matter:{matter}", after={"on": today.isoformat(), "evidence": evidence}
    )
    return audit


@operation
def close_audit(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Verified as put right."""
    held = matters.move(matter=matter, move="close", actor=actor, today=today, now=now, revision=revision)
    held.audit.concluded_on = today
    held.audit.save()
    return held


@operation
def transfer_audit(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Propose a penalty to the bureau: only the bureau punishes (社会保险稽核办法 11、12)."""
    agency = Matter.objects.select_related("office").get(pk=matter).office
    held = matters.move(matter=matter, move="transfer", actor=actor, today=today, now=now, revision=revision, reason=reason)
    audit: Audit = held.audit
    facts = {
        "employer": audit.employer.name,
        "uscc": audit.employer.uscc,
        "record": audit.record,
        "reason": reason,
        "owed_fen": audit.owed_fen,
    }
    letters.send(
        "inspection/penalty_proposal", matter=held, office=agency, addressee=held.office.name, facts=facts, actor=actor, today=today, now=now
    )  # fmt: skip
    return held


def current(matter: int, states: tuple[str, ...], actor: Actor) -> Matter:
    """The audit, locked, if it stands where such a record is made and lies with the actor's office."""
    held = matters.locked(matter, None)
    if held.state not in states:
        raise Refusal("{number} has passed the step at which this is recorded. Look at its timeline.", number=held.number)
    if actor.account_id is not None and (actor.office_id != held.office_id or "audit_officer" not in actor.roles):
        raise Refusal("Only the auditors of {office} record this.", office=held.office.name)
    return held


def outcome(matter: Matter, found: str, today: date) -> None:
    """What a drawn unit's audit says about the pool it was drawn from."""
    DrawUnit.objects.filter(matter=matter).update(outcome=found, outcome_on=today)


def send(kind: str, matter: Matter, facts: dict[str, Any], actor: Actor, today: date, now: datetime) -> None:
    letters.send(
        f"inspection/{kind}", matter=matter, office=matter.office, addressee=matter.audit.employer.name, facts=facts, actor=actor, today=today,
        now=now,
    )  # fmt: skip


def shown(audit: Audit) -> list[str]:
    """The auditors' names for paper; a draw knows them by their sign-in names."""
    names = dict(auditors_of(audit.matter.office).values_list("username", "display_name"))
    return [names.get(one, one) for one in audit.auditors]


def day(on: date | None) -> str:
    return on.isoformat() if on else ""
