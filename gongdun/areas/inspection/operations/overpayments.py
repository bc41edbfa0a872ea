"""多付待遇追回: from leads of benefits paid after death or besides a pension; approved, demanded, paid back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gongdun.areas.inspection import letters
from gongdun.areas.inspection.models import Overpayment
from gongdun.desk.models import Matter
from gongdun.desk.operations import leads as lead_operations
from gongdun.desk.operations import matters
from gongdun.desk.operations.matters import Opening
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

RULES = frozenset({"benefits/paid_after_death", "benefits/allowance_and_pension", "benefits/duplicate_bill"})


@operation
def open_overpayment(
    *, leads: Sequence[int], benefit: str, months: tuple[date, date], amount_fen: int, actor: Actor, today: date, now: datetime
) -> Matter:
    """What was overpaid, by benefit and months, as the clerk verified it against the payments."""
    chosen = lead_operations.taken(leads, RULES)
    worker = chosen[0].worker
    if worker is None:
        raise Refusal("The leads name nobody who was paid. Choose another procedure.")
    if amount_fen <= 0 or months[1] < months[0]:
        raise Refusal("Say what was overpaid: an amount above zero, and months in their order.")
    office = Office.objects.get(kind="agency", area_id=worker.ledger)
    opening = Opening(
        title=f"{worker.name} · {benefit}多付", office=office, ledger=worker.ledger, district=worker.district, worker=worker,
        facts={"benefit": benefit, "amount_fen": amount_fen},
    )  # fmt: skip
    matter = matters.open_matter(procedure="overpayment", opening=opening, actor=actor, today=today, now=now)
    Overpayment.objects.create(
        matter=matter, worker=worker, benefit=benefit, first_month=months[0], last_month=months[1], amount_fen=amount_fen, ledger=matter.ledger,
        district=matter.district,
    )  # fmt: skip
    lead_operations.bind(chosen, matter)
    return matter


@operation
def demand_repayment(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Issue the demand to the payee or the kin."""
    held = matters.move(matter=matter, move="demand", actor=actor, today=today, now=now, revision=revision)
    one: Overpayment = held.overpayment_found
    one.demanded_on = today
    one.save()
    facts = {
        "benefit": one.benefit, "first_month": one.first_month.isoformat(), "last_month": one.last_month.isoformat(), "amount_fen": one.amount_fen,
        "repay_by": held.due_on.isoformat() if held.due_on else "",
    }  # fmt: skip
    letters.send(
        "inspection/repayment_demand", matter=held, office=held.office, addressee=f"{one.worker.name}（近亲属）" if "paid_after_death" in rules(held) else one.worker.name,
        facts=facts, actor=actor, today=today, now=now,
    )  # fmt: skip
    return held


def rules(matter: Matter) -> str:
    return " ".join(matter.leads.values_list("rule", flat=True))


@operation
def record_repaid(*, matter: int, amount_fen: int, receipt: str, actor: Actor, today: date) -> Overpayment:
    """Money that came back; never more than is owed, and each with its receipt."""
    held = matters.locked(matter, None)
    one: Overpayment = held.overpayment_found
    if held.state not in ("demanded", "instalments") or (actor.account_id is not None and actor.office_id != held.office_id):
        raise Refusal("Nothing is being paid back on {number} now. Send the demand first.", number=held.number)
    if not receipt.strip() or amount_fen <= 0:
        raise Refusal("A repayment has an amount above zero and the number of its receipt.")
    if one.repaid_fen + amount_fen > one.amount_fen:
        raise Refusal("That is more than is still owed. Correct the amount; what is paid too much goes back.")
    before = {"repaid_fen": one.repaid_fen}
    one.repaid_fen += amount_fen
    one.repaid_on = today
    one.save()
    journal.record(
        actor=actor, action="overpayment.record_repaid", subject=f"matter:{matter}", before=before,
        after={"repaid_fen": one.repaid_fen, "receipt": receipt},
    )  # fmt: skip
    return one


@operation
def settle_overpayment(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Repaid in full, or not overpaid after all: the leads are answered either way."""
    is_open = Matter.objects.get(pk=matter).state == "verified"
    step = "find_nothing" if is_open else "settle"
    held = matters.move(matter=matter, move=step, actor=actor, today=today, now=now, revision=revision, reason=reason)
    lead_operations.settle(held, "unfounded" if is_open else "confirmed", "not_overpaid" if is_open else "repaid", reason, actor, today)
    return held
