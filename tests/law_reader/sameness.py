"""When two answers are the same: equal to the fen and to the day, without any margin."""

from datetime import date
from decimal import Decimal

AS_SETS = {"advance_items"}


def plain(value):
    """Casebook text, Decimal and date in one form; a map or a list item by item."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, bool) or value is None or isinstance(value, date):
        return value
    if isinstance(value, int | Decimal):
        return Decimal(value)
    return text(value)


def text(value: str):
    for read_as in (Decimal, date.fromisoformat):
        try:
            return read_as(value)
        except (ArithmeticError, ValueError):
            continue
    return value


def same(output: str, one, other) -> bool:
    """Maps are compared on the keys that the second one (the expectation) names."""
    one, other = plain(one), plain(other)
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: one.get(key) for key in other} == other
    if output in AS_SETS and isinstance(one, list) and isinstance(other, list):
        return set(one) == set(other)
    return one == other
