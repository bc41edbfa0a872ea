"""What the fund may advance (domain 04 §6; Advance Payment Measures arts. 4–8)."""

from tests.law_reader.facts import grade
from tests.law_reader.payers import is_insured


def advance_items(facts: dict) -> list[str]:
    """A third party does not pay (employer insured): medical fees only. Employer uninsured: the fund's items, never the employer's."""
    items = ["medical"]
    if is_insured(facts):
        return items
    if facts.get("grade") is not None:
        items += disability_items(facts)
    if facts.get("care_level") is not None:
        items.append("living_care_fee")
    if facts.get("died_on") is not None:
        items += ["funeral_subsidy", "death_lump_sum", "dependants_pension"]
    return items


def disability_items(facts: dict) -> list[str]:
    items = ["disability_lump_sum"]
    if grade(facts) <= 4:
        items.append("disability_allowance")
    elif facts.get("ended_on") is not None:
        items.append("injury_medical_subsidy")
    return items
