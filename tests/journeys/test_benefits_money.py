"""Money that comes back, rises, or was too much: a bank return, planted errors of the bank, a yearly rise, instalments, a month closed."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from gongdun.areas.benefits.models import Instalment, MonthClose, Overpayment, Payable, PaymentOrder, PeriodicBenefit, Voucher
from gongdun.areas.benefits.operations import books, overpayments, payments, periodic, reconciliation, rises, values, watching
from gongdun.areas.benefits.operations.notices import NoticeRow, take_notices
from gongdun.areas.benefits.operations.overpayments import Planned
from gongdun.areas.benefits.operations.values import Proposal
from gongdun.areas.benefits.queries import books as book_queries
from gongdun.areas.benefits.queries import rises as rise_queries
from gongdun.areas.benefits.queries.periodic import paid_beyond, unverified
from gongdun.desk.operations import matters
from gongdun.law.refusal import Refusal
from gongdun.site.builders import JOB, at, employers, workers
from gongdun.vault.writing import unguarded
from tests.benefits_office import (
    CITY,
    FICTITIOUS,
    TODAY,
    Office,
    a_claim,
    an_account,
    answered,
    approved,
    bank_csv,
    declared,
    entered,
    owed,
    paid,
    sent,
)
from tests.journeys.test_benefits_paid import INJURED, RESIGNED, YEAR_BEFORE, office

__all__ = ["office"]
pytestmark = pytest.mark.django_db
TEN = {"grade": 10, "concluded_on": "2022-07-20", "insured_at_injury": True}


def grade_ten(held, count, base_fen=600_000):
    """Lump sums of seven months each; every worker with a recognition of their own."""
    (firm,) = employers(1)
    for place, worker in enumerate(workers(count), start=1):
        claim = a_claim(worker, firm, ("disability_lump_sum",), INJURED, facts=TEN, recognition=f"常人社工认〔2022〕{place}号")
        approved(held, entered(held, claim, declared(firm, YEAR_BEFORE, 13, base_fen)))


def test_a_sum_the_bank_returned_is_paid_to_the_corrected_account_and_once(office):
    grade_ten(office, 1)
    batch = sent(office)
    (order,) = batch.orders.all()
    content = answered(batch, returned={order.reference: "账号户名不符"})
    statement = reconciliation.take_statement(batch=batch.pk, content=content, **Office.act(office.finance))
    assert (statement.figures["returned"], statement.figures["bank_fen"], statement.figures["difference_fen"]) == (1, 0, 0)
    assert owed() == [("disability_lump_sum", 4_200_000, "returned")] and book_queries.standing(CITY, "5002") == 0
    with pytest.raises(Refusal, match="already taken in"):
        reconciliation.take_statement(batch=batch.pk, content=content, **Office.act(office.finance))
    with pytest.raises(Refusal, match="Nothing is ready"):
        payments.make_batch(**Office.act(office.finance))
    (payable,) = Payable.objects.all()
    told = {"payable": payable.pk, "payee_name": payable.payee_name, "account_key": an_account(77), "now": at(TODAY)}
    payments.correct_account(reason="本人持社保卡更正", actor=office.clerk.actor("test"), **told)
    with pytest.raises(Refusal, match="Only a sum that the bank returned"):
        payments.correct_account(reason="再改", actor=office.clerk.actor("test"), **told)
    again = paid(office)
    assert owed() == [("disability_lump_sum", 4_200_000, "paid")]
    assert list(payable.orders.values_list("state", flat=True)) == ["returned", "paid"]
    assert book_queries.standing(CITY, "5002") == 4_200_000
    advice = payments.issue_advice(order=again.orders.get().pk, **Office.act(office.finance))
    assert advice.number == "市本级待付〔2022〕1号" and "6222" not in str(advice.tree)


def test_lost_doubled_returned_and_unknown_lines_are_found_and_both_sides_agree_to_the_fen(office):
    grade_ten(office, 6)
    batch = sent(office)
    one, two, three, four, five, six = (order.reference for order in batch.orders.order_by("reference"))
    fen = 4_200_000
    rows = [
        ("S1", one, fen, "成功", TODAY, ""), ("S2", two, fen, "成功", TODAY, ""), ("S3", two, fen, "成功", TODAY, ""),
        ("S4", three, fen, "退回", TODAY, "账户已销户"), ("S5", four, fen - 1, "成功", TODAY, ""), ("S6", "GD0120229", 100, "成功", TODAY, ""),
        ("S7", five, fen, "成功", TODAY, ""), ("S8", five, fen, "退回", TODAY, "入账后退汇"),
    ]  # fmt: skip
    figures = reconciliation.take_statement(batch=batch.pk, content=bank_csv(rows), **Office.act(office.finance)).figures
    assert {name: figures[name] for name in ("paid", "returned", "doubled", "differs", "unknown", "lost", "difference_fen")} == {
        "paid": 2, "returned": 2, "doubled": 1, "differs": 1, "unknown": 1, "lost": 2, "difference_fen": 0,
    }  # fmt: skip
    # Out: five payments of 42000.00, of which one a fen short, and 1.00 to nobody; back: one.
    assert figures["bank_fen"] == figures["book_fen"] == 4 * fen - 1 + 100
    assert figures["astray_fen"] == book_queries.standing(CITY, "1101") == fen + fen - 1 + 100
    assert book_queries.standing(CITY, "5002") == 2 * fen
    assert {one.reference for one in PaymentOrder.objects.filter(state="open")} == {four, six}
    payments.call_back(reference=six, reason="银行书面确认未支付", actor=office.finance.actor("test"), now=at(TODAY))
    reconciliation.note_refund(batch=batch.pk, amount_fen=fen, receipt="回单0099", **Office.act(office.finance))
    assert book_queries.standing(CITY, "1101") == fen - 1 + 100
    assert paid(office).orders.count() == 1
    assert book_queries.standing(CITY, "5002") == 3 * fen
    assert book_queries.standing(CITY, "1004") == 100_000_000_00 - 3 * fen - (fen - 1 + 100)
    with pytest.raises(Refusal, match="stands twice in the file"):
        reconciliation.take_statement(batch=batch.pk, content=bank_csv([rows[0], rows[0]]), **Office.act(office.finance))
    with pytest.raises(Refusal, match="already taken in with an earlier"):
        reconciliation.take_statement(batch=batch.pk, content=bank_csv([rows[0]]), **Office.act(office.finance))


NOTICE = {
    **{f"rise_allowance.{grade}": {"2022-01-01": rise} for grade, rise in ((1, "289"), (2, "257"), (3, "240"), (4, "235"))},
    "rise_allowance_rate": {"2022-01-01": "0.0613"}, "rise_covers_until": {"2022-01-01": "2021-12-31"}, "rise_care_rate": {"2022-01-01": "0.0458"},
    "care_minimum.1": {"2022-01-01": "3745"}, "care_minimum.2": {"2022-01-01": "2996"}, "care_minimum.3": {"2022-01-01": "2247"},
    "rise_dependant": {"2022-01-01": "70"},
}  # fmt: skip


def a_pensioner(held, number=1):
    """Grade 4 since 2021 with 4500.00 a month, paid from July 2021 to September 2022."""
    (firm,), (worker,) = employers(1), workers(1, first=number)
    facts = {"grade": 4, "concluded_on": "2021-06-20", "insured_at_injury": True, "area_average_wage": "6500"}
    claim = a_claim(worker, firm, ("disability_allowance",), date(2021, 1, 10), facts=facts, recognition=f"常人社工认〔2021〕{number}号")
    approved(held, entered(held, claim, declared(firm, date(2020, 1, 1), 14, 600_000), date(2022, 1, 20)), date(2022, 1, 20))
    return worker


def test_a_yearly_rise_is_rehearsed_before_the_notice_and_pays_its_arrears_after_it(office):
    worker = a_pensioner(office)
    september = date(2022, 9, 20)
    assert periodic.run_month(month=september, **Office.act(office.finance, september)) == {"sums": 15, "fen": 15 * 450_000, "benefits": 1}
    told = {"year": 2022, "pay_month": date(2022, 10, 1), "document": "苏人社发〔2022〕（征求意见稿）"}
    rise = rises.rehearse(changes=NOTICE, **told, **Office.act(office.clerk, september))
    (row,) = rise.rows.all()
    assert (row.before_fen, row.after_fen, row.back_pay_fen) == (450_000, 473_500, 211_500)
    opened = rise_queries.sheet(row)
    assert str(opened.amounts["new_amount"]) == "4735.00" and any(one.status == "draft" for one in opened.doubtful)
    assert rise_queries.summary(rise) == [
        {"benefit": "disability_allowance", "level": "4", "persons": 1, "monthly_fen": 23_500, "back_pay_fen": 211_500}
    ]
    assert PeriodicBenefit.objects.get().amount_fen == 450_000
    with pytest.raises(Refusal):  # on 20 September the notice is not published yet
        rises.adopt(rise=rise.pk, **Office.act(office.approver, september))
    rises.adopt(rise=rise.pk, **Office.act(office.approver))
    with pytest.raises(Refusal, match="already adopted"):
        rises.adopt(rise=rise.pk, **Office.act(office.director))
    assert periodic.run_month(month=TODAY, **Office.act(office.finance)) == {"sums": 1, "fen": 473_500, "benefits": 1}
    paid(office)
    assert sum(fen for _, fen, state in owed(person_key=worker.person_key) if state == "paid") == 15 * 450_000 + 211_500 + 473_500


def test_an_overpayment_comes_back_in_instalments_and_from_a_later_payment(office):
    worker = a_pensioner(office)
    periodic.run_month(month=date(2022, 9, 1), **Office.act(office.finance))
    paid(office)
    before = book_queries.standing(CITY, "5002")
    told = {"benefit": "disability_allowance", "amount_fen": 300_000, "reason": "2022年8月工资核减后多付"}
    matter = overpayments.open_overpayment(worker=worker, **told, **Office.act(office.clerk))
    matters.move(matter=matter.pk, move="confirm", **Office.act(office.approver))
    plan = [Planned(TODAY, 100_000, "refund"), Planned(TODAY, 100_000, "offset"), Planned(date(2022, 12, 15), 100_000, "refund")]
    with pytest.raises(Refusal, match="add up to 200000 fen, 300000 are open"):
        overpayments.agree(matter=matter.pk, plan=plan[:2], **Office.act(office.clerk))
    overpayments.agree(matter=matter.pk, plan=plan, **Office.act(office.clerk))
    overpayments.receive_refund(matter=matter.pk, position=1, receipt="回单1001", **Office.act(office.finance))
    periodic.run_month(month=TODAY, **Office.act(office.finance))
    batch = paid(office)
    assert batch.total_fen == 350_000
    assert list(Instalment.objects.values_list("received_on", flat=True)) == [TODAY, TODAY, None]
    with pytest.raises(Refusal, match="100000 fen are not returned"):
        matters.move(matter=matter.pk, move="finish", **Office.act(office.finance))
    overpayments.receive_refund(matter=matter.pk, position=3, receipt="回单1003", **Office.act(office.finance, date(2022, 12, 15)))
    matters.move(matter=matter.pk, move="finish", **Office.act(office.finance, date(2022, 12, 15)))
    assert Overpayment.objects.get().open_fen == 0
    # One more month of 4500.00, and 3000.00 back: two refunds and one offset.
    assert book_queries.standing(CITY, "5002") - before == 450_000 - 300_000


def test_a_closed_month_takes_nothing_any_more_and_the_database_says_so_too(office):
    november = date(2022, 11, 3)
    before = Office.act(office.finance, november)
    with pytest.raises(Refusal, match="is not over yet"):
        books.propose_close(ledger=CITY, month=TODAY, **Office.act(office.finance))
    close = books.propose_close(ledger=CITY, month=TODAY, **before)
    with pytest.raises(Refusal, match="You proposed this close yourself"):
        books.confirm_close(close=close.pk, **before)
    late = books.receive(
        ledger=CITY, on=date(2022, 10, 31), code="4101", amount_fen=500, text="利息", actor=office.finance.actor("test"), now=at(november)
    )
    with pytest.raises(Refusal, match="since the close was proposed"):
        books.confirm_close(close=close.pk, **Office.act(office.cashier, november))
    books.withdraw_close(close=close.pk, actor=office.finance.actor("test"), now=at(november))
    close = books.propose_close(ledger=CITY, month=TODAY, **before)
    books.confirm_close(close=close.pk, **Office.act(office.cashier, november))
    assert MonthClose.objects.get().balances["1006"]["closing"] == 0
    told = {"ledger": CITY, "code": "4101", "amount_fen": 500, "text": "利息", "actor": office.finance.actor("test"), "now": at(november)}
    with pytest.raises(Refusal, match="2022-10 is closed"):
        books.receive(on=date(2022, 10, 31), **told)
    undone = books.reverse(voucher=late.pk, on=november, reason="重复入账", actor=office.finance.actor("test"), now=at(november))
    assert [(one.code, one.debit_fen, one.credit_fen) for one in undone.lines.all()] == [("1003", 0, 500), ("4101", 500, 0)]
    with pytest.raises(Refusal, match="already reversed"):
        books.reverse(voucher=late.pk, on=november, reason="再冲", actor=office.finance.actor("test"), now=at(november))


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("update benefits_voucher set text = 'x' where id = {v}", "permission denied"),
        ("delete from benefits_voucherline where voucher_id = {v}", "permission denied"),
    ],
)
def test_the_database_itself_keeps_the_books(office, statement, message):
    voucher = Voucher.objects.first()
    with pytest.raises(Exception, match=message), unguarded("a stranger's statement"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(v=voucher.pk))


def test_an_unbalanced_voucher_never_commits(office):
    told = "insert into benefits_voucher (number, month, \"on\", text, subject, ledger, district) values ('x', '2022-10-01', '2022-10-17', '', '', 1, 1) returning id"
    line = "insert into benefits_voucherline (voucher_id, code, debit_fen, credit_fen, ledger, district) values (%s, '1003', 1, 0, 1, 1)"
    with (
        pytest.raises(IntegrityError, match="does not balance"),
        unguarded("a stranger's statement"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(told)
        cursor.execute(line, cursor.fetchone())
        cursor.execute("set constraints all immediate")


def test_a_value_needs_two_officers_a_document_and_its_scan_and_says_who_used_it(office):
    told = {"path": "city_factor", "document": "常政办发〔2022〕（虚构）3号", "published_on": date(2022, 9, 1), "scan_name": "3.pdf"}
    with pytest.raises(Refusal, match="scan of the document"):
        values.propose_value(proposal=Proposal(scan=b"", **told), **Office.act(office.clerk))
    more = {"area": "320400", "since": date(2022, 9, 1), "value": "1.10", "is_fictitious": True}
    held = values.propose_value(proposal=Proposal(scan=b"%PDF", **told, **more), **Office.act(office.clerk))
    with pytest.raises(Refusal, match=r"is for (审批人、负责人|负责人、审批人)"):
        values.confirm_value(value=held.pk, **Office.act(office.clerk))
    values.confirm_value(value=held.pk, **Office.act(office.approver))
    (firm,), (worker,) = employers(1), workers(1)
    facts = RESIGNED | {"born_on": "1980-01-01", "ended_on": "2022-09-15"}
    claim = approved(
        office,
        entered(
            office,
            a_claim(worker, firm, ("injury_medical_subsidy",), date(2021, 3, 1), facts=facts),
            declared(firm, date(2020, 3, 1), 31, 700_000),
        ),
    )
    assert claim.items.get().amount_fen == 5_500_000
    assert claim.items.get().sheet["steps"]
    assert FICTITIOUS not in held.document


def test_who_resigned_near_retirement_and_is_declared_again_is_found_afterwards(office):
    (firm,), (worker,) = employers(1), workers(1)
    evidence = {"born_on_source": "人事档案", "resignation_letter": "辞职信", "relation_ended_proof": "解除证明", "cover_ceased": "2022-09"}
    claim = a_claim(worker, firm, ("injury_medical_subsidy",), date(2021, 3, 1), facts=RESIGNED, evidence=evidence)
    held = approved(office, entered(office, claim, declared(firm, date(2020, 3, 1), 30, 700_000)))
    assert held.checks.get(guard="resignation").told == "临退休离职，佐证齐全"
    paid(office)
    later = {worker.person_key: declared(firm, date(2022, 11, 1), 2, 700_000)}
    act = {"actor": JOB, "today": date(2023, 1, 10), "now": at(date(2023, 1, 10))}
    assert watching.watch_reemployment(declared=later, **act) == [held]
    assert watching.watch_reemployment(declared=later, **act) == []
    held.refresh_from_db()
    assert held.reemployed_on == date(2022, 11, 1)


def test_a_death_suspends_what_is_paid_later_and_data_verify_the_living(office):
    worker, other = a_pensioner(office), a_pensioner(office, 2)
    periodic.run_month(month=date(2022, 9, 1), **Office.act(office.finance))
    rows = [NoticeRow(worker.person_key, "death", date(2022, 8, 12)), NoticeRow(other.person_key, "alive", date(2022, 10, 3))]
    take_notices(rows=rows, source="公安", ledger=CITY, actor=JOB, today=TODAY, now=at(TODAY))
    batch = sent(office)
    # September was made payable before the notice came: it stops at the batch; July 2021 to August 2022 go out.
    assert owed(person_key=worker.person_key, state="stopped") == [("disability_allowance", 450_000, "stopped")]
    assert batch.orders.count() == 15 + 14
    assert periodic.run_month(month=TODAY, **Office.act(office.finance)) == {"sums": 1, "fen": 450_000, "benefits": 1}
    later = date(2023, 2, 1)
    assert periodic.verify_by_data(ledger=CITY, actor=JOB, today=later, now=at(later)) == 1
    assert [one.person_key for one in unverified(CITY, later)] == [worker.person_key]
    held = PeriodicBenefit.objects.get(person_key=worker.person_key)
    periodic.end(periodic=held.pk, last_month=date(2022, 8, 1), reason="死亡", source="公安", **Office.act(office.clerk))
    held.refresh_from_db()
    assert paid_beyond(held) == 0
