"""对账 — the bank's statement against the orders, to the fen: what was paid, returned, doubled, lost, or nobody's."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from gongdun.areas.benefits.chart import ADVANCED, DISBURSEMENT, EXPENSE
from gongdun.areas.benefits.models import Batch, ClaimItem, Payable, PaymentOrder, Statement, StatementLine
from gongdun.areas.benefits.operations import books, offsets
from gongdun.areas.benefits.operations.books import Line
from gongdun.areas.benefits.operations.payments import FINANCE, locked
from gongdun.areas.benefits.queries import payments as queries
from gongdun.desk.models import Matter
from gongdun.desk.operations import matters
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

COLUMNS = ("银行流水号", "支付流水号", "金额", "结果", "日期", "原因")
OUTCOMES = {"成功": "paid", "退回": "returned"}


@dataclass(frozen=True)
class BankLine:
    serial: str
    reference: str
    amount_fen: int
    outcome: str
    on: date
    reason: str


def read(content: bytes) -> list[BankLine]:
    """The bank's CSV, or a refusal that names the line. A serial number twice in one file is refused: it would count twice."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise Refusal("This is not a bank statement of ours: its columns are {columns}.", columns="、".join(COLUMNS))
    lines = [line_of(number, row) for number, row in enumerate(rows[1:], start=2) if any(row)]
    if twice := [serial for serial, count in Counter(line.serial for line in lines).items() if count > 1]:
        raise Refusal("The bank's serial number {serial} stands twice in the file. Ask the bank for a correct statement.", serial=twice[0])
    return lines


def line_of(number: int, row: Sequence[str]) -> BankLine:
    try:
        serial, reference, amount, outcome, on, reason = row
        fen = Decimal(amount) * 100
        if fen != int(fen) or fen <= 0:
            raise ValueError
        return BankLine(serial, reference, int(fen), OUTCOMES[outcome], date.fromisoformat(on), reason)
    except (ValueError, KeyError, InvalidOperation):
        raise Refusal("Line {line} of the statement cannot be read. Nothing was taken in.", line=number) from None


@operation
def take_statement(*, batch: int, content: bytes, actor: Actor, today: date, now: datetime) -> Statement:
    """Take the bank's word on a batch: all of it, or nothing. The same file twice is refused."""
    refuse_unless(actor, FINANCE)
    held = locked(batch)
    if held.state not in (Batch.State.RELEASED, Batch.State.RECONCILED):
        raise Refusal("{number} is not released. Another officer releases it first.", number=held.number)
    digest = hashlib.sha256(content).hexdigest()
    if held.statements.filter(digest=digest).exists():
        raise Refusal("This statement was already taken in. Nothing was changed.")
    lines = read(content)
    refuse_known_serials(held.ledger, lines)
    orders = {one.reference: one for one in held.orders.select_for_update(of=("self",)).select_related("payable")}
    statement = Statement.objects.create(
        batch=held, digest=digest, taken_on=today, account_id=actor.person(), ledger=held.ledger, district=held.district
    )
    settled = judge(lines, orders)
    StatementLine.objects.bulk_create(
        (
            StatementLine(
                statement=statement, serial=line.serial, reference=line.reference, amount_fen=line.amount_fen, outcome=line.outcome, on=line.on,
                reason=line.reason[:200], finding=finding, ledger=held.ledger, district=held.district,
            )
            for line, finding in zip(lines, settled.findings, strict=True)
        ),
        batch_size=5000,
    )  # fmt: skip
    save(settled, today)
    post_settled(held, settled, actor, today, now)
    statement.figures = figures(held, lines, settled)
    statement.save()
    held.state = Batch.State.RECONCILED
    held.save()
    close_claims(settled, actor, today, now)
    journal.record(
        actor=actor, action="benefits.take_statement", subject=f"batch:{held.pk}", after={"sha256": digest, **statement.figures}, at=now
    )
    return statement


def refuse_known_serials(ledger: int, lines: Sequence[BankLine]) -> None:
    known = StatementLine.objects.filter(ledger=ledger, serial__in=[line.serial for line in lines]).values_list("serial", flat=True).first()
    if known:
        raise Refusal(
            "The bank's serial number {serial} was already taken in with an earlier statement. Nothing was changed.", serial=known
        )


@dataclass(frozen=True)
class Settled:
    """What a statement settles: orders newly paid, orders returned, of these such as were paid and booked before, sums that left without an order."""

    findings: list[str]
    paid: list[PaymentOrder]
    returned: list[PaymentOrder]
    came_back: list[PaymentOrder]
    astray_fen: int


def judge(lines: Sequence[BankLine], orders: dict[str, PaymentOrder]) -> Settled:
    """In the order of the statement. A second payment of one order is doubled, whichever statement the first stood in."""
    findings, astray = [], 0
    before = {reference: one.state for reference, one in orders.items()}
    for line in lines:
        order = orders.get(line.reference)
        finding = find(line, order)
        if finding in ("doubled", "unknown", "differs") and line.outcome == "paid":
            astray += line.amount_fen
        if order is not None and finding == "matched":
            order.state = PaymentOrder.State.PAID
        if order is not None and finding == "returned":
            order.state, order.reason = PaymentOrder.State.RETURNED, line.reason[:200]
        findings.append(finding)
    now_paid = [one for ref, one in orders.items() if one.state == "paid" and before[ref] != "paid"]
    back = [one for ref, one in orders.items() if one.state == "returned" and before[ref] != "returned"]
    return Settled(findings, now_paid, back, [one for one in back if before[one.reference] == "paid"], astray)


