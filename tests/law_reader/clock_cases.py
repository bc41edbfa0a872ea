"""Random cases of the statutory clocks."""

from datetime import date, timedelta
from random import Random

from tests.law_reader import clocks
from tests.law_reader.chance import near, some_day
from tests.law_reader.periods import plus_months


def timing(rng: Random) -> dict:
    name = rng.choice(tuple(clocks.LENGTHS))
    in_force = clocks.IN_FORCE_FROM.get(name, date(2004, 1, 1))
    started = rng.choice(
        (
            some_day(rng, max(in_force, date(2004, 2, 1)), date(2025, 6, 30)),
            near(rng, date(2025, 6, 30), date(2022, 9, 1), *[date(2005, 12, 1)] * (in_force < date(2005, 1, 1))),
            in_force + timedelta(days=rng.randint(-1, 1)) if rng.random() < 0.2 else some_day(rng, date(2014, 4, 1), date(2025, 6, 30)),
        )
    )
    started = max(date(2004, 1, 1) if name not in clocks.EARLIEST else started, min(started, latest(name)))
    facts: dict = {"clock": name, "started_on": started}
    if name in clocks.EARLIEST:
        return {"date": started, "input": facts, "ask": ["earliest_on"]}
    if name in clocks.EXTENDED_BY and rng.random() < 0.5:
        facts["extended"] = True
    if name in clocks.SUSPENDED_BY_LAW and rng.random() < 0.6:
        facts["suspensions"] = spans(rng, started)
    return {"date": date(2026, 9, 1), "input": facts, "ask": ["due_on", "rolled_from", "suspended_days"]}


def latest(name: str) -> date:
    """The last start whose end, extended and suspended, lies before 2027: no notice tells that year's rest days (CHOICES 61)."""
    unit, count = clocks.LENGTHS[name]
    months = 0 if name in clocks.UNROLLED else {"Y": 12, "M": 1}.get(unit, 0) * count
    return max(clocks.IN_FORCE_FROM.get(name, date(2004, 1, 1)), min(date(2025, 7, 15), plus_months(date(2026, 7, 15), -months)))


def spans(rng: Random, started: date) -> list[list[date]]:
    """Up to three suspensions that start inside the first 50 days; some touch or overlap."""
    found, first = [], started + timedelta(days=rng.randint(1, 20))
    for _ in range(rng.randint(1, 3)):
        last = first + timedelta(days=rng.choice((0, 1, rng.randint(0, 30))))
        found.append([first, last])
        first = last + timedelta(days=rng.choice((0, 1, 1, rng.randint(1, 12))))
    rng.shuffle(found)
    return found
