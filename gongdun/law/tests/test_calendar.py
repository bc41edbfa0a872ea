from datetime import date, timedelta

import holidays
import pytest

from gongdun.law.calendar import Calendar
from gongdun.law.refusal import Refusal

CALENDAR = Calendar.shipped()
NOTICE = {"year": 2027, "document": "国办发明电〔2026〕7号", "rest": {"New Year's Day": ["01-01..01-03"]}, "work": ["01-09"]}


def test_every_day_from_2004_to_2026_agrees_with_the_holidays_package():
    other = holidays.country_holidays("CN", years=range(2004, 2027))
    days = [date(2004, 1, 1) + timedelta(step) for step in range((date(2027, 1, 1) - date(2004, 1, 1)).days)]
    assert [day for day in days if CALENDAR.is_working_day(day) != other.is_working_day(day)] == []


def test_the_last_saturday_of_2005_was_worked():
    assert CALENDAR.is_working_day(date(2005, 12, 31)) and not CALENDAR.is_working_day(date(2006, 1, 3))


def test_a_rest_day_says_why():
    assert CALENDAR.rest_name(date(2022, 10, 7)) == "National Day"
    assert CALENDAR.rest_name(date(2022, 10, 16)) == "weekend"
    assert CALENDAR.rest_name(date(2022, 10, 8)) is None, "a make-up Saturday is worked"


def test_an_unknown_year_is_not_known_but_has_weekends_and_fixed_festivals():
    assert not CALENDAR.is_known(date(2027, 5, 1))
    assert CALENDAR.rest_name(date(2027, 1, 1)) == "New Year's Day"
    assert CALENDAR.is_working_day(date(2027, 1, 4))


def test_a_notice_is_laid_over_without_touching_the_shipped_calendar():
    laid = CALENDAR.overlay(NOTICE)
    assert laid.is_known(date(2027, 1, 9)) and laid.is_working_day(date(2027, 1, 9))
    assert not CALENDAR.is_known(date(2027, 1, 9)) and laid.digest != CALENDAR.digest


@pytest.mark.parametrize(
    "change",
    [
        {"document": None},
        {"rest": {}},
        {"rest": {"Spring Festival": ["02-30"]}},
        {"rest": {"x": ["5-1"]}},
        {"work": ["01-11"]},
        {"work": ["01-02"]},
    ],
)
def test_a_notice_that_cannot_be_right_is_refused(change):
    with pytest.raises(Refusal):
        CALENDAR.overlay({**NOTICE, **change})


def test_working_days_are_counted_after_the_start():
    assert CALENDAR.add_working_days(date(2022, 9, 30), 1) == date(2022, 10, 8)
    assert CALENDAR.working_days(date(2022, 9, 30), date(2022, 10, 9)) == 2
