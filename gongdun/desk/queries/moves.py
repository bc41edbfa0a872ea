"""Which moves a matter offers to whom, and why not the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongdun.desk.catalogue import of_area, procedure_of
from gongdun.desk.models import Matter, MatterEvent
from gongdun.desk.queries.materials import why_no_notice
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.procedures import Move
from gongdun.kernel.roles import ROLES
from gongdun.kernel.words import Title, Titles
from gongdun.vault.actors import Actor


@dataclass(frozen=True)
class OfferedMove:
    """A move of the present state; `refusal` says why it is greyed."""

    move: Move
    refusal: CannotMove | None


def offered(matter: Matter, actor: Actor) -> list[OfferedMove]:
    return [OfferedMove(step, why_not(matter, step, actor)) for step in procedure_of(matter).moves_from(matter.state)]


def why_not(matter: Matter, step: Move, actor: Actor) -> CannotMove | None:
    """None when the actor may make the move now. A job acts without an account: only state and guards hold it."""
    if matter.state not in step.source:
        state = procedure_of(matter).state(matter.state)
        return CannotMove(
            "“{move}” is not possible while the matter is “{state}”. Look at its timeline.", move=step.title, state=state.title
        )
    if actor.account_id is not None and (no := why_not_who(matter, step, actor)):
        return no
    if "supplement_notice" in step.documents and (no := why_no_notice(matter)):
        return no
    return next((no for name in step.guards if (no := of_area(matter.procedure, "queries", name)(matter))), None)


def why_not_who(matter: Matter, step: Move, actor: Actor) -> CannotMove | None:
    if step.roles.isdisjoint(actor.roles):
        names = Titles(tuple(ROLES[role].title for role in step.roles))
        return CannotMove("“{move}” is for {roles}. Pass the matter on.", move=step.title, roles=names)
    if actor.office_id != matter.office_id:
        return CannotMove(
            "The matter lies with {office}; only that office makes “{move}”.",
            move=step.title,
            office=Title(matter.office.name, matter.office.name_en),
        )
    if step.unlike and actor.account_id in earlier_makers(matter.events.all(), step.unlike):
        return CannotMove(
            "You made an earlier step of this matter; “{move}” needs another officer (Operation Regulation art. 37).", move=step.title
        )
    return None


def earlier_makers(events: Iterable[MatterEvent], moves: tuple[str, ...]) -> set[int]:
    """Who made these moves; `open` stands for opening the matter."""
    return {
        event.account_id for event in events if event.account_id and (event.move in moves or (event.kind == "open" and "open" in moves))
    }
