"""支付 — batches made by one, released by another, sent as a bank file through the vault's door. Nothing is paid twice, nothing is lost."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from datetime import date, datetime

from gongdun.areas.benefits.case import yuan
from gongdun.areas.benefits.documents import remittance_advice
from gongdun.areas.benefits.models import Batch, Payable, PaymentOrder, UsePlan
from gongdun.areas.benefits.operations import books, offsets
from gongdun.areas.benefits.operations.books import Line
from gongdun.areas.benefits.queries import books as book_queries
from gongdun.areas.benefits.queries import payments as queries
from gongdun.areas.benefits.queries.checks import stopped_persons
from gongdun.desk.documents import pdf
from gongdun.desk.models import IssuedDocument, MatterEvent
from gongdun.desk.operations import numbers, papers
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office
from gongdun.vault import identities, journal
from gongdun.vault.actors import Actor
from gongdun.vault.identities import Door
from gongdun.vault.operations import operation

FINANCE = frozenset({"finance_officer"})
RELEASERS = frozenset({"finance_officer", "director"})
HEAD = ("序号", "支付流水号", "户名", "账号", "金额", "附言")
TO_THE_DEAD = frozenset({"funeral_subsidy", "death_lump_sum"})


def office_of(actor: Actor) -> Office:
    return Office.objects.select_related("area").get(accounts=actor.person())


@operation
def make_batch(*, actor: Actor, today: date, now: datetime, payables: Sequence[int] | None = None) -> Batch:
    """Put what is ready into a batch; checked once more against what the sources say today. Without `payables`: all that is ready."""
    refuse_unless(actor, FINANCE)
    office = office_of(actor)
    ledger = office.area.ledger_id
    asked = Payable.objects.select_for_update().filter(ledger=ledger, state=Payable.State.READY).order_by("id")
    ready = list(asked if payables is None else asked.filter(pk__in=payables))
    refuse_own_claims(ready, actor)
    ready = without_stopped(ready, actor, today, now)
    if not ready:
        raise Refusal("Nothing is ready for payment. What was already put into a batch is not paid a second time.")
    offsets.keep_back(ready, today)
    last = numbers.take(f"payment_order:{ledger}", today.year, len(ready))
    serial = numbers.take(f"payment_batch:{ledger}", today.year)
    batch = Batch.objects.create(
        number=f"{today.year}-{serial:04d}", made_by_id=actor.person(), made_on=today, orders_count=len(ready),
        total_fen=sum(one.net_fen for one in ready), ledger=ledger, district=office.area_id,
    )  # fmt: skip
    first = last - len(ready) + 1
    PaymentOrder.objects.bulk_create(
        (
            PaymentOrder(
                batch=batch, payable=one, reference=f"GD{ledger:02d}{today.year}{place:08d}", amount_fen=one.net_fen, account_key=one.account_key,
                ledger=one.ledger, district=one.district,
            )
            for place, one in enumerate(ready, start=first)
        ),
        batch_size=5000,
    )  # fmt: skip
    Payable.objects.filter(pk__in=[one.pk for one in ready]).update(state=Payable.State.ORDERED)
    after = {"number": batch.number, "orders": batch.orders_count, "fen": batch.total_fen}
    journal.record(actor=actor, action="benefits.make_batch", subject=f"batch:{batch.pk}", after=after, at=now)
    return batch


def refuse_own_claims(ready: Sequence[Payable], actor: Actor) -> None:
    """经办条例 37: who entered, reviewed or approved a claim does not pay it."""
    items = [one.item_id for one in ready if one.item_id]
    own = MatterEvent.objects.filter(matter__benefit_claim__items__in=items, account_id=actor.person()).select_related("matter").first()
    if own:
        raise Refusal(
            "You made an earlier step of {number}; another finance officer pays it (Operation Regulation art. 37).",
            number=own.matter.number,
        )


def without_stopped(ready: Sequence[Payable], actor: Actor, today: date, now: datetime) -> list[Payable]:
    """Sums to persons who died meanwhile stop here, named with the source; months up to the death stay due to the heirs' account."""
    dead = stopped_persons((one.person_key for one in ready), today)
    stopped = [
        one for one in ready if one.benefit not in TO_THE_DEAD and one.person_key in dead and is_after(one, dead[one.person_key].since)
    ]
    for one in stopped:
        notice = dead[one.person_key]
        after = {"subject": one.subject, "source": f"{notice.source} {notice.since}"}
        journal.record(actor=actor, action="benefits.stop_payment", subject=f"payable:{one.pk}", after=after, at=now)
    Payable.objects.filter(pk__in=[one.pk for one in stopped]).update(state=Payable.State.STOPPED)
    kept = {one.pk for one in stopped}
    return [one for one in ready if one.pk not in kept]


