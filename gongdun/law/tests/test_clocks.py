from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdun.law import clocks
from gongdun.law.calendar import Calendar
from gongdun.law.refusal import Refusal

CALENDAR = Calendar.shipped()
DAY = timedelta(days=1)
DAYS = st.dates(date(2012, 1, 1), date(2024, 12, 31))
SPANS = st.lists(st.tuples(DAYS, st.integers(0, 90)).map(lambda span: (span[0], span[0] + DAY * span[1])), max_size=4)
DEADLINES = sorted(rule.id for rule in clocks.clocks().values() if rule.kind == "deadline" and rule.unit != "hour")
PLAIN = [
    name for name in DEADLINES if None not in clocks.clock(name).lengths.values() and min(clocks.clock(name).lengths) <= date(2012, 1, 1)
]
SUSPENDABLE = [name for name in PLAIN if clocks.clock(name).pauses]


def due(name, start, **options):
    return clocks.due(name, start, calendar=CALENDAR, **options)


def test_a_last_day_in_the_golden_week_rolls_with_its_reason():
    answer = due("recognition.decision", date(2022, 8, 2))
    assert (answer.due_on, answer.rolled_from) == (date(2022, 10, 8), date(2022, 10, 1))
    assert "国庆节" in answer.text("zh_Hans")[0] and "2022-10-08" in answer.text("en")[0]


def test_a_suspension_counts_both_its_days_and_touching_ones_merge():
    answer = due(
        "recognition.decision",
        date(2022, 3, 1),
        suspensions=[(date(2022, 3, 10), date(2022, 3, 14)), (date(2022, 3, 15), date(2022, 3, 19))],
    )
    assert (answer.due_on, answer.suspended_days) == (date(2022, 5, 10), 10)
    overlapping = due(
        "recognition.decision",
        date(2022, 3, 1),
        suspensions=[(date(2022, 3, 10), date(2022, 3, 18)), (date(2022, 3, 12), date(2022, 3, 19))],
    )
    assert overlapping.due_on == answer.due_on


def test_an_extension_is_counted_from_the_end_that_has_not_rolled():
    """60 days end on Saturday 2022-10-01; 30 more end on 2022-10-31, not thirty days after the rolled 2022-10-08."""
    answer = due("assessment.conclusion", date(2022, 8, 2), extended=True)
    assert (answer.due_on, answer.total_days) == (date(2022, 10, 31), 90)


def test_years_and_months_end_on_the_corresponding_day_or_the_months_last():
    assert due("recognition.worker_application", date(2024, 2, 29)).due_on == date(2025, 2, 28)
    assert due("lawsuit.direct", date(2022, 8, 31)).due_on == date(2023, 2, 28)


def test_an_earliest_day_does_not_roll():
    review = due("assessment.review", date(2021, 10, 1))
    assert (review.earliest_on, review.due_on) == (date(2022, 10, 1), None)
    assert due("audit.notice", date(2022, 9, 29)).earliest_on == date(2022, 10, 2)


def test_deemed_service_does_not_roll_and_was_sixty_days_before_2022():
    assert due("service.public_notice", date(2022, 9, 1)).due_on == date(2022, 10, 1)
    assert due("service.public_notice", date(2021, 9, 1)).total_days == 60


def test_service_of_the_conclusion_shortened_on_2025_07_01():
    assert due("assessment.service", date(2025, 6, 30)).total_days == 20
    later = due("assessment.service", date(2025, 7, 1))
    assert (later.total_days, later.status) == (15, "unverified")
    assert due("assessment.service", date(2025, 7, 1), known=date(2025, 6, 1)).total_days == 20, "as it was known a month earlier"


def test_working_day_clocks_skip_festivals_and_work_make_up_days():
    assert due("advance.demand", date(2022, 9, 30)).due_on == date(2022, 10, 10)


def test_an_unknown_year_is_provisional_and_says_so():
    answer = due("inspection.case", date(2026, 11, 2))
    assert answer.provisional and "2027" in " ".join(answer.text("en"))
    assert not due("inspection.case", date(2026, 3, 2)).provisional


def test_an_open_suspension_needs_the_day_of_asking_and_moves_the_day():
    spans = [(date(2022, 3, 10), None)]
    with pytest.raises(Refusal, match="has no end yet"):
        due("recognition.decision", date(2022, 3, 1), suspensions=spans)
    answer = due("recognition.decision", date(2022, 3, 1), suspensions=spans, as_of=date(2022, 3, 14))
    assert answer.is_open and answer.suspended_days == 5


