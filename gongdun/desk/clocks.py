"""期限 — clocks read from a matter's events. Nothing is counted down: budget, suspensions and rolls come from the law floor.

Assigning, holding or handing a matter over is no clock event, so none of them can reset a clock (K4, K5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from gongdun import law
from gongdun.kernel.procedures import Clock, Procedure
from gongdun.kernel.words import Inconsistent


class Happened(Protocol):
    """What a clock needs to know of an event."""

    kind: str
    move: str
    on: date
    facts: dict[str, Any]


@dataclass(frozen=True)
class ClockReading:
    """One clock of a matter on a day. `stopped_on` is None while it runs; `suspended_since` while it is paused."""

    clock: Clock
    due: law.clocks.Due
    started_on: date
    stopped_on: date | None
    suspended_since: date | None

    @property
    def due_on(self) -> date:
        """Every clock of a procedure has a last day; a law clock that only says an earliest day cannot be one."""
        if self.due.due_on is None:
            raise Inconsistent(f"The clock {self.clock.law} has no last day and cannot time a procedure.")
        return self.due.due_on

    @property
    def is_running(self) -> bool:
        return self.stopped_on is None

    @property
    def is_paused(self) -> bool:
        return self.is_running and self.suspended_since is not None

    @property
    def is_kept(self) -> bool | None:
        """Whether the act came in time; None while the clock runs."""
        return None if self.stopped_on is None else self.stopped_on <= self.due_on

    def is_overdue(self, today: date) -> bool:
        return self.is_running and not self.is_paused and today > self.due_on


def readings(procedure: Procedure, events: Sequence[Happened], *, today: date, calendar: law.Calendar) -> list[ClockReading]:
    """Every clock that has started, in the order of the procedure; a clock that started again shows its last run."""
    return [found for clock in procedure.clocks if (found := read(clock, events, today=today, calendar=calendar)) is not None]


def read(clock: Clock, events: Sequence[Happened], *, today: date, calendar: law.Calendar) -> ClockReading | None:
    started_on = stopped_on = since = length = None
    suspensions: list[tuple[date, date]] = []
    extended = False
    for event in events:
        name = "open" if event.kind == "open" else event.move
        if event.kind not in ("open", "move"):
            continue
        if name in clock.starts:
            started_on, stopped_on, since, suspensions, extended = event.on, None, None, [], False
            length = event.facts[clock.length_fact] if clock.length_fact else None
        elif started_on is None or stopped_on is not None:
            continue
        elif name in clock.stops:
            stopped_on = event.on
        elif name in clock.suspends and since is None:
            since = event.on
        elif name in clock.resumes and since is not None:
            suspensions.append((since, event.on))
            since = None
        elif name in clock.extends:
            extended = True
    if started_on is None:
        return None
    held = [*suspensions, (since, stopped_on or today)] if since else suspensions
    due = law.clocks.due(clock.law, started_on, suspensions=tuple(held), extended=extended, length=length, calendar=calendar)
    return ClockReading(clock, due, started_on, stopped_on, since)


def most_pressing(found: Sequence[ClockReading]) -> ClockReading | None:
    """The running clock that falls due first; a paused one only when nothing else runs."""
    running = [reading for reading in found if reading.is_running]
    return min(running, key=lambda reading: (reading.is_paused, reading.due_on), default=None)
