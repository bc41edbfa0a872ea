"""Reading one fact of a case: the right type, or a plain statement of what is missing or wrong."""

from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

KNOWN = {
    "area",
    "injured_on",
    "died_on",
    "concluded_on",
    "ended_on",
    "applied_on",
    "pay_month",
    "wages_12m",
    "average_wage",
    "area_average_wage",
    "last_year_average_wage",
    "minimum_wage",
    "clock",
    "started_on",
    "suspensions",
    "extended",
    "industry",
    "risk_class",
    "pay_ratio",
    "incidence",
    "clean_cycles",
    "first_insured_on",
    "month",
    "wage",
    "scheme",
    "project_cost",
    "tier",
    "orders",
    "trade",
    "platform_rate",
    "arrears",
    "days_late",
    "last_month_paid",
    "missing_from",
    "enrolled_later_on",
    "life_expectancy",
    "benefit_before",
    "entitled_until",
    "grade",
    "care_level",
    "occupational_disease",
    "veteran_relapse",
    "in_paid_leave_period",
    "suitable_work",
    "ended_by",
    "employer_breach",
    "retired",
    "sex",
    "born_on",
    "retirement_kind",
    "dependants",
    "insured_at_injury",
    "insured_from",
    "last_year_collection",
    "prevention_spending",
}


class CannotSay(Exception):
    """The handbook gives no answer: `name` is the fact or parameter that is missing or wrong."""

    def __init__(self, name: str, because: str) -> None:
        super().__init__(f"{name}: {because}")
        self.name = name


def need(facts: dict, name: str):
    if facts.get(name) is None:
        raise CannotSay(name, "missing")
    return facts[name]


def number(facts: dict, name: str) -> Decimal:
    """A number of zero or more, from the literal text; a binary float is not exact and is refused."""
    return as_number(need(facts, name), name)


def as_number(value, name: str) -> Decimal:
    if isinstance(value, bool | float):
        raise CannotSay(name, "not an exact number")
    try:
        exact = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        raise CannotSay(name, "not a number") from None
    if not exact.is_finite() or exact < 0:
        raise CannotSay(name, "negative or not finite")
    return exact


def yuan(facts: dict, name: str) -> Decimal:
    return as_yuan(need(facts, name), name)


def as_yuan(value, name: str) -> Decimal:
    exact = as_number(value, name)
    if exact != exact.quantize(Decimal("0.01")):
        raise CannotSay(name, "finer than the fen")
    return exact


def whole(facts: dict, name: str) -> int:
    exact = number(facts, name)
    if exact != int(exact):
        raise CannotSay(name, "not a whole number")
    return int(exact)


def day(facts: dict, name: str) -> date:
    return as_day(need(facts, name), name)


def as_day(value, name: str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise CannotSay(name, "not a day of the calendar") from None


def month(facts: dict, name: str) -> date:
    """A month is written as its first day; any day of it, or YYYY-MM, names the same month."""
    value = need(facts, name)
    if isinstance(value, str) and len(value) == 7:
        value += "-01"
    return as_day(value, name).replace(day=1)


def flag(facts: dict, name: str) -> bool:
    """A boolean that is false when it is not mentioned."""
    return False if facts.get(name) is None else must_flag(facts, name)


def must_flag(facts: dict, name: str) -> bool:
    if not isinstance(need(facts, name), bool):
        raise CannotSay(name, "neither true nor false")
    return facts[name]


def choice(facts: dict, name: str, *allowed: str) -> str:
    if need(facts, name) not in allowed:
        raise CannotSay(name, f"not one of {allowed}")
    return facts[name]


def grade(facts: dict) -> int:
    value = need(facts, "grade")
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 10:
        raise CannotSay("grade", "not 1 to 10")
    return value


def to_fen(exact: Fraction | Decimal) -> Decimal:
    """Yuan, rounded once, half up, to the fen (domain 02 §12)."""
    fen = Fraction(exact) * 100
    rounded = (2 * fen.numerator + fen.denominator) // (2 * fen.denominator)
    return Decimal(rounded) / 100