def is_after(payable: Payable, died_on: date) -> bool:
    return payable.month is None or payable.month > died_on


@operation
def release_batch(*, batch: int, actor: Actor, today: date, now: datetime) -> Batch:
    """The second person. The disbursement account must hold what goes out; otherwise a use plan comes first."""
    refuse_unless(actor, RELEASERS)
    held = locked(batch)
    if held.state != Batch.State.MADE:
        raise Refusal("{number} was already released or dissolved. Nothing was changed.", number=held.number)
    if held.made_by_id == actor.person():
        raise Refusal("You made this batch yourself; another officer releases it (Operation Regulation art. 37).")
    free = book_queries.standing(held.ledger) - queries.on_the_way(held.ledger)
    if free < held.total_fen:
        raise Refusal(
            "The disbursement account holds {held} yuan, the batch needs {needed}. Ask the fiscal account for the difference with a use plan (用款计划).",
            held=yuan(free), needed=yuan(held.total_fen),
        )  # fmt: skip
    held.state, held.released_by_id, held.released_on = Batch.State.RELEASED, actor.person(), today
    held.save()
    journal.record(
        actor=actor,
        action="benefits.release_batch",
        subject=f"batch:{held.pk}",
        after={"number": held.number, "fen": held.total_fen},
        at=now,
    )
    return held


@operation
def dissolve_batch(*, batch: int, reason: str, actor: Actor, now: datetime) -> Batch:
    """A batch that did not leave lapses; its sums are ready again."""
    refuse_unless(actor, FINANCE)
    held = locked(batch)
    if held.state != Batch.State.MADE:
        raise Refusal("{number} was already released or dissolved. Nothing was changed.", number=held.number)
    if not reason.strip():
        raise Refusal("Dissolving a batch needs a reason.")
    held.state = Batch.State.DISSOLVED
    held.save()
    held.orders.update(state=PaymentOrder.State.CANCELLED, reason=reason[:200])
    Payable.objects.filter(orders__batch=held).update(state=Payable.State.READY)
    journal.record(actor=actor, action="benefits.dissolve_batch", subject=f"batch:{held.pk}", reason=reason, at=now)
    return held


def locked(batch: int) -> Batch:
    held = Batch.objects.select_for_update().filter(pk=batch).first()
    if held is None:
        raise Refusal("There is no such batch in your ledger. Check the number.")
    return held


@operation
def bank_file(*, batch: int, reason: str, actor: Actor, now: datetime) -> tuple[Batch, bytes]:
    """The file the bank reads, with full account numbers, through the vault's door. Taken twice it is the same file, byte for byte."""
    refuse_unless(actor, FINANCE)
    held = locked(batch)
    if held.state not in (Batch.State.RELEASED, Batch.State.RECONCILED):
        raise Refusal("{number} is not released. Another officer releases it first.", number=held.number)
    orders = list(held.orders.select_related("payable").order_by("reference"))
    numbers_of = identities.open_many(
        [one.account_key for one in orders], actor=actor, door=Door.BANK_FILE, reason=reason, subject=f"batch:{held.pk}", at=now
    )
    content = written(orders, numbers_of)
    digest = hashlib.sha256(content).hexdigest()
    if held.file_digest and held.file_digest != digest:
        raise Refusal(
            "{number} no longer gives the file that was sent first. Nothing was handed out; ask the technicians.", number=held.number
        )
    held.file_digest = digest
    held.save()
    journal.record(actor=actor, action="benefits.bank_file", subject=f"batch:{held.pk}", after={"sha256": digest}, reason=reason, at=now)
    return held, content


