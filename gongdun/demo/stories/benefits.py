"""措施 40–42 and the fund: values confirmed by two, contributions received, claims determined, one batch paid and reconciled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from gongdun.areas.assessment.queries import grade_in_force
from gongdun.areas.benefits.models import Batch, Check, Payable
from gongdun.areas.benefits.operations import books, claims, payments, reconciliation, values
from gongdun.areas.benefits.operations.claims import NewClaim
from gongdun.areas.benefits.operations.values import Proposal
from gongdun.areas.benefits.queries.declared import DeclaredMonth
from gongdun.areas.benefits.queries.values import book, doubtful
from gongdun.areas.recognition.queries import RecognitionDecision
from gongdun.demo.accounts import Team, agencies
from gongdun.demo.stories.days import BUSINESS_DATE, JOB, at
from gongdun.desk.models import Matter
from gongdun.desk.operations.materials import check_material
from gongdun.desk.queries.materials import checklist
from gongdun.registry.models import Employer, Worker
from gongdun.vault import identities

FICTITIOUS = "演示市虚构文件〔2022〕1号"
MONEY_FEN = 60_000_000_00
PAY_DAY = date(2022, 10, 12)


def act(people: Team, post: str, day: date) -> dict[str, Any]:
    return {"actor": people.actor(post), "today": day, "now": at(day)}


def begin() -> None:
    """January: what the package ships unverified is confirmed by two, marked fictitious; the year's first money comes in."""
    for ledger, people in agencies().items():
        for name, _versions in doubtful(book(ledger)):
            told = Proposal(name, FICTITIOUS, date(2022, 1, 4), b"%PDF-1.7 fictitious", "虚构文件.pdf", is_fictitious=True)
            held = values.propose_value(proposal=told, **act(people, "intake", date(2022, 1, 10)))
            values.confirm_value(value=held.pk, **act(people, "agencyhead", date(2022, 1, 11)))
        fund(ledger, people, date(2022, 1, 12))


def fund(ledger: int, people: Team, day: date) -> None:
    finance: dict[str, Any] = {"actor": people.actor("finance"), "now": at(day)}
    books.receive(ledger=ledger, on=day, code="4001", amount_fen=MONEY_FEN, text="工伤保险费", **finance)
    books.hand_in(ledger=ledger, on=day, amount_fen=MONEY_FEN, **finance)
    plan = payments.propose_use_plan(month=day, amount_fen=MONEY_FEN, purpose="待遇支出", **act(people, "finance", day))
    payments.approve_use_plan(plan=plan.pk, **act(people, "agencydirector", day))


def declared(employer: Employer, injured_on: date, base_fen: int) -> list[DeclaredMonth]:
    """The twelve months before the injury, the same base in each."""
    months = [(injured_on.year * 12 + injured_on.month - 1 - back) for back in range(12, 0, -1)]
    return [DeclaredMonth(date(one // 12, one % 12 + 1, 1), employer.key, base_fen) for one in months]


def claimed(worker: Worker, employer: Employer, decision: RecognitionDecision, people: Team, injured_on: date, day: date) -> None:
    """A lump sum claimed, calculated, reviewed, approved: as far as the days have come."""
    if day > BUSINESS_DATE:
        return
    conclusion = grade_in_force(decision.matter)
    assert conclusion is not None
    facts = {"grade": conclusion.grade, "concluded_on": conclusion.concluded_on.isoformat(), "insured_at_injury": True}
    account = identities.keys("bank_account", [f"62220211010{worker.pk:08d}"], actor=JOB)[0]
    told = NewClaim(
        worker=worker, employer=employer, recognition=decision.number, assessment=conclusion.number, injured_on=injured_on, facts=facts,
        benefits=("disability_lump_sum",), payee_name=worker.name, account_key=account, identity_checked_by="社会保障卡",
    )  # fmt: skip
    months = declared(employer, injured_on, 480_000 + worker.pk % 40 * 10_000)
    matter = claims.open_claim(claim=told, declared=months, **act(people, "intake", day))
    for work, after in ((submitted, 1), (reviewed, 3), (approved, 5)):
        if day + timedelta(days=after) > BUSINESS_DATE:
            return
        work(matter, people, day + timedelta(days=after))


def submitted(matter: Matter, people: Team, day: date) -> None:
    claims.calculate(matter=matter.pk, **act(people, "intake", day))
    matter.refresh_from_db()
    clerk = people.actor("intake")
    for check in Check.objects.filter(claim__matter=matter, outcome="ask", answer=""):
        claims.answer_check(matter=matter.pk, guard=check.guard, answer="已核对原件，一致", actor=clerk, now=at(day))
    for line in checklist(matter):
        if line.required and line.state != "checked":
            check_material(matter=matter.pk, material=line.id, state="checked", actor=clerk, today=day)
    claims.submit(matter=matter.pk, **act(people, "intake", day))


def reviewed(matter: Matter, people: Team, day: date) -> None:
    claims.review(matter=matter.pk, **act(people, "agency2", day))


def approved(matter: Matter, people: Team, day: date) -> None:
    claims.approve(matter=matter.pk, **act(people, "agencyhead", day))


def pay() -> None:
    """October's batch of every agency with something to pay, answered by the bank to the fen."""
    for ledger, people in agencies().items():
        if Payable.objects.filter(ledger=ledger, state=Payable.State.READY).exists():
            batch = payments.make_batch(**act(people, "finance", PAY_DAY))
            payments.release_batch(batch=batch.pk, **act(people, "cashier", PAY_DAY))
            payments.bank_file(batch=batch.pk, reason="送银行代发", actor=people.actor("finance"), now=at(PAY_DAY))
            reconciliation.take_statement(batch=batch.pk, content=statement(batch), **act(people, "finance", PAY_DAY))


def statement(batch: Batch) -> bytes:
    """The bank's answer: every order paid."""
    head = ",".join(reconciliation.COLUMNS)
    orders = batch.orders.order_by("reference")
    lines = [
        f"B{batch.pk}-{place},{one.reference},{one.amount_fen // 100}.{one.amount_fen % 100:02d},成功,{PAY_DAY},"
        for place, one in enumerate(orders)
    ]
    return "\r\n".join([head, *lines, ""]).encode()
