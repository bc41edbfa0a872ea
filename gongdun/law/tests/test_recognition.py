from datetime import datetime, timedelta

import pytest

from gongdun import law
from gongdun.law.recognition import examine, items, within_48_hours


def by_code(findings):
    return {finding.item.code: finding for finding in findings}


def test_an_item_holds_when_every_element_is_supported():
    found = by_code(examine({"work_time": "supported", "workplace": "supported", "work_cause": "supported", "accident": "supported"}))
    assert found["14-1"].holds and not found["14-1"].needs_person
    assert found["14-2"].missing == ("before_or_after_work", "preparatory_or_closing")


def test_commuting_without_an_official_document_goes_to_a_person():
    found = by_code(examine({"commuting": "supported", "traffic_accident": "supported"}))["14-6"]
    assert found.needs_person and not found.holds and "责任" in " ".join(found.text("zh_Hans"))


def test_the_forty_eight_hours_include_their_end_and_a_close_call_goes_to_a_person():
    start = datetime(2022, 3, 1, 9, 0)
    assert within_48_hours(start, start + timedelta(hours=48)) and not within_48_hours(start, start + timedelta(hours=48, seconds=1))
    times = {"first_diagnosed_at": start, "died_at": start + timedelta(hours=49)}
    found = by_code(examine({"work_time": "supported", "work_post": "supported", "sudden_illness": "supported"}, times=times))["15-1-1"]
    assert found.refuted == ("died_at_once_or_within_48_hours",) and any("forty-eight" in line for line in found.text("en"))


def test_conflicting_judgments_and_exclusions_go_to_a_person():
    found = by_code(examine({"disease_certificate": "supported", "drunk_or_drugs": "contested"}, conflicting=("甲判决", "乙判决")))
    said = " ".join(found["14-4"].text("en"))
    assert "art. 16" in said and "甲判决" in said and "16-2" in found


@pytest.mark.parametrize("facts", [{}, {"work_hours": "supported"}, {"work_time": True}])
def test_nothing_stated_unknown_elements_and_unknown_answers_are_refused(facts):
    with pytest.raises(law.Refusal):
        examine(facts)


def test_a_death_before_the_diagnosis_is_refused():
    with pytest.raises(law.Refusal):
        within_48_hours(datetime(2022, 3, 2), datetime(2022, 3, 1))


def test_every_item_is_cited_and_titled():
    assert len(items()) == 13
    for item in items().values():
        assert item.citation and item.title["zh_Hans"] and item.title["en"] and item.elements
