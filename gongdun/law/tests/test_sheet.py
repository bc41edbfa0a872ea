"""The calculation sheet: every number names its article, validity and source; the receipt replays."""

import json
import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdun import law
from gongdun.law.tests.random_cases import CONTRIBUTION_OUTPUTS, INJURY_OUTPUTS, contribution, injury

CASE = {
    "area": "320400",
    "injured_on": "2022-03-04",
    "wages_12m": ["5000.00", "6000.33"],
    "grade": 3,
    "care_level": "most",
    "pay_month": "2022-11",
    "died_on": "2022-10-02",
    "insured_at_injury": True,
    "in_paid_leave_period": True,
    "dependants": [{"kind": "spouse"}, {"kind": "child", "orphan": True}, {"kind": "child"}],
}
OUTPUTS = [
    "disability_lump_sum",
    "disability_allowance",
    "living_care_fee",
    "dependants_pension",
    "funeral_subsidy",
    "death_lump_sum",
    "payer",
]


def assert_cited(sheet):
    for step in sheet.json()["steps"]:
        assert step["article"] and step["formula"] and step["title"], step
        for used in step["parameters"]:
            assert used["source"] and used["since"] and used["status"] and used["title"], used
            assert used["until"] is None or used["until"] >= used["since"]


def test_every_number_on_a_sheet_names_its_article_validity_and_source():
    sheet = law.explain(CASE, OUTPUTS, known="2022-12-01")
    assert_cited(sheet)
    said = sheet.text("zh_Hans")
    assert "计算书" in said and "117875" not in said and "工伤保险条例第39条第1款第2项" in said and "有效期" in said


@pytest.mark.parametrize(("make", "outputs"), [(injury, INJURY_OUTPUTS), (contribution, CONTRIBUTION_OUTPUTS)])
def test_random_sheets_are_cited_in_both_languages(make, outputs):
    chance, told = random.Random(3), 0
    for _ in range(60):
        case, output = make(chance), chance.choice(outputs)
        try:
            sheet = law.explain(case, [output])
        except law.Refusal:
            continue
        assert_cited(sheet)
        assert sheet.text("zh_Hans") and sheet.text("en")
        told += 1
    assert told > 20


def test_each_step_is_shown_once_and_before_its_readers():
    names = [step.name for step in law.explain(CASE, OUTPUTS).steps]
    assert len(names) == len(set(names)) and names.index("own_wage") < names.index("disability_lump_sum")


def test_json_writes_yuan_with_two_decimals_and_no_float():
    text = json.dumps(law.explain(CASE, OUTPUTS).json())
    assert json.loads(text, parse_float=lambda number: pytest.fail(f"a float: {number}"))["outputs"]["death_lump_sum"] == "948240.00"


def test_the_receipt_names_what_the_amounts_rest_on():
    sheet, again = law.explain(CASE, OUTPUTS), law.explain(dict(CASE), OUTPUTS)
    assert sheet.receipt == again.receipt and len(sheet.digest) == 64
    other = law.explain({**CASE, "grade": 4}, OUTPUTS)
    assert other.receipt["inputs"] != sheet.receipt["inputs"] and other.receipt["rules"] == sheet.receipt["rules"]
    changed = law.explain(CASE, OUTPUTS, book=law.overlay({"lump_sum_months.3": {"2011-01-01": 24}}))
    assert changed.receipt["parameters"] != sheet.receipt["parameters"]


@settings(max_examples=12)
@given(st.dates(date(2022, 2, 1), date(2022, 9, 1)), st.dates(date(2023, 1, 1), date(2026, 11, 1)))
def test_as_known_replay_is_stable(decided, later):
    """Holds for every output: what is published after the decision changes neither amounts nor receipt."""
    then = law.explain(CASE, OUTPUTS, known=decided)
    book = law.overlay({"living_care_rate.2": {str(later): "0.99"}, "lump_sum_months.3": {str(later): 99}})
    assert law.explain(CASE, OUTPUTS, known=decided, book=book).receipt["results"] == then.receipt["results"]


def test_an_estimate_says_what_is_not_confirmed_and_a_determination_refuses_it():
    case = {**CASE, "in_paid_leave_period": False}
    with pytest.raises(law.Refusal, match="last_year_area_average_wage"):
        law.explain(case, ["living_care_fee"], known="2022-12-01", final=True)
    assert "本表为估算" in law.explain(case, ["living_care_fee"]).text("zh_Hans")
    confirmed = law.confirm(document="常人社发〔2022〕0号（演示，虚构）")
    sheet = law.explain(case, ["living_care_fee"], book=confirmed, final=True)
    assert sheet.amounts["living_care_fee"] == Decimal("2996.00") and "虚构" in sheet.text("zh_Hans")


def test_confirming_one_value_leaves_the_others_unverified():
    book = law.confirm(document="甲〔2022〕1号", names=["last_year_area_average_wage"])
    statuses = {
        used.name: used.status for used in law.explain({**CASE, "in_paid_leave_period": False}, ["living_care_fee"], book=book).parameters
    }
    assert statuses["last_year_area_average_wage"] == "confirmed" and statuses["rounding_living_care"] == "unverified"
