"""核查整改: leads of one employer become one enquiry; its explanation is accepted, put right, or audited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gongdun.areas.inspection.models import Verification
from gongdun.areas.inspection.operations import audits
from gongdun.desk import letters
from gongdun.desk.models import Lead, Matter
from gongdun.desk.operations import leads as lead_operations
from gongdun.desk.operations import matters
from gongdun.desk.operations.matters import Opening
from gongdun.desk.queries.leads import title
from gongdun.desk.queries.leads_arithmetic import arithmetic
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

RULES = frozenset(
    {
        "inspection/headcount_swing", "inspection/base_drop", "inspection/bases_at_floor", "inspection/base_below_wage", "inspection/lift_base_low",
        "enrolment/rate_gaming", "enrolment/agency_cover",
    }
)  # fmt: skip


@operation
def open_verification(*, leads: Sequence[int], actor: Actor, today: date, now: datetime) -> Matter:
    """An enquiry with every chosen lead of one employer: each question with its arithmetic."""
    chosen = lead_operations.taken(leads, RULES)
    employer = chosen[0].employer
    if employer is None:
        raise Refusal("The leads name no employer whom to ask. Choose another procedure.")
    office = Office.objects.get(kind="agency", area_id=employer.ledger)
    opening = Opening(
        title=f"{employer.name} · 异动核查", office=office, ledger=employer.ledger, district=employer.district, employer=employer,
        facts={"rules": sorted({lead.rule for lead in chosen})},
    )  # fmt: skip
    matter = matters.open_matter(procedure="verification", opening=opening, actor=actor, today=today, now=now)
    Verification.objects.create(
        matter=matter, employer=employer, month=max(lead.last_run.month for lead in chosen), rules=sorted({lead.rule for lead in chosen}),
        questions=[f"{title(lead.rule, 'zh')}：{arithmetic(lead, 'zh')}" for lead in chosen], ledger=matter.ledger, district=matter.district,
    )  # fmt: skip
    lead_operations.bind(chosen, matter)
    return matter


@operation
def ask_unit(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Send the enquiry with the figures; the unit's fifteen days begin."""
    held = matters.move(matter=matter, move="ask", actor=actor, today=today, now=now, revision=revision)
    one: Verification = held.verification
    one.asked_on = today
    one.save()
    facts = {"month": one.month.isoformat(), "questions": list(one.questions), "reply_by": held.due_on.isoformat() if held.due_on else ""}
    letters.send(
        "inspection/enquiry", matter=held, office=held.office, addressee=one.employer.name, facts=facts, actor=actor, today=today, now=now
    )
    return held


@operation
def record_explanation(*, matter: int, explanation: str, actor: Actor, today: date) -> Verification:
    """What the unit answered, word for word or in short."""
    held = matters.locked(matter, None)
    if held.state != "asked" or (actor.account_id is not None and actor.office_id != held.office_id):
        raise Refusal("An explanation is recorded while {number} waits for it, by the office that asked.", number=held.number)
    if not explanation.strip():
        raise Refusal("The explanation is empty. Write what the unit says and what it sent along.")
    one: Verification = held.verification
    one.explanation, one.explained_on = explanation.strip(), today
    one.save()
    journal.record(
        actor=actor, action="verification.record_explanation", subject=f"matter:{matter}", after={"explanation": one.explanation}
    )
    return one


@operation
def accept_explanation(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The explanation is a lawful ground: every lead becomes a lawful exception, with the reason."""
    held = matters.move(matter=matter, move="accept", actor=actor, today=today, now=now, revision=revision, reason=reason)
    lead_operations.settle(held, "lawful", "explained", reason, actor, today)
    return concluded(held, Verification.Outcome.EXPLAINED, today)


@operation
def close_rectified(
    *, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "", persons: int = 0, arrears_fen: int = 0
) -> Matter:  # fmt: skip
    """Put right: the leads were confirmed."""
    held = matters.move(matter=matter, move="close", actor=actor, today=today, now=now, revision=revision)
    held.verification.persons, held.verification.arrears_fen = persons, arrears_fen
    lead_operations.settle(held, "confirmed", "rectified", "", actor, today)
    return concluded(held, Verification.Outcome.RECTIFIED, today)


@operation
def pass_to_audit(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Open the audit that goes on asking; the leads move with it."""
    held = matters.move(matter=matter, move="audit", actor=actor, today=today, now=now, revision=revision, reason=reason)
    following = audits.opened(held.verification.employer, "lead", f"{held.number}：{reason}", actor, today, now)
    Lead.objects.filter(matter=held).update(matter=following)
    journal.record(actor=actor, action="verification.pass_to_audit", subject=f"matter:{held.pk}", after={"audit": following.number})
    return concluded(held, Verification.Outcome.AUDITED, today)


def concluded(matter: Matter, outcome: str, today: date) -> Matter:
    one: Verification = matter.verification
    one.outcome, one.concluded_on = outcome, today
    one.save()
    return matter
