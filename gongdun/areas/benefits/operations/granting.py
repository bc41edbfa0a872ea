"""What follows an approval: sums become payable, monthly benefits start, the determination is issued."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from gongdun.areas.benefits.documents import determination
from gongdun.areas.benefits.models import Claim, ClaimItem, Payable, PeriodicBenefit, PeriodicChange
from gongdun.areas.benefits.words import AFTER_DEATH
from gongdun.desk.documents import pdf
from gongdun.desk.models import Matter
from gongdun.desk.operations import papers
from gongdun.law.refusal import Refusal
from gongdun.vault.actors import Actor


def grant(matter: Matter, actor: Actor, today: date, now: datetime) -> Matter:
    """In the approval's own transaction. The database refuses a second live grant of the same benefit."""
    claim = Claim.objects.select_related("worker", "employer", "matter").get(matter=matter)
    items = list(claim.items.filter(state=ClaimItem.State.CALCULATED).select_related("dependant"))
    try:
        with transaction.atomic():
            claim.items.filter(state=ClaimItem.State.CALCULATED).update(state=ClaimItem.State.APPROVED)
    except IntegrityError:
        raise Refusal(
            "A benefit of this recognition was already granted to this person by another matter. Look at the recognition {number}.",
            number=claim.recognition,
        ) from None
    for item in items:
        if item.payer != "fund" or not item.amount_fen:
            continue
        start(claim, item, actor, today) if item.is_monthly else owe(claim, item, today)
    claim.decided_on = today
    claim.save()
    issue(claim, items, actor, today, now)
    return matter


def payee(claim: Claim, item: ClaimItem) -> tuple[str, int, str]:
    one = item.dependant
    return (one.name, one.account_key, one.account_mask) if one else (claim.payee_name, claim.account_key, claim.account_mask)


def owe(claim: Claim, item: ClaimItem, today: date) -> Payable:
    name, account, mask = payee(claim, item)
    return Payable.objects.create(
        subject=f"item:{item.pk}", item=item, benefit=item.benefit, person_key=item.beneficiary_key, payee_name=name, account_key=account,
        account_mask=mask, gross_fen=item.amount_fen, made_on=today, ledger=item.ledger, district=item.district, party=item.party,
    )  # fmt: skip


def start(claim: Claim, item: ClaimItem, actor: Actor, today: date) -> PeriodicBenefit:
    """The monthly benefit begins; months between its start and today's are paid by the runs of those months."""
    name, account, mask = payee(claim, item)
    first_month = item.from_month or today.replace(day=1)
    event = claim.facts["died_on"] if item.benefit in AFTER_DEATH else claim.facts["concluded_on"]
    periodic = PeriodicBenefit.objects.create(
        item=item, benefit=item.benefit, worker=claim.worker, person_key=item.beneficiary_key, payee_name=name, account_key=account,
        account_mask=mask, grade=claim.facts.get("grade"), care_level=claim.facts.get("care_level") or "", entitled_on=date.fromisoformat(event),
        from_month=first_month, amount_fen=item.amount_fen, verified_on=today, verified_by="核定时核验", ledger=item.ledger,
        district=item.district, party=item.party,
    )  # fmt: skip
    PeriodicChange.objects.create(
        periodic=periodic, kind="start", from_month=periodic.from_month, amount_fen=periodic.amount_fen, source=claim.matter.number, on=today,
        account_id=actor.account_id, ledger=item.ledger, district=item.district,
    )  # fmt: skip
    return periodic


def issue(claim: Claim, items: list[ClaimItem], actor: Actor, today: date, now: datetime) -> None:
    """待遇核定决定 — numbered by the agency; it shows the masked identity number only."""
    taken = papers.take_number("benefits/determination", claim.matter.office, today)
    facts = determination.facts_of(
        organ=taken.office.name, number=taken.number, worker=claim.worker.name, masked=claim.worker.masked_number, employer=claim.employer.name,
        recognition=claim.recognition, assessment=claim.assessment, on=today,
        rows=[
            determination.Row(item.benefit, item.dependant.name if item.dependant else claim.worker.name, item.amount_fen, item.payer, item.is_monthly, item.receipt)
            for item in items
        ],
    )  # fmt: skip
    papers.issue(matter=claim.matter, taken=taken, facts=facts, pdf=pdf(determination.compose(facts)), actor=actor, today=today, now=now)
