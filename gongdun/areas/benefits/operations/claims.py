"""待遇核定 — claimed, calculated by the law with the sheet kept, checked, reviewed by computing again, approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gongdun.areas.benefits import case
from gongdun.areas.benefits.case import Amount
from gongdun.areas.benefits.models import Check, Claim, ClaimItem, Dependant
from gongdun.areas.benefits.operations import granting, values
from gongdun.areas.benefits.queries import checks as check_queries
from gongdun.areas.benefits.queries import declared as declared_queries
from gongdun.areas.benefits.queries.declared import DeclaredMonth
from gongdun.areas.benefits.queries.values import book
from gongdun.areas.benefits.words import BENEFITS, MONTHLY
from gongdun.desk.models import Matter
from gongdun.desk.operations import matters
from gongdun.desk.operations.matters import Opening
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area, Employer, Office, Worker
from gongdun.vault import identities, journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

CLERKS = frozenset({"intake_clerk"})


@dataclass(frozen=True)
class Kin:
    """One dependant as claimed; numbers are the vault's keys."""

    name: str
    person_key: int
    kind: str
    sex: str
    born_on: date
    account_key: int
    is_orphan: bool = False
    is_alone: bool = False
    is_disabled: bool = False


@dataclass(frozen=True)
class NewClaim:
    """What is claimed and the facts it rests on. `facts` uses the law's vocabulary; `evidence` is what the file holds beside the materials."""

    worker: Worker
    employer: Employer
    recognition: str
    injured_on: date
    benefits: tuple[str, ...]
    facts: dict[str, Any]
    payee_name: str
    account_key: int
    assessment: str = ""
    identity_checked_by: str = ""
    evidence: dict[str, Any] = field(default_factory=dict)
    dependants: tuple[Kin, ...] = ()


def party_of(person_key: int) -> int:
    """A person's party is minus the vault's key, so that it never meets an employer's or a school's."""
    return -person_key


@operation
def open_claim(*, claim: NewClaim, actor: Actor, today: date, now: datetime, declared: Sequence[DeclaredMonth] | None = None) -> Matter:
    """Enter a claim: by whom it is paid, for which recognition, which benefits; with the declared months where they are at hand."""
    refuse_bad_claim(claim)
    office = Office.objects.select_related("area").get(accounts=actor.person())
    title = f"{claim.worker.name} · {'、'.join(BENEFITS[one].zh for one in claim.benefits)}"[:200]
    opening = Opening(
        title=title, office=office, ledger=office.area.ledger_id, district=claim.employer.district, party=party_of(claim.worker.person_key),
        employer=claim.employer, worker=claim.worker, facts={"causes": list(claim.benefits), "recognition": claim.recognition},
    )  # fmt: skip
    matter = matters.open_matter(procedure="benefit_claim", opening=opening, actor=actor, today=today, now=now)
    keys = [claim.account_key, *(one.account_key for one in claim.dependants)]
    masks = identities.masks(keys)
    held = Claim(
        matter=matter, worker=claim.worker, employer=claim.employer, recognition=claim.recognition, assessment=claim.assessment,
        injured_on=claim.injured_on, facts={**claim.facts, "injured_on": claim.injured_on.isoformat()}, payee_name=claim.payee_name,
        account_key=claim.account_key, account_mask=masks[claim.account_key], identity_checked_by=claim.identity_checked_by,
        evidence=claim.evidence, ledger=matter.ledger, district=matter.district, party=matter.party,
    )  # fmt: skip
    if declared is not None:
        with_wages(held, declared, "缴费申报")
    held.save()
    Dependant.objects.bulk_create(
        Dependant(
            claim=held, position=place, name=one.name, person_key=one.person_key, kind=one.kind, sex=one.sex, born_on=one.born_on,
            is_orphan=one.is_orphan, is_alone=one.is_alone, is_disabled=one.is_disabled, account_key=one.account_key,
            account_mask=masks[one.account_key], ledger=matter.ledger, district=matter.district, party=matter.party,
        )
        for place, one in enumerate(claim.dependants, start=1)
    )  # fmt: skip
    return matter


def refuse_bad_claim(claim: NewClaim) -> None:
    if not claim.benefits:
        raise Refusal("No benefit is claimed. Choose at least one.")
    if unknown := sorted(set(claim.benefits) - set(BENEFITS)):
        raise Refusal("There is no benefit {benefit}. Choose among the benefits of the Regulation.", benefit=unknown[0])
    if not claim.recognition.strip():
        raise Refusal("A benefit rests on a recognition decision (Regulation art. 30). Write its number.")
    if "dependants_pension" in claim.benefits and not claim.dependants:
        raise Refusal("A dependants' pension needs the dependants (Regulation art. 39). Add each with kinship and birth date.")


