"""What every operation at the desk does with a matter: lock it, add to its timeline, derive what lists need, save it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from gongdun import law
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.clocks import most_pressing, readings
from gongdun.desk.models import Matter, MatterEvent
from gongdun.desk.queries.moves import earlier_makers
from gongdun.desk.refusals import Changed, NotYours, refuse_readers
from gongdun.kernel.procedures import Move, Procedure
from gongdun.kernel.words import Title
from gongdun.law.refusal import Refusal
from gongdun.vault.actors import Actor


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


def held_by(actor: Actor, matter: int, revision: int | None = None) -> Matter:
    """The matter, locked, for an officer of the office that handles it: what is done to its file and not by a move."""
    refuse_readers(actor)
    held = locked(matter, revision)
    if actor.account_id is not None and actor.office_id != held.office_id:
        raise NotYours(
            "The matter lies with {office}; only that office works on its file.", office=Title(held.office.name, held.office.name_en)
        )
    return held


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
    matter.waits_for = sorted({role for step in ahead if not step.aside for role in step.roles})
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
