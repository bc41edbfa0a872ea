"""The engine through its public door only: `law.explain(case, outputs)`, `law.table(columns, outputs)` and its refusals.

The one place to adjust when the engine's names differ from the vocabulary's.
"""

import re

from gongdun import law
from gongdun.law.refusal import Refusal

# Reader's name of a missing parameter → the engine's ids of it (see CHOICES.md, 2).
PARAMETER_NAMES: dict[str, set[str]] = {
    "disposable_income": {"disposable_income"},
    "minimum_wage": {"minimum_wage_standard", "minimum_wage_class"},
    "area_average_wage": {"same_period_area_average_wage"},
    "last_year_average_wage": {"last_year_area_average_wage"},
    "contribution_limits": {"contribution_limits_floor", "contribution_limits_ceiling"},
    "final_contribution_limits": {"final_contribution_limits_floor", "final_contribution_limits_ceiling"},
    "floating": {"floating_ratio_bound", "floating_incidence_bound", "floating_factor", "floating_measured_until"},
    "rise": {"rise_covers_until", "rise_allowance", "rise_allowance_rate", "rise_care_rate", "rise_dependant"},
}


class Refused(Exception):
    """The engine said no; `names` are the whole words of its sentence, so that "wage" is not taken for "average_wage"."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.names = set(re.findall(r"[a-z_]\w*", refusal.text("en")))


def answer(case: dict, asked: list[str]) -> dict:
    """The engine's answers by output name, Decimal yuan and dates as at its edges."""
    try:
        amounts = law.explain(case["input"], asked, known=case["date"]).amounts
    except Refusal as refusal:
        raise Refused(refusal) from refusal
    return {name: without_a_roll_that_is_none(name, amounts) for name in asked}


def without_a_roll_that_is_none(name: str, amounts: dict):
    """No roll may be told as null or as the due date itself."""
    value = amounts.get(name)
    return None if name == "rolled_from" and value == amounts.get("due_on") else value


def names_it(refused: Refused, expected: str) -> bool:
    wanted = {expected} | PARAMETER_NAMES.get(expected, set())
    return bool(wanted & refused.names)