@operation
def take_wages(*, matter: int, declared: Sequence[DeclaredMonth], actor: Actor, now: datetime, source: str = "缴费申报") -> Claim:
    """Take over the declared bases of the twelve months before the injury; months without a declaration stay visible as gaps.

    `source` names the paper where the months are typed from one, because the declarations we hold do not reach back so far.
    """
    refuse_unless(actor, CLERKS)
    claim = open_claim_of(matter)
    with_wages(claim, declared, source)
    claim.save()
    journal.record(
        actor=actor,
        action="benefits.take_wages",
        subject=f"matter:{matter}",
        after={"gaps": case.gaps(claim.wages), "source": source},
        at=now,
    )
    return claim


def with_wages(claim: Claim, declared: Sequence[DeclaredMonth], source: str) -> None:
    """The months before the injury, whether its own month was declared, and the months after the end of the labour relation."""
    claim.wages = declared_queries.wages(declared, claim.injured_on)
    claim.evidence |= {"declared_at_injury": declared_queries.was_declared(declared, claim.injured_on), "wages_source": source}
    if ended_on := claim.facts.get("ended_on"):
        later = declared_queries.after_the_end(declared, claim.employer.key, date.fromisoformat(ended_on))
        claim.evidence |= {"declared_after_end": later}


def open_claim_of(matter: int) -> Claim:
    held = Claim.objects.select_related("matter", "worker", "employer").select_for_update(of=("self",)).get(matter_id=matter)
    if held.matter.state not in ("entered", "calculated"):
        raise Refusal("{number} was already submitted. Ask for it back before changing what it rests on.", number=held.matter.number)
    return held


@operation
def add_facts(
    *,
    matter: int,
    actor: Actor,
    now: datetime,
    facts: dict[str, Any] | None = None,
    evidence: dict[str, Any] | None = None,
    identity_checked_by: str = "",
) -> Claim:
    """Correct or complete the facts while the claim is not submitted; what was calculated is calculated again."""
    refuse_unless(actor, CLERKS)
    claim = open_claim_of(matter)
    before = {"facts": claim.facts, "evidence": claim.evidence}
    claim.facts |= facts or {}
    claim.evidence |= evidence or {}
    claim.identity_checked_by = identity_checked_by or claim.identity_checked_by
    claim.save()
    after = {"facts": claim.facts, "evidence": claim.evidence}
    journal.record(actor=actor, action="benefits.add_facts", subject=f"matter:{matter}", before=before, after=after, at=now)
    return claim


