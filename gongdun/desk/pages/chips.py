"""Due chips: how long, until when, and why — from a clock's reading or from what a list keeps of it."""

from __future__ import annotations

from datetime import date

from gongdun import law
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.clocks import ClockReading
from gongdun.desk.look import Due, variant
from gongdun.desk.models import Matter
from gongdun.kernel.procedures import Clock


def of_matter(matter: Matter, today: date, calendar: law.Calendar, language: str) -> Due | None:
    """For lists: from the columns that the last move derived."""
    if matter.due_on is None:
        return None
    why = clock_title(matter, language)
    if matter.is_paused:
        return Due("held", (today - (matter.last_event_on or today)).days, matter.due_on, why)
    return running(matter.due_on, today, calendar, why, is_internal(matter))


def running(due_on: date, today: date, calendar: law.Calendar, why: str, internal: bool) -> Due:
    """A clock whose own title says that it is internal does not say so twice."""
    internal = internal and not any(word in why for word in ("内部", "internal"))
    if due_on < today:
        return Due("over", calendar.working_days(due_on, today), due_on, why, internal=internal)
    left = calendar.working_days(today, due_on)
    year = 0 if calendar.is_known(due_on) else due_on.year
    return Due(variant(days_left=0 if due_on == today else max(left, 1)), left, due_on, why, internal=internal, provisional_year=year)


def of_reading(reading: ClockReading, today: date, calendar: law.Calendar, language: str) -> Due:
    """For a matter's page: from the clock itself, with the reason of its day."""
    why = title(reading.clock.law, language)
    if reading.stopped_on is not None:
        return Due("done" if reading.is_kept else "missed", (reading.stopped_on - reading.started_on).days, reading.stopped_on, why)
    if reading.is_paused:
        return Due("held", (today - reading.suspended_since).days if reading.suspended_since else 0, reading.suspended_since, why)
    return running(reading.due_on, today, calendar, why, reading.clock.internal)


def clock_title(matter: Matter, language: str) -> str:
    clock = clock_of(matter)
    return title(clock.law, language) if clock else ""


def clock_of(matter: Matter) -> Clock | None:
    return next((clock for clock in procedure_of(matter).clocks if clock.id == matter.due_clock), None)


def is_internal(matter: Matter) -> bool:
    clock = clock_of(matter)
    return bool(clock and clock.internal)


def title(clock: str, language: str) -> str:
    return law.clocks.clock(clock).title["en" if language.startswith("en") else "zh_Hans"]
