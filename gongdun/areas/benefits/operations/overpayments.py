"""多付待遇退还 — opened with its reason, agreed in instalments or offsets, received with the bank's receipt (经办条例 46)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongdun.areas.benefits.chart import DISBURSEMENT, EXPENSE
from gongdun.areas.benefits.models import Instalment, Overpayment
from gongdun.areas.benefits.operations import books
from gongdun.areas.benefits.operations.books import Line
from gongdun.areas.benefits.operations.claims import party_of
from gongdun.areas.benefits.operations.payments import FINANCE, office_of
from gongdun.areas.benefits.words import BENEFITS
from gongdun.desk.models import Matter
from gongdun.desk.operations import matters
from gongdun.desk.operations.matters import Opening
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Worker
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation


@dataclass(frozen=True)
class Planned:
    """One instalment of the agreement; `way` is refund or offset."""

    due_on: date
    amount_fen: int
    way: str


@operation
def open_overpayment(
    *, worker: Worker, benefit: str, amount_fen: int, reason: str, actor: Actor, today: date, now: datetime, person_key: int | None = None
) -> Matter:
    """What was paid without ground, to the worker or to a dependant."""
    if amount_fen <= 0 or not reason.strip():
        raise Refusal("An overpayment names an amount above zero and why it was not due.")
    office = office_of(actor)
    opening = Opening(
        title=f"{worker.name} · 多付{BENEFITS[benefit].zh}", office=office, ledger=office.area.ledger_id, district=worker.district,
        party=party_of(worker.person_key), worker=worker, facts={"benefit": benefit, "amount_fen": amount_fen},
    )  # fmt: skip
    matter = matters.open_matter(procedure="overpayment_return", opening=opening, actor=actor, today=today, now=now)
    Overpayment.objects.create(
        matter=matter, worker=worker, person_key=person_key or worker.person_key, benefit=benefit, amount_fen=amount_fen, reason=reason.strip()[:300],
        found_on=today, ledger=matter.ledger, district=matter.district, party=matter.party,
    )  # fmt: skip
    return matter


@operation
def agree(*, matter: int, plan: Sequence[Planned], actor: Actor, today: date, now: datetime) -> Matter:
    """The agreement: instalments that add up to what is open, to the fen."""
    held = Overpayment.objects.select_for_update().get(matter_id=matter)
    if held.instalments.exists():
        raise Refusal("The agreement is already recorded. Nothing was changed.")
    if sum(one.amount_fen for one in plan) != held.open_fen or any(one.amount_fen <= 0 for one in plan):
        raise Refusal(
            "The instalments add up to {planned} fen, {open} are open. Correct the plan.",
            planned=sum(one.amount_fen for one in plan),
            open=held.open_fen,
        )
    if unknown := sorted({one.way for one in plan} - set(Instalment.Way.values)):
        raise Refusal("An instalment is a refund or an offset, not {way}.", way=unknown[0])
    Instalment.objects.bulk_create(
        Instalment(
            overpayment=held, position=place, due_on=one.due_on, amount_fen=one.amount_fen, way=one.way, ledger=held.ledger, district=held.district,
            party=held.party,
        )
        for place, one in enumerate(plan, start=1)
    )  # fmt: skip
    return matters.move(matter=matter, move="agree", actor=actor, today=today, now=now)


@operation
def receive_refund(*, matter: int, position: int, receipt: str, actor: Actor, today: date, now: datetime) -> Instalment:
    """An instalment came in on the disbursement account, with the bank's receipt: it lowers the expense it came from."""
    refuse_unless(actor, FINANCE)
    held = Overpayment.objects.select_for_update(of=("self",)).select_related("matter").get(matter_id=matter)
    one = held.instalments.select_for_update().filter(position=position).first()
    if one is None or one.received_on is not None or one.payable_id is not None:
        raise Refusal("Instalment {position} is not open: it came in, or is kept back from a payment. Look at the list.", position=position)
    if not receipt.strip():
        raise Refusal("A refund names the bank's receipt.")
    one.received_on, one.receipt = today, receipt.strip()[:60]
    one.save()
    held.returned_fen += one.amount_fen
    held.save()
    lines = [Line(DISBURSEMENT, one.amount_fen), Line(EXPENSE[held.benefit], 0, one.amount_fen)]
    text = f"{held.matter.number} 第{position}期退还"
    books.post(ledger=held.ledger, on=today, text=text, subject=f"matter:{matter}", lines=lines, actor=actor, now=now)
    journal.record(
        actor=actor,
        action="benefits.receive_refund",
        subject=f"matter:{matter}",
        after={"position": position, "fen": one.amount_fen},
        at=now,
    )
    return one
