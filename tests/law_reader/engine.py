"""The engine through its public door only: `law.explain(case, outputs)`, `law.table(columns, outputs)` and its refusals.

The one place to adjust when the engine's names differ from the vocabulary's.
"""

from gongdun import law
from gongdun.law.refusal import Refusal

# Reader's name of a missing parameter → the engine's ids of it (see CHOICES.md, 2).
PARAMETER_NAMES: dict[str, set[str]] = {}


class Refused(Exception):
    """The engine said no; `names` are the words its refusal gives."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.names = {str(value) for value in refusal.arguments.values()}


def has_landed() -> bool:
    return hasattr(law, "explain")


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
    return any(word in said for word in wanted for said in refused.names)
