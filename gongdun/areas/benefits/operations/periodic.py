"""定期待遇 — the monthly run, suspension, resumption, end, and eligibility verified by data before anybody is asked to come."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from gongdun.areas.benefits.case import month_before
from gongdun.areas.benefits.models import PeriodicBenefit, PeriodicChange
from gongdun.areas.benefits.operations.payments import FINANCE, office_of
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

CLERKS = frozenset({"intake_clerk", "reviewer"})
# Every month that is due and that no run has made payable yet: so a run repeated, or begun again after a crash, adds nothing.
RUN = """
with due as (
    select p.id, p.benefit, p.person_key, p.payee_name, p.account_key, p.account_mask, p.amount_fen, p.ledger, p.district, p.party, m.month::date as month
    from benefits_periodicbenefit p
    cross join lateral generate_series(
        coalesce(p.paid_through + interval '1 month', p.from_month), least(%(month)s, coalesce(p.ended_month, %(month)s)), interval '1 month'
    ) as m(month)
    where p.ledger = %(ledger)s and p.state <> 'suspended' and p.amount_fen > 0
    and not exists (select from benefits_notice n where n.person_key = p.person_key and n.kind = 'death' and n.since < m.month)
), made as (
    insert into benefits_payable (subject, periodic_id, month, benefit, person_key, payee_name, account_key, account_mask, gross_fen, offset_fen, state,
        made_on, ledger, district, party)
    select 'pension:' || id || ':' || to_char(month, 'YYYY-MM'), id, month, benefit, person_key, payee_name, account_key, account_mask, amount_fen, 0,
        'ready', %(today)s, ledger, district, party from due order by id, month
    returning periodic_id, month, gross_fen
), advanced as (
    update benefits_periodicbenefit p set paid_through = m.last
    from (select periodic_id, max(month) as last from made group by periodic_id) m where p.id = m.periodic_id returning 1
)
select (select count(*) from made), (select coalesce(sum(gross_fen), 0) from made), (select count(*) from advanced)
"""
# Whom the data of the last year show alive (经办条例 26): nobody is asked to come where the data suffice.
VERIFY = """
update benefits_periodicbenefit p set verified_on = n.since, verified_by = n.source
from (
    select distinct on (person_key) person_key, since, source from benefits_notice
    where kind in ('alive', 'declared') and since between %(from)s and %(today)s order by person_key, since desc
) n
where n.person_key = p.person_key and p.ledger = %(ledger)s and p.state <> 'ended' and (p.verified_on is null or p.verified_on < n.since)
and not exists (select from benefits_notice d where d.person_key = p.person_key and d.kind = 'death')
"""


@operation
def run_month(*, month: date, actor: Actor, today: date, now: datetime) -> dict[str, int]:
    """Make every month payable that is due up to `month`. Safe to run again; how many sums, and fen."""
    refuse_unless(actor, FINANCE)
    ledger = office_of(actor).area.ledger_id
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [0x676408, ledger])
        cursor.execute(RUN, {"month": month.replace(day=1), "ledger": ledger, "today": today})
        count, fen, persons = (int(value) for value in cursor.fetchone())
    figures = {"sums": count, "fen": fen, "benefits": persons}
    journal.record(actor=actor, action="benefits.run_month", subject=f"month:{month:%Y-%m}", after=figures, at=now)
    return figures


def locked(periodic: int) -> PeriodicBenefit:
    held = PeriodicBenefit.objects.select_for_update(of=("self",)).filter(pk=periodic).first()
    if held is None:
        raise Refusal("There is no such monthly benefit in your ledger. Check the number.")
    return held


@operation
def suspend(*, periodic: int, from_month: date, reason: str, source: str, actor: Actor, today: date, now: datetime) -> PeriodicBenefit:
    """停发: a ground of art. 42 with the source that says so. What was paid beyond it is an overpayment of its own."""
    refuse_unless(actor, CLERKS)
    held = locked(periodic)
    if held.state != PeriodicBenefit.State.ACTIVE:
        raise Refusal("This benefit is not being paid. Look at its history.")
    if not reason.strip() or not source.strip():
        raise Refusal("A suspension names its ground (Regulation art. 42) and the source that shows it.")
    held.state = PeriodicBenefit.State.SUSPENDED
    held.save()
    change(held, "suspend", from_month, reason, source, actor, today, now)
    return held


@operation
def resume(*, periodic: int, from_month: date, reason: str, source: str, actor: Actor, today: date, now: datetime) -> PeriodicBenefit:
    """恢复: paid again from a month on; months before it that were not paid stay unpaid, those from it on are made up by the next run."""
    refuse_unless(actor, CLERKS)
    held = locked(periodic)
    if held.state != PeriodicBenefit.State.SUSPENDED:
        raise Refusal("This benefit is not suspended. Look at its history.")
    if not reason.strip() or not source.strip():
        raise Refusal("A resumption names what removed the ground and the source that shows it.")
    before = month_before(from_month)
    held.paid_through = max(held.paid_through, before) if held.paid_through else before
    held.state = PeriodicBenefit.State.ACTIVE
    held.save()
    change(held, "resume", from_month, reason, source, actor, today, now)
    return held


@operation
def end(*, periodic: int, last_month: date, reason: str, source: str, actor: Actor, today: date, now: datetime) -> PeriodicBenefit:
    """终止 with the last month that is due. Months paid beyond it are counted for the overpayment."""
    refuse_unless(actor, CLERKS)
    held = locked(periodic)
    if held.state == PeriodicBenefit.State.ENDED:
        raise Refusal("This benefit has ended already. Look at its history.")
    if not reason.strip() or not source.strip():
        raise Refusal("An end names its ground (Regulation art. 42) and the source that shows it.")
    held.state, held.ended_month = PeriodicBenefit.State.ENDED, last_month.replace(day=1)
    held.save()
    change(held, "end", last_month, reason, source, actor, today, now)
    return held


def change(held: PeriodicBenefit, kind: str, month: date, reason: str, source: str, actor: Actor, today: date, now: datetime) -> None:
    PeriodicChange.objects.create(
        periodic=held, kind=kind, from_month=month.replace(day=1), amount_fen=held.amount_fen, reason=reason.strip()[:300], source=source.strip()[:120],
        on=today, account_id=actor.account_id, ledger=held.ledger, district=held.district,
    )  # fmt: skip
    after = {"kind": kind, "month": f"{month:%Y-%m}", "source": source}
    journal.record(
        actor=actor, action=f"benefits.{kind}", subject=f"periodic:{held.pk}", after=after, reason=reason, persons=[held.person_key], at=now
    )


@operation
def verify_by_data(*, ledger: int, actor: Actor, today: date, now: datetime) -> int:
    """Eligibility of everybody whom the data show alive within the year; how many were verified without a visit."""
    a_year_ago = today.replace(year=today.year - 1, day=min(today.day, 28))
    with connection.cursor() as cursor:
        cursor.execute(VERIFY, {"from": a_year_ago, "today": today, "ledger": ledger})
        count = cursor.rowcount
    journal.record(actor=actor, action="benefits.verify_by_data", subject=f"ledger:{ledger}", after={"verified": count}, at=now)
    return count


@operation
def verify_person(*, periodic: int, way: str, actor: Actor, today: date, now: datetime) -> PeriodicBenefit:
    """Verified by a person: a call, a face check, a visit to who cannot come."""
    refuse_unless(actor, CLERKS)
    if not way.strip():
        raise Refusal("Say how the person was verified.")
    held = locked(periodic)
    held.verified_on, held.verified_by = today, way.strip()[:80]
    held.save()
    change(held, "verify", today, way, "人工核验", actor, today, now)
    return held
