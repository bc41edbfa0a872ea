"""Properties that the law gives, each naming the outputs it holds for."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdun import law
from gongdun.law.findings import allocate
from gongdun.law.graph import LIMIT, WORKSHOPS, Workshop, constant, make, multiply, ratio, reachable
from gongdun.law.rulebook import graph

WAGES = st.decimals(0, 100000, places=2)
GRADES = st.integers(1, 10)
DAY = timedelta(days=1)


def amounts(case, *outputs):
    return law.explain(case, outputs, known="2026-06-01").amounts


def injured(grade, wage, **more):
    return {
        "area": "320400",
        "injured_on": "2022-03-01",
        "pay_month": "2022-06",
        "grade": grade,
        "average_wage": wage,
        "suitable_work": False,
        **more,
    }


@given(GRADES, WAGES, WAGES)
def test_more_wage_is_never_less_benefit(grade, wage, more):
    """Holds for own_wage, disability_lump_sum and disability_allowance."""
    low, high = sorted([wage, more])
    outputs = ("own_wage", "disability_lump_sum", "disability_allowance")
    before, after = amounts(injured(grade, low), *outputs), amounts(injured(grade, high), *outputs)
    assert all(after[output] >= before[output] for output in outputs)


@given(st.integers(1, 9), WAGES)
def test_a_graver_grade_is_never_less_benefit(grade, wage):
    """Holds for disability_lump_sum and disability_allowance."""
    graver, lighter = (
        amounts(injured(grade, wage), "disability_lump_sum", "disability_allowance"),
        amounts(injured(grade + 1, wage), "disability_lump_sum", "disability_allowance"),
    )
    assert all(graver[output] >= lighter[output] for output in graver)


@given(st.integers(1, 6), WAGES)
def test_the_allowance_is_its_two_parts_and_not_below_the_minimum_wage(grade, wage):
    """Holds for disability_allowance: before the top-up and the top-up sum to what is paid."""
    found = amounts(injured(grade, wage), "disability_allowance_before", "disability_allowance_top_up", "disability_allowance")
    assert found["disability_allowance_before"] + found["disability_allowance_top_up"] == found["disability_allowance"]
    assert found["disability_allowance"] >= Decimal("2280.00")


@given(st.integers(0, 10**9), st.lists(st.fractions(0, 1, max_denominator=100), min_size=1, max_size=8).filter(any))
def test_parts_sum_to_the_whole_and_are_near_their_share(whole, weights):
    """Holds for every allocation by largest remainder (dependants_pension above own wage)."""
    parts = allocate(whole, weights)
    assert sum(parts) == whole
    assert all(abs(part - weight * whole / sum(weights)) < 1 for part, weight in zip(parts, weights, strict=True))


@given(WAGES.filter(lambda wage: wage > 1), st.lists(st.sampled_from(["spouse", "child", "parent"]), min_size=1, max_size=7))
def test_pensions_never_exceed_own_wage(wage, kinds):
    """Holds for dependants_pension, at the fen."""
    case = {
        "area": "320400",
        "injured_on": "2022-03-01",
        "died_on": "2022-03-01",
        "average_wage": wage,
        "dependants": [{"kind": kind} for kind in kinds],
    }
    found = law.explain(case, ["dependants_pension", "own_wage"]).amounts
    assert sum(found["dependants_pension"]) <= found["own_wage"]


@given(
    st.dates(date(2015, 6, 1), date(2025, 12, 1)),
    st.dates(date(1950, 1, 1), date(1995, 12, 31)),
    st.sampled_from([("M", "M60"), ("F", "F55"), ("F", "F50")]),
)
def test_leaving_a_day_later_never_raises_the_taper(ended, born, person):
    """Holds for taper where the worker himself ends the labour relation."""
    case = {"area": "320400", "ended_by": "worker", "born_on": born, "sex": person[0], "retirement_kind": person[1]}
    assert amounts({**case, "ended_on": ended + DAY}, "taper")["taper"] <= amounts({**case, "ended_on": ended}, "taper")["taper"]


@given(st.dates(date(1945, 1, 1), date(1990, 12, 30)), st.sampled_from(["M60", "F55", "F50"]))
def test_born_a_day_later_retires_no_earlier(born, kind):
    """Holds for retirement_date."""
    case = {"sex": "M" if kind == "M60" else "F", "retirement_kind": kind}
    assert (
        amounts({**case, "born_on": born + DAY}, "retirement_date")["retirement_date"]
        >= amounts({**case, "born_on": born}, "retirement_date")["retirement_date"]
    )


def test_no_step_of_any_rule_can_leave_int64():
    for node in reachable(graph(law.shipped()).roots.values()):
        assert max(abs(node.lo), abs(node.hi)) <= LIMIT


def test_a_step_that_could_overflow_is_refused_when_it_is_written():
    WORKSHOPS.append(Workshop())
    try:
        wide = make("input", (), "wide", 1, (0, 2**40), "yuan")
        with pytest.raises(law.Refusal, match="overflow"):
            multiply(wide, wide)
        with pytest.raises(TypeError):
            bool(wide < 3)
        with pytest.raises(TypeError):
            wide * 0.5
        assert ratio(wide, constant(7)).den == 27720
    finally:
        WORKSHOPS.pop()
