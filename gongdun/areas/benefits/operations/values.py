"""参数台 — one officer proposes a value with its document and scan, another confirms it; from then on determinations use it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from gongdun.areas.benefits.models import LocalValue, ValueUse
from gongdun.areas.benefits.queries import values as queries
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.law.sheet import Sheet
from gongdun.registry.models import Office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

PROPOSERS = frozenset({"intake_clerk", "reviewer", "audit_officer"})
CONFIRMERS = frozenset({"approver", "director"})


@dataclass(frozen=True)
class Proposal:
    """What is proposed. Without `value`: that the shipped values of the parameter are the ones of the document."""

    path: str
    document: str
    published_on: date
    scan: bytes
    scan_name: str
    area: str = ""
    since: date | None = None
    value: str = ""
    is_fictitious: bool = False


@operation
def propose_value(*, proposal: Proposal, actor: Actor, today: date, now: datetime) -> LocalValue:
    """Enter a value of the ledger. What the law floor cannot read is refused here, before a second officer spends time on it."""
    refuse_unless(actor, PROPOSERS)
    office = Office.objects.select_related("area").get(accounts=actor.person())
    if not proposal.scan or not proposal.document.strip():
        raise Refusal("A local value needs its document number and the scan of the document. Add both.")
    if proposal.value and proposal.since is None:
        raise Refusal("A value needs the day from which it holds. Add the day that the document names.")
    ledger = office.area.ledger_id
    queries.laid(
        queries.book(ledger), proposal.path, proposal.area, proposal.since, proposal.value, proposal.document, proposal.published_on
    )
    held = LocalValue.objects.create(
        path=proposal.path, area=proposal.area, since=proposal.since, value=proposal.value, document=proposal.document.strip(),
        published_on=proposal.published_on, scan=proposal.scan, scan_name=proposal.scan_name, scan_digest=hashlib.sha256(proposal.scan).hexdigest(),
        is_fictitious=proposal.is_fictitious, proposed_by_id=actor.person(), proposed_on=today, ledger=ledger, district=office.area_id,
    )  # fmt: skip
    journal.record(actor=actor, action="benefits.propose_value", subject=f"value:{held.pk}", after=written(held), at=now)
    return held


def written(held: LocalValue) -> dict[str, object]:
    return {
        "path": held.path, "area": held.area, "since": held.since, "value": held.value, "document": held.document, "scan": held.scan_digest,
        "fictitious": held.is_fictitious,
    }  # fmt: skip


@operation
def confirm_value(*, value: int, actor: Actor, today: date, now: datetime) -> LocalValue:
    """The second officer, who read the same document. From now on determinations of the ledger rest on it."""
    refuse_unless(actor, CONFIRMERS)
    held = open_proposal(value)
    if held.proposed_by_id == actor.person():
        raise Refusal("You proposed this value yourself; another officer confirms it (Operation Regulation art. 37).")
    held.confirmed_by_id, held.confirmed_on = actor.person(), today
    held.save()
    journal.record(actor=actor, action="benefits.confirm_value", subject=f"value:{held.pk}", after=written(held), at=now)
    return held


@operation
def refuse_value(*, value: int, reason: str, actor: Actor, today: date, now: datetime) -> LocalValue:
    refuse_unless(actor, CONFIRMERS)
    if not reason.strip():
        raise Refusal("Refusing a value needs a reason; it stands beside the value.")
    held = open_proposal(value)
    held.refused_reason = reason.strip()
    held.save()
    journal.record(actor=actor, action="benefits.refuse_value", subject=f"value:{held.pk}", after=written(held), reason=reason, at=now)
    return held


def open_proposal(value: int) -> LocalValue:
    held = LocalValue.objects.select_for_update().filter(pk=value).first()
    if held is None or held.confirmed_by_id is not None or held.refused_reason:
        raise Refusal("This value is no longer open. Look at its history; a new document makes a new value.")
    return held


def note_use(sheet: Sheet, *, ledger: int, district: int, subject: str, actor: Actor, today: date) -> None:
    """Who used which confirmed value for what, when."""
    ValueUse.objects.bulk_create(
        ValueUse(
            path=".".join([used.name, *map(str, used.key)]), value=str(used.value), document=used.document, subject=subject, used_on=today,
            account_id=actor.account_id, ledger=ledger, district=district,
        )
        for used in sheet.parameters
        if used.status == "confirmed"
    )  # fmt: skip
