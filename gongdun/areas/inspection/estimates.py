"""推断 — what a stratified draw says about the whole pool: the true rate, and how much of it each rule finds, with 95 % intervals.

Each stratum's share has Wilson's interval, narrowed by the finite population: a stratum drawn whole has none left. Shares of strata are added
with the method of variance estimates recovery (MOVER), which keeps an interval open even where no sampled unit was in breach. Recall is the
quotient of two such sums; its bounds take the worst of both and are therefore on the safe side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054


@dataclass(frozen=True)
class Seen:
    """One drawn unit with its outcome: the stratum, the rules that had asked about it, whether a breach was found."""

    stratum: str
    rules: frozenset[str]
    is_true: bool


@dataclass(frozen=True)
class Interval:
    """An estimate with its 95 % bounds; shares, not percentages."""

    value: float
    low: float
    high: float


def wilson(hits: int, drawn: int, size: int) -> Interval:
    """A stratum's share: `hits` of `drawn`, from `size` units. Bounds shrink to the value as the whole stratum is drawn."""
    share = hits / drawn
    if drawn >= size:
        return Interval(share, share, share)
    count = drawn * (size - 1) / (size - drawn)
    middle = (share + Z * Z / (2 * count)) / (1 + Z * Z / count)
    half = Z / (1 + Z * Z / count) * sqrt(share * (1 - share) / count + Z * Z / (4 * count * count))
    return Interval(share, min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half)))


def total(seen: Sequence[Seen], sizes: Mapping[str, int], hit: Callable[[Seen], bool]) -> Interval:
    """How many units of the pool would be hits, over the strata that were drawn."""
    value = low = high = 0.0
    for stratum, size in sizes.items():
        drawn = [one for one in seen if one.stratum == stratum]
        if not drawn:
            continue
        found = wilson(sum(map(hit, drawn)), len(drawn), size)
        value += size * found.value
        low += (size * (found.value - found.low)) ** 2
        high += (size * (found.high - found.value)) ** 2
    return Interval(value, max(0.0, value - sqrt(low)), value + sqrt(high))


def true_rate(seen: Sequence[Seen], sizes: Mapping[str, int]) -> Interval | None:
    """The share of the pool in breach; None before any outcome. Strata without an outcome are not spoken of."""
    covered = sum(size for stratum, size in sizes.items() if any(one.stratum == stratum for one in seen))
    if not covered:
        return None
    found = total(seen, sizes, lambda one: one.is_true)
    return Interval(found.value / covered, found.low / covered, min(1.0, found.high / covered))


def recall(rule: str, seen: Sequence[Seen], sizes: Mapping[str, int]) -> Interval | None:
    """Of the units in breach, the share about which the rule had asked; None where no breach was found at all."""
    asked = total(seen, sizes, lambda one: one.is_true and rule in one.rules)
    missed = total(seen, sizes, lambda one: one.is_true and rule not in one.rules)
    if asked.value + missed.value == 0:
        return None
    return Interval(quotient(asked.value, missed.value), quotient(asked.low, missed.high), quotient(asked.high, missed.low))


def quotient(part: float, rest: float) -> float:
    return part / (part + rest) if part + rest else 0.0
