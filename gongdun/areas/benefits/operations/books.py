"""基金账 — vouchers are written, reversed, closed by the month. Balance and immutability are the database's to hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from gongdun.areas.benefits.chart import CHART
from gongdun.areas.benefits.models import MonthClose, Voucher, VoucherLine
from gongdun.areas.benefits.queries import books as queries
from gongdun.desk.operations import numbers
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

FINANCE = frozenset({"finance_officer"})
CLOSERS = frozenset({"finance_officer", "director"})
LOCK = 0x67640008  # shared by who writes a voucher, alone for who closes a month


@dataclass(frozen=True)
class Line:
    """One side of one account, fen."""

    code: str
    debit_fen: int = 0
    credit_fen: int = 0


@operation
def post(
    *, ledger: int, on: date, text: str, subject: str, lines: Sequence[Line], actor: Actor, now: datetime, reverses: Voucher | None = None
) -> Voucher:
    """One voucher: as much debit as credit, in a month that is still open."""
    refuse_bad(ledger, on, lines)
    serial = numbers.take(f"voucher:{ledger}", on.year)
    voucher = Voucher.objects.create(
        number=f"{on.year}-{serial:05d}", month=on.replace(day=1), on=on, text=text[:200], subject=subject, reverses=reverses,
        account_id=actor.account_id, ledger=ledger, district=ledger,
    )  # fmt: skip
    VoucherLine.objects.bulk_create(
        VoucherLine(voucher=voucher, code=line.code, debit_fen=line.debit_fen, credit_fen=line.credit_fen, ledger=ledger, district=ledger)
        for line in lines
    )
    after = {"number": voucher.number, "text": voucher.text, "lines": [[one.code, one.debit_fen, one.credit_fen] for one in lines]}
    journal.record(actor=actor, action="benefits.post", subject=f"voucher:{voucher.pk}", after=after, at=now)
    return voucher


def refuse_bad(ledger: int, on: date, lines: Sequence[Line]) -> None:
    if unknown := sorted({line.code for line in lines} - set(CHART)):
        raise Refusal("There is no account {code} in the fund's chart. Choose an account of the chart.", code=unknown[0])
    debit, credit = sum(line.debit_fen for line in lines), sum(line.credit_fen for line in lines)
    if debit != credit or not debit:
        raise Refusal(
            "The voucher does not balance: debit {debit} fen, credit {credit} fen. Correct its lines.", debit=debit, credit=credit
        )
    hold_months_open()
    if queries.is_closed(ledger, on):
        raise Refusal(
            "{month} is closed. Write the voucher in the month that is open; what was wrong is reversed there.", month=f"{on:%Y-%m}"
        )


def hold_months_open() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [LOCK])


@operation
def reverse(*, voucher: int, on: date, reason: str, actor: Actor, now: datetime) -> Voucher:
    """冲销: the same lines with their sides changed, once. Nothing written is ever changed."""
    refuse_unless(actor, FINANCE)
    if not reason.strip():
        raise Refusal("A reversal needs a reason; it stands in the voucher.")
    held = Voucher.objects.filter(pk=voucher).first()
    if held is None:
        raise Refusal("There is no such voucher in your ledger. Check the number.")
    if Voucher.objects.filter(reverses=held).exists():
        raise Refusal("{number} was already reversed. Nothing was changed.", number=held.number)
    lines = [Line(one.code, one.credit_fen, one.debit_fen) for one in held.lines.all()]
    return post(
        ledger=held.ledger, on=on, text=f"冲销 {held.number}：{reason}", subject=held.subject, lines=lines, reverses=held, actor=actor, now=now
    )  # fmt: skip


@operation
def receive(*, ledger: int, on: date, code: str, amount_fen: int, text: str, actor: Actor, now: datetime) -> Voucher:
    """Income arrives on the receipts account: contributions, interest, recoupment."""
    refuse_unless(actor, FINANCE)
    return post(
        ledger=ledger, on=on, text=text, subject="income", lines=[Line("1003", amount_fen), Line(code, 0, amount_fen)], actor=actor, now=now
    )


@operation
def hand_in(*, ledger: int, on: date, amount_fen: int, actor: Actor, now: datetime) -> Voucher:
    """收入户 → 财政专户: the receipts account is handed in to the fiscal account."""
    refuse_unless(actor, FINANCE)
    lines = [Line("1006", amount_fen), Line("1003", 0, amount_fen)]
    return post(ledger=ledger, on=on, text="收入户资金上解财政专户", subject="hand_in", lines=lines, actor=actor, now=now)


@operation
def propose_close(*, ledger: int, month: date, actor: Actor, today: date, now: datetime) -> MonthClose:
    """The first of the two officers: the month's balances as they stand."""
    refuse_unless(actor, CLOSERS)
    if month.replace(day=1) >= today.replace(day=1):
        raise Refusal("{month} is not over yet. Close it in the month after.", month=f"{month:%Y-%m}")
    if MonthClose.objects.filter(ledger=ledger, month=month.replace(day=1)).exists():
        raise Refusal("{month} is already proposed or closed. Look at the list of closed months.", month=f"{month:%Y-%m}")
    balances = queries.balances(ledger, month)
    held = MonthClose.objects.create(
        month=month.replace(day=1), proposed_by_id=actor.person(), proposed_on=today, balances=balances, digest=digest(balances), ledger=ledger,
        district=Area.objects.get(pk=ledger).pk,
    )  # fmt: skip
    journal.record(
        actor=actor,
        action="benefits.propose_close",
        subject=f"month:{held.pk}",
        after={"month": f"{month:%Y-%m}", "digest": held.digest},
        at=now,
    )
    return held


@operation
def confirm_close(*, close: int, actor: Actor, today: date, now: datetime) -> MonthClose:
    """The second officer. A voucher written meanwhile changed the balances: then the month is proposed anew."""
    refuse_unless(actor, CLOSERS)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    held = MonthClose.objects.select_for_update().get(pk=close)
    if held.confirmed_by_id is not None:
        raise Refusal("{month} is already closed. Nothing was changed.", month=f"{held.month:%Y-%m}")
    if held.proposed_by_id == actor.person():
        raise Refusal("You proposed this close yourself; another officer confirms it (Operation Regulation art. 37).")
    if digest(queries.balances(held.ledger, held.month)) != held.digest:
        raise Refusal(
            "A voucher was written into {month} since the close was proposed. Withdraw the proposal and propose it anew.",
            month=f"{held.month:%Y-%m}",
        )
    held.confirmed_by_id, held.confirmed_on = actor.person(), today
    held.save()
    journal.record(
        actor=actor,
        action="benefits.confirm_close",
        subject=f"month:{held.pk}",
        after={"month": f"{held.month:%Y-%m}", "digest": held.digest},
        at=now,
    )
    return held


@operation
def withdraw_close(*, close: int, actor: Actor, now: datetime) -> None:
    """An unconfirmed proposal lapses, so that the month can be proposed with its present balances."""
    refuse_unless(actor, CLOSERS)
    held = MonthClose.objects.select_for_update().get(pk=close)
    if held.confirmed_by_id is not None:
        raise Refusal("{month} is already closed. Nothing was changed.", month=f"{held.month:%Y-%m}")
    journal.record(actor=actor, action="benefits.withdraw_close", subject=f"month:{held.pk}", before={"digest": held.digest}, at=now)
    held.delete()


def digest(balances: object) -> str:
    return hashlib.sha256(json.dumps(balances, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
