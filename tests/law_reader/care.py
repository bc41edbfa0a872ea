"""Living-care fee 生活护理费 (domain 02 §4; Regulation art. 34)."""

from decimal import Decimal

from tests.law_reader.disability import starts_later
from tests.law_reader.facts import choice, flag, to_fen
from tests.law_reader.wages import last_year_average, payment_month

SHARE = {"full": Decimal("0.50"), "most": Decimal("0.40"), "partial": Decimal("0.30")}


def living_care_fee(facts: dict) -> Decimal:
    """None in the paid leave period: care is the employer's duty then (Regulation art. 33)."""
    if facts.get("care_level") is None:
        return Decimal("0.00")
    level = choice(facts, "care_level", *SHARE)
    if flag(facts, "in_paid_leave_period") or starts_later(facts):
        return Decimal("0.00")
    return to_fen(last_year_average(facts, payment_month(facts)) * SHARE[level])
