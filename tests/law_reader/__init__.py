"""An independent reader of the law: plain Decimal functions written from the domain handbook, without looking at the engine.

`read(case)` answers one case of the casebook's shape; `CannotSay` is its refusal. CHOICES.md holds what the handbook leaves open.
"""

from tests.law_reader import (
    advance,
    care,
    clocks,
    contributions,
    death,
    disability,
    payers,
    possible,
    prevention,
    retirement,
    rises,
    termination,
    wages,
)
from tests.law_reader.facts import KNOWN, CannotSay

READERS = {
    "own_wage": wages.own_wage_shown,
    "disability_lump_sum": disability.disability_lump_sum,
    "disability_allowance_before": disability.disability_allowance_before,
    "disability_allowance": disability.disability_allowance,
    "disability_allowance_top_up": disability.disability_allowance_top_up,
    "living_care_fee": care.living_care_fee,
    "injury_medical_subsidy": termination.injury_medical_subsidy,
    "employment_subsidy": termination.employment_subsidy,
    "retirement_date": retirement.retirement_date,
    "taper": retirement.taper,
    "funeral_subsidy": death.funeral_subsidy,
    "death_lump_sum": death.death_lump_sum,
    "dependants_pension": death.dependants_pension,
    "contribution_base": contributions.contribution_base,
    "rate": contributions.rate,
    "contribution": contributions.contribution,
    "over_age_cover_is_mandatory": contributions.over_age_cover_is_mandatory,
    "late_fee": contributions.late_fee,
    "true_up": contributions.true_up,
    "order_contribution": contributions.order_contribution,
    "new_amount": rises.new_amount,
    "back_pay": rises.back_pay,
    "prevention_floor": prevention.prevention_floor,
    "prevention_cap": prevention.prevention_cap,
    "training_floor": prevention.training_floor,
    "advance_items": advance.advance_items,
    "due_on": clocks.due_on,
    "rolled_from": clocks.rolled_from,
    "suspended_days": clocks.suspended_days,
    "earliest_on": clocks.earliest_on,
}
OUTPUTS = (*READERS, "payer")


def read(case: dict, asked: list[str] | None = None) -> dict:
    """The asked outputs of one case; by default those the case expects."""
    asked = list(asked or case.get("ask") or case["output"])
    unknown = set(case["input"]) - KNOWN
    if unknown:
        raise CannotSay(min(unknown), "no such fact")
    possible.check(case["input"])
    facts = {**case["input"], "date": case.get("date")}
    answers = {name: READERS[name](facts) for name in asked if name != "payer"}
    if "payer" in asked:
        answers["payer"] = payers.payer(facts, asked)
    return answers


__all__ = ["OUTPUTS", "CannotSay", "read"]
