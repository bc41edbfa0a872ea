"""Statutory clocks (domain 03)."""

from datetime import date, timedelta

from tests.law_reader.facts import CannotSay, as_day, choice, day, flag
from tests.law_reader.periods import next_working_day, plus_working_days, plus_years

# id → (unit, length); CD calendar days, WD working days, Y years.
LENGTHS = {
    "recognition.employer_application": ("CD", 30),
    "recognition.worker_application": ("Y", 1),
    "recognition.material_check": ("CD", 15),
    "recognition.decision": ("CD", 60),
    "recognition.decision_clear": ("CD", 15),
    "recognition.service": ("CD", 20),
    "assessment.conclusion": ("CD", 60),
    "assessment.service": ("CD", 20),
    "assessment.reassessment": ("CD", 15),
    "assessment.review": ("Y", 1),
    "advance.demand": ("WD", 3),
    "advance.employer_pays": ("WD", 5),
    "advance.repay": ("CD", 10),
    "audit.notice": ("CD", 3),
}
# Clocks whose regulation is younger than the Regulation of 2004 (domain 01): nothing runs before it is in force.
IN_FORCE_FROM = {
    "recognition.material_check": date(2011, 1, 1),
    "recognition.decision_clear": date(2011, 1, 1),
    "recognition.service": date(2011, 1, 1),
    "assessment.service": date(2014, 4, 1),
    "advance.demand": date(2011, 7, 1),
    "advance.employer_pays": date(2011, 7, 1),
    "advance.repay": date(2011, 7, 1),
    "audit.notice": date(2003, 4, 1),
}
EARLIEST = {"assessment.review", "audit.notice"}
SUSPENDED_BY_LAW = {"recognition.decision", "recognition.worker_application"}
EXTENDED_BY = {"assessment.conclusion": 30}


def clock(facts: dict) -> str:
    return choice(facts, "clock", *LENGTHS)


def length(facts: dict) -> tuple[str, int]:
    """An extension lengthens the one period: 60 + 30 is 90 days from the start, rolled once."""
    name = clock(facts)
    unit, count = LENGTHS[name]
    if day(facts, "started_on") < IN_FORCE_FROM.get(name, date(2004, 1, 1)):
        raise CannotSay("started_on", "before the clock's regulation is in force")
    if name == "assessment.service" and day(facts, "started_on") >= date(2025, 7, 1):
        count = 15
    if flag(facts, "extended"):
        if name not in EXTENDED_BY:
            raise CannotSay("extended", "no extension of a known length")
        count += EXTENDED_BY[name]
    return unit, count


def without_suspensions(facts: dict) -> date:
    start, (unit, count) = day(facts, "started_on"), length(facts)
    if unit == "Y":
        return plus_years(start, count)
    return plus_working_days(start, count) if unit == "WD" else start + timedelta(days=count)


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
    return None if next_working_day(ends_on) == ends_on else ends_on


def last_day(facts: dict) -> date:
    if clock(facts) in EARLIEST:
        raise CannotSay("clock", "has an earliest day, not a last one")
    return without_suspensions(facts) + timedelta(days=suspended_days(facts))


def due_on(facts: dict) -> date:
    return next_working_day(last_day(facts))


def earliest_on(facts: dict) -> date:
    """An earliest day does not roll."""
    if clock(facts) not in EARLIEST:
        raise CannotSay("clock", "has a last day, not an earliest one")
    return without_suspensions(facts)
