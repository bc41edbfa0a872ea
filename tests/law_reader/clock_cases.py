"""Random cases of the statutory clocks."""

from datetime import date, timedelta
from random import Random

from tests.law_reader import clock_table as clocks
from tests.law_reader.chance import near, some_day


def timing(rng: Random) -> dict:
    name = rng.choice(tuple(clocks.LENGTHS))
    in_force, last = clocks.in_force_from(name), latest_start(name)
    since = max(in_force, date(2004, 2, 1))
    beside = [date(2025, 7, 1)] if name == "assessment.service" else [date(2022, 1, 1)] if name == "service.public_notice" else []
    started = rng.choice(
        (
            some_day(rng, since, last),
            near(rng, *beside, date(2025, 6, 30), date(2022, 9, 1), *[date(2005, 12, 1)] * (in_force < date(2005, 1, 1))),
            in_force + timedelta(days=rng.randint(-1, 1)) if rng.random() < 0.2 else some_day(rng, max(since, date(2014, 4, 1)), last),
        )
    )
    started = max(min(started, last), date(2004, 1, 1)) if name not in clocks.EARLIEST else min(started, last)
    facts: dict = {"clock": name, "started_on": started}
    if name in clocks.EARLIEST:
        return {"date": started, "input": facts, "ask": ["earliest_on"]}
    if name in clocks.EXTENDED_BY and rng.random() < 0.5:
        facts["extended"] = True
    if name in clocks.SUSPENDED_BY_LAW and rng.random() < 0.6:
        facts["suspensions"] = spans(rng, started)
    return {"date": date(2026, 9, 1), "input": facts, "ask": ["due_on", "rolled_from", "suspended_days"]}


def latest_start(name: str) -> date:
    """So that the end lies in the years of the calendar that both know."""
    length = clocks.LENGTHS[name][-1]
    years = length.count - 1 if length.unit == "Y" and name not in clocks.ENDS_BY_ITSELF | clocks.EARLIEST else 0
    return date(2025 - years, 7, 15)


def spans(rng: Random, started: date) -> list[list[date]]:
    """Up to three suspensions that start inside the first 50 days; some touch or overlap."""
    found, first = [], started + timedelta(days=rng.randint(1, 20))
    for _ in range(rng.randint(1, 3)):
        last = first + timedelta(days=rng.choice((0, 1, rng.randint(0, 30))))
        found.append([first, last])
        first = last + timedelta(days=rng.choice((0, 1, 1, rng.randint(1, 12))))
    rng.shuffle(found)
    return found
