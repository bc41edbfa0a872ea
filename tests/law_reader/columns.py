"""The main benefits for millions of persons: random columns, and a second oracle in plain integers.

Money is fen in int64, dates are datetime64[D]. `case_of` turns a row back into a case, so that the Decimal reader checks this one.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import numpy as np

from tests.law_reader import death, disability, retirement, termination
from tests.law_reader.chance import money

LEVELS = ("", "full", "most", "partial")
ENDED_BY = ("worker", "employer", "expiry", "mutual")
KINDS = ("M60", "F55", "F50")


def days(rng: np.random.Generator, n: int, first: str, last: str, *marks: str) -> np.ndarray:
    """Uniform days, a third of them on or beside a mark."""
    low, high = np.datetime64(first), np.datetime64(last)
    found = low + rng.integers(0, int((high - low).astype(int)) + 1, n).astype("timedelta64[D]")
    beside = np.array(marks, "M8[D]")[rng.integers(0, len(marks), n)] + rng.integers(-1, 2, n).astype("timedelta64[D]")
    return np.where(rng.random(n) < 1 / 3, beside, found)


def random_columns(rng: np.random.Generator, n: int, decided_on: date = date(2026, 11, 2)) -> dict[str, np.ndarray]:
    """No event is after the decision; grades 5 to 10 are in the paid leave period, outside which art. 39 does not name their death."""
    today = np.datetime64(decided_on)
    average = rng.integers(150000, 1200001, n)
    injured_on = days(rng, n, "2006-01-01", "2015-01-01", "2010-12-31", "2011-01-01")
    died_on = days(rng, n, "2011-01-01", "2025-12-30", "2012-01-01", "2017-01-01", "2023-01-01")
    months = rng.integers(1, 13, n)
    mark = np.choose(rng.integers(0, 3, n), [average * 60 // 100 * months, average * 3 * months, rng.integers(0, 4 * average * months)])
    ended_on = days(rng, n, "2015-06-01", "2026-06-30", "2020-02-29", "2025-01-01", "2026-01-01")
    ended_on = np.clip(ended_on, np.datetime64("2015-06-01"), today)
    grade = rng.integers(1, 11, n)
    return {
        "injured_on": injured_on,
        "died_on": np.clip(np.maximum(died_on, injured_on), np.datetime64("2011-01-01"), today),
        "ended_on": ended_on,
        "born_on": born(rng, n, ended_on),
        "retirement_kind": rng.integers(0, 3, n),
        "wages_sum": np.maximum(mark + rng.integers(-1, 2, n), 0),
        "wages_count": months,
        "area_average_wage": average,
        "last_year_average_wage": rng.integers(150000, 1200001, n),
        "minimum_wage": rng.integers(163000, 400001, n),
        "grade": grade,
        "in_paid_leave_period": (grade >= 5) | (rng.random(n) < 0.3),
        "care_level": rng.integers(0, 4, n),
        "suitable_work": rng.random(n) < 0.3,
        "occupational_disease": rng.random(n) < 0.2,
        "employer_breach": rng.random(n) < 0.1,
        "ended_by": np.where(rng.random(n) < 0.7, 0, rng.integers(0, 4, n)),
    }


def born(rng: np.random.Generator, n: int, ended_on: np.ndarray) -> np.ndarray:
    """43 to 62 years before the end; a third of them a day beside a whole number of years and months."""
    exact = plus_months(ended_on, -12 * rng.integers(45, 62, n) + rng.integers(-4, 5, n)) + rng.integers(-1, 2, n).astype("timedelta64[D]")
    return np.where(rng.random(n) < 1 / 3, exact, ended_on - rng.integers(43 * 365, 62 * 365, n).astype("timedelta64[D]"))


def plus_months(day: np.ndarray, months) -> np.ndarray:
    """The corresponding day, or the last one of a month that lacks it."""
    month = day.astype("M8[M]")
    target = month + np.asarray(months).astype("timedelta64[M]")
    length = ((target + 1).astype("M8[D]") - target.astype("M8[D]")).astype(int)
    of_month = np.minimum((day - month.astype("M8[D]")).astype(int), length - 1)
    return target.astype("M8[D]") + of_month.astype("timedelta64[D]")


def half_up(numerator: np.ndarray, denominator) -> np.ndarray:
    return (2 * numerator + denominator) // (2 * denominator)


def table(values: dict, scale: int = 1) -> np.ndarray:
    """Grade → whole number; places without a value are 0."""
    return np.array([int(Decimal(values.get(grade, 0)) * scale) for grade in range(11)], np.int64)


def read_columns(columns: dict[str, np.ndarray], decided_on: date) -> dict[str, np.ndarray]:
    """Fen by output; `taper` in tenths, `retirement_date` in days."""
    grade, count = columns["grade"], columns["wages_count"]
    # Own wage as a fraction over 10 × count, clamped between 6/10 and 30/10 of the average.
    wage = np.clip(10 * columns["wages_sum"], 6 * columns["area_average_wage"] * count, 30 * columns["area_average_wage"] * count)
    over = 10 * count
    since_2011 = columns["injured_on"] >= np.datetime64("2011-01-01")
    months = np.where(since_2011, table(disability.MONTHS_FROM_2011)[grade], table(disability.MONTHS_BEFORE_2011)[grade])
    retires_on = retirement_dates(columns, decided_on)
    taper, leave = tapers(columns, retires_on), columns["in_paid_leave_period"]
    return {
        "own_wage": half_up(wage, over),
        "disability_lump_sum": half_up(wage * months, over),
        **allowances(columns, wage, over),
        "living_care_fee": half_up(columns["last_year_average_wage"] * np.array([0, 50, 40, 30])[columns["care_level"]] * ~leave, 100),
        "retirement_date": retires_on,
        "taper": taper,
        "injury_medical_subsidy": table(termination.MEDICAL)[grade] * np.where(columns["occupational_disease"], 14, 10) * taper,
        "employment_subsidy": table(termination.EMPLOYMENT)[grade] * 10 * taper,
        "funeral_subsidy": 6 * columns["last_year_average_wage"],
        "death_lump_sum": np.where(leave, twenty_incomes(columns["died_on"]), 0),
    }


def twenty_incomes(died_on: np.ndarray) -> np.ndarray:
    """Fen, by the income of the year before the death."""
    return np.array([2000 * death.INCOME[year] for year in range(2010, 2026)])[died_on.astype("M8[Y]").astype(int) + 1970 - 2011]


def allowances(columns: dict[str, np.ndarray], wage: np.ndarray, over: np.ndarray) -> dict[str, np.ndarray]:
    grade = columns["grade"]
    due = (grade <= 4) | ((grade <= 6) & ~columns["suitable_work"])
    computed = half_up(wage * table(disability.ALLOWANCE, 100)[grade], 100 * over)
    paid = np.where(due, np.maximum(computed, columns["minimum_wage"]), 0)
    return {"disability_allowance": paid, "disability_allowance_top_up": np.where(due, paid - computed, 0)}


def retirement_dates(columns: dict[str, np.ndarray], decided_on: date) -> np.ndarray:
    years, step, cap = (np.array([retirement.KINDS[kind][place] for kind in KINDS])[columns["retirement_kind"]] for place in (1, 2, 3))
    original = columns["born_on"].astype("M8[M]") + (12 * years).astype("timedelta64[M]")
    since = (original - np.datetime64("2025-01")).astype(int)
    delay = np.where(since < 0, 0, np.minimum(since // step + 1, cap))
    return plus_months(columns["born_on"], 12 * years + (0 if decided_on < retirement.REFORM_KNOWN_FROM else delay))


def tapers(columns: dict[str, np.ndarray], retires_on: np.ndarray) -> np.ndarray:
    """Tenths: 10, 8, 6, 4, 2, 1 by whole years left; 10 where the worker did not end it or the employer was in breach; 0 at the age."""
    left = sum((plus_months(columns["ended_on"], 12 * years) <= retires_on).astype(int) for years in range(1, 6))
    by_ladder = np.array([1, 2, 4, 6, 8, 10])[left]
    laddered = np.where((columns["ended_by"] == 0) & ~columns["employer_breach"], by_ladder, 10)
    return np.where(columns["ended_on"] >= retires_on, 0, laddered)


def case_of(columns: dict[str, np.ndarray], row: int, decided_on: date) -> dict:
    """The row as a case of the casebook's shape."""
    facts = {name: column[row].item() for name, column in columns.items()}
    count, total = facts.pop("wages_count"), facts.pop("wages_sum")
    wages = [total // count] * (count - 1)
    facts["wages_12m"] = [money(wage) for wage in [*wages, total - sum(wages)]]
    for name in ("area_average_wage", "last_year_average_wage", "minimum_wage"):
        facts[name] = money(facts[name])
    facts["retirement_kind"] = KINDS[facts["retirement_kind"]]
    facts["sex"] = retirement.KINDS[facts["retirement_kind"]][0]
    facts["ended_by"] = ENDED_BY[facts["ended_by"]]
    facts["care_level"] = LEVELS[facts["care_level"]] or None
    facts |= {"area": "320400", "pay_month": date(2026, 11, 1)}
    return {"date": decided_on, "input": {name: fact for name, fact in facts.items() if fact is not None}}


def vocabulary(columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The columns under the vocabulary's names and words, money still in fen; what a table of the engine is filled from.

    `average_wage` cannot carry a broken average in fen, so the twelve months stand as `wages_sum` and `wages_count`.
    """
    words = dict(columns)
    words["retirement_kind"] = np.array(KINDS)[columns["retirement_kind"]]
    words["sex"] = np.array([retirement.KINDS[kind][0] for kind in KINDS])[columns["retirement_kind"]]
    words["ended_by"] = np.array(ENDED_BY)[columns["ended_by"]]
    words["care_level"] = np.array(LEVELS)[columns["care_level"]]
    words["area"] = np.full(len(columns["grade"]), "320400")
    return words


def blocks(seed: int, total: int, decided_on: date, size: int = 250_000) -> Iterator[dict[str, np.ndarray]]:
    """Random columns in blocks that fit a small machine: 10^7 persons are forty of them."""
    rng = np.random.default_rng(seed)
    for start in range(0, total, size):
        yield random_columns(rng, min(size, total - start), decided_on)


def mismatches(found: dict[str, np.ndarray], expected: dict[str, np.ndarray]) -> dict[str, list[int]]:
    """Output → first rows that differ; empty when every cell is equal."""
    apart = {name: np.flatnonzero(np.asarray(found[name]) != expected[name]) for name in found}
    return {name: rows[:5].tolist() for name, rows in apart.items() if len(rows)}
