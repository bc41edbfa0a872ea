"""Who pays (Social Insurance Law arts. 38–39, Regulation art. 62, domain 02 §7)."""

from datetime import date

from tests.law_reader.facts import day, grade, month, must_flag

PAYABLE = (
    "disability_lump_sum",
    "disability_allowance",
    "disability_allowance_top_up",
    "living_care_fee",
    "injury_medical_subsidy",
    "employment_subsidy",
    "funeral_subsidy",
    "death_lump_sum",
    "dependants_pension",
)
NEW_COST_DATED_BY = {
    "disability_allowance": "pay_month",
    "disability_allowance_top_up": "pay_month",
    "living_care_fee": "pay_month",
    "dependants_pension": "pay_month",
    "injury_medical_subsidy": "ended_on",
}


def payer(facts: dict, asked: list[str]) -> dict[str, str]:
    """The payer of each payable item asked together with it."""
    return {item: payer_of(facts, item) for item in asked if item in PAYABLE and exists(facts, item)}


def exists(facts: dict, item: str) -> bool:
    """Nobody pays an allowance that grades 7 to 10 do not have."""
    return item not in ("disability_allowance", "disability_allowance_top_up") or grade(facts) <= 6


def payer_of(facts: dict, item: str) -> str:
    if is_employer_item(facts, item):
        return "employer"
    return "fund" if is_insured(facts) or is_new_cost(facts, item) else "employer"


def is_employer_item(facts: dict, item: str) -> bool:
    if item == "employment_subsidy":
        return True
    return item in ("disability_allowance", "disability_allowance_top_up") and grade(facts) >= 5


def is_insured(facts: dict) -> bool:
    if facts.get("insured_at_injury") is None and facts.get("insured_from") is not None:
        return day(facts, "insured_from") <= day(facts, "injured_on")
    if facts.get("insured_at_injury") is None and facts.get("enrolled_later_on") is not None:
        return False
    return must_flag(facts, "insured_at_injury")


def is_new_cost(facts: dict, item: str) -> bool:
    """Arising after the employer joined and paid the arrears; one-off grants at injury and death are not on the list."""
    joined = "insured_from" if facts.get("enrolled_later_on") is None else "enrolled_later_on"
    if facts.get(joined) is None or item not in NEW_COST_DATED_BY:
        return False
    return arises_on(facts, NEW_COST_DATED_BY[item]) > day(facts, joined)


def arises_on(facts: dict, name: str) -> date:
    return month(facts, name) if name == "pay_month" else day(facts, name)
