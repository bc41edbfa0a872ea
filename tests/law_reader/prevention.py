"""Prevention money (domain 02 §8.3)."""

from decimal import Decimal

from tests.law_reader.facts import to_fen, yuan


def prevention_floor(facts: dict) -> Decimal:
    """The plan's measure 15: at least 1.6 % of last year's collection."""
    return to_fen(yuan(facts, "last_year_collection") * Decimal("0.016"))


def prevention_cap(facts: dict) -> Decimal:
    """The national cap: 3 % of last year's collection."""
    return to_fen(yuan(facts, "last_year_collection") * Decimal("0.03"))


def training_floor(facts: dict) -> Decimal:
    """At least 70 % of the year's prevention spending is training."""
    return to_fen(yuan(facts, "prevention_spending") * Decimal("0.70"))