def written(orders: Sequence[PaymentOrder], numbers_of: dict[int, str]) -> bytes:
    """CSV with a closing line of count and total, so that a cut file shows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for place, one in enumerate(orders, start=1):
        writer.writerow(
            [place, one.reference, one.payable.payee_name, numbers_of[one.account_key], yuan(one.amount_fen), one.payable.benefit]
        )
    writer.writerow(["合计", len(orders), "", "", yuan(sum(one.amount_fen for one in orders)), ""])
    return ("\ufeff" + out.getvalue()).encode("utf-8")


@operation
def correct_account(*, payable: int, payee_name: str, account_key: int, reason: str, actor: Actor, now: datetime) -> Payable:
    """A sum that the bank returned is paid anew to the corrected account; finance never corrects what it pays."""
    refuse_unless(actor, frozenset({"intake_clerk"}))
    held = Payable.objects.select_for_update().get(pk=payable)
    if held.state != Payable.State.RETURNED:
        raise Refusal("Only a sum that the bank returned gets another account. This one is “{state}”.", state=held.get_state_display())
    if not reason.strip():
        raise Refusal("Say who gave the corrected account and how it was checked; it goes into the journal.")
    before = {"account": held.account_mask, "payee": held.payee_name}
    held.payee_name, held.account_key, held.account_mask = payee_name, account_key, identities.masks([account_key])[account_key]
    held.state = Payable.State.READY
    held.save()
    after = {"account": held.account_mask, "payee": payee_name}
    journal.record(
        actor=actor, action="benefits.correct_account", subject=f"payable:{held.pk}", before=before, after=after, reason=reason, at=now
    )
    return held


@operation
def call_back(*, reference: str, reason: str, actor: Actor, now: datetime) -> PaymentOrder:
    """An order that the bank never carried out, as it confirmed in writing: the sum is ready again."""
    refuse_unless(actor, FINANCE)
    held = (
        PaymentOrder.objects.select_for_update().filter(reference=reference, state=PaymentOrder.State.OPEN).select_related("batch").first()
    )
    if held is None or not held.batch.statements.exists():
        raise Refusal(
            "{reference} is not an open order of a batch whose statement was taken. Take the bank's statement first.", reference=reference
        )
    if not reason.strip():
        raise Refusal("Name the bank's written confirmation that it did not pay; otherwise the sum could be paid twice.")
    held.state, held.reason = PaymentOrder.State.CANCELLED, reason[:200]
    held.save()
    Payable.objects.filter(pk=held.payable_id).update(state=Payable.State.READY)
    journal.record(actor=actor, action="benefits.call_back", subject=f"order:{held.reference}", reason=reason, at=now)
    return held


@operation
def propose_use_plan(*, month: date, amount_fen: int, purpose: str, actor: Actor, today: date, now: datetime) -> UsePlan:
    """用款计划: what the month needs."""
    refuse_unless(actor, FINANCE)
    office = office_of(actor)
    if amount_fen <= 0 or not purpose.strip():
        raise Refusal("A use plan names an amount above zero and what it is for.")
    held = UsePlan.objects.create(
        month=month.replace(day=1), amount_fen=amount_fen, purpose=purpose.strip()[:200], proposed_by_id=actor.person(), proposed_on=today,
        ledger=office.area.ledger_id, district=office.area_id,
    )  # fmt: skip
    journal.record(actor=actor, action="benefits.propose_use_plan", subject=f"use_plan:{held.pk}", after={"fen": amount_fen}, at=now)
    return held


@operation
def approve_use_plan(*, plan: int, actor: Actor, today: date, now: datetime) -> UsePlan:
    """Approved by another person, the fiscal account pays over: 财政专户 → 支出户."""
    refuse_unless(actor, frozenset({"approver", "director"}))
    held = UsePlan.objects.select_for_update().get(pk=plan)
    if held.approved_by_id is not None:
        raise Refusal("This use plan is already approved. Nothing was changed.")
    if held.amount_fen > book_queries.standing(held.ledger, "1006"):
        raise Refusal("The fiscal account holds less than the plan asks for. Hand the receipts account in first, or lower the plan.")
    held.approved_by_id, held.approved_on = actor.person(), today
    held.save()
    lines = [Line("1004", held.amount_fen), Line("1006", 0, held.amount_fen)]
    books.post(
        ledger=held.ledger,
        on=today,
        text=f"财政专户拨入支出户：{held.purpose}",
        subject=f"use_plan:{held.pk}",
        lines=lines,
        actor=actor,
        now=now,
    )
    return held


@operation
def issue_advice(*, order: int, actor: Actor, today: date, now: datetime) -> IssuedDocument:
    """支付通知 to the payee, on the claim's file."""
    held = PaymentOrder.objects.select_related("payable__item__claim__matter", "payable__periodic__item__claim__matter").get(pk=order)
    payable = held.payable
    item = payable.item or (payable.periodic.item if payable.periodic else None)
    if held.state != PaymentOrder.State.PAID or item is None:
        raise Refusal("Only a sum that the bank paid, of a claim kept here, has a remittance advice.")
    matter = item.claim.matter
    taken = papers.take_number("benefits/remittance_advice", matter.office, today)
    facts = remittance_advice.facts_of(
        organ=taken.office.name, number=taken.number, payee=payable.payee_name, mask=payable.account_mask, benefit=payable.benefit, month=payable.month,
        gross_fen=payable.gross_fen, offset_fen=payable.offset_fen, reference=held.reference, on=today,
    )  # fmt: skip
    return papers.issue(
        matter=matter, taken=taken, facts=facts, pdf=pdf(remittance_advice.compose(facts)), actor=actor, today=today, now=now
    )
