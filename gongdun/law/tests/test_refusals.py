"""Wrong input: one clear sentence, nothing computed."""

import re
from decimal import Decimal

import numpy as np
import pytest

from gongdun import law
from gongdun.law.facts import VOCABULARY

GOOD = {"area": "320400", "injured_on": "2022-03-01", "average_wage": "6000", "area_average_wage": "7490", "grade": 9}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"salary": 5000}, "salary"),
        ({"injured_on": "2022-02-30"}, "injured_on"),
        ({"injured_on": "1900-01-01"}, "injured_on"),
        ({"grade": 11}, "grade"),
        ({"grade": 0}, "grade"),
        ({"grade": "9.5"}, "grade"),
        ({"grade": True}, "grade"),
        ({"average_wage": "-1"}, "average_wage"),
        ({"average_wage": "5000.005"}, "average_wage"),
        ({"average_wage": "NaN"}, "average_wage"),
        ({"average_wage": "五千"}, "average_wage"),
        ({"average_wage": None}, "wages_12m"),
        ({"area": "110000"}, "110000"),
        ({"injured_on": None}, "injured_on"),
        ({"died_on": "2022-02-01"}, "died_on"),
        ({"wages_12m": ["5000"]}, "wages_12m"),
        ({"average_wage": None, "wages_12m": []}, "wages_12m"),
        ({"average_wage": None, "wages_12m": ["5000"] * 13}, "wages_12m"),
        ({"sex": "M", "retirement_kind": "F55"}, "retirement_kind"),
        ({"ended_by": "court"}, "ended_by"),
        ({"occupational_disease": "yes"}, "occupational_disease"),
        ({"dependants": [{"kind": "cousin"}]}, "dependants"),
        ({"dependants": "all"}, "dependants"),
        ({"industry": "土地管理业"}, "industry"),
        ({"industry": "煤炭开采和洗选业", "risk_class": 1}, "煤炭"),
        ({"trade": "ride", "platform_rate": "0.07"}, "platform_rate"),
    ],
)
def test_what_cannot_be_is_refused_by_name(change, says):
    with pytest.raises(law.Refusal) as refusal:
        law.explain({**GOOD, **change}, ["disability_lump_sum"])
    assert says in refusal.value.text("en") and not re.search(r"{\w+}", refusal.value.text("zh_Hans"))


def test_only_the_facts_that_an_asked_output_needs_are_missed():
    assert law.explain({"sex": "M", "born_on": "1970-01-01"}, ["retirement_date"]).amounts
    assert law.explain({key: GOOD[key] for key in ("average_wage", "area_average_wage")}, ["own_wage"]).amounts


def test_an_unknown_output_and_no_output_are_refused():
    for outputs in (["pension"], []):
        with pytest.raises(law.Refusal):
            law.explain(GOOD, outputs)


@pytest.mark.parametrize(
    ("case", "output", "known"),
    [
        ({"area": "320400", "died_on": "2023-01-02", "injured_on": "2023-01-02"}, "death_lump_sum", "2023-01-05"),
        ({"area": "320400", "died_on": "2027-01-02"}, "death_lump_sum", None),
        ({"area": "320400", "month": "2026-01-01", "wage": 5000, "risk_class": 3, "scheme": "employee"}, "contribution", None),
        ({"area": "320400", "month": "2023-05-01", "wage": 5000, "risk_class": 3}, "true_up", None),
        ({"area": "320400", "benefit_before": 3000, "grade": 2, "pay_month": "2024-10"}, "new_amount", None),
        (
            {"area": "320700", "ended_on": "2022-01-01", "ended_by": "expiry", "sex": "M", "born_on": "1980-01-01", "grade": 9},
            "employment_subsidy",
            None,
        ),
    ],
)
def test_a_missing_parameter_blocks_and_never_falls_back(case, output, known):
    with pytest.raises(law.Refusal, match="待参数"):
        law.explain(case, [output], known=known)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: law.overlay({"lump_sum_month.9": {"2011-01-01": 1}}), "lump_sum_month"),
        (lambda: law.overlay({"lump_sum_months": {"2011-01-01": 1}}), "keyed by"),
        (lambda: law.overlay({"lump_sum_months.9": {"2011-01-01": 1.5}}), "float"),
        (lambda: law.overlay({"lump_sum_months.9": {"2011-01-01": 1}}, status="certain"), "status"),
        (lambda: law.overlay({"lump_sum_months.9": {"2011-01-01": 1}}, status="confirmed"), "document"),
        (lambda: law.confirm(document=""), "document"),
        (lambda: law.confirm(document="甲1号", names=["nothing"]), "nothing"),
        (lambda: law.sql(["own_wage"], dialect="oracle"), "oracle"),
        (lambda: law.sql([]), "No output"),
        (lambda: law.sql(["own_wage"], facts=["salary"]), "salary"),
    ],
)
def test_overlays_and_statements_refuse_unknown_names_and_options(make, says):
    with pytest.raises(law.Refusal) as refusal:
        make()
    assert says in refusal.value.text("en")


COLUMNS = {
    "area": ["320400", "320400"],
    "injured_on": ["2022-03-01"] * 2,
    "area_average_wage": ["7490"] * 2,
    "average_wage": ["6000"] * 2,
    "grade": np.array([9, 10]),
}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"grade": np.array([9, 11])}, "first in row 1"),
        ({"average_wage": np.array([5000.5, 2.0])}, "floats"),
        ({"area": ["320400", "110000"]}, "110000"),
        ({"injured_on": ["2022-03-01", None]}, "1 row(s)"),
        ({"grade": np.array([9])}, "different length"),
    ],
)
def test_a_table_is_refused_whole_with_the_first_row_named(change, says):
    with pytest.raises(law.Refusal) as refusal:
        law.table({**COLUMNS, **change}, ["disability_lump_sum"])
    assert says in refusal.value.text("en")


def test_a_table_without_the_columns_or_rows_an_output_needs_is_refused():
    with pytest.raises(law.Refusal, match="grade"):
        law.table({key: COLUMNS[key] for key in COLUMNS if key != "grade"}, ["disability_lump_sum"])
    with pytest.raises(law.Refusal):
        law.table({"grade": []}, ["disability_lump_sum"])
    with pytest.raises(law.Refusal):
        law.table({"name": ["甲"]}, ["disability_lump_sum"])


def test_a_final_table_refuses_values_nobody_confirmed():
    with pytest.raises(law.Refusal, match="rounding_lump_sum"):
        law.table(COLUMNS, ["disability_lump_sum"], final=True)
    found = law.table(COLUMNS, ["disability_lump_sum"], final=True, book=law.confirm(document="演示1号（虚构）"))
    assert found["disability_lump_sum"].tolist() == [5400000, 4200000]


def test_the_good_case_is_good():
    assert law.explain(GOOD, ["disability_lump_sum"]).amounts["disability_lump_sum"] == Decimal("54000.00")
    assert "grade" in VOCABULARY
