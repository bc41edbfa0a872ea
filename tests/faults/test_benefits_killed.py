"""Money under races and kills: two approvers, one batch twice, twenty points of death. Never paid twice, never lost, the books closed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.models import Sum

from gongdun.areas.benefits.models import ClaimItem, Payable, PaymentOrder, PeriodicBenefit, VoucherLine
from gongdun.areas.benefits.operations import books, claims, payments, periodic, reconciliation, rises
from gongdun.areas.benefits.queries import books as book_queries
from gongdun.desk.models import MatterEvent
from gongdun.law.refusal import Refusal
from gongdun.registry.queries import everywhere
from gongdun.site.builders import a_city, an_officer, at, employers, workers
from gongdun.vault import journal
from gongdun.vault.scopes import within
from gongdun.vault.writing import unguarded
from tests.benefits_office import (
    CITY,
    TODAY,
    Office,
    a_claim,
    an_office,
    answered,
    declared,
    entered,
    money_arrives,
    sent,
    sources_are_delivered,
    submitted,
    values_are_confirmed,
)
from tests.faults.killing import Rehearsal, everything, killed_at, row_counts, spread
from tests.journeys.test_benefits_money import a_pensioner, grade_ten
from tests.journeys.test_benefits_paid import GRADE_FOUR, INJURED, YEAR_BEFORE

pytestmark = pytest.mark.django_db(transaction=True)
OCTOBER = date(2022, 10, 1)


@pytest.fixture
def office():
    a_city()
    with within(everywhere()):
        held = an_office()
        sources_are_delivered()
        values_are_confirmed(held)
        money_arrives(held)
    return held


def at_once(*works):
    """All begin together, each on a connection of its own; what each answered, or its refusal."""
    barrier = Barrier(len(works))

    def run(work):
        try:
            barrier.wait()
            with within(everywhere()):
                return work()
        except (Refusal, IntegrityError) as end:
            return end
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def refusals(answers):
    return [one for one in answers if isinstance(one, Exception)]


def whole():
    """The books balance, and every sum has one live order at most."""
    with within(everywhere()):
        total = VoucherLine.objects.aggregate(debit=Sum("debit_fen"), credit=Sum("credit_fen"))
        assert total["debit"] == total["credit"]
        live = PaymentOrder.objects.filter(state__in=("open", "paid")).values_list("payable", flat=True)
        assert len(live) == len(set(live))
    while journal.seal_once():
        pass
    assert journal.verify() == []


def test_two_approvers_at_once_approve_once(office):
    with within(everywhere()):
        other = an_officer("benefit.approver2", "agency", "常州市", "approver")
        (firm,), (worker,) = employers(1), workers(1)
        facts = {"grade": 10, "concluded_on": "2022-07-20", "insured_at_injury": True}
        matter = entered(
            office, a_claim(worker, firm, ("disability_lump_sum",), INJURED, facts=facts), declared(firm, YEAR_BEFORE, 13, 600_000)
        )
        submitted(office, matter)
        claims.review(matter=matter.pk, **Office.act(office.reviewer))
    answers = at_once(*(lambda who=who: claims.approve(matter=matter.pk, **Office.act(who)) for who in (office.approver, other)))
    assert len(refusals(answers)) == 1
    with within(everywhere()):
        assert Payable.objects.count() == MatterEvent.objects.filter(move="approve").count() == 1
    whole()


def test_two_claims_for_one_benefit_at_once_grant_it_once(office):
    with within(everywhere()):
        (firm,), (worker,) = employers(1), workers(1)
        facts = {"grade": 10, "concluded_on": "2022-07-20", "insured_at_injury": True}
        held = [
            entered(office, a_claim(worker, firm, ("disability_lump_sum",), INJURED, facts=facts), declared(firm, YEAR_BEFORE, 13, 600_000))
            for _ in "ab"
        ]
        for matter in held:
            submitted(office, matter)
            claims.review(matter=matter.pk, **Office.act(office.reviewer))
    answers = at_once(*(lambda pk=one.pk: claims.approve(matter=pk, **Office.act(office.approver)) for one in held))
    assert len(refusals(answers)) == 1
    with within(everywhere()):
        assert ClaimItem.objects.filter(state="approved").count() == Payable.objects.count() == 1
    whole()


def test_the_same_sums_are_put_into_one_batch_only(office):
    with within(everywhere()):
        grade_ten(office, 3)
    answers = at_once(*(lambda who=who: payments.make_batch(**Office.act(who)) for who in (office.finance, office.cashier) * 2))
    assert len(refusals(answers)) == 3 and all("Nothing is ready" in str(one) for one in refusals(answers))
    with within(everywhere()):
        assert PaymentOrder.objects.count() == 3
    whole()


def test_the_same_month_and_the_same_statement_twice_at_once_count_once(office):
    with within(everywhere()):
        a_pensioner(office)
    runs = at_once(*(lambda: periodic.run_month(month=OCTOBER, **Office.act(office.finance)) for _ in range(3)))
    assert sorted(one["sums"] for one in runs) == [0, 0, 16]
    with within(everywhere()):
        batch = sent(office)
        content = answered(batch)
    taken = at_once(
        *(lambda: reconciliation.take_statement(batch=batch.pk, content=content, **Office.act(office.finance)) for _ in range(2))
    )
    assert len(refusals(taken)) == 1
    with within(everywhere()):
        assert book_queries.standing(CITY, "5002") == 16 * 450_000
    whole()


def test_a_month_is_closed_without_the_voucher_or_with_it_but_never_changed_after(office):
    november = date(2022, 11, 2)
    with within(everywhere()):
        close = books.propose_close(ledger=CITY, month=TODAY, **Office.act(office.finance, november))
    told = {
        "ledger": CITY,
        "on": TODAY,
        "code": "4101",
        "amount_fen": 700,
        "text": "利息",
        "actor": office.finance.actor("test"),
        "now": at(november),
    }
    answers = at_once(
        lambda: books.confirm_close(close=close.pk, **Office.act(office.cashier, november)), *(lambda: books.receive(**told) for _ in range(3))
    )  # fmt: skip
    closed = not isinstance(answers[0], Exception)
    assert len(refusals(answers[1:])) == (3 if closed else len(refusals(answers[1:])))
    with within(everywhere()):
        close.refresh_from_db()
        if close.confirmed_by_id:
            assert books.digest(book_queries.balances(CITY, TODAY)) == close.digest
    whole()


def test_no_line_is_slipped_under_an_old_voucher(office):
    told = "insert into benefits_voucherline (voucher_id, code, debit_fen, credit_fen, ledger, district) select id, '1003', 0, 0, 1, 1 from benefits_voucher limit 1"
    with (
        pytest.raises(IntegrityError, match="was written before"),
        unguarded("a stranger's statement"),
        within(everywhere()),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(told)


def killed_everywhere(work, told):
    """Kill the work at twenty points and find the database untouched each time; then do it, whole."""
    rehearsal = Rehearsal.of(work, told)
    before = everything()
    for step in spread(rehearsal.steps)[:-1]:
        killed_at(work, step, told)
        assert everything() == before, f"Killed at step {step} of {rehearsal.steps}, it left something behind"
    with within(everywhere()):
        work()
        assert row_counts() == rehearsal.rows
    whole()


def test_an_approval_killed_anywhere_grants_all_or_nothing(office, tmp_path):
    with within(everywhere()):
        (firm,), (worker,) = employers(1), workers(1)
        facts = GRADE_FOUR | {"area_average_wage": "4000"}
        claim = a_claim(worker, firm, ("disability_lump_sum", "disability_allowance"), date(2014, 1, 10), facts=facts)
        matter = entered(office, claim, declared(firm, date(2013, 1, 1), 14, 200_000))
        submitted(office, matter)
        claims.review(matter=matter.pk, **Office.act(office.reviewer))
    killed_everywhere(lambda: claims.approve(matter=matter.pk, **Office.act(office.approver)), tmp_path / "told")
    with within(everywhere()):
        assert (Payable.objects.count(), PeriodicBenefit.objects.count()) == (1, 1)


def test_run_batch_and_statement_killed_anywhere_lose_nothing_and_pay_nothing_twice(office, tmp_path):
    with within(everywhere()):
        grade_ten(office, 2)
        a_pensioner(office, 9)
    killed_everywhere(lambda: periodic.run_month(month=OCTOBER, **Office.act(office.finance)), tmp_path / "run")
    killed_everywhere(lambda: payments.make_batch(**Office.act(office.finance)), tmp_path / "batch")
    with within(everywhere()):
        batch = PaymentOrder.objects.first().batch
        payments.release_batch(batch=batch.pk, **Office.act(office.cashier))
        first, second = (one.reference for one in batch.orders.order_by("reference")[:2])
        content = answered(batch, returned={first: "销户", second: "户名不符"})
    killed_everywhere(
        lambda: reconciliation.take_statement(batch=batch.pk, content=content, **Office.act(office.finance)), tmp_path / "bank"
    )
    with within(everywhere()):
        assert Payable.objects.filter(state="paid").count() == 16 and Payable.objects.filter(state="returned").count() == 2


def test_an_adoption_killed_anywhere_raises_everybody_or_nobody(office, tmp_path):
    with within(everywhere()):
        a_pensioner(office)
        periodic.run_month(month=date(2022, 9, 1), **Office.act(office.finance))
        rise = rises.rehearse(year=2022, pay_month=OCTOBER, changes={}, document="苏人社发〔2022〕", **Office.act(office.clerk))
    killed_everywhere(lambda: rises.adopt(rise=rise.pk, **Office.act(office.approver)), tmp_path / "told")
    with within(everywhere()):
        assert PeriodicBenefit.objects.get().amount_fen == 473_500
