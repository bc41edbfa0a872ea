"""What is proposed for a measure somebody's table brought: title, yardstick, targets, indicator. A proposal is confirmed by an officer, never applied.

Likeness is counted in shared pairs of characters, so that it needs no words cut out of Chinese sentences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SAME_MEASURE = 0.55  # of the pairs: the same work in other words
LIKELY = 0.12  # of an indicator's own words found in the measure
SHORT = 16


@dataclass(frozen=True)
class Known:
    """A measure of an adopted plan, or an indicator of the catalogue, as something to compare with."""

    text: str
    title: str
    title_en: str
    yardstick: str = ""
    indicators: tuple[str, ...] = ()
    targets: tuple[dict[str, str], ...] = ()
    number: str = ""


@dataclass(frozen=True)
class Proposal:
    title: str
    title_en: str
    yardstick: str
    indicators: tuple[str, ...]
    targets: tuple[dict[str, Any], ...]
    why: str
    likeness: float = 0.0
    like: str = ""
    others: tuple[str, ...] = field(default=())  # further indicators that came near


LIKE_A_MEASURE = "like measure {number} of the plan it follows"
LIKE_AN_INDICATOR = "the words of the indicator occur in the measure"
BY_NOTHING = "no indicator of the catalogue comes near; it is not measured until one is chosen"


def pairs(text: str) -> set[str]:
    plain = re.sub(r"[\s\d，。、；：（）()“”《》,.;:%％-]", "", text)
    return {plain[place : place + 2] for place in range(len(plain) - 1)}


def likeness(one: str, other: str) -> float:
    """Shared pairs of all pairs, 0 to 1 (Dice)."""
    first, second = pairs(one), pairs(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def contained(words: str, text: str) -> float:
    """How much of some words is found in a text."""
    wanted = pairs(words)
    return len(wanted & pairs(text)) / len(wanted) if wanted else 0.0


def propose(row: Mapping[str, Any], measures: Sequence[Known], indicators: Sequence[Known]) -> Proposal:
    """For one measure as the reader prints it."""
    text, targets = str(row["text"]), tuple(dict(one) for one in row["targets"])
    best = max(measures, key=lambda one: likeness(text, one.text), default=None)
    if best is not None and (score := likeness(text, best.text)) >= SAME_MEASURE:
        kept = matched(targets, best.targets)
        return Proposal(
            best.title, best.title_en, yardstick(row, best.yardstick), best.indicators, kept, LIKE_A_MEASURE, round(score, 2), best.number
        )
    near = sorted(
        ((contained(one.title, text), contained(one.text, text), one) for one in indicators), key=lambda each: -(each[0] + each[1])
    )
    likely = [one for title, whole, one in near[:4] if title >= 0.5 or whole >= LIKELY * 3]
    chosen = likely[0].indicators if likely else ()
    own = tuple(one | {"indicator": chosen[0]} if chosen else one for one in targets)
    return Proposal(
        short(text), "", yardstick(row), chosen, own, LIKE_AN_INDICATOR if chosen else BY_NOTHING, round(near[0][0] if likely else 0.0, 2),
        others=tuple(one.indicators[0] for one in likely[1:]),
    )  # fmt: skip


def matched(targets: tuple[dict[str, Any], ...], before: tuple[dict[str, str], ...]) -> tuple[dict[str, Any], ...]:
    """Each new target keeps the indicator of the old one with its unit, in order; the numbers are the new document's."""
    left, found = list(before), []
    for one in targets:
        same = next((old for old in left if old.get("unit", "") == (one.get("unit") or "")), None)
        if same:
            left.remove(same)
        found.append(one | ({"indicator": same["indicator"]} if same and same.get("indicator") else {}))
    return tuple(found)


def yardstick(row: Mapping[str, Any], before: str = "") -> str:
    """A percentage is a ratio, a number a count, a date without a number a milestone, the rest stands."""
    if row["targets"]:
        return "ratio" if any(not one.get("unit") for one in row["targets"]) else "count"
    if before in ("milestone", "standing"):
        return before
    return "milestone" if (row["deadline"] or {}).get("kind") == "by" else "standing"


def short(text: str) -> str:
    """A first suggestion for a title of our own: the first clause, cut; the officer writes a better one."""
    clause = re.split(r"[，。；,;（(]", text.strip())[0]
    return clause[:SHORT]


# Differences between two plans: measures paired by likeness, then field by field.

FIELDS = ("text", "deadline", "lead", "support", "targets")


@dataclass(frozen=True)
class Difference:
    """A pair of measures, or one alone. `fields` names what differs."""

    kind: str  # same · changed · new · dropped
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    fields: tuple[str, ...] = ()


def differences(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Difference]:
    """In the order of the new plan, then what it dropped. A pair is the best match, each measure used once."""
    scored = sorted(
        ((likeness(old["text"], new["text"]), i, j) for i, old in enumerate(before) for j, new in enumerate(after)), key=lambda one: (-one[0], one[1], one[2])
    )  # fmt: skip
    old_of: dict[int, int] = {}
    for score, i, j in scored:
        if score >= SAME_MEASURE and j not in old_of and i not in old_of.values():
            old_of[j] = i
    found = [compared(before[old_of[j]] if j in old_of else None, new) for j, new in enumerate(after)]
    return found + [Difference("dropped", old, None) for i, old in enumerate(before) if i not in old_of.values()]


def compared(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> Difference:
    if old is None:
        return Difference("new", None, new)
    fields = tuple(name for name in FIELDS if plain(old.get(name)) != plain(new.get(name)))
    return Difference("changed" if fields else "same", old, new, fields)


def plain(value: Any) -> Any:
    """Values to compare: numbers as text, and no target's indicator, which is ours and not the document's."""
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items() if name not in ("indicator", "text", "name") and one not in (None, "")}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return re.sub(r"\s", "", str(value)).rstrip("；;。")
