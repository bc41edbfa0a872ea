"""What a stratified draw says about the pool: true rate and recall with honest intervals."""

from __future__ import annotations

import random

import pytest

from gongdun.areas.inspection.estimates import Seen, recall, true_rate, wilson

RULE = "inspection/unit_mismatch"


def seen(stratum, hits, count, *, by_rule):
    rules = frozenset({RULE}) if by_rule else frozenset()
    return [Seen(stratum, rules, number < hits) for number in range(count)]


def test_a_rate_weighs_strata_by_their_size_not_by_what_was_drawn():
    found = true_rate(seen("high", 8, 10, by_rule=True) + seen("unflagged", 1, 50, by_rule=False), {"high": 100, "unflagged": 9900})
    assert found.value == pytest.approx((0.8 * 100 + 0.02 * 9900) / 10_000)
    assert 0 < found.low < found.value < found.high < 0.12


def test_nothing_found_among_the_unflagged_does_not_make_recall_certain():
    found = recall(RULE, seen("high", 5, 10, by_rule=True) + seen("unflagged", 0, 30, by_rule=False), {"high": 50, "unflagged": 5000})
    assert found.value == 1
    assert found.low < 0.2  # 30 clean units of 5,000 leave room for hundreds that were missed


def test_a_stratum_drawn_whole_has_no_interval_left():
    assert (wilson(3, 10, 10).low, wilson(3, 10, 10).high) == (0.3, 0.3)


def test_without_outcomes_or_breaches_nothing_is_claimed():
    assert true_rate([], {"high": 10}) is None
    assert recall(RULE, seen("high", 0, 5, by_rule=True), {"high": 50}) is None


def test_the_interval_of_the_rate_covers_the_truth_about_as_often_as_it_says():
    chance, covered = random.Random(7), 0
    high, rest = [chance.random() < 0.6 for _ in range(120)], [chance.random() < 0.03 for _ in range(3000)]
    truth = (sum(high) + sum(rest)) / 3120
    for _ in range(400):
        drawn = [Seen("high", frozenset({RULE}), one) for one in chance.sample(high, 30)]
        drawn += [Seen("unflagged", frozenset(), one) for one in chance.sample(rest, 80)]
        found = true_rate(drawn, {"high": 120, "unflagged": 3000})
        covered += found.low <= truth <= found.high
    assert covered >= 0.92 * 400
