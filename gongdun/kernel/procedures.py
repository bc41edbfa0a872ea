"""办理程序 — a Procedure is a table: states, moves between them, clocks that listen to moves, materials, documents, citations.

It is data, read top to bottom. It does not save, send or log; the desk does. It refuses to exist when it contradicts itself: a clock that
listens for a move nobody makes, a state nobody can reach, a reviewer who may be the one who entered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gongdun.kernel.roles import OFFICE_KINDS, known
from gongdun.kernel.words import Inconsistent, Title, identifier, unique


@dataclass(frozen=True)
class State:
    """Where a matter stands. `closed` ends the procedure; the file may still take notes (K23)."""

    id: str
    title: Title
    closed: bool = False
    tone: str = "accent"  # accent = now · ok = done · warn = wants attention · bad = returned or refused · rest


@dataclass(frozen=True)
class Move:
    """One step an officer makes.

    `unlike` names earlier moves whose maker may not make this one (enter ≠ review ≠ approve ≠ pay, OPR 37). `guards` are functions of the
    owning area's queries, each answering None or why not. `operation` is the owning area's own operation for this move; without one the
    desk's generic move serves. `form` names the form filled in with it. `hands_to` passes the matter to the office of that kind
    in the matter's own district, or ledger for an agency. `aside` is a move that may be made but that nobody waits for (withdrawing): it puts
    the matter into no queue.
    """

    id: str
    title: Title
    source: tuple[str, ...]
    target: str
    roles: frozenset[str]
    consequence: Title
    reason: bool = False
    unlike: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    operation: str = ""
    form: str = ""
    documents: tuple[str, ...] = ()
    identity_check: bool = False
    irreversible: bool = False
    aside: bool = False
    hands_to: str = ""  # the office kind that handles the matter afterwards
    citation: str = ""


@dataclass(frozen=True)
class Clock:
    """A statutory or internal time limit: which law clock, started, stopped, suspended and resumed by which moves.

    `law` is an id of `gongdun.law` clocks; the length, unit, rolls and citation live there by date.
    """

    id: str
    law: str
    starts: tuple[str, ...]
    stops: tuple[str, ...]
    suspends: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    holds: str = ""  # the office kind that owes the act
    internal: bool = False
    length_fact: str = ""  # the starting move's fact that holds the length, where the law leaves it to the single case


@dataclass(frozen=True)
class Material:
    """材料 — what the file must hold, for which causes, on whose demand."""

    id: str
    title: Title
    citation: str
    required: bool = True
    causes: frozenset[str] = frozenset()  # empty: always


@dataclass(frozen=True)
class Procedure:
    """A procedure in one dated version; a matter keeps the version it was opened under."""

    id: str
    title: Title
    prefix: Title  # of matter numbers: 名单 2022-09
    citation: str
    in_force_on: date
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    opening: str  # the state a matter starts in
    opened_by: frozenset[str]
    clocks: tuple[Clock, ...] = ()
    materials: tuple[Material, ...] = ()
    documents: tuple[str, ...] = ()
    form: str = ""
    ended_on: date | None = None
    index: dict[str, Move] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        identifier(self.id, "Procedure")
        states = [state.id for state in self.states]
        moves = [move.id for move in self.moves]
        unique(states, f"States of {self.id}")
        unique(moves, f"Moves of {self.id}")
        unique([clock.id for clock in self.clocks], f"Clocks of {self.id}")
        unique([material.id for material in self.materials], f"Materials of {self.id}")
        self._check_moves(set(states), set(moves))
        self._check_clocks(set(moves))
        self._check_reach()
        for role in self.opened_by:
            known(role)
        self.index.update({move.id: move for move in self.moves})

    def _check_moves(self, states: set[str], moves: set[str]) -> None:
        if self.opening not in states:
            raise Inconsistent(f"{self.id} opens in {self.opening!r}, which is none of its states.")
        for move in self.moves:
            identifier(move.id, "Move")
            if missing := ({*move.source, move.target} - states):
                raise Inconsistent(f"{self.id}: move {move.id} names unknown states {sorted(missing)}.")
            if missing := (set(move.unlike) - moves - {"open"}):
                raise Inconsistent(f"{self.id}: move {move.id} must differ from {sorted(missing)}, which nobody makes.")
            if missing := (set(move.documents) - set(self.documents)):
                raise Inconsistent(f"{self.id}: move {move.id} issues {sorted(missing)}, which the procedure does not list.")
            if move.hands_to and move.hands_to not in OFFICE_KINDS:
                raise Inconsistent(f"{self.id}: move {move.id} hands over to {move.hands_to!r}, which is no kind of office.")
            if not move.roles:
                raise Inconsistent(f"{self.id}: nobody may make the move {move.id}.")
            for role in move.roles:
                known(role)

    def _check_clocks(self, moves: set[str]) -> None:
        for clock in self.clocks:
            heard = {*clock.starts, *clock.stops, *clock.suspends, *clock.resumes, *clock.extends} - {"open"}
            if missing := heard - moves:
                raise Inconsistent(f"{self.id}: clock {clock.id} listens for {sorted(missing)}, which nobody makes.")
            if not clock.starts or not clock.stops:
                raise Inconsistent(f"{self.id}: clock {clock.id} needs a move that starts it and one that stops it.")
            if bool(clock.suspends) != bool(clock.resumes):
                raise Inconsistent(f"{self.id}: clock {clock.id} can be suspended but never resumed, or the other way round.")

    def _check_reach(self) -> None:
        reached, frontier = {self.opening}, [self.opening]
        while frontier:
            here = frontier.pop()
            ahead = {move.target for move in self.moves if here in move.source} - reached
            reached |= ahead
            frontier.extend(ahead)
        if stranded := [state.id for state in self.states if state.id not in reached]:
            raise Inconsistent(f"{self.id}: no moves lead to {stranded}.")
        stuck = [s.id for s in self.states if not s.closed and not any(s.id in move.source for move in self.moves)]
        if stuck:
            raise Inconsistent(f"{self.id}: no move leads out of {stuck}, and they are not closed.")

    def state(self, id_: str) -> State:
        return next(state for state in self.states if state.id == id_)

    def move(self, id_: str) -> Move:
        return self.index[id_]

    def moves_from(self, state: str) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if state in move.source)
