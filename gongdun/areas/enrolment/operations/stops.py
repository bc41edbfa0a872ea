"""死亡停保退费: from a lead to the refund; that cover has ended is never typed, the next declarations show it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from gongdun.areas.enrolment.models import CoverStop
from gongdun.desk import letters
from gongdun.desk.models import Matter, Run
from gongdun.desk.operations import leads as lead_operations
from gongdun.desk.operations import matters
from gongdun.desk.operations.matters import Opening
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation, unchanged

RULES = frozenset({"inspection/deceased_still_insured"})


@operation
def open_stop(*, leads: Sequence[int], actor: Actor, today: date, now: datetime) -> Matter:
    """The months charged after the death, and what they come to, as the lead computed them from the charges."""
    chosen = lead_operations.taken(leads, RULES)
    if len(chosen) > 1:
        raise Refusal("A cover is stopped for one person at one employer. Choose one lead.")
    (lead,) = chosen
    if lead.employer is None or lead.worker is None:
        raise Refusal("The lead names no employer or no person in the register. Ask the data clerk to take them in.")
    office = Office.objects.get(kind="agency", area_id=lead.employer.ledger)
    figures = lead.figures
    opening = Opening(
        title=f"{lead.worker.name} · 停保退费", office=office, ledger=lead.ledger, district=lead.district, employer=lead.employer, worker=lead.worker,
        facts={"died_on": figures["died_day"], "refund_fen": figures["refund_fen"]},
    )  # fmt: skip
    matter = matters.open_matter(procedure="cover_stop", opening=opening, actor=actor, today=today, now=now)
    CoverStop.objects.create(
        matter=matter, employer=lead.employer, worker=lead.worker, died_on=date.fromisoformat(figures["died_day"]),
        sources=int(figures.get("sources", 1)), first_month=month(figures["first_month"]), last_month=month(figures["last_month"]),
        refund_fen=int(figures["refund_fen"]), ledger=matter.ledger, district=matter.district,
    )  # fmt: skip
    lead_operations.bind(chosen, matter)
    return matter


def month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


@operation
def apply_stop(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Tell the unit: cover ends with the month of death, this much goes back. The platform itself ends the cover."""
    held = matters.move(matter=matter, move="apply", actor=actor, today=today, now=now, revision=revision)
    one: CoverStop = held.cover_stop
    one.applied_on = today
    one.save()
    facts = {
        "worker": one.worker.name, "died_on": one.died_on.isoformat(), "first_month": one.first_month.isoformat(), "last_month": one.last_month.isoformat(),
        "refund_fen": one.refund_fen,
    }  # fmt: skip
    letters.send(
        "enrolment/stop_notice",
        matter=held,
        office=held.office,
        addressee=one.employer.name,
        facts=facts,
        actor=actor,
        today=today,
        now=now,
    )
    return held


@operation
def confirm_stops(*, run: Run, insured: Collection[tuple[int, int | None]], actor: Actor, today: date, now: datetime) -> int:
    """Covers applied for that the run's month no longer declares; each is confirmed by the snapshot, not by a person. How many."""
    waiting = list(
        CoverStop.objects.filter(matter__state="applied", applied_on__lt=today, last_month__lt=run.month).select_related(
            "employer", "worker", "matter"
        )
    )
    ended = [one for one in waiting if (one.employer.key, one.worker.person_key) not in insured]
    for one in ended:
        one.ceased_on, one.confirmed_in = today, run
        one.save()
        matters.move(matter=one.matter_id, move="confirm", actor=actor, today=today, now=now)
    if not ended:
        unchanged()
    return len(ended)


@operation
def record_refund(*, matter: int, amount_fen: int, receipt: str, actor: Actor, today: date) -> CoverStop:
    """The refund as it was paid: the amount is what was charged after the death, neither more nor less."""
    held = matters.locked(matter, None)
    one: CoverStop = held.cover_stop
    if held.state != "confirmed" or (actor.account_id is not None and actor.office_id != held.office_id):
        raise Refusal(
            "A refund is recorded after the snapshot confirmed that the cover has ended; {number} is not there yet.", number=held.number
        )
    if not receipt.strip():
        raise Refusal("The refund needs the number of its receipt.")
    if amount_fen != one.refund_fen:
        raise Refusal("{paid} fen were paid back, {owed} fen were charged after the death. Both must be the same; check the months.", paid=amount_fen, owed=one.refund_fen)  # fmt: skip
    one.refunded_on, one.receipt = today, receipt.strip()
    one.save()
    journal.record(
        actor=actor, action="cover_stop.record_refund", subject=f"matter:{matter}", after={"amount_fen": amount_fen, "receipt": one.receipt}
    )
    return one


@operation
def close_stop(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Refunded; the lead was right."""
    held = matters.move(matter=matter, move="refund", actor=actor, today=today, now=now, revision=revision)
    lead_operations.settle(held, "confirmed", "refunded", "", actor, today)
    return held


@operation
def drop_stop(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Not dead, or not this person: the lead was wrong, with the ground."""
    held = matters.move(matter=matter, move="find_nothing", actor=actor, today=today, now=now, revision=revision, reason=reason)
    lead_operations.settle(held, "unfounded", "not_deceased", reason, actor, today)
    return held
