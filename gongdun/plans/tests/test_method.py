"""The method of pace, forecast and lights on ten synthetic series; docs/plan-method.md tells the same in words."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdun.law.refusal import Refusal
from gongdun.plans import method
from gongdun.plans.method import DONE, LATE, NORMAL, RECENT, SLOW, UNMEASURED, Aim, Now

TODAY = date(2022, 10, 17)
YEAR = Aim("at_least", Fraction(120), date(2022, 1, 1), date(2022, 12, 31))


def at(series: list[int | None], today: date = TODAY, aim: Aim = YEAR, rows: int | None = None) -> method.Reading:
    """`series` is the cumulative figure at the end of each month; between two ends it runs straight."""
    value, before = level(series, today), level(series, today - timedelta(days=RECENT))
    return method.count(Now(int(value or 0) if rows is None else rows, value, before), aim, today)


def level(series: list[int | None], day: date) -> Fraction | None:
    if day.year < 2022:
        return Fraction(0)
    done = series[day.month - 2] if day.month > 1 else 0
    now = series[day.month - 1] if day.month <= len(series) else done
    if done is None or now is None:
        return None
    return Fraction(done) + Fraction((now - done) * day.day, 31)


def test_1_an_even_year_is_on_track_and_its_forecast_is_the_plain_proportion():
    reading = at([10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    assert reading.light == NORMAL
    assert round(float(reading.expected), 1) == 95.3
    assert 119 < reading.forecast < 121
    assert at([9, 18, 27, 36, 45, 54, 63, 72, 81, 90]).why == method.CLOSE
    assert at([8, 16, 24, 32, 40, 48, 56, 64, 72, 80]).light == LATE


def test_2_a_late_start_that_catches_up_is_slow_and_not_behind():
    reading = at([0, 0, 0, 0, 0, 0, 10, 30, 60, 90])
    assert (reading.light, reading.why) == (SLOW, method.ONE_PACE)


def test_3_a_seasonal_measure_is_held_against_its_season():
    autumn = Aim("at_least", Fraction(120), date(2022, 1, 1), date(2022, 12, 31), season=(0, 0, 0, 0, 0, 0, 0, 0, 10, 30, 40, 40))
    series = [0, 0, 0, 0, 0, 0, 0, 0, 12, 60]
    assert at(series, aim=autumn).light == NORMAL
    assert at(series).light == LATE  # the same numbers without the season


def test_4_a_stalled_measure_is_slow_while_the_even_pace_still_reaches_and_behind_afterwards():
    series = [20, 40, 60, 80, 100, 100, 100, 100, 100, 100]
    assert (at(series).light, at(series).why) == (SLOW, method.ONE_PACE)
    assert at([20, 40, 60, 70, 70, 70, 70, 70, 70, 70]).light == LATE


def test_5_a_restated_series_is_read_at_its_corrected_level():
    assert at([11, 22, 33, 44, 55, 66, 77, 88, 99, 110]).light == NORMAL
    assert at([11, 22, 33, 44, 55, 66, 67, 68, 69, 70]).light == LATE


def test_6_a_target_met_early_is_done_and_stays_done():
    assert at([60, 121, 121, 121, 121, 121, 121, 121, 121, 121]).light == DONE
    assert at([60, 121, 121, 121, 121, 121, 121, 121, 121, 121], date(2022, 3, 2)).light == DONE


def test_7_no_data_is_never_green_at_any_day():
    for day in range(400):
        today = date(2022, 1, 1) + timedelta(days=day)
        assert method.count(Now(0, None), YEAR, today).light == UNMEASURED
        assert method.count(Now(0, Fraction(0), Fraction(0)), YEAR, today).light in (UNMEASURED, LATE)
        assert method.ratio(Now(0, None), YEAR, today).light in (UNMEASURED, LATE)
        assert method.standing(0, None, (0, 0), today).light == UNMEASURED


def test_8_a_target_missed_at_its_last_day_is_behind_for_good():
    june = Aim("between", Fraction(2), date(2022, 1, 1), date(2022, 6, 30), Fraction(3))
    assert method.count(Now(1, Fraction(1), Fraction(1)), june, TODAY).why == method.MISSED
    assert method.count(Now(2, Fraction(2), Fraction(1)), june, TODAY).light == DONE


def test_9_a_ratio_is_held_against_its_target_and_forecast_from_its_own_two_numbers():
    aim = Aim("at_least", Fraction(7, 10), date(2022, 1, 1), date(2022, 12, 31))
    falling = Now(1000, Fraction(643, 1000), Fraction(7, 10), counted=643, rows_before=700, counted_before=490)
    reading = method.ratio(falling, aim, TODAY)
    assert reading.light == SLOW
    assert Fraction(6, 10) < reading.forecast < falling.value
    assert method.ratio(Now(1000, Fraction(1, 2), counted=500), aim, TODAY).light == LATE
    assert method.ratio(Now(1000, Fraction(8, 10), counted=800), aim, TODAY).light == NORMAL
    assert method.ratio(Now(1000, Fraction(8, 10), counted=800), aim, date(2023, 1, 1)).light == DONE


def test_10_a_measure_that_runs_in_bursts_is_not_called_stalled_between_two_of_them():
    assert at([0, 0, 40, 40, 40, 80, 80, 80, 120, 120]).light == DONE
    assert at([0, 0, 36, 36, 36, 72, 72, 72, 110, 110]).light == NORMAL


def test_a_milestone_counts_areas_and_days_and_has_no_percentage():
    last = date(2022, 6, 30)
    on_time, late = date(2022, 6, 21), date(2022, 7, 9)
    assert method.milestone([on_time] * 4, 4, last, TODAY) == method.Reading(DONE, method.EVIDENCED)
    assert method.milestone([on_time, on_time, on_time, late], 4, last, TODAY).said == {"days": 9}
    assert method.milestone([on_time] * 3, 4, last, TODAY).light == LATE
    assert method.milestone([on_time] * 3, 4, last, date(2022, 6, 22)).light == SLOW
    assert method.milestone([], 4, last, date(2022, 3, 1)).light == UNMEASURED
    assert method.milestone([], 0, last, TODAY).light == LATE
    assert method.milestone([on_time], 2, None, TODAY).forecast is None


def test_a_standing_measure_tells_its_last_act_and_its_timeliness():
    assert method.standing(12, date(2022, 10, 1), (0, 0), TODAY).light == NORMAL
    assert method.standing(12, date(2022, 7, 1), (12, 12), TODAY).why == method.STALLED
    assert method.standing(12, date(2022, 10, 1), (5, 12), TODAY).said == {"kept": 5, "limited": 12}


def test_a_ceiling_is_kept_until_it_breaks_and_done_only_at_the_end():
    aim = Aim("at_most", Fraction(5), date(2022, 1, 1), date(2022, 12, 31))
    assert method.count(Now(3, Fraction(3)), aim, TODAY).light == NORMAL
    assert method.count(Now(6, Fraction(6)), aim, TODAY).light == LATE
    assert method.count(Now(3, Fraction(3)), aim, date(2023, 1, 1)).light == DONE


def test_several_targets_are_as_good_as_the_worst():
    readings = [method.Reading(light, "") for light in (DONE, NORMAL, UNMEASURED)]
    assert method.worst(readings).light == UNMEASURED


@given(value=st.integers(0, 300), more=st.integers(0, 100), day=st.integers(0, 364))
def test_more_is_never_a_worse_light(value, more, day):
    order = [LATE, UNMEASURED, SLOW, NORMAL, DONE]
    today = date(2022, 1, 1) + timedelta(days=day)
    lesser = method.count(Now(value, Fraction(value), Fraction(0)), YEAR, today)
    greater = method.count(Now(value + more, Fraction(value + more), Fraction(0)), YEAR, today)
    if value:
        assert order.index(greater.light) >= order.index(lesser.light)


def test_a_target_that_contradicts_itself_does_not_exist():
    with pytest.raises(Refusal):
        Aim("at_least", Fraction(1), date(2022, 2, 1), date(2022, 1, 1))
    with pytest.raises(Refusal):
        Aim("at_least", Fraction(1), date(2022, 1, 1), date(2022, 2, 1), season=(1, 2))
