"""Chance that favours boundaries: days beside named days, wages on the 60 % and 300 % marks."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random


def money(fen: int) -> str:
    return str(Decimal(fen).scaleb(-2).quantize(Decimal("0.01")))


def near(rng: Random, *days: date) -> date:
    """A named day, one beside it, or one further off."""
    return rng.choice(days) + timedelta(days=rng.choice((-1, 0, 0, 1, rng.randint(-400, 400))))


def some_day(rng: Random, first: date, last: date) -> date:
    """Any day; often a month's end, a first of the month or a leap day."""
    found = first + timedelta(days=rng.randrange((last - first).days + 1))
    shape = rng.random()
    if shape < 0.15:
        return max(first, found.replace(day=1) - timedelta(days=1))
    if shape < 0.25:
        return max(first, found.replace(day=1))
    if shape < 0.3 and first <= date(2020, 2, 29) <= last:
        return date(2020, 2, 29)
    return found


def decided(*days: date) -> date:
    """A decision some time after every event, clear of the weeks in which an income figure appears."""
    after = max(days) + timedelta(days=60)
    return after.replace(month=3, day=3) if after.month in (1, 2) else after


def wage_facts(rng: Random) -> dict:
    """An average and wages that sit on, beside and off the 60 % and 300 % marks, and on half fen."""
    average = rng.randint(150000, 1200000)
    on_a_mark = rng.choice((average * 60 // 100, average * 3, rng.randint(0, 4 * average)))
    total = max(0, on_a_mark + rng.choice((-1, 0, 0, 1, rng.randint(-3000, 3000))))
    facts = {"area_average_wage": money(average)}
    if rng.random() < 0.4:
        facts["average_wage"] = money(total)
        return facts
    months = rng.randint(1, 12)
    wages = [max(0, total + rng.randint(-3, 3) * rng.choice((0, 1, 5000))) for _ in range(months)]
    facts["wages_12m"] = [money(wage) for wage in wages]
    return facts


def averages(rng: Random) -> dict:
    fen = rng.choice((749000, 784000, rng.randint(150000, 1200000), rng.randint(15000, 120000) * 10 + 5))
    return rng.choice(({"last_year_average_wage": money(fen)}, {"area_average_wage": money(fen)}))
