"""Statutory clocks (domain 03)."""

from datetime import date, timedelta

from tests.law_reader.clock_table import EARLIEST, ENDS_BY_ITSELF, EXTENDED_BY, LENGTHS, SUSPENDED_BY_LAW
from tests.law_reader.facts import CannotSay, as_day, choice, day, flag
from tests.law_reader.periods import next_working_day, plus_months, plus_working_days


def clock(facts: dict) -> str:
    return choice(facts, "clock", *LENGTHS)


def length(facts: dict) -> tuple[str, int]:
    """An extension lengthens the one period: 60 + 30 is 90 days from the start, rolled once."""
    name, started = clock(facts), day(facts, "started_on")
    known = [one for one in LENGTHS[name] if one.since <= started]
    if not known:
        raise CannotSay("started_on", "before the clock's regulation is in force")
    count = known[-1].count
    if flag(facts, "extended"):
        if name not in EXTENDED_BY:
            raise CannotSay("extended", "no extension of a known length")
        count += EXTENDED_BY[name]
    return known[-1].unit, count


def without_suspensions(facts: dict) -> date:
    start, (unit, count) = day(facts, "started_on"), length(facts)
    if unit == "WD":
        return plus_working_days(start, count)
    if unit == "CD":
        return start + timedelta(days=count)
    first = start.replace(day=1)
    if unit == "NEXT_MONTH":
        return plus_months(first, count)
    if unit == "MONTHS_WHOLE":
        return plus_months(first, count) - timedelta(days=1)
    return plus_months(start, count * (12 if unit == "Y" else 1))


def suspensions(facts: dict) -> list[tuple[date, date]]:
    spans = []
    for first, last in facts.get("suspensions") or []:
        spans.append((as_day(first, "suspensions"), as_day(last, "suspensions")))
    if any(first > last for first, last in spans):
        raise CannotSay("suspensions", "ends before it starts")
    if spans and clock(facts) not in SUSPENDED_BY_LAW:
        raise CannotSay("suspensions", "this clock is not suspended by any article")
    return sorted(spans)


def suspended_days(facts: dict) -> int:
    """Days inside the running period, each counted once; one that starts after the period's end changes nothing."""
    start, due = day(facts, "started_on"), without_suspensions(facts)
    spans, suspended, reached = suspensions(facts), 0, start
    for first, last in spans:
        first = max(first, reached + timedelta(days=1))
        if first > due or last < first:
            continue
        days = (last - first).days + 1
        suspended, due, reached = suspended + days, due + timedelta(days=days), last
    return suspended


def rolled_from(facts: dict) -> date | None:
    """The day the period would have ended on, where that was a rest day."""
    ends_on = last_day(facts)
    return None if due_on(facts) == ends_on else ends_on


def last_day(facts: dict) -> date:
    if clock(facts) in EARLIEST:
        raise CannotSay("clock", "has an earliest day, not a last one")
    return without_suspensions(facts) + timedelta(days=suspended_days(facts))


def due_on(facts: dict) -> date:
    ends_on = last_day(facts)
    return ends_on if clock(facts) in ENDS_BY_ITSELF else next_working_day(ends_on)


def earliest_on(facts: dict) -> date:
    """An earliest day does not roll."""
    if clock(facts) not in EARLIEST:
        raise CannotSay("clock", "has a last day, not an earliest one")
    return without_suspensions(facts)
