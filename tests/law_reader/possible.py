"""Every stated fact must be possible, also one that the asked output does not need: a wrong fact is told, never passed over (CHOICES.md, 7)."""

from tests.law_reader.facts import CannotSay, as_yuan, choice, day, must_flag, number, whole, yuan

DAYS = (
    "injured_on",
    "died_on",
    "concluded_on",
    "ended_on",
    "applied_on",
    "started_on",
    "missing_from",
    "enrolled_later_on",
    "entitled_until",
    "born_on",
    "first_insured_on",
    "insured_from",
)
MONEY = (
    "average_wage",
    "minimum_wage",
    "wage",
    "project_cost",
    "arrears",
    "last_month_paid",
    "benefit_before",
    "last_year_collection",
    "prevention_spending",
)
AVERAGES = ("area_average_wage", "last_year_average_wage")
SHARES = ("pay_ratio", "incidence", "platform_rate", "life_expectancy")
COUNTS = {"orders": None, "days_late": None, "clean_cycles": None, "grade": 10, "risk_class": 8, "tier": 4}
FLAGS = (
    "extended",
    "occupational_disease",
    "veteran_relapse",
    "in_paid_leave_period",
    "suitable_work",
    "employer_breach",
    "retired",
    "insured_at_injury",
)
WORDS = {
    "scheme": ("employee", "over_age", "intern", "new_form", "project"),
    "trade": ("ride", "delivery", "freight"),
    "care_level": ("full", "most", "partial"),
    "ended_by": ("worker", "employer", "expiry", "mutual"),
    "sex": ("M", "F"),
    "retirement_kind": ("M60", "F55", "F50"),
}
# The later of two days that cannot lie before the earlier one.
IN_ORDER = (
    ("born_on", "injured_on"),
    ("born_on", "died_on"),
    ("born_on", "ended_on"),
    ("injured_on", "died_on"),
    ("injured_on", "concluded_on"),
    ("missing_from", "died_on"),
)


def check(facts: dict) -> None:
    """Refuses a value of the wrong kind or out of its bounds, and two facts that contradict each other."""
    given = {name: value for name, value in facts.items() if value is not None}
    for names, reads in ((DAYS, day), (MONEY, yuan), (AVERAGES, above_nothing), (SHARES, number), (FLAGS, must_flag)):
        for name in given.keys() & set(names):
            reads(given, name)
    for name in given.keys() & WORDS.keys():
        choice(given, name, *WORDS[name])
    for name in given.keys() & COUNTS.keys():
        count(given, name)
    for wage in given.get("wages_12m", ()):
        as_yuan(wage, "wages_12m")
    contradictions(given)


def count(facts: dict, name: str) -> None:
    most = COUNTS[name]
    if most is not None and not 1 <= whole(facts, name) <= most:
        raise CannotSay(name, f"not 1 to {most}")
    whole(facts, name)


def above_nothing(facts: dict, name: str) -> None:
    if yuan(facts, name) == 0:
        raise CannotSay(name, "an average wage of nothing")


def contradictions(facts: dict) -> None:
    for earlier, later in IN_ORDER:
        if earlier in facts and later in facts and day(facts, later) < day(facts, earlier):
            raise CannotSay(later, f"before {earlier}")
    if "wages_12m" in facts and "average_wage" in facts:
        raise CannotSay("average_wage", "beside wages_12m")
    if "insured_from" in facts and "enrolled_later_on" in facts:
        raise CannotSay("insured_from", "beside enrolled_later_on")
    if "enrolled_later_on" in facts and "injured_on" in facts and day(facts, "enrolled_later_on") <= day(facts, "injured_on"):
        raise CannotSay("enrolled_later_on", "late cover begins after the injury")
    if "platform_rate" in facts and facts.get("trade") not in (None, "delivery"):
        raise CannotSay("platform_rate", "only delivery has one")
    if facts.get("sex") and facts.get("retirement_kind") and (facts["sex"] == "M") != (facts["retirement_kind"] == "M60"):
        raise CannotSay("retirement_kind", "does not fit the sex")
