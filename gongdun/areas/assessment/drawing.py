"""随机抽取 — who sits follows from a frozen pool and a head of the journal sealed later; anyone can draw again and must find the same.

The pool is hashed before the seed exists. The seed is SHA-256 of that hash and the head of a seal made after the freeze, which nobody could choose.
Each expert's rank is SHA-256 of seed and id: the lowest sit, and who is recused or absent is followed by the next. Load breaks in first: experts with
fewer seats this year come before those with more, so chance decides among equals.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from gongdun.law.refusal import Refusal

SIZES = (3, 5)


def pool_hash(pool: Sequence[Mapping[str, int]]) -> str:
    """Of the pool as it was frozen: ids with the seats they had so far, in the order of the ids."""
    return hashlib.sha256(json.dumps(sorted((one["expert"], one["load"]) for one in pool)).encode()).hexdigest()


def seed_of(frozen: str, head: str) -> str:
    return hashlib.sha256(f"{frozen}:{head}".encode()).hexdigest()


def rank(seed: str, expert: int) -> str:
    return hashlib.sha256(f"{seed}:{expert}".encode()).hexdigest()


def order(pool: Iterable[Mapping[str, int]], seed: str) -> list[int]:
    """Everybody of the pool in the order of the draw."""
    return [one["expert"] for one in sorted(pool, key=lambda one: (one["load"], rank(seed, one["expert"])))]


def refuse_small(pool: Sequence[object], size: int) -> None:
    if size not in SIZES:
        raise Refusal("A panel has 3 or 5 experts, not {size} (Regulation art. 25).", size=size)
    if len(pool) < size:
        raise Refusal(
            "The pool holds {count} experts of this subject, {size} are needed. Widen the pool before it is frozen.",
            count=len(pool),
            size=size,
        )


def seated(pool: Sequence[Mapping[str, int]], seed: str, size: int, *, mixed: bool) -> list[int]:
    """The drawn experts in order. `mixed` (Liyang's pilot): at least one of the city and one local, the next of that kind stepping in for the last."""
    drawn = order(pool, seed)
    sitting = drawn[:size]
    if not mixed:
        return sitting
    local = {one["expert"]: bool(one["local"]) for one in pool}
    for kind in (False, True):
        if all(local[one] != kind for one in sitting):
            substitute = next((one for one in drawn[size:] if local[one] == kind), None)
            if substitute is None:
                raise Refusal("A local session seats at least one city and one local expert; the pool lacks one of them (measure 28).")
            sitting = [*sitting[:-1], substitute]
    return sitting
