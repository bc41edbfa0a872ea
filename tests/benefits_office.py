"""The people of a benefits office and the claims that its tests and journeys tell of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongdun import law
from gongdun.areas.benefits.models import Batch, Claim, Payable
from gongdun.areas.benefits.operations import books, claims, payments, reconciliation, values
from gongdun.areas.benefits.operations.claims import NewClaim
from gongdun.areas.benefits.operations.values import Proposal
from gongdun.areas.benefits.queries.declared import DeclaredMonth
from gongdun.areas.benefits.queries.guards import materials_are_checked
from gongdun.areas.benefits.queries.values import book, doubtful
from gongdun.desk.models import Matter
from gongdun.desk.operations import matters
from gongdun.registry.models import Account, Employer, Worker
from gongdun.registry.operations import note_snapshot
from gongdun.site.builders import JOB, an_officer, at
from gongdun.vault import identities

TODAY = date(2022, 10, 17)
CITY = 1
FICTITIOUS = "虚构文件〔2022〕1号（演示用）"


@dataclass(frozen=True)
class Office:
    """Enter, review, approve, pay: four people, and the director and a second finance officer."""

    clerk: Account
    reviewer: Account
    approver: Account
    director: Account
    finance: Account
    cashier: Account

    @staticmethod
    def act(account: Account, day: date = TODAY) -> dict:
        return {"actor": account.actor("test"), "today": day, "now": at(day)}


def an_office(prefix: str = "benefit", area: str = "常州市") -> Office:
    def officer(post: str, name: str, *roles: str) -> Account:
        return an_officer(f"{prefix}.{post}", "agency", area, *roles, name=name)

    return Office(
        officer("clerk", "钱芳", "intake_clerk"), officer("reviewer", "何喆", "reviewer"), officer("approver", "沈立", "approver"),
        officer("director", "唐敏", "director"), officer("finance", "蒋琳", "finance_officer"), officer("cashier", "潘海", "finance_officer"),
    )  # fmt: skip


def sources_are_delivered(day: date = date(2022, 9, 30)) -> None:
    for table in ("deaths", "prisoners", "pensioners", "other_grants", "declarations"):
        note_snapshot(
            actor=JOB, table=table, month=day.replace(day=1), source="市数据共享平台", delivered_on=day, row_count=1, rejected_count=0, digest=f"{table}-{day}"
        )  # fmt: skip


def values_are_confirmed(office: Office, ledger: int = CITY) -> None:
    """What the package ships unverified, confirmed by two with a fictitious document."""
    for name, _versions in doubtful(book(ledger)):
        told = Proposal(name, FICTITIOUS, date(2022, 1, 1), b"%PDF-1.7 scan", "scan.pdf", is_fictitious=True)
        held = values.propose_value(proposal=told, **Office.act(office.clerk, date(2022, 1, 10)))
        values.confirm_value(value=held.pk, **Office.act(office.approver, date(2022, 1, 11)))
    assert doubtful(book(ledger)) == [] and doubtful(law.shipped()) != []


def an_account(number: int) -> int:
    return identities.keys("bank_account", [f"62220211010{number:08d}"], actor=JOB)[0]


def declared(employer: Employer, first: date, months: int, base_fen: int) -> list[DeclaredMonth]:
    return [
        DeclaredMonth(date(first.year + (first.month - 1 + step) // 12, (first.month - 1 + step) % 12 + 1, 1), employer.key, base_fen)
        for step in range(months)
    ]


def a_claim(worker: Worker, employer: Employer, benefits: tuple[str, ...], injured_on: date, **told) -> NewClaim:
    told = {"recognition": "常人社工认〔2021〕88号", "payee_name": worker.name, "identity_checked_by": "社会保障卡", "facts": {}} | told
    told.setdefault("account_key", an_account(worker.pk))
    return NewClaim(worker=worker, employer=employer, injured_on=injured_on, benefits=benefits, **told)


def entered(office: Office, claim: NewClaim, months: list[DeclaredMonth], day: date = TODAY) -> Matter:
    matter = claims.open_claim(claim=claim, **Office.act(office.clerk, day))
    claims.take_wages(matter=matter.pk, declared=months, actor=office.clerk.actor("test"), now=at(day))
    return matter


def submitted(office: Office, matter: Matter, day: date = TODAY) -> Claim:
    """Calculated, its materials checked, submitted."""
    claims.calculate(matter=matter.pk, **Office.act(office.clerk, day))
    matter.refresh_from_db()
    for one in matter.materials.all():
        if materials_are_checked(matter):
            matters.check_material(matter=matter.pk, material=one.material, state="checked", actor=office.clerk.actor("test"), today=day)
    claims.submit(matter=matter.pk, **Office.act(office.clerk, day))
    return Claim.objects.get(matter=matter)


def approved(office: Office, matter: Matter, day: date = TODAY) -> Claim:
    claim = submitted(office, matter, day)
    claims.review(matter=matter.pk, **Office.act(office.reviewer, day))
    if claim.total_fen > 100_000_00:
        matters.move(matter=matter.pk, move="endorse", **Office.act(office.approver, day))
        claims.approve_large(matter=matter.pk, **Office.act(office.director, day))
    else:
        claims.approve(matter=matter.pk, **Office.act(office.approver, day))
    claim.refresh_from_db()
    return claim


def money_arrives(office: Office, fen: int = 100_000_000_00, day: date = TODAY) -> None:
    """Contributions come in, are handed in, and come back by a use plan."""
    act = {"actor": office.finance.actor("test"), "now": at(day)}
    books.receive(ledger=CITY, on=day, code="4001", amount_fen=fen, text="工伤保险费", **act)
    books.hand_in(ledger=CITY, on=day, amount_fen=fen, **act)
    plan = payments.propose_use_plan(month=day, amount_fen=fen, purpose="待遇支出", **Office.act(office.finance, day))
    payments.approve_use_plan(plan=plan.pk, **Office.act(office.director, day))


def sent(office: Office, day: date = TODAY) -> Batch:
    """Everything ready in a batch, released by another, its file taken."""
    batch = payments.make_batch(**Office.act(office.finance, day))
    payments.release_batch(batch=batch.pk, **Office.act(office.cashier, day))
    payments.bank_file(batch=batch.pk, reason="送银行代发", actor=office.finance.actor("test"), now=at(day))
    return batch


def bank_csv(rows: list[tuple]) -> bytes:
    """Rows of (serial, reference, fen, outcome, day, reason)."""
    head = ",".join(reconciliation.COLUMNS)
    lines = [
        f"{serial},{reference},{fen // 100}.{fen % 100:02d},{outcome},{day},{reason}"
        for serial, reference, fen, outcome, day, reason in rows
    ]
    return "\r\n".join([head, *lines, ""]).encode()


def answered(batch: Batch, day: date = TODAY, *, returned: dict[str, str] | None = None) -> bytes:
    """The bank's statement of a batch: everything paid but the references of `returned`."""
    told = returned or {}
    return bank_csv(
        [
            (
                f"B{batch.pk}-{place}",
                one.reference,
                one.amount_fen,
                "退回" if one.reference in told else "成功",
                day,
                told.get(one.reference, ""),
            )
            for place, one in enumerate(batch.orders.order_by("reference"))
        ]
    )


def paid(office: Office, day: date = TODAY) -> Batch:
    batch = sent(office, day)
    reconciliation.take_statement(batch=batch.pk, content=answered(batch, day), **Office.act(office.finance, day))
    return batch


def owed(**told) -> list[tuple[str, int, str]]:
    return [(one.benefit, one.gross_fen, one.state) for one in Payable.objects.filter(**told).order_by("id")]
