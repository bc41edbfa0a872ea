"""A few benefits worked by hand beside the casebook: what is peculiar to the engine's outputs."""

from datetime import date
from decimal import Decimal

import pytest

from gongdun import law

INJURED = {"area": "320400", "injured_on": "2022-03-01", "area_average_wage": "7490"}


def amount(case, output, **options):
    return law.explain(case, [output], **options).amounts[output]


def test_own_wage_stays_exact_until_the_payable_item():
    """10000.01 ÷ 3 is not rounded to 3333.34 before the 7 months; the floor 4494 is not reached here."""
    case = {**INJURED, "area_average_wage": "5000", "wages_12m": ["3333.33", "3333.34", "3333.34"], "grade": 10}
    assert amount(case, "own_wage") == Decimal("3333.34")
    assert amount(case, "disability_lump_sum") == Decimal("23333.36"), "10000.01 × 7 ÷ 3 = 23333.3566…"


def test_a_city_that_rounds_own_wage_to_the_yuan_sets_its_own_parameter():
    book = law.overlay({"rounding_own_wage": {"1999-01-01": 100}})
    case = {**INJURED, "area_average_wage": "3783", "average_wage": "1590", "grade": 10}
    assert amount(case, "own_wage") == Decimal("2269.80")
    assert amount(case, "own_wage", book=book) == Decimal("2270.00")


def test_pensions_above_the_wage_are_allocated_to_the_whole_by_largest_remainder():
    case = {
        **INJURED,
        "died_on": "2022-03-01",
        "average_wage": "5000.01",
        "dependants": [{"kind": "spouse"}, {"kind": "child"}, {"kind": "child"}, {"kind": "parent"}],
    }
    found = amount(case, "dependants_pension")
    assert sum(found) == Decimal("5000.01") and found[1] - found[3] in {Decimal("0.00"), Decimal("0.01")}


def test_pensions_of_exactly_the_wage_never_round_above_it():
    case = {
        **INJURED,
        "died_on": "2022-03-01",
        "area_average_wage": "50",
        "average_wage": "33.35",
        "dependants": [{"kind": "spouse"}, {"kind": "child"}, {"kind": "child"}],
    }
    assert sum(amount(case, "dependants_pension")) == Decimal("33.35")


def test_a_dependant_who_does_not_qualify_gets_nothing():
    case = {
        **INJURED,
        "died_on": "2022-03-01",
        "average_wage": "6000",
        "dependants": [{"kind": "child", "born_on": "2004-03-01"}, {"kind": "child", "born_on": "2004-03-02"}],
    }
    assert amount(case, "dependants_pension") == [Decimal("0.00"), Decimal("1800.00")]


def test_the_draft_of_2026_is_used_only_when_asked_for():
    case = {"area": "320400", "ended_on": "2026-02-01", "ended_by": "expiry", "sex": "M", "born_on": "1985-01-01", "grade": 9}
    assert amount(case, "injury_medical_subsidy") == Decimal("50000.00")
    drafts = law.overlay({}, drafts=True)
    assert amount(case, "injury_medical_subsidy", book=drafts) == Decimal("51000.00")
    assert "草案" in law.explain(case, ["injury_medical_subsidy"], book=drafts).text("zh_Hans")


def test_late_cover_moves_only_new_costs_to_the_fund():
    case = {**INJURED, "grade": 3, "insured_at_injury": False, "insured_from": "2022-06-01", "pay_month": "2022-07"}
    payers = amount(case, "payer")
    assert payers["disability_allowance"] == "fund" and payers["disability_lump_sum"] == "employer" and payers["living_care_fee"] == "fund"
    assert amount({**case, "pay_month": "2022-05"}, "payer")["disability_allowance"] == "employer"


def test_flexible_retirement_is_three_years_either_way_and_never_below_the_original_age():
    case = {"sex": "M", "born_on": "1976-09-10"}
    assert amount(case, "retirement_date") == date(2039, 9, 10)
    assert amount(case, "earliest_retirement_date") == date(2036, 9, 10)
    assert amount(case, "latest_retirement_date") == date(2042, 9, 10)
    assert amount(case, "retirement_date", known="2024-09-12") == date(2036, 9, 10), "before the decision was adopted"
    assert amount({"sex": "M", "born_on": "1966-09-10"}, "earliest_retirement_date") == date(2026, 9, 10)


def test_back_pay_is_two_evaluations_as_known():
    case = {"area": "320400", "benefit_before": "3000", "grade": 1, "pay_month": "2022-10"}
    with pytest.raises(law.Refusal, match="待参数"):
        amount(case, "new_amount", known="2022-09-26")
    assert (amount(case, "new_amount", known="2022-09-27"), amount(case, "back_pay", known="2022-09-27")) == (
        Decimal("3289.00"),
        Decimal("2601.00"),
    )


def test_due_dates_are_outputs_too():
    case = {"clock": "recognition.decision", "started_on": "2022-08-02", "suspensions": [["2022-08-05", "2022-08-09"]]}
    sheet = law.explain(case, ["due_on", "suspended_days", "rolled_from"])
    assert sheet.amounts == {"due_on": date(2022, 10, 8), "suspended_days": 5, "rolled_from": date(2022, 10, 6)}
