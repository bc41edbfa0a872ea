"""Opening, moving, assigning and noting matters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gongdun import law
from gongdun.desk.catalogue import catalogue, procedure_of
from gongdun.desk.clocks import most_pressing, readings
from gongdun.desk.models import MaterialItem, Matter, MatterEvent
from gongdun.desk.operations import numbers
from gongdun.desk.queries.moves import earlier_makers, why_not
from gongdun.desk.refusals import CannotMove, Changed, refuse_readers
from gongdun.kernel.procedures import Move, Procedure
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
            "Your roles do not open {procedure}. Ask a colleague with one of the roles of that procedure.", procedure=version.title.zh
        )
    serial = numbers.take(f"matter:{procedure}", today.year)
    matter = Matter.objects.create(
        number=f"{version.prefix.zh} {today.year}-{serial:04d}", procedure=procedure, procedure_version=version.in_force_on, state=version.opening,
        title=opening.title, office=opening.office, ledger=opening.ledger, district=opening.district, party=opening.party,
        owner_id=actor.account_id, employer=opening.employer, worker=opening.worker, facts=opening.facts, opened_on=today,
    )  # fmt: skip
    MaterialItem.objects.bulk_create(
        MaterialItem(matter=matter, material=one.id, ledger=matter.ledger, district=matter.district, party=matter.party)
        for one in version.materials
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
    """Make a move: role, office, separation, guards, reason and identity check held here, for screens, imports and jobs alike."""
    held = locked(matter, revision)
    version = procedure_of(held)
    step = version.move(move)
    if no := why_not(held, step, actor):
        raise no
    require(step, reason, identity_check)
    before = {"state": held.state}
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
        facts=facts or {},
        identity_check=identity_check,
    )
    held.state = step.target
    held.facts |= facts or {}
    if step.hands_to:
        held.office, held.owner = receiving_office(held, step.hands_to), None
    settle(held, version, today)
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
        raise Refusal("The matter lies with {office}; only that office passes it on.", office=held.office.name)
    if to.office_id != held.office_id:
        raise Refusal(
            "{name} does not work in {office}, which handles this matter. Choose a colleague of that office.",
            name=str(to),
            office=held.office.name,
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


@operation
def check_material(*, matter: int, material: str, state: str, actor: Actor, today: date, remark: str = "") -> None:
    """Mark a material of the checklist as seen or checked, or as missing again."""
    item = MaterialItem.objects.select_related("matter").get(matter_id=matter, material=material)
    before = {"state": item.state}
    item.state, item.remark = state, remark
    item.received_on = None if state == "missing" else (item.received_on or today)
    item.save()
    journal.record(
        actor=actor, action="desk.check_material", subject=f"matter:{matter}", before=before, after={"material": material, "state": state}
    )


def locked(matter: int, revision: int | None) -> Matter:
    """The matter, locked; through the ORM, so that a row outside the scope is simply not there."""
    held = Matter.objects.select_for_update(of=("self",)).select_related("office__area").filter(pk=matter).first()
    if held is None:
        raise Refusal("There is no such matter among those you may see. Check the number, or ask the office that handles it.")
    if revision is not None and revision != held.revision:
        last = held.events.filter(kind__in=("move", "assign", "note")).last()
        raise Changed(
            "{name} changed this matter on {date}: {what}. Your text is kept; look at the change, then decide again.",
            name=last.account_name if last else "—", date=last.on if last else "—", what=held.last_event or "—",
        )  # fmt: skip
    return held


def require(step: Move, reason: str, identity_check: str) -> None:
    if step.reason and not reason.strip():
        raise CannotMove("“{move}” needs a reason. Write why; it goes into the file.", move=step.title.zh)
    if step.identity_check and not identity_check.strip():
        raise CannotMove("“{move}” needs to know how the person's identity was checked (measure 40). Choose a way.", move=step.title.zh)


def receiving_office(matter: Matter, kind: str) -> Office:
    area = Area.objects.get(pk=matter.ledger if kind == "agency" else matter.district)
    return Office.objects.get(kind=kind, area=area)


def append(matter: Matter, *, kind: str, actor: Actor, on: date, at: datetime, **rest: Any) -> MatterEvent:
    event = MatterEvent.objects.create(
        matter=matter, kind=kind, on=on, at=at, account_id=actor.account_id, account_name=actor.name, office_id=actor.office_id,
        ledger=matter.ledger, district=matter.district, party=matter.party, **rest,
    )  # fmt: skip
    matter.last_event_on = on
    matter.last_event = summary(matter, event)[:200]
    return event


def summary(matter: Matter, event: MatterEvent) -> str:
    if event.kind == "move":
        title = procedure_of(matter).move(event.move).title.zh
        return f"{title}：{event.reason}" if event.reason else title
    return event.text or {"open": "开立", "assign": "转交"}.get(event.kind, event.kind)


def settle(matter: Matter, version: Procedure, today: date) -> None:
    """Derive what lists need: the pressing clock, who the matter waits for, who is barred; then save."""
    events = list(matter.events.order_by("id"))
    pressing = most_pressing(readings(version, events, today=today, calendar=law.Calendar.shipped()))
    matter.due_on = pressing.due_on if pressing else None
    matter.due_clock = pressing.clock.id if pressing else ""
    matter.is_paused = bool(pressing and pressing.is_paused)
    matter.is_closed = version.state(matter.state).closed
    matter.closed_on = (matter.closed_on or today) if matter.is_closed else None
    ahead = version.moves_from(matter.state)
    matter.waits_for = sorted({role for step in ahead for role in step.roles})
    matter.barred = sorted(barred(ahead, events))
    if matter.owner_id is not None and not may_go_on(matter, ahead):
        matter.owner = None
    save(matter)


def barred(ahead: tuple[Move, ...], events: list[MatterEvent]) -> set[int]:
    """Those whom separation of duties keeps from every next move."""
    kept = [earlier_makers(events, step.unlike) for step in ahead]
    return set.intersection(*kept) if kept else set()


def may_go_on(matter: Matter, ahead: tuple[Move, ...]) -> bool:
    """Whether the owner can make some next move; otherwise the matter goes back to the office's queue."""
    owner = matter.owner
    return owner is not None and owner.pk not in matter.barred and any(not step.roles.isdisjoint(owner.roles) for step in ahead)


def save(matter: Matter) -> None:
    matter.revision += 1
    matter.save()
