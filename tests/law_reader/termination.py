"""Jiangsu's injury medical subsidy and employment subsidy (domain 02 §5; Order 103 arts. 27–28, before it Order 29)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.law_reader.facts import CannotSay, day, flag, grade, number, to_fen
from tests.law_reader.periods import age
from tests.law_reader.retirement import taper
from tests.law_reader.wages import last_year_average

MEDICAL = {5: 200000, 6: 160000, 7: 120000, 8: 80000, 9: 50000, 10: 30000}
EMPLOYMENT = {5: 95000, 6: 85000, 7: 45000, 8: 35000, 9: 25000, 10: 15000}
CITY_FACTOR = Decimal("1.00")
OCCUPATIONAL_DISEASE = Decimal("1.4")

OLD_MONTHS_A_YEAR = {5: "1.4", 6: "1.2", 7: "1.0", 8: "0.8", 9: "0.4", 10: "0.2"}
OLD_AGE_FROM = (0, 20, 30, 40, 50, 55)
OLD_EMPLOYMENT_MONTHS = {
    5: (36, 30, 24, 18, 12, 6),
    6: (30, 25, 20, 15, 10, 5),
    7: (24, 20, 16, 12, 8, 4),
    8: (18, 15, 12, 9, 6, 3),
    9: (12, 10, 8, 6, 4, 2),
    10: (6, 5, 4, 3, 2, 1),
}


def raised(facts: dict) -> Decimal:
    return OCCUPATIONAL_DISEASE if flag(facts, "occupational_disease") else Decimal(1)


def average(facts: dict) -> Decimal:
    return last_year_average(facts, day(facts, "ended_on"))


def is_old_rule(facts: dict) -> bool:
    ended_on = day(facts, "ended_on")
    if ended_on < date(2005, 4, 1):
        raise CannotSay("ended_on", "no Jiangsu rule before 2005-04-01 is in the handbook")
    return ended_on < date(2015, 6, 1)


def injury_medical_subsidy(facts: dict) -> Decimal:
    degree = grade(facts)
    if degree < 5:
        return Decimal("0.00")
    if is_old_rule(facts):
        return to_fen(old_years(facts) * Decimal(OLD_MONTHS_A_YEAR[degree]) * average(facts) * raised(facts))
    return to_fen(MEDICAL[degree] * CITY_FACTOR * raised(facts) * taper(facts))


def employment_subsidy(facts: dict) -> Decimal:
    degree = grade(facts)
    if degree < 5:
        return Decimal("0.00")
    if is_old_rule(facts):
        return to_fen(old_employment_months(facts, degree) * average(facts))
    return to_fen(EMPLOYMENT[degree] * CITY_FACTOR * taper(facts))


def age_at_end(facts: dict) -> int:
    born_on, ended_on = day(facts, "born_on"), day(facts, "ended_on")
    if born_on > ended_on:
        raise CannotSay("born_on", "after the end of the labour relation")
    return age(born_on, ended_on)


def old_years(facts: dict) -> int:
    """Life expectancy less completed years of age; a part of a year counts as one."""
    left = Fraction(number(facts, "life_expectancy")) - age_at_end(facts)
    return max(0, -(-left.numerator // left.denominator))


def old_employment_months(facts: dict, degree: int) -> int:
    years = age_at_end(facts)
    if years >= 60:
        return 0
    band = max(index for index, start in enumerate(OLD_AGE_FROM) if years >= start)
    return OLD_EMPLOYMENT_MONTHS[degree][band]
