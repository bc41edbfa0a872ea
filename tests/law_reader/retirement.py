"""Statutory retirement date, as known on the day of the decision, and Jiangsu's taper (domain 02 §9, §5.3)."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

from tests.law_reader.facts import CannotSay, choice, day, flag, must_flag
from tests.law_reader.periods import plus_years

REFORM_KNOWN_FROM = date(2024, 9, 13)
KINDS = {"M60": ("M", 60, 4, 36), "F55": ("F", 55, 4, 36), "F50": ("F", 50, 2, 60)}  # sex, age, step, cap in months
LADDER = [(5, "1"), (4, "0.8"), (3, "0.6"), (2, "0.4"), (1, "0.2")]


def retirement_date(facts: dict) -> date:
    kind = retirement_kind(facts)
    sex, years, step, cap = KINDS[kind]
    if facts.get("sex") is not None and choice(facts, "sex", "M", "F") != sex:
        raise CannotSay("retirement_kind", "does not fit the sex")
    born_on = day(facts, "born_on")
    if day(facts, "date") < REFORM_KNOWN_FROM:
        return plus_years(born_on, years)
    return delayed(born_on, years, step, cap)


def retirement_kind(facts: dict) -> str:
    """A man has one kind only; a woman's has to be stated."""
    if facts.get("retirement_kind") is None and facts.get("sex") == "M":
        return "M60"
    return choice(facts, "retirement_kind", *KINDS)


def delayed(born_on: date, years: int, step: int, cap: int) -> date:
    """The day of birth in the delayed month, or that month's last day."""
    months_after_start = (born_on.year + years - 2025) * 12 + born_on.month - 1
    delay = 0 if months_after_start < 0 else min(months_after_start // step + 1, cap)
    count = (born_on.year + years) * 12 + born_on.month - 1 + delay
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(born_on.day, monthrange(year, month)[1]))


def taper(facts: dict) -> Decimal:
    ended_on = day(facts, "ended_on")
    if ended_on < date(2015, 6, 1):
        raise CannotSay("ended_on", "the taper is in force from 2015-06-01")
    if flag(facts, "retired") or ended_on >= retirement_date(facts):
        return Decimal("0")
    ended_by = choice(facts, "ended_by", "worker", "employer", "expiry", "mutual")
    if ended_by != "worker" or (facts.get("employer_breach") is not None and must_flag(facts, "employer_breach")):
        return Decimal("1")
    return ladder(ended_on, retirement_date(facts))


def ladder(ended_on: date, retires_on: date) -> Decimal:
    """n years are left when the period of n years that starts at the end of the labour relation is over by then."""
    for years, share in LADDER:
        if plus_years(ended_on, years) <= retires_on:
            return Decimal(share)
    return Decimal("0.1")
