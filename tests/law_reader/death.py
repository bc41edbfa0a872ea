"""Death benefits (domain 02 §6; Regulation arts. 39, 41; Order 18 on dependants)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.law_reader.facts import CannotSay, as_day, day, flag, grade, month, need, to_fen
from tests.law_reader.periods import age, plus_months
from tests.law_reader.wages import last_year_average, own_wage

# Income year → national urban per-capita disposable income, yuan.
INCOME = {
    2010: 19109, 2011: 21810, 2012: 24565, 2013: 26955, 2014: 28844, 2015: 31195, 2016: 33616, 2017: 36396,
    2018: 39251, 2019: 42359, 2020: 43834, 2021: 47412, 2022: 49283, 2023: 51821, 2024: 54188, 2025: 56502,
}  # fmt: skip
PUBLISHED_ON = {2023: date(2024, 1, 17), 2025: date(2026, 1, 19)}
KINDS = ("spouse", "child", "parent", "grandparent", "grandchild", "sibling")
ADULT_KINDS = ("spouse", "parent", "grandparent")


def all_three_are_due(facts: dict) -> bool:
    """Death by the injury itself or in the paid leave period: all three. Grades 1–4 after it: two only."""
    if facts.get("grade") is None or flag(facts, "in_paid_leave_period"):
        return True
    if grade(facts) >= 5:
        raise CannotSay("grade", "art. 39 has no death benefit for grades 5 to 10 after the paid leave period")
    return False


def died_on(facts: dict) -> date:
    died = day(facts, "died_on")
    if facts.get("injured_on") is not None and died < day(facts, "injured_on"):
        raise CannotSay("died_on", "before the injury")
    return died


def funeral_subsidy(facts: dict) -> Decimal:
    if died_on(facts) < date(2004, 1, 1):
        raise CannotSay("funeral_months", "the Regulation is in force from 2004-01-01")
    all_three_are_due(facts)
    return to_fen(6 * last_year_average(facts, day(facts, "died_on")))


def death_lump_sum(facts: dict) -> Decimal:
    died = died_on(facts)
    if not all_three_are_due(facts):
        return Decimal("0.00")
    if died < date(2011, 1, 1):
        raise CannotSay("died_on", "the rule of 20 times the income is in force from 2011-01-01")
    return to_fen(Decimal(20 * income_known(died.year - 1, day(facts, "date"))))


def income_known(year: int, on: date) -> int:
    """Missing until the statistics office has published; last year's figure never stands in."""
    published = PUBLISHED_ON.get(year, date(year + 1, 1, 17))
    if year not in INCOME or on < published:
        raise CannotSay("disposable_income", f"the income of {year} is not known on {on}")
    return INCOME[year]


def share(facts: dict, dependant: dict, on: date) -> Fraction:
    kind = dependant.get("kind")
    if kind not in KINDS:
        raise CannotSay("dependants", f"kind {kind}")
    if not is_dependant(dependant, on):
        return Fraction(0)
    points = 40 if kind == "spouse" else 30
    if flag(dependant, "alone") or flag(dependant, "orphan"):
        points += 10
    return Fraction(points, 100)


def is_dependant(dependant: dict, on: date) -> bool:
    if flag(dependant, "disabled"):
        return True
    if dependant.get("born_on") is None:
        raise CannotSay("dependants", "a dependant without date of birth")
    years = age(as_day(dependant["born_on"], "dependants"), on)
    if dependant["kind"] not in ADULT_KINDS:
        return years < 18
    if dependant.get("sex") not in ("M", "F"):
        raise CannotSay("dependants", "an adult dependant without sex")
    return years >= (60 if dependant["sex"] == "M" else 55)


def dependants_pension(facts: dict) -> list[Decimal]:
    """As approved on the day of the death, or on which the worker went missing; a month before the start, and a child grown up by then, has 0.00."""
    dependants = need(facts, "dependants")
    is_missing = facts.get("died_on") is None and facts.get("missing_from") is not None
    on = day(facts, "missing_from") if is_missing else died_on(facts)
    all_three_are_due(facts)
    shares = [share(facts, one, on) for one in dependants]
    if starts_later(facts, on):
        return [Decimal("0.00") for _ in dependants]
    approved = allocated(shares, own_wage(facts))
    return [Decimal("0.00") if has_grown_up(facts, one) else part for one, part in zip(dependants, approved, strict=True)]


def starts_later(facts: dict, on: date) -> bool:
    """The pension starts in the month after the death; of a missing person in the fourth month, after three months' wage (art. 41)."""
    if facts.get("pay_month") is None:
        return False
    start = plus_months(on.replace(day=1), 1)
    if facts.get("missing_from") is not None:
        start = plus_months(day(facts, "missing_from").replace(day=1), 3)
    return month(facts, "pay_month") < start


def has_grown_up(facts: dict, dependant: dict) -> bool:
    """18 and able by the first day of the payment month: the pension has stopped (Order 18 art. 4)."""
    if facts.get("pay_month") is None or dependant["kind"] in ADULT_KINDS or flag(dependant, "disabled"):
        return False
    return age(as_day(dependant["born_on"], "dependants"), month(facts, "pay_month")) >= 18


def allocated(shares: list[Fraction], wage: Fraction) -> list[Decimal]:
    """Each share rounded by itself; where they would exceed the wage, parts of the capped whole (largest remainder)."""
    alone = [to_fen(wage * one) for one in shares]
    if sum(shares) <= 1 and sum(alone) <= to_fen(wage):
        return alone
    whole = int(to_fen(wage) * 100)
    quotas = [whole * one / sum(shares) for one in shares]
    parts = [quota.numerator // quota.denominator for quota in quotas]
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - quotas[index], index))
    for index in by_remainder[: whole - sum(parts)]:
        parts[index] += 1
    return [Decimal(part) / 100 for part in parts]
