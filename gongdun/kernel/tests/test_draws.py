"""A draw is the same for everybody who repeats it, and nobody can steer it."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest

from gongdun.kernel import draws
from gongdun.law.refusal import Refusal

SEED = draws.seed("ab" * 32, 7, "cd" * 32)
POOL = [f"unit-{number}" for number in range(200)]


def test_the_order_of_the_pool_does_not_matter():
    assert draws.ranked(POOL, seed=SEED, label="x") == draws.ranked(POOL[::-1], seed=SEED, label="x")


def test_anybody_can_repeat_a_rank_with_a_hash_tool():
    first = draws.ranked(POOL, seed=SEED, label="x")[0]
    assert first == min(POOL, key=lambda one: hashlib.sha256(f"{SEED}|x|{one}".encode()).hexdigest())


def test_another_head_or_another_pool_gives_another_draw():
    other = draws.seed("ab" * 32, 8, "ce" * 32)
    assert draws.drawn(POOL, count=10, seed=SEED, label="x") != draws.drawn(POOL, count=10, seed=other, label="x")
    assert draws.digest({"units": ["a", "b"]}) != draws.digest({"units": ["a", "c"]})


def test_a_recusal_moves_the_next_one_up_and_changes_nobody_else():
    before = draws.drawn(POOL, count=5, seed=SEED, label="x")
    after = draws.drawn(POOL, count=5, seed=SEED, label="x", recused={before[1]})
    assert after[:4] == (before[0], *before[2:])
    assert after[4] not in before


def test_every_member_has_the_same_chance():
    tally: Counter[str] = Counter()
    for number in range(2000):
        tally.update(draws.drawn(POOL[:10], count=3, seed=str(number), label="x"))
    # 2,000 draws of 3 from 10: 600 expected each, standard deviation about 20.5; five of them is one in two million
    assert all(abs(count - 600) < 103 for count in tally.values())
    assert len(tally) == 10


def test_strata_keep_their_quotas_and_unknown_ones_are_refused():
    strata = {"high": POOL[:20], "unflagged": POOL[20:]}
    found = draws.drawn_by_stratum(strata, quotas={"high": 4, "unflagged": 2}, seed=SEED)
    assert {name: len(units) for name, units in found.items()} == {"high": 4, "unflagged": 2}
    assert set(found["high"]) <= set(POOL[:20])
    with pytest.raises(Refusal, match="no stratum low"):
        draws.drawn_by_stratum(strata, quotas={"low": 1}, seed=SEED)


def test_two_auditors_never_meet_a_unit_they_are_recused_from():
    officers = [f"officer-{number}" for number in range(6)]
    free = draws.paired(POOL[:30], officers, each=2, seed=SEED)
    unit, (one, two) = next(iter(free.items()))
    held = draws.paired(POOL[:30], officers, each=2, seed=SEED, recusals={(unit, one)})
    assert one not in held[unit] and two in held[unit]
    assert {key: pair for key, pair in held.items() if key != unit} == {key: pair for key, pair in free.items() if key != unit}


def test_a_panel_that_cannot_be_filled_and_a_double_in_the_pool_are_refused():
    with pytest.raises(Refusal, match="only 1 of the pool"):
        draws.drawn(["a", "b"], count=2, seed=SEED, label="x", recused={"a"})
    with pytest.raises(Refusal, match="twice"):
        draws.ranked(["a", "a"], seed=SEED, label="x")
