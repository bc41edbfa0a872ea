"""相似办件 — decided matters whose accident reads most like the one at hand; an aid to equal treatment, never a reason.

Two accounts are compared by the pairs of characters they share, rare pairs weighing more, with what was coded (item, type and cause of the accident, first
three signs of the diagnosis) added. Nothing leaves the reader's scope: only matters that the officer may see are compared.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

CODED = {"item": 0.15, "accident_type": 0.15, "accident_cause": 0.05, "diagnosis": 0.10}
IGNORED = frozenset("，。；：、（）“”《》 \n　0123456789年月日时分")


@dataclass(frozen=True)
class Told:
    """What is compared of a matter."""

    id: int
    text: str
    item: str = ""
    accident_type: str = ""
    accident_cause: str = ""
    diagnosis: str = ""


def pairs(text: str) -> Counter[str]:
    """Neighbouring characters, punctuation and figures left out."""
    kept = [character for character in text if character not in IGNORED]
    return Counter("".join(two) for two in pairwise(kept))


def weights(texts: Iterable[Counter[str]]) -> dict[str, float]:
    """How telling a pair is: the fewer accounts hold it, the more."""
    seen: Counter[str] = Counter()
    count = 0
    for held in texts:
        seen.update(held.keys())
        count += 1
    return {pair: math.log((count + 1) / (times + 0.5)) for pair, times in seen.items()}


def cosine(left: Counter[str], right: Counter[str], weight: dict[str, float]) -> float:
    shared = sum(min(left[pair], 3) * min(right[pair], 3) * weight.get(pair, 0) ** 2 for pair in left.keys() & right.keys())
    size = math.sqrt(norm(left, weight) * norm(right, weight))
    return shared / size if size else 0.0


def norm(held: Counter[str], weight: dict[str, float]) -> float:
    return sum((min(times, 3) * weight.get(pair, 0)) ** 2 for pair, times in held.items())


def ranked(asked: Told, others: Sequence[Told], count: int = 5) -> list[tuple[float, Told]]:
    """The nearest first, each with its likeness; equal ones in the order of their ids."""
    texts = {one.id: pairs(one.text) for one in others}
    mine = pairs(asked.text)
    weight = weights([*texts.values(), mine])
    scored = [(likeness(asked, one, cosine(mine, texts[one.id], weight)), one) for one in others if one.id != asked.id]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].id))[:count]


def likeness(asked: Told, other: Told, text: float) -> float:
    coded = sum(share for name, share in CODED.items() if getattr(asked, name) and getattr(asked, name) == getattr(other, name))
    return (1 - sum(CODED.values())) * text + coded