def find(line: BankLine, order: PaymentOrder | None) -> str:
    if order is None or order.state == PaymentOrder.State.CANCELLED:
        return "unknown"
    if line.amount_fen != order.amount_fen:
        return "differs"
    if line.outcome == "returned":
        return "returned" if order.state != PaymentOrder.State.RETURNED else "unknown"
    return "matched" if order.state == PaymentOrder.State.OPEN else "doubled"


def save(settled: Settled, today: date) -> None:
    PaymentOrder.objects.bulk_update([*settled.paid, *settled.returned], ["state", "reason"], batch_size=2000)
    paid = [one.payable_id for one in settled.paid]
    Payable.objects.filter(pk__in=paid).update(state=Payable.State.PAID, paid_on=today)
    ClaimItem.objects.filter(payables__in=paid).update(state=ClaimItem.State.PAID)
    Payable.objects.filter(pk__in=[one.payable_id for one in settled.returned]).update(state=Payable.State.RETURNED, paid_on=None)
    offsets.settle([one.payable_id for one in settled.paid], today)


def post_settled(batch: Batch, settled: Settled, actor: Actor, today: date, now: datetime) -> None:
    """Cash basis: the expense is booked when the bank has paid; what left without ground stands as a sum to be returned."""
    text = f"支付批次 {batch.number}"
    if settled.paid:
        lines = expense_lines([one.payable for one in settled.paid])
        books.post(ledger=batch.ledger, on=today, text=text, subject=f"batch:{batch.pk}", lines=lines, actor=actor, now=now)
    if settled.came_back:
        lines = [Line(one.code, one.credit_fen, one.debit_fen) for one in expense_lines([one.payable for one in settled.came_back])]
        books.post(ledger=batch.ledger, on=today, text=f"{text} 退票", subject=f"batch:{batch.pk}", lines=lines, actor=actor, now=now)
    if settled.astray_fen:
        lines = [Line(ADVANCED, settled.astray_fen), Line(DISBURSEMENT, 0, settled.astray_fen)]
        books.post(
            ledger=batch.ledger,
            on=today,
            text=f"{text} 重复或者不明支付待追回",
            subject=f"batch:{batch.pk}",
            lines=lines,
            actor=actor,
            now=now,
        )


def expense_lines(paid: Sequence[Payable]) -> list[Line]:
    """Debit by account what was due, credit the bank what left it, credit the same account what was kept back."""
    gross: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for one in paid:
        gross[EXPENSE[one.benefit]] += one.gross_fen
        kept[EXPENSE[one.benefit]] += one.offset_fen
    debits = [Line(code, fen) for code, fen in sorted(gross.items())]
    credits = [Line(code, 0, fen) for code, fen in sorted(kept.items()) if fen]
    return [*debits, *credits, Line(DISBURSEMENT, 0, sum(one.net_fen for one in paid))]


def figures(batch: Batch, lines: Sequence[BankLine], settled: Settled) -> dict[str, int]:
    """Both sides in fen: what the bank moved, what the books moved; the difference is nothing, or the statement is not taken."""
    out = sum(line.amount_fen for line in lines if line.outcome == "paid")
    left = {line.reference for line, finding in zip(lines, settled.findings, strict=True) if finding == "matched"}
    came = {one.reference for one in settled.came_back}
    back = sum(one.amount_fen for one in settled.returned if one.reference in left or one.reference in came)
    booked = sum(one.amount_fen for one in settled.paid) - sum(one.amount_fen for one in settled.came_back) + settled.astray_fen
    count = Counter(settled.findings)
    lost = list(queries.lost(batch))
    if out - back != booked:
        raise Refusal(
            "The statement does not agree with the books: the bank moved {bank} fen, the books {book}. Nothing was taken in.",
            bank=out - back,
            book=booked,
        )
    return {
        "bank_fen": out - back, "book_fen": booked, "difference_fen": out - back - booked, "paid": len(settled.paid), "returned": count["returned"],
        "doubled": count["doubled"], "differs": count["differs"], "unknown": count["unknown"], "lost": len(lost),
        "lost_fen": sum(one.amount_fen for one in lost), "astray_fen": settled.astray_fen,
    }  # fmt: skip


def close_claims(settled: Settled, actor: Actor, today: date, now: datetime) -> None:
    """A claim whose every sum is paid is closed by who took the statement."""
    paid = [one.payable.item_id for one in settled.paid if one.payable.item_id]
    waiting = Matter.objects.filter(benefit_claim__items__in=paid, state="approved").distinct().order_by("id")
    for matter in waiting:
        if not Payable.objects.filter(item__claim__matter=matter).exclude(state=Payable.State.PAID).exists():
            matters.move(matter=matter.pk, move="pay", actor=actor, today=today, now=now)


@operation
def note_refund(*, batch: int, amount_fen: int, receipt: str, actor: Actor, today: date, now: datetime) -> None:
    """The bank or the payee gave back what had left twice or without an order."""
    refuse_unless(actor, FINANCE)
    held = locked(batch)
    if amount_fen <= 0 or not receipt.strip():
        raise Refusal("A refund names its amount and the bank's receipt.")
    lines = [Line(DISBURSEMENT, amount_fen), Line(ADVANCED, 0, amount_fen)]
    books.post(
        ledger=held.ledger,
        on=today,
        text=f"支付批次 {held.number} 追回：{receipt}",
        subject=f"batch:{held.pk}",
        lines=lines,
        actor=actor,
        now=now,
    )
