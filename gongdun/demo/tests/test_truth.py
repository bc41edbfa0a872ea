"""The truth beside the data: every rule and scenario is planted, nobody is guilty and innocent of the same thing, and the loop closes."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

RULES = (
    "high_risk_uncovered project_uncovered over_age_uncovered wrong_scheme intern_uncovered outlet_uncovered student_uncovered "
    "uninsured_employers uninsured_employees base_below_wage headcount_swing base_drop lift_base_low attendance_uncovered new_form_conditions "
    "unit_mismatch deceased_still_insured paid_after_death enrol_roll_back identity_conflict shared_account witness_reused "
    "near_duplicate_text picture_reused near_retirement_subsidy insured_after_injury short_cover repeat_claimant duplicate_bill "
    "periodic_unverified allowance_and_pension hospital_billing rate_gaming agency_cover dates_out_of_order bases_at_floor "
    "left_after_payment lift_class_wrong operator_uninsured two_sites_at_once project_underinsured agent_concentrated bill_contradicted "
    "outpatient_in_stay diagnosis_unrelated same_day_hospitals group_admission wage_evidence third_party_undeducted"
)


@pytest.mark.parametrize("rule", RULES.split())
def test_each_rule_has_planted_violations_and_tempting_innocents(city, village, rule):
    for place in (city, village):
        assert place.facts["truth"].get(f"{rule}.violation", 0) > 0
        assert place.facts["truth"].get(f"{rule}.innocent", 0) > 0


def test_no_rule_is_planted_that_nobody_knows(city):
    assert {rule.split(".")[0] for rule in city.facts["truth"]} == set(RULES.split())


def test_nobody_is_both_guilty_and_innocent_of_the_same(city, village):
    both = """SELECT v.rule, v.id_number, v.uscc FROM {truth} v JOIN {truth} i
        ON v.rule = i.rule AND v.kind = 'violation' AND i.kind = 'innocent' AND v.id_number IS NOT DISTINCT FROM i.id_number
        AND v.uscc IS NOT DISTINCT FROM i.uscc AND v.other IS NOT DISTINCT FROM i.other"""
    for place in (city, village):
        assert place.rows(both) == []


def test_every_truth_says_who_why_and_when(city):
    assert city.rows("SELECT count(*) FROM {truth} WHERE why = '' OR coalesce(id_number, uscc, other) IS NULL") == [(0,)]
    assert city.rows("SELECT count(*) FROM {truth} WHERE kind = 'violation' AND (month IS NULL OR month > '2022-09')") == [(0,)]
    assert city.rows("SELECT count(*) FROM {truth} WHERE kind = 'innocent' AND (month IS NOT NULL OR finding IS NOT NULL)") == [(0,)]


def test_the_loop_of_the_uninsured_closes_in_the_files(city):
    for month, later in (("2022-07", "2022-08"), ("2022-08", "2022-09")):
        enrolled = (
            f"""SELECT t.id_number FROM {{truth}} t WHERE rule = 'uninsured_employees' AND finding = 'enrolled_now' AND until = '{month}'"""
        )
        assert city.rows(enrolled)
        declared = "SELECT id_number FROM {{declarations-{0}}}"
        assert city.rows(f"{enrolled} EXCEPT {declared.format(later if later != '2022-08' else '2022-08.v2')}") == []
        before = month if month != "2022-08" else "2022-08.v2"
        assert city.rows(f"{enrolled} INTERSECT {declared.format(before)}") == []


def test_who_refuses_stays_uninsured_and_paid(city):
    refused = "SELECT id_number FROM {truth} WHERE rule = 'uninsured_employees' AND finding = 'refused'"
    assert city.rows(refused)
    assert city.rows(f"{refused} INTERSECT SELECT id_number FROM {{declarations}}") == []
    assert city.rows(f"{refused} EXCEPT SELECT id_number FROM {{payroll-2022-09}}") == []


def test_findings_are_the_seven_words_of_the_inspection(city):
    found = {finding for (finding,) in city.rows("SELECT DISTINCT finding FROM {truth} WHERE finding IS NOT NULL")}
    assert found <= {"insured", "enrolled_now", "no_relation", "closed", "not_found", "refused", "exempt"}
    assert {"enrolled_now", "no_relation", "closed", "refused", "exempt"} <= found


def test_the_refund_of_the_dead_is_what_their_bases_were_charged(city):
    for number, code, month, figures in city.rows(
        "SELECT id_number, uscc, month, figures FROM {truth} WHERE rule = 'deceased_still_insured' AND kind = 'violation'"
    ):
        told = json.loads(figures)
        charged = city.rows(
            f"""SELECT round(d.base * e.rate, 2) FROM {{declarations}} d JOIN {{employers}} e USING (uscc)
            WHERE d.id_number = '{number}' AND d.uscc = '{code}' AND d.month >= '{month}'"""
        )
        assert len(charged) == told["months"]
        assert sum(Decimal(str(yuan)) for (yuan,) in charged) == Decimal(told["refund"])


def test_who_was_paid_into_one_account_shares_it(city):
    claims = city.rows(
        "SELECT account, count(DISTINCT id_number) FROM {claims} WHERE claim_no IN "
        "(SELECT other FROM {truth} WHERE rule = 'shared_account' AND kind = 'violation') GROUP BY 1"
    )
    assert claims
    assert all(people == 3 for _, people in claims)


def test_the_deaths_come_in_every_spelling(city):
    assert city.rows("SELECT count(*) > 0 FROM {deaths} WHERE length(id_number) = 15") == [(True,)]
    assert city.rows("SELECT count(*) > 0 FROM {deaths} WHERE id_number LIKE '%x'") == [(True,)]
    assert city.rows("SELECT count(*) > 0 FROM {deaths} WHERE id_number LIKE '%\uff19%'") == [(True,)]


def test_the_carelessly_written_are_told_to_be_innocent(city):
    ways = city.rows("SELECT why, count(*) FROM {truth} WHERE scenario = 'careless_spelling' AND rule = 'identity_conflict' GROUP BY 1")
    assert len(ways) == 5
    assert (
        city.rows("SELECT id_number FROM {truth} WHERE scenario = 'careless_spelling' EXCEPT SELECT id_number FROM {declarations-2022-09}")
        == []
    )
