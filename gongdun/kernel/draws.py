"""抽签 — one draw from a frozen pool, which anybody can repeat with a SHA-256 tool and no program of ours.

The pool is written down and hashed first. The seed comes from that hash and from a journal head that did not exist yet, so nobody can try
pools until the result suits, and nobody can try seeds at all. Each member's rank is SHA-256 of `seed|label|id`; the lowest come first. Who is
recused is left out and the next of the same order moves up: a recusal never brings a second draw.

Used by the double-random audit (双随机) and by the drawing of experts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from gongdun.law.refusal import Refusal

VERSION = "gongdun-draw-1"


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content as canonical JSON: keys sorted, no blanks, Chinese as it is. Plain values only."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def seed(pool_digest: str, seal: int, head: str) -> str:
    """The seed of a pool: SHA-256 of version, pool hash and the later journal head (its seal's number and hexadecimal value)."""
    return hashlib.sha256(f"{VERSION}|{pool_digest}|{seal}|{head}".encode()).hexdigest()


def rank(seed_: str, label: str, member: str) -> str:
    """The number a member draws: hexadecimal, lower is earlier."""
    return hashlib.sha256(f"{seed_}|{label}|{member}".encode()).hexdigest()


def ranked(members: Collection[str], *, seed: str, label: str) -> tuple[str, ...]:
    """Everybody in the order of the draw. `label` says what is drawn for, so that two draws from one seed are independent."""
    if len(set(members)) != len(members):
        raise Refusal("The pool names somebody twice, who would be drawn twice as easily. Remove the double, then freeze the pool again.")
    return tuple(sorted(members, key=lambda member: rank(seed, label, member)))


def drawn(members: Collection[str], *, count: int, seed: str, label: str, recused: Collection[str] = ()) -> tuple[str, ...]:
    """The first `count` of the order who are not recused. Fewer than that is refused: a short panel is no panel."""
    order = [member for member in ranked(members, seed=seed, label=label) if member not in recused]
    if len(order) < count:
        raise Refusal(
            "{count} are to be drawn, but only {left} of the pool are not recused. Enlarge the pool.", count=count, left=len(order)
        )
    return tuple(order[:count])


def drawn_by_stratum(
    strata: Mapping[str, Sequence[str]], *, quotas: Mapping[str, int], seed: str, recused: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """One draw per stratum, each with its quota. A quota without its stratum is refused, never skipped."""
    if missing := sorted(set(quotas) - set(strata)):
        raise Refusal("There is no stratum {names} in the pool. Set quotas for the strata that exist.", names="、".join(missing))
    return {
        name: drawn(strata[name], count=count, seed=seed, label=f"unit:{name}", recused=recused)
        for name, count in sorted(quotas.items())
        if count
    }


def paired(
    units: Sequence[str], officers: Collection[str], *, each: int, seed: str, recusals: Collection[tuple[str, str]] = ()
) -> dict[str, tuple[str, ...]]:
    """`each` officers for every unit, in an order of the unit's own; `recusals` are (unit, officer) pairs that may not meet."""
    return {
        unit: drawn(
            officers, count=each, seed=seed, label=f"officer:{unit}", recused={officer for where, officer in recusals if where == unit}
        )
        for unit in units
    }
