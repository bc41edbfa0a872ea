# ruff: noqa: S608 (conditions of our own; every value is a parameter)
"""年度调整 — rehearsed on everybody before its adoption; adopted, the same run is the work list: new amounts, back pay, changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection

from gongdun.areas.benefits.models import PeriodicBenefit, Rise, RiseRow
from gongdun.areas.benefits.operations.payments import office_of
from gongdun.areas.benefits.queries import rises as queries
from gongdun.areas.benefits.queries.values import book
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

# A suspended person's row waits until the benefit is resumed; everything else is done in one transaction, or nothing.
DUE = "r.rise_id = %(rise)s and not r.is_applied and p.id = r.periodic_id and p.state <> 'suspended'"
BACK_PAY = f"""
insert into benefits_payable (subject, periodic_id, month, benefit, person_key, payee_name, account_key, account_mask, gross_fen, offset_fen, state, made_on,
    ledger, district, party)
select 'back_pay:' || p.id || ':' || %(year)s, p.id, null, p.benefit, p.person_key, p.payee_name, p.account_key, p.account_mask, r.back_pay_fen, 0, 'ready',
    %(today)s, p.ledger, p.district, p.party
from benefits_riserow r, benefits_periodicbenefit p where {DUE} and r.back_pay_fen > 0
"""
CHANGES = f"""
insert into benefits_periodicchange (periodic_id, kind, from_month, amount_fen, reason, source, "on", account_id, ledger, district)
select p.id, 'rise', %(month)s, r.after_fen, '', %(document)s, %(today)s, %(account)s, p.ledger, p.district
from benefits_riserow r, benefits_periodicbenefit p where {DUE} and r.after_fen <> r.before_fen
"""
AMOUNTS = (
    f"update benefits_periodicbenefit p set amount_fen = r.after_fen from benefits_riserow r where {DUE} and r.after_fen <> r.before_fen"
)
APPLIED = f"update benefits_riserow r set is_applied = true from benefits_periodicbenefit p where {DUE}"


@operation
def rehearse(
    *, year: int, pay_month: date, changes: Mapping[str, Mapping[str, str]], document: str, actor: Actor, today: date, now: datetime
) -> Rise:
    """Replay a notice on all recipients. `changes` are its values as an overlay; empty where the law already holds them."""
    refuse_unless(actor, frozenset({"intake_clerk", "reviewer"}))
    if pay_month.year != year or pay_month.day != 1:
        raise Refusal("The payment month is the first of a month of {year}: the new amount is first paid in it.", year=year)
    office = office_of(actor)
    ledger = office.area.ledger_id
    refuse_paid_ahead(ledger, pay_month)
    rise = Rise.objects.create(
        year=year, pay_month=pay_month, changes=dict(changes), document=document, rehearsed_by_id=actor.person(), rehearsed_on=today, ledger=ledger,
        district=office.area_id,
    )  # fmt: skip
    held = queries.rehearsal_book(ledger, changes, document, today)
    people = queries.recipients(ledger, year)
    if not people:
        raise Refusal("Nobody of this ledger receives a monthly benefit in {year}. There is nothing to raise.", year=year)
    area = Area.objects.get(pk=ledger).code
    found = queries.outcomes(people, area=area, pay_month=pay_month, held=held, known=today, final=False)
    RiseRow.objects.bulk_create(
        (
            RiseRow(
                rise=rise, periodic_id=one.periodic, before_fen=one.before_fen, after_fen=one.after_fen, back_pay_fen=one.back_pay_fen,
                ledger=rise.ledger, district=person.district,
            )
            for one, person in zip(found, people, strict=True)
        ),
        batch_size=5000,
    )  # fmt: skip
    after = {"year": year, "rows": len(found), "back_pay_fen": sum(one.back_pay_fen for one in found)}
    journal.record(actor=actor, action="benefits.rehearse_rise", subject=f"rise:{rise.pk}", after=after, at=now)
    return rise


def refuse_paid_ahead(ledger: int, pay_month: date) -> None:
    """Back pay ends with the month before the payment month, so no run may have paid that month at the old amount."""
    if PeriodicBenefit.objects.filter(ledger=ledger, paid_through__gte=pay_month).exists():
        raise Refusal(
            "{month} was already paid at the old amounts. Choose the next month that no run has made payable.", month=f"{pay_month:%Y-%m}"
        )


@operation
def adopt(*, rise: int, actor: Actor, today: date, now: datetime) -> Rise:
    """The values are confirmed by now: the run is made again from them and must say what the rehearsal said, row by row."""
    refuse_unless(actor, frozenset({"approver", "director"}))
    held = Rise.objects.select_for_update().get(pk=rise)
    if held.state != Rise.State.REHEARSED:
        raise Refusal("This rise is already adopted. Nothing was changed.")
    if held.rehearsed_by_id == actor.person():
        raise Refusal("You rehearsed this rise yourself; another officer adopts it (Operation Regulation art. 37).")
    refuse_paid_ahead(held.ledger, held.pay_month)
    rows = list(held.rows.select_related("periodic").order_by("periodic_id"))
    area = Area.objects.get(pk=held.ledger).code
    found = queries.outcomes(
        [row.periodic for row in rows], area=area, pay_month=held.pay_month, held=book(held.ledger), known=today, final=True
    )
    differing = [
        row
        for row, one in zip(rows, found, strict=True)
        if (row.before_fen, row.after_fen, row.back_pay_fen) != (one.before_fen, one.after_fen, one.back_pay_fen)
    ]
    current = [one.pk for one in queries.recipients(held.ledger, held.year)]
    if differing or current != [row.periodic_id for row in rows]:
        raise Refusal(
            "Computed with the confirmed values, {count} rows differ from the rehearsal, or the recipients changed. Rehearse again and look at the differences.",
            count=len(differing),
        )
    held.state, held.adopted_by_id, held.adopted_on = Rise.State.ADOPTED, actor.person(), today
    held.save()
    apply_rows(held, actor, today)
    after = {"year": held.year, "rows": len(rows), "back_pay_fen": sum(row.back_pay_fen for row in rows)}
    journal.record(actor=actor, action="benefits.adopt_rise", subject=f"rise:{held.pk}", after=after, at=now)
    return held


@operation
def apply_waiting(*, rise: int, actor: Actor, today: date, now: datetime) -> int:
    """Rows that waited for a resumption; how many are still waiting."""
    held = Rise.objects.select_for_update().get(pk=rise)
    if held.state != Rise.State.ADOPTED:
        raise Refusal("This rise is not adopted yet.")
    apply_rows(held, actor, today)
    waiting = held.rows.filter(is_applied=False).count()
    journal.record(actor=actor, action="benefits.apply_waiting", subject=f"rise:{held.pk}", after={"waiting": waiting}, at=now)
    return waiting


def apply_rows(rise: Rise, actor: Actor, today: date) -> None:
    told: dict[str, Any] = {
        "rise": rise.pk, "year": str(rise.year), "today": today, "month": rise.pay_month, "document": rise.document, "account": actor.account_id,
    }  # fmt: skip
    with connection.cursor() as cursor:
        for statement in (BACK_PAY, CHANGES, AMOUNTS, APPLIED):
            cursor.execute(statement, told)
