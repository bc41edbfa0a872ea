"""Own wage 本人工资 (domain 02 §2; Regulation art. 64) and the averages other items use."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.law_reader.facts import CannotSay, as_yuan, day, month, need, to_fen, yuan
from tests.law_reader.periods import plus_months

# Year of use → Jiangsu's average monthly wage that the published care minima imply (domain 02 §8.2, unverified).
AVERAGE_IN_USE = {2022: Decimal(7490), 2023: Decimal(7840)}


def average_of_actual_months(facts: dict) -> Fraction:
    if facts.get("average_wage") is not None:
        return Fraction(yuan(facts, "average_wage"))
    wages = need(facts, "wages_12m")
    if not isinstance(wages, list) or not 1 <= len(wages) <= 12:
        raise CannotSay("wages_12m", "not a list of 1 to 12 months")
    return Fraction(sum(as_yuan(wage, "wages_12m") for wage in wages)) / len(wages)


def own_wage(facts: dict) -> Fraction:
    """Exact: never rounded on the way to a benefit."""
    if facts.get("date") is not None and day(facts, "date") < date(2004, 1, 1):
        raise CannotSay("date", "the Regulation is in force from 2004-01-01")
    average = average_of_actual_months(facts)
    area_average = same_period_average(facts)
    lowest = Fraction(area_average * Decimal("0.60"))
    highest = Fraction(area_average * Decimal("3.00"))
    return min(max(average, lowest), highest)


def own_wage_shown(facts: dict) -> Decimal:
    return to_fen(own_wage(facts))


def same_period_average(facts: dict) -> Decimal:
    """The average of the injury's period; where only the death is stated, of the death's."""
    if facts.get("area_average_wage") is not None:
        return yuan(facts, "area_average_wage")
    event = "died_on" if facts.get("injured_on") is None else "injured_on"
    return average_in_use(facts, day(facts, event), "area_average_wage")


def last_year_average(facts: dict, on: date) -> Decimal:
    """Last year's average; where only the same-period average is given, that one serves both."""
    for name in ("last_year_average_wage", "area_average_wage"):
        if facts.get(name) is not None:
            return yuan(facts, name)
    return average_in_use(facts, on, "last_year_average_wage")


def average_in_use(facts: dict, on: date, name: str) -> Decimal:
    if not str(need(facts, "area")).startswith("32") or on.year not in AVERAGE_IN_USE:
        raise CannotSay(name, f"no average wage is known for {on.year}")
    return AVERAGE_IN_USE[on.year]


def payment_month(facts: dict) -> date:
    """The month paid for; unstated, the month after the conclusion, in which payment starts."""
    if facts.get("pay_month") is None and facts.get("concluded_on") is not None:
        return plus_months(day(facts, "concluded_on").replace(day=1), 1)
    return month(facts, "pay_month")
