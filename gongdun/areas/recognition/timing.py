"""期限读取 — the clocks of one matter, read for the days its documents name."""

from __future__ import annotations

from datetime import date

from gongdun import law
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.clocks import ClockReading, readings
from gongdun.desk.models import Matter

DECIDING = frozenset({"decision", "decision_clear", "redo"})


def all_readings(matter: Matter, today: date) -> list[ClockReading]:
    return readings(procedure_of(matter), list(matter.events.order_by("id")), today=today, calendar=law.Calendar.shipped())


def reading_of(matter: Matter, clock: str, today: date) -> ClockReading:
    return next(one for one in all_readings(matter, today) if one.clock.id == clock)


def decision_due(matter: Matter, today: date) -> date:
    """The last day of the decision: the fifteen days of clear facts, the sixty, or those of a new decision after a revocation."""
    return min(one.due_on for one in all_readings(matter, today) if one.clock.id in DECIDING and one.is_running)
