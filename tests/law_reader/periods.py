"""Years, months, ages and working days (domain 03 §0)."""

from calendar import monthrange
from datetime import date, timedelta

import chinese_calendar

from tests.law_reader.facts import CannotSay

MAKE_UP_DAYS_LEFT_OUT = {date(2005, 12, 31)}  # the Saturday worked for the New Year holiday of 2006


def plus_months(start: date, months: int) -> date:
    """The corresponding day, or the last day of a month that lacks it (Civil Code 202)."""
    count = start.year * 12 + start.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def plus_years(start: date, years: int) -> date:
    return plus_months(start, 12 * years)


def age(born_on: date, on: date) -> int:
    """Completed years; the birthday itself completes the year."""
    years = on.year - born_on.year
    return years if plus_years(born_on, years) <= on else years - 1


def is_working_day(day: date) -> bool:
    if day in MAKE_UP_DAYS_LEFT_OUT:
        return True
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        raise CannotSay("calendar", f"no holiday notice for {day.year}") from None


def next_working_day(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def plus_working_days(start: date, count: int) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
