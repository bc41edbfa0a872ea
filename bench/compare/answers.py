"""One hash for one answer, whatever the engine and the order of its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from decimal import Decimal


def plain(value: object) -> str:
    """Whole numbers as digits (engines widen sums to decimals or floats), nothing as an empty text."""
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        return value
    if Decimal(value) != int(value):
        raise ValueError(f"{value} is no whole number")
    return str(int(value))


def fingerprint(rows: Iterable[Mapping[str, object]]) -> tuple[int, str]:
    """(number of rows, hash of all of them in a fixed order)."""
    lines = sorted("\x1f".join(f"{name}={plain(value)}" for name, value in sorted(row.items())) for row in rows)
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
