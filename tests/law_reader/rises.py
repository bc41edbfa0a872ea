"""Yearly rises of monthly benefits and the back pay (domain 02 §11)."""

from datetime import date
from decimal import Decimal

from tests.law_reader.disability import minimum_wage
from tests.law_reader.facts import CannotSay, choice, day, grade, month, to_fen, yuan

RISES = {
    2022: {
        "published": date(2022, 9, 27),
        "grades": {1: 289, 2: 257, 3: 240, 4: 235},
        "employer": ("0.0613", 235),
        "care": "0.0458",
        "care_minimum": {"full": 3745, "most": 2996, "partial": 2247},
        "dependant": 70,
    },
    2023: {
        "published": date(2023, 7, 31),
        "grades": {1: 176, 2: 164, 3: 162, 4: 161},
        "employer": ("0.038", 161),
        "care": "0.0233",
        "care_minimum": {"full": 3920, "most": 3136, "partial": 2352},
        "dependant": 50,
    },
}


def rise_of_the_year(facts: dict) -> dict:
    year = month(facts, "pay_month").year
    if year not in RISES or day(facts, "date") < RISES[year]["published"]:
        raise CannotSay("rise", f"the notice of {year} is not known")
    return RISES[year]


def benefit(facts: dict) -> str:
    """Which benefit rises: the one fact that is stated of grade, care level and dependants."""
    stated = [name for name in ("grade", "care_level", "dependants") if facts.get(name) is not None]
    if len(stated) != 1:
        raise CannotSay("grade", "exactly one of grade, care level and dependants tells which benefit rises")
    if stated == ["grade"] and grade(facts) > 6:
        raise CannotSay("grade", "grades 7 to 10 have no allowance")
    return stated[0]


def is_covered(facts: dict) -> bool:
    """Entitled by the last day of the year before, and still in the year of the rise."""
    first = month(facts, "pay_month").replace(month=1)
    event = "died_on" if benefit(facts) == "dependants" else "concluded_on"
    if facts.get(event) is not None and day(facts, event) >= first:
        return False
    return facts.get("entitled_until") is None or day(facts, "entitled_until") >= first


def new_amount(facts: dict) -> Decimal:
    before, rise = yuan(facts, "benefit_before"), rise_of_the_year(facts)
    what = benefit(facts)
    if not is_covered(facts):
        return to_fen(before)
    if what == "grade":
        return raised_allowance(facts, before, rise)
    if what == "care_level":
        level = choice(facts, "care_level", "full", "most", "partial")
        return max(to_fen(before + before * Decimal(rise["care"])), to_fen(Decimal(rise["care_minimum"][level])))
    return to_fen(before + rise["dependant"])


def raised_allowance(facts: dict, before: Decimal, rise: dict) -> Decimal:
    degree = grade(facts)
    if degree <= 4:
        return to_fen(before + rise["grades"][degree])
    ratio, cap = rise["employer"]
    return max(to_fen(before) + min(to_fen(before * Decimal(ratio)), Decimal(cap)), to_fen(minimum_wage(facts)))


def back_pay(facts: dict) -> Decimal:
    """The difference for the months from January to the one before `pay_month`, in which the new amount is first paid."""
    difference = new_amount(facts) - to_fen(yuan(facts, "benefit_before"))
    months = month(facts, "pay_month").month - 1
    if facts.get("entitled_until") is not None:
        last = day(facts, "entitled_until")
        months = min(months, last.month) if last.year == month(facts, "pay_month").year else months
    return to_fen(difference * months)