def test_a_suspension_outside_the_period_moves_nothing_and_is_named():
    answer = due("recognition.decision", date(2022, 3, 1), suspensions=[(date(2023, 1, 1), date(2023, 1, 5))])
    assert answer.suspended_days == 0 and "outside the running period" in answer.text("en")[0]


def test_hours_run_from_an_instant():
    assert due("recognition.forty_eight_hours", datetime(2022, 3, 1, 9, 30)).due_at == datetime(2022, 3, 3, 9, 30)


def test_a_missing_worker_is_paid_three_months_from_the_month_of_the_accident():
    answer = due("benefits.missing_wage", date(2022, 1, 31))
    assert (answer.due_on, answer.earliest_on) == (date(2022, 3, 31), date(2022, 4, 1))


def test_a_promise_is_answered_beside_the_statutory_day():
    answer = due("recognition.decision", date(2022, 3, 1), promise=15)
    assert (answer.promised_on, answer.due_on) == (date(2022, 3, 16), date(2022, 5, 5))


@pytest.mark.parametrize(
    ("name", "start", "options"),
    [
        ("recognition.decisions", date(2022, 1, 1), {}),
        ("recognition.decision", "2022-01-01", {}),
        ("recognition.decision", date(2003, 1, 1), {}),
        ("recognition.decision", date(2022, 1, 1), {"extended": True}),
        ("recognition.decision", date(2022, 1, 1), {"extension": 5}),
        ("recognition.decision", date(2022, 1, 1), {"length": 90}),
        ("recognition.decision", date(2022, 1, 1), {"suspensions": [(date(2022, 2, 2), date(2022, 2, 1))]}),
        ("recognition.decision", date(2022, 1, 1), {"promise": 61}),
        ("recognition.service", date(2022, 1, 1), {"suspensions": [(date(2022, 1, 2), date(2022, 1, 3))]}),
        ("recognition.employer_application", date(2022, 1, 1), {"extended": True}),
        ("assessment.conclusion", date(2022, 1, 1), {"extended": True, "extension": 31}),
        ("recognition.evidence", date(2022, 1, 1), {}),
        ("recognition.forty_eight_hours", date(2022, 1, 1), {}),
    ],
)
def test_what_would_be_without_effect_or_unknown_is_refused(name, start, options):
    with pytest.raises(Refusal):
        due(name, start, **options)


def test_the_bureau_sets_the_length_of_evidence_and_of_an_extension():
    assert due("recognition.evidence", date(2022, 3, 1), length=10).due_on == date(2022, 3, 11)
    assert due("recognition.employer_application", date(2022, 3, 1), extended=True, extension=30).due_on == date(2022, 5, 5)


def test_durations_are_gross_and_net():
    found = clocks.duration(date(2022, 9, 28), date(2022, 10, 10), calendar=CALENDAR, suspensions=[(date(2022, 10, 8), date(2022, 10, 9))])
    assert (found.gross_days, found.net_days, found.gross_working_days, found.net_working_days) == (12, 10, 5, 3)


@given(st.sampled_from(SUSPENDABLE), DAYS, SPANS, st.tuples(DAYS, st.integers(0, 60)))
def test_suspending_never_shortens(name, start, spans, more):
    """Holds for every deadline that can be suspended."""
    added = [*spans, (more[0], more[0] + DAY * more[1])]
    assert due(name, start, suspensions=added).due_on >= due(name, start, suspensions=spans).due_on


@given(st.sampled_from(PLAIN), DAYS)
def test_starting_a_day_later_never_comes_due_earlier(name, start):
    """Holds for every deadline without suspensions; for day clocks also with them (next test)."""
    assert due(name, start + DAY).due_on >= due(name, start).due_on


@given(DAYS, SPANS)
def test_starting_a_day_later_never_comes_due_earlier_when_suspended(start, spans):
    """Holds for `recognition.decision`. Not for years with suspensions: a leap day can make the year a day shorter."""
    name = "recognition.decision"
    assert due(name, start + DAY, suspensions=spans).due_on >= due(name, start, suspensions=spans).due_on


@given(st.sampled_from(PLAIN), DAYS, SPANS)
def test_a_deadline_ends_on_a_working_day_and_after_its_start(name, start, spans):
    answer = due(name, start, suspensions=spans if name in SUSPENDABLE else [])
    assert answer.due_on > start and CALENDAR.is_working_day(answer.due_on)


def test_every_clock_is_cited_titled_and_has_a_status():
    for rule in clocks.clocks().values():
        assert rule.citation and rule.title["zh_Hans"] and rule.title["en"] and rule.consequence["zh_Hans"]
        assert set(rule.statuses) == set(rule.lengths) and set(rule.statuses.values()) <= {"in_force", "unverified"}
