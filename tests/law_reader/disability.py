"""One-off disability grant, disability allowance (domain 02 §3; Regulation arts. 15, 35–37)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.law_reader.facts import CannotSay, day, flag, grade, month, must_flag, to_fen, yuan
from tests.law_reader.wages import own_wage, payment_month

MONTHS_FROM_2011 = {1: 27, 2: 25, 3: 23, 4: 21, 5: 18, 6: 16, 7: 13, 8: 11, 9: 9, 10: 7}
MONTHS_BEFORE_2011 = {1: 24, 2: 22, 3: 20, 4: 18, 5: 16, 6: 14, 7: 12, 8: 10, 9: 8, 10: 6}
ALLOWANCE = {1: "0.90", 2: "0.85", 3: "0.80", 4: "0.75", 5: "0.70", 6: "0.60"}

# Jiangsu's classes 1 and 2 by first month (domain 02 §8.1).
MINIMUM_WAGE = [
    (date(2026, 1, 1), 2660, 2430),
    (date(2024, 1, 1), 2490, 2260),
    (date(2021, 8, 1), 2280, 2070),
    (date(2018, 8, 1), 2020, 1830),
    (date(2017, 7, 1), 1890, 1720),
    (date(2016, 1, 1), 1770, 1600),
    (date(2014, 11, 1), 1630, 1460),
]
# The city proper with its districts is class 1; Jintan since it is one of them, Liyang since the notice of 2021 names it (CHOICES 62).
CLASS_1_SINCE = dict.fromkeys(("320400", "320402", "320404", "320411", "320412"), date(2014, 11, 1)) | {
    "320413": date(2016, 1, 1),
    "320481": date(2021, 8, 1),
}


def disability_lump_sum(facts: dict) -> Decimal:
    if flag(facts, "veteran_relapse"):
        return Decimal("0.00")
    injured_on, degree = day(facts, "injured_on"), grade(facts)
    if injured_on < date(2004, 1, 1):
        raise CannotSay("lump_sum_months", "the Regulation is in force from 2004-01-01")
    months = MONTHS_BEFORE_2011 if injured_on < date(2011, 1, 1) else MONTHS_FROM_2011
    return to_fen(own_wage(facts) * months[degree])


def minimum_wage(facts: dict) -> Decimal:
    if facts.get("minimum_wage") is not None:
        return yuan(facts, "minimum_wage")
    paid_in = payment_month(facts)
    for start, first, second in MINIMUM_WAGE:
        if facts.get("area") in CLASS_1_SINCE and start <= paid_in:
            return Decimal(first if CLASS_1_SINCE[facts["area"]] <= paid_in else second)
    raise CannotSay("minimum_wage", "no row for this area and month")


def allowance_before_top_up(facts: dict) -> Decimal | None:
    """None where no allowance is due at all."""
    degree = grade(facts)
    if degree >= 7 or (degree >= 5 and must_flag(facts, "suitable_work")) or starts_later(facts):
        return None
    refuse_retired(facts)
    return to_fen(own_wage(facts) * Fraction(ALLOWANCE[degree]))


def refuse_retired(facts: dict) -> None:
    if flag(facts, "retired"):
        raise CannotSay("retired", "after retirement the fund pays only the gap to the pension, which is no fact here")


def disability_allowance_before(facts: dict) -> Decimal:
    """The share of the own wage alone, whether or not it is earned in the month (CHOICES 64)."""
    degree = grade(facts)
    refuse_retired(facts)
    wage = own_wage(facts)
    return to_fen(wage * Fraction(ALLOWANCE[degree])) if degree <= 6 else Decimal("0.00")


def starts_later(facts: dict) -> bool:
    """Allowance and care fee start in the month after the conclusion."""
    if facts.get("concluded_on") is None or facts.get("pay_month") is None:
        return False
    return month(facts, "pay_month") <= day(facts, "concluded_on").replace(day=1)


def disability_allowance(facts: dict) -> Decimal:
    computed = allowance_before_top_up(facts)
    return Decimal("0.00") if computed is None else max(computed, to_fen(minimum_wage(facts)))


def disability_allowance_top_up(facts: dict) -> Decimal:
    computed = allowance_before_top_up(facts)
    return Decimal("0.00") if computed is None else disability_allowance(facts) - computed
