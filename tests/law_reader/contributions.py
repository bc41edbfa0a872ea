"""Contributions (domain 02 §1): bases, rates with Jiangsu's floating, projects, orders, late fee, true-up."""

from datetime import date, timedelta
from decimal import Decimal

from tests.law_reader.facts import CannotSay, choice, day, flag, month, need, number, to_fen, whole, yuan
from tests.law_reader.industries import CLASS_OF_INDUSTRY
from tests.law_reader.periods import plus_years

SCHEMES = ("employee", "over_age", "intern", "new_form", "project")
LIMITS_2013 = (2564, 12820)  # from 2013-07; as published, none computed from the other
LIMITS = {2022: (4250, 21821), 2023: (4494, 24042), 2024: (4879, 24396), 2025: (4952, 24762)}
BASE_RATE = {1: "0.002", 2: "0.004", 3: "0.007", 4: "0.009", 5: "0.011", 6: "0.013", 7: "0.016", 8: "0.019"}
# First month of a floating round → the end of its measuring cycle; both rounds have the same steps (CHOICES 63).
MEASURED_UNTIL = {date(2025, 1, 1): date(2024, 9, 30), date(2023, 1, 1): date(2022, 9, 30)}
PROJECT_RATE = {1: "0.0009", 2: "0.0015", 3: "0.0025", 4: "0.003"}


def limits(facts: dict) -> tuple[Decimal, Decimal]:
    asked = month(facts, "month")
    year = asked.year
    if date(2013, 7, 1) <= asked < date(2014, 1, 1):
        return Decimal(LIMITS_2013[0]), Decimal(LIMITS_2013[1])
    if year not in LIMITS:
        raise CannotSay("contribution_limits", f"no floor and ceiling for {year}")
    return Decimal(LIMITS[year][0]), Decimal(LIMITS[year][1])


def contribution_base(facts: dict) -> Decimal:
    scheme = choice(facts, "scheme", *SCHEMES)
    if scheme == "project":
        return to_fen(yuan(facts, "project_cost"))
    if scheme == "new_form":
        if month(facts, "month") < date(2022, 7, 1):
            raise CannotSay("month", "the lowest base serves from 2022-07-01")
        return to_fen(limits(facts)[0])
    if scheme in ("over_age", "intern"):
        if month(facts, "month") < date(2021, 2, 1):
            raise CannotSay("month", "over-age workers and interns join from 2021-02-01")
        if scheme == "over_age":
            may_be_enrolled(facts)
        return to_fen(yuan(facts, "wage"))
    floor, ceiling = limits(facts)
    return to_fen(min(max(yuan(facts, "wage"), floor), ceiling))


def may_be_enrolled(facts: dict) -> None:
    """Over-age cover is for persons up to 65 without the pension procedure."""
    if flag(facts, "retired"):
        raise CannotSay("retired", "the pension procedure is done")
    if facts.get("born_on") is not None and plus_years(day(facts, "born_on"), 65) <= month(facts, "month"):
        raise CannotSay("born_on", "65 reached")


def risk_class(facts: dict) -> int:
    if facts.get("industry") is not None:
        if facts["industry"] not in CLASS_OF_INDUSTRY:
            raise CannotSay("industry", "no row in the table of 2015: a person decides")
        return CLASS_OF_INDUSTRY[facts["industry"]]
    if not 1 <= whole(facts, "risk_class") <= 8:
        raise CannotSay("risk_class", "not 1 to 8")
    return whole(facts, "risk_class")


def rate(facts: dict) -> Decimal:
    scheme = choice(facts, "scheme", *SCHEMES)
    if scheme == "project":
        if not 1 <= whole(facts, "tier") <= 4:
            raise CannotSay("tier", "not 1 to 4")
        if month(facts, "month") < date(2020, 1, 1):
            raise CannotSay("project_rate", "Jiangsu's four rates serve from 2020-01-01")
        return Decimal(PROJECT_RATE[whole(facts, "tier")])
    if scheme == "new_form":
        if month(facts, "month") < date(2023, 1, 1):
            raise CannotSay("month", "the class-5 base rate serves from 2023-01-01")
        return Decimal(BASE_RATE[5])
    if month(facts, "month") < date(2015, 10, 1):
        raise CannotSay("month", "eight classes are in force from 2015-10-01")
    danger = risk_class(facts)
    return max(Decimal(BASE_RATE[danger]) * floating(facts, danger), Decimal("0.002"))


