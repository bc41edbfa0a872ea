"""The working-day calendar: weekends, festivals and make-up working days (调休), year by year, as the State Council announces them.

A calendar is an argument, never a global: what a due date rests on is visible, and next year's notice is an overlay (民法典 203).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

from gongdun.law.refusal import Refusal

SHIPPED = Path(__file__).parent / "data" / "working_days.yaml"
SPAN = re.compile(r"(\d\d)-(\d\d)(?:\.\.(\d\d)-(\d\d))?")
DAY = timedelta(days=1)

# The festivals with a fixed day in the solar calendar (全国年节及纪念日放假办法): all that can be known of a year before its notice.
FIXED = {(1, 1): "New Year's Day", (5, 1): "Labour Day", (10, 1): "National Day", (10, 2): "National Day", (10, 3): "National Day"}


@dataclass(frozen=True)
class Year:
    """One announced year: each rest day with the festival's name, the weekend days that are worked, and the notice."""

    rest: Mapping[date, str]
    work: frozenset[date]
    document: str


def _days(year: int, span: str) -> Iterable[date]:
    """The days of "05-01" or "05-01..05-05", both ends included."""
    found = SPAN.fullmatch(span)
    if not found:
        raise Refusal("The working-day notice of {year} has {span!r}, which is no day: write MM-DD or MM-DD..MM-DD.", year=year, span=span)
    first, last = found.group(1, 2), found.group(3, 4)
    try:
        begin = date(year, int(first[0]), int(first[1]))
        end = date(year, int(last[0]), int(last[1])) if last[0] else begin
    except ValueError:
        raise Refusal("The working-day notice of {year} has {span!r}, which is no day of that year.", year=year, span=span) from None
    if end < begin:
        raise Refusal("The working-day notice of {year} has the span {span!r}, which ends before it begins.", year=year, span=span)
    return (begin + DAY * step for step in range((end - begin).days + 1))


def _year(year: int, notice: Mapping) -> Year:
    rest = {day: name for name, spans in notice["rest"].items() for span in spans for day in _days(year, span)}
    work = frozenset(day for span in notice["work"] for day in _days(year, span))
    for day in sorted(work):
        if day.weekday() < 5 or day in rest:
            raise Refusal("The notice calls {day} a make-up working day, but it is a weekday or a rest day: check the notice.", day=day)
    return Year(rest, work, str(notice.get("document", "")))


@dataclass(frozen=True)
class Calendar:
    """Which days are worked. Years without a notice are answered from weekends and fixed festivals, and marked provisional."""

    years: Mapping[int, Year]

    @classmethod
    def shipped(cls) -> Calendar:
        """The calendar in the package, 2004 to 2026."""
        return _shipped()

    def overlay(self, notice: Mapping) -> Calendar:
        """This calendar with one more year: `{year, document, rest: {festival: [MM-DD or span]}, work: [MM-DD]}`.

        A known year is replaced, so that a corrected notice can be brought in; a notice without a document or without rest days is refused.
        """
        missing = [key for key in ("year", "document", "rest", "work") if notice.get(key) is None]
        if missing or not notice["rest"]:
            raise Refusal(
                "A working-day notice needs year, document, rest and work; missing or empty: {missing}. Copy them from the State Council's notice.",
                missing=", ".join(missing or ["rest"]),
            )
        year = int(notice["year"])
        return Calendar({**self.years, year: _year(year, notice)})

    def is_known(self, day: date) -> bool:
        """Whether the notice for the day's year is in the calendar."""
        return day.year in self.years

    def rest_name(self, day: date) -> str | None:
        """Why nobody works that day (an English id, translated at the edge), or None on a working day."""
        year = self.years.get(day.year)
        if year is None:
            return FIXED.get((day.month, day.day)) or ("weekend" if day.weekday() > 4 else None)
        if day in year.work:
            return None
        return year.rest.get(day) or ("weekend" if day.weekday() > 4 else None)

    def is_working_day(self, day: date) -> bool:
        return self.rest_name(day) is None

    def next_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the first worked day after it."""
        while not self.is_working_day(day):
            day += DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself is not counted (民法典 201)."""
        while count:
            day += DAY
            count -= self.is_working_day(day)
        return day

    def working_days(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]."""
        return sum(self.is_working_day(after + DAY * step) for step in range(1, (until - after).days + 1))

    @property
    def digest(self) -> str:
        """What the receipts name: the calendar's content, not its file."""
        lines = (f"{year}|{sorted(notice.rest)}|{sorted(notice.work)}" for year, notice in sorted(self.years.items()))
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def read_notice(text: str) -> Mapping:
    """A notice from a YAML or JSON file; refuses what is no map."""
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise Refusal("The file is not YAML: {error}. Correct the line it names.", error=" ".join(str(error).split())) from None
    if not isinstance(found, Mapping):
        raise Refusal(
            "A working-day notice needs year, document, rest and work; missing or empty: {missing}. Copy them from the State Council's notice.",
            missing="year, document, rest, work",
        )
    return found


@cache
def _shipped() -> Calendar:
    years = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["years"]
    return Calendar({year: _year(year, notice) for year, notice in years.items()})