@operation
def calculate(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Every benefit by the law with its sheet, then every check. Values that nobody confirmed are refused by name."""
    held = matters.move(matter=matter, move="calculate", actor=actor, today=today, now=now, revision=revision)
    claim = Claim.objects.select_related("matter", "worker", "employer").get(matter_id=matter)
    claim.items.filter(state=ClaimItem.State.CALCULATED).delete()
    amounts = computed(claim, today)
    items = [item for amount in amounts for item in items_of(claim, amount)]
    ClaimItem.objects.bulk_create(items)
    claim.total_fen = sum(item.amount_fen for item in items if item.payer == "fund")
    claim.calculated_on = today
    claim.save()
    for amount in amounts:
        values.note_use(amount.sheet, ledger=claim.ledger, district=claim.district, subject=f"matter:{matter}", actor=actor, today=today)
    run_checks(claim, today, taper_of(amounts))
    after = {item.benefit: {"fen": item.amount_fen, "payer": item.payer, "receipt": item.receipt} for item in items}
    journal.record(actor=actor, action="benefits.calculate", subject=f"matter:{matter}", after=after, at=now)
    return held


def computed(claim: Claim, known: date) -> list[Amount]:
    area, held = Area.objects.get(pk=claim.ledger).code, book(claim.ledger)
    people = [told(one) for one in claim.dependants.all()]
    wanted = [one for one in claim.matter.facts["causes"] if one != "medical"]
    return [
        case.amount_of(
            case=case.case_of(area=area, facts=claim.facts, wages=claim.wages, dependants=people, benefit=benefit), benefit=benefit, book=held, known=known
        )
        for benefit in wanted
    ]  # fmt: skip


def told(one: Dependant) -> dict[str, Any]:
    return {
        "kind": one.kind, "born_on": one.born_on, "sex": one.sex, "orphan": one.is_orphan, "alone": one.is_alone, "disabled": one.is_disabled,
    }  # fmt: skip


def items_of(claim: Claim, amount: Amount) -> list[ClaimItem]:
    people: list[Dependant | None] = list(claim.dependants.all()) if amount.benefit == "dependants_pension" else [None]
    return [
        ClaimItem(
            claim=claim, benefit=amount.benefit, beneficiary_key=person.person_key if person else claim.worker.person_key, dependant=person,
            payer=amount.payer, is_monthly=amount.benefit in MONTHLY, amount_fen=fen, from_month=case.start_of(amount.benefit, claim.facts),
            sheet=amount.sheet.json("zh_Hans"), receipt=amount.sheet.digest, recognition=claim.recognition, ledger=claim.ledger,
            district=claim.district, party=claim.party,
        )
        for person, fen in zip(people, amount.fen, strict=True)
    ]  # fmt: skip


def taper_of(amounts: Sequence[Amount]) -> str:
    """The taper the law found, as its sheet says it; without a subsidy there is none."""
    found = [str(amount.sheet.amounts["taper"]) for amount in amounts if "taper" in amount.sheet.amounts]
    return "1.00" if not found or found[0] in ("1", "1.00") else found[0]


def run_checks(claim: Claim, today: date, taper: str) -> None:
    """Run every check anew. What a person answered stays where the check still says the same."""
    answered = {(one.guard, one.told): one for one in claim.checks.exclude(answer="")}
    claim.checks.all().delete()
    rows = []
    for one in check_queries.all_checks(check_queries.inquiry(claim, today, taper=taper)):
        kept = answered.get((one.guard, one.told))
        rows.append(
            Check(
                claim=claim, guard=one.guard, outcome=one.outcome, source=one.source[:120], told=one.told[:200], checked_on=today,
                answer=kept.answer if kept else "", answered_by_id=kept.answered_by_id if kept else None, ledger=claim.ledger, district=claim.district,
            )
        )  # fmt: skip
    Check.objects.bulk_create(rows)


@operation
def answer_check(*, matter: int, guard: str, answer: str, actor: Actor, now: datetime) -> Check:
    """What was found out about an open check. A check that stops payment cannot be talked away."""
    refuse_unless(actor, CLERKS | {"audit_officer"})
    if not answer.strip():
        raise Refusal("The answer is empty. Write what was found and where.")
    held = Check.objects.select_for_update().filter(claim__matter=matter, guard=guard).first()
    if held is None or held.outcome != "ask":
        raise Refusal("This check asks nothing. Only open checks are answered; one that stops payment needs other facts.")
    held.answer, held.answered_by_id = answer.strip()[:400], actor.person()
    held.save()
    journal.record(
        actor=actor, action="benefits.answer_check", subject=f"matter:{matter}", after={"guard": guard, "answer": held.answer}, at=now
    )
    return held


@operation
def submit(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    way = Claim.objects.get(matter_id=matter).identity_checked_by
    return matters.move(matter=matter, move="submit", actor=actor, today=today, now=now, revision=revision, identity_check=way)


@operation
def review(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Compute again from the same facts as known on the same day; a receipt that differs goes back to the clerk."""
    held = matters.move(matter=matter, move="review", actor=actor, today=today, now=now, revision=revision)
    claim = Claim.objects.select_related("matter", "worker", "employer").get(matter_id=matter)
    again = {(amount.benefit, amount.sheet.digest) for amount in computed(claim, claim.calculated_on or today)}
    kept = set(claim.items.values_list("benefit", "receipt"))
    if again != kept:
        raise Refusal(
            "Computed again, {number} gives other amounts than were submitted. Return it to the clerk, who calculates anew.",
            number=held.number,
        )
    return held


@operation
def approve(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    held = matters.move(matter=matter, move="approve", actor=actor, today=today, now=now, revision=revision)
    return granting.grant(held, actor, today, now)


@operation
def approve_large(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    held = matters.move(matter=matter, move="approve_large", actor=actor, today=today, now=now, revision=revision)
    return granting.grant(held, actor, today, now)


@operation
def refuse(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    held = matters.move(matter=matter, move="refuse", actor=actor, today=today, now=now, revision=revision, reason=reason)
    held.benefit_claim.items.update(state=ClaimItem.State.DROPPED)
    return held


@operation
def withdraw(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    held = matters.move(matter=matter, move="withdraw", actor=actor, today=today, now=now, revision=revision, reason=reason)
    held.benefit_claim.items.update(state=ClaimItem.State.DROPPED)
    return held