def floating(facts: dict, danger: int) -> Decimal:
    if facts.get("pay_ratio") is None and facts.get("incidence") is None:
        return Decimal("1")
    ratio, incidence = number(facts, "pay_ratio"), number(facts, "incidence")
    if measured_until(facts) is None:
        raise CannotSay("floating", "the first floating round of the handbook is executed from 2023-01-01")
    if is_newly_insured(facts):
        return Decimal("1")
    if ratio > 1 or incidence > Decimal("0.03"):
        return Decimal("1.5")
    if ratio > Decimal("0.5") or incidence > Decimal("0.01"):
        return Decimal("1.2")
    if ratio or incidence or danger == 1:
        return Decimal("1")
    return Decimal("0.5") if facts.get("clean_cycles") is not None and whole(facts, "clean_cycles") >= 2 else Decimal("0.8")


def is_newly_insured(facts: dict) -> bool:
    """First-time insured with less than two years' contribution by the end of the measuring cycle: no floating."""
    if facts.get("first_insured_on") is None:
        return False
    ends_on = measured_until(facts)
    return ends_on is not None and plus_years(day(facts, "first_insured_on"), 2) > ends_on + timedelta(days=1)


def measured_until(facts: dict) -> date | None:
    return next((ends_on for first, ends_on in MEASURED_UNTIL.items() if first <= month(facts, "month")), None)


def over_age_cover_is_mandatory(facts: dict) -> bool:
    """Voluntary from 2021-02-01, mandatory from 2026-07-01 (domain 01 §4)."""
    if month(facts, "month") < date(2021, 2, 1):
        raise CannotSay("over_age_cover", "no rule before 2021-02-01")
    return month(facts, "month") >= date(2026, 7, 1)


def contribution(facts: dict) -> Decimal:
    """Where no wage was declared, 110 % of last month's amount is deemed (Social Insurance Law art. 62)."""
    scheme = choice(facts, "scheme", *SCHEMES)
    if scheme == "employee" and facts.get("wage") is None and facts.get("last_month_paid") is not None:
        return to_fen(yuan(facts, "last_month_paid") * Decimal("1.10"))
    return to_fen(contribution_base(facts) * rate(facts))


def late_fee(facts: dict) -> Decimal:
    """0.0005 a day from 2011-07-01; for months before it the 0.002 of the Interim Regulations (domain 01, late fee)."""
    if facts.get("month") is not None and day(facts, "month") < date(1999, 1, 22):
        raise CannotSay("late_fee_rate", "no rule before the Interim Regulations")
    is_former = facts.get("month") is not None and month(facts, "month") < date(2011, 7, 1)
    daily = Decimal("0.002") if is_former else Decimal("0.0005")
    return to_fen(yuan(facts, "arrears") * daily * whole(facts, "days_late"))


def true_up(facts: dict) -> Decimal:
    """More or less to pay once the final limits are confirmed; none is, so the handbook cannot say."""
    need(facts, "wage")
    limits(facts)
    raise CannotSay("final_contribution_limits", "no confirmed final floor and ceiling")


def true_up_between(wage: Decimal, unit_rate: Decimal, paid_within: tuple, final: tuple) -> Decimal:
    """Final contribution less the one paid under provisional limits; negative is a refund."""
    due = to_fen(min(max(wage, final[0]), final[1]) * unit_rate)
    return due - to_fen(min(max(wage, paid_within[0]), paid_within[1]) * unit_rate)


def order_contribution(facts: dict) -> Decimal:
    return to_fen(whole(facts, "orders") * order_fee(facts))


def order_fee(facts: dict) -> Decimal:
    trade, when = choice(facts, "trade", "ride", "delivery", "freight"), month(facts, "month")
    if when < date(2022, 7, 1):
        raise CannotSay("month", "the pilot starts on 2022-07-01")
    is_former = when < date(2025, 7, 1)
    if trade != "delivery":
        return Decimal({"ride": "0.04", "freight": "0.2"}[trade] if is_former else {"ride": "0.01", "freight": "0.18"}[trade])
    return Decimal("0.25") if is_former and facts.get("platform_rate") is None else platform_fee(facts, "0.06" if is_former else "0.07")


def platform_fee(facts: dict, lower: str) -> Decimal:
    """A platform's own of two amounts: take-out at 0.06 before 2025-07, new platforms at 0.07 since; the other is 0.25."""
    fee = number(facts, "platform_rate")
    if fee not in (Decimal(lower), Decimal("0.25")):
        raise CannotSay("platform_rate", f"neither {lower} nor 0.25")
    return fee
