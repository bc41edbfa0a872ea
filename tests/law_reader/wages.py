"""Own wage 本人工资 (domain 02 §2; Regulation art. 64) and the averages other items use."""

from decimal import Decimal
from fractions import Fraction

from tests.law_reader.facts import CannotSay, as_yuan, need, to_fen, yuan


def average_of_actual_months(facts: dict) -> Fraction:
    if facts.get("average_wage") is not None:
        return Fraction(yuan(facts, "average_wage"))
    wages = need(facts, "wages_12m")
    if not isinstance(wages, list) or not 1 <= len(wages) <= 12:
        raise CannotSay("wages_12m", "not a list of 1 to 12 months")
    return Fraction(sum(as_yuan(wage, "wages_12m") for wage in wages)) / len(wages)


def own_wage(facts: dict) -> Fraction:
    """Exact: never rounded on the way to a benefit."""
    average = average_of_actual_months(facts)
    area_average = yuan(facts, "area_average_wage")
    if area_average == 0:
        raise CannotSay("area_average_wage", "zero")
    lowest = Fraction(area_average * Decimal("0.60"))
    highest = Fraction(area_average * Decimal("3.00"))
    return min(max(average, lowest), highest)


def own_wage_shown(facts: dict) -> Decimal:
    return to_fen(own_wage(facts))


def last_year_average(facts: dict) -> Decimal:
    """Last year's average; where only the same-period average is given, that one serves both."""
    for name in ("last_year_average_wage", "area_average_wage"):
        if facts.get(name) is not None:
            return yuan(facts, name)
    raise CannotSay("last_year_average_wage", "missing")
