"""Opening, moving, assigning and noting matters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gongdun.desk.catalogue import catalogue, procedure_of
from gongdun.desk.models import MaterialItem, Matter
from gongdun.desk.operations import numbers, papers
from gongdun.desk.operations.timeline import append, locked, save, settle
from gongdun.desk.queries.materials import wanted
from gongdun.desk.queries.moves import why_not
from gongdun.desk.queries.tools import stands_in
from gongdun.desk.refusals import CannotMove, refuse_readers
from gongdun.kernel.procedures import Move
from gongdun.kernel.words import Title
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account, Area, Employer, Office, Worker
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation


@dataclass(frozen=True)
class Opening:
    """What a new matter is about: its ledger, district and, where a portal reads it, its party."""

    title: str
    office: Office
    ledger: int
    district: int
    party: int | None = None
    employer: Employer | None = None
    worker: Worker | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@operation
def open_matter(*, procedure: str, opening: Opening, actor: Actor, today: date, now: datetime) -> Matter:
    """A new matter under the version in force today, with its checklist, its number and its clocks."""
    version = catalogue().procedure(procedure, on=today)
    if actor.account_id is not None and version.opened_by.isdisjoint(actor.roles):
        raise Refusal(
            "Your roles do not open {procedure}. Ask a colleague with one of the roles of that procedure.", procedure=version.title
        )
    serial = numbers.take(f"matter:{procedure}", today.year)
    matter = Matter.objects.create(
        number=f"{version.prefix.zh} {today.year}-{serial:04d}", procedure=procedure, procedure_version=version.in_force_on, state=version.opening,
        title=opening.title, office=opening.office, ledger=opening.ledger, district=opening.district, party=opening.party,
        owner_id=actor.account_id, employer=opening.employer, worker=opening.worker, facts=opening.facts, opened_on=today,
    )  # fmt: skip
    MaterialItem.objects.bulk_create(
        MaterialItem(matter=matter, material=one.id, ledger=matter.ledger, district=matter.district, party=matter.party)
        for one in wanted(version, str(opening.facts.get("cause", "")))
    )
    append(matter, kind="open", actor=actor, on=today, at=now, target=version.opening, facts=opening.facts)
    settle(matter, version, today)
    journal.record(actor=actor, action=f"{procedure}.open", subject=f"matter:{matter.pk}", after={"number": matter.number, **opening.facts})
    return matter


@operation
def move(
    *, matter: int, move: str, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "",
    facts: dict[str, Any] | None = None, identity_check: str = "",
) -> Matter:  # fmt: skip
    """Make a move: role, office, separation, guards, reason and identity check held here, for screens, imports and jobs alike.

    The documents that the move names are issued with it, where they have a `draft`: an area's operation writes its own rows before it calls this.
    """
    held = locked(matter, revision)
    version = procedure_of(held)
    step = version.move(move)
    if no := why_not(held, step, actor):
        raise no
    require(step, reason, identity_check)
    before = {"state": held.state}
    covered = {"covers": str(held.owner)} if held.owner and stands_in(actor.account_id, held.owner_id, today) else {}
    append(
        held,
        kind="move",
        move=step.id,
        source=held.state,
        target=step.target,
        actor=actor,
        on=today,
        at=now,
        reason=reason,
        facts=(facts or {}) | covered,
        identity_check=identity_check,
    )
    held.state = step.target
    held.facts |= facts or {}
    issuing = held.office
    if step.hands_to:
        held.office, held.owner = receiving_office(held, step.hands_to), None
    settle(held, version, today)
    papers.issue_with(held, step, issuing, actor, today, now)
    after = {"state": held.state, **(facts or {})}
    journal.record(
        actor=actor, action=f"{held.procedure}.{step.id}", subject=f"matter:{held.pk}", before=before, after=after, reason=reason
    )
    return held


@operation
def assign(*, matter: int, to: Account, actor: Actor, today: date, now: datetime, reason: str = "") -> Matter:
    """Pass a matter to a colleague of the same office. No clock hears of it."""
    refuse_readers(actor)
    held = locked(matter, None)
    if actor.account_id is not None and actor.office_id != held.office_id:
        raise Refusal("The matter lies with {office}; only that office passes it on.", office=Title(held.office.name, held.office.name_en))
    if to.office_id != held.office_id:
        raise Refusal(
            "{name} does not work in {office}, which handles this matter. Choose a colleague of that office.",
            name=str(to),
            office=Title(held.office.name, held.office.name_en),
        )
    if to.pk in held.barred:
        raise Refusal(
            "{name} made an earlier step of this matter and may not make the next one (Operation Regulation art. 37). Choose another colleague.",
            name=str(to),
        )
    before = {"owner": held.owner_id}
    held.owner = to
    append(held, kind="assign", actor=actor, on=today, at=now, reason=reason, text=str(to))
    save(held)
    journal.record(actor=actor, action="desk.assign", subject=f"matter:{held.pk}", before=before, after={"owner": to.pk}, reason=reason)
    return held


@operation
def note(*, matter: int, text: str, actor: Actor, today: date, now: datetime) -> None:
    """A remark on the timeline; a closed procedure's file still takes them (K23)."""
    refuse_readers(actor)
    if not text.strip():
        raise Refusal("The note is empty. Write what the next colleague should know.")
    held = locked(matter, None)
    append(held, kind="note", actor=actor, on=today, at=now, text=text.strip()[:400])
    save(held)
    journal.record(actor=actor, action="desk.note", subject=f"matter:{held.pk}", after={"text": text.strip()[:400]})


def require(step: Move, reason: str, identity_check: str) -> None:
    if step.reason and not reason.strip():
        raise CannotMove("“{move}” needs a reason. Write why; it goes into the file.", move=step.title)
    if step.identity_check and not identity_check.strip():
        raise CannotMove("“{move}” needs to know how the person's identity was checked (measure 40). Choose a way.", move=step.title)


def receiving_office(matter: Matter, kind: str) -> Office:
    area = Area.objects.get(pk=matter.ledger if kind == "agency" else matter.district)
    return Office.objects.get(kind=kind, area=area)
