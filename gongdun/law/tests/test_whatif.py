import random

import numpy as np
import pytest

from gongdun import law
from gongdun.law.tests.random_cases import injury
from gongdun.law.tests.test_engines_agree import columns_of, table_of

OUTPUTS = ["disability_lump_sum", "living_care_fee", "own_wage"]


def city(rows=300):
    chance = random.Random(5)
    cases = [{**injury(chance), "veteran_relapse": False, "area_average_wage": "7000"} for _ in range(rows)]
    return table_of(columns_of(cases))


def test_only_what_depends_on_the_change_is_computed():
    found = law.compare(
        law.overlay({"lump_sum_months.9": {"2011-01-01": "10.5"}}), city(), ["disability_lump_sum", "own_wage"], by=["grade"]
    )
    assert found.changed == ("lump_sum_months",) and found.unaffected == ("own_wage",) and set(found.before) == {"disability_lump_sum"}


def test_the_comparison_equals_two_runs():
    data, book = city(), law.overlay({"lump_sum_months.9": {"2011-01-01": "10.5"}, "lump_sum_months.3": {"2004-01-01": 30}})
    found = law.compare(book, data, ["disability_lump_sum"], by=["grade"])
    assert (found.before["disability_lump_sum"] == law.table(data, ["disability_lump_sum"])["disability_lump_sum"]).all()
    assert (found.after["disability_lump_sum"] == law.table(data, ["disability_lump_sum"], book=book)["disability_lump_sum"]).all()
    assert found.total["disability_lump_sum"] == int(found.delta("disability_lump_sum").sum())


def test_groups_sum_to_the_whole_and_name_their_rows():
    data = city()
    found = law.compare(law.overlay({"own_wage_floor": {"2004-01-01": "0.7"}}), data, OUTPUTS[:1], by=["grade", "area"])
    assert sum(group.rows for group in found.groups) == 300
    nine = [group for group in found.groups if group.key[0] == 9]
    assert sum(group.rows for group in nine) == int((data["grade"] == 9).sum())


def test_sums_beyond_what_floats_hold_stay_exact():
    wages = np.full(3000, 999_999_999_00 // 100, "int64")
    data = {
        "wages_sum_fen": wages * 12 // 12,
        "wages_count": np.ones(3000, "int64"),
        "area_average_wage_fen": np.full(3000, 99_999_999),
        "injured_on": np.full(3000, np.datetime64("2022-03-01")),
        "grade": np.full(3000, 1),
    }
    found = law.compare(law.overlay({"lump_sum_months.1": {"2011-01-01": 28}}), data, ["disability_lump_sum"], by=["grade"])
    assert found.total["disability_lump_sum"] == int(found.delta("disability_lump_sum").sum())


@pytest.mark.parametrize(
    ("book", "outputs", "by"),
    [
        (law.overlay({}), OUTPUTS, []),
        (law.overlay({"lump_sum_months.9": {"2011-01-01": 1}}), [], []),
        (law.overlay({"lump_sum_months.9": {"2011-01-01": 1}}), OUTPUTS[:1], ["nothing"]),
    ],
)
def test_a_comparison_of_nothing_is_refused(book, outputs, by):
    with pytest.raises(law.Refusal):
        law.compare(book, city(), outputs, by=by)


def test_overlays_compose_and_the_last_laid_wins():
    first = law.overlay({"lump_sum_months.9": {"2011-01-01": 10}})
    second = law.overlay({"lump_sum_months.9": {"2011-01-01": 11}, "lump_sum_months.10": {"2011-01-01": 8}}, book=first)
    case = {"injured_on": "2022-03-01", "average_wage": "5000", "area_average_wage": "7490"}
    found = [
        law.explain({**case, "grade": grade}, ["disability_lump_sum"], book=second).amounts["disability_lump_sum"] for grade in (9, 10)
    ]
    assert [str(amount) for amount in found] == ["55000.00", "40000.00"]
    local = law.overlay({"city_factor": {"2015-06-01": "1.2"}}, area=320481)
    ended = {"ended_on": "2022-01-01", "ended_by": "expiry", "sex": "M", "born_on": "1980-01-01", "grade": 9}
    for area, amount in (("320481", "30000.00"), ("320400", "25000.00")):
        assert str(law.explain({**ended, "area": area}, ["employment_subsidy"], book=local).amounts["employment_subsidy"]) == amount
