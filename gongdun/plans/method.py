"""The method of pace, forecast and lights (docs/plan-method.md): plain arithmetic over one series, no database, no clock.

A series is what a figure was at some days of its period, cumulative. What was not measured is None, and None is never green.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from gongdun.law.refusal import Refusal

UNMEASURED, WAITING, LATE, SLOW, NORMAL, DONE = "none", "wait", "late", "slow", "ok", "done"
RECENT = 90  # days looked back for the recent pace
REACHES = Fraction(98, 100)  # of the target: a forecast is no count, two in a hundred are its grain
NEAR = Fraction(9, 10)  # of the target: slow, not yet behind
EARLY = Fraction(1, 4)  # of the even pace: before that, nothing counted says nothing
WARNING = 30  # days before a date without its evidence
QUIET = 60  # days without an act, where a measure has no number
ON_TIME = Fraction(9, 10)  # of the acts that have a time limit
UP, DOWN = ("at_least", "more_than", "exactly", "between"), ("at_most", "less_than")


@dataclass(frozen=True)
class Aim:
    """What is to be reached, from `first` to `last` day. `season` are the twelve months' shares of a year; empty means evenly."""

    relation: str
    value: Fraction
    first: date
    last: date
    value_max: Fraction | None = None
    season: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.relation not in (*UP, *DOWN) or self.last < self.first:
            raise Refusal("A target needs a known relation and a last day not before its first. Mend the plan.")
        if self.season and (len(self.season) != 12 or min(self.season) < 0 or not sum(self.season)):
            raise Refusal("A season has twelve shares, none below zero and not all zero. Mend the plan.")

    def met_by(self, value: Fraction) -> bool:
        if self.relation in ("at_least", "exactly", "between"):
            return value >= self.value
        if self.relation == "more_than":
            return value > self.value
        return value <= self.value if self.relation == "at_most" else value < self.value

    def passed(self, today: date) -> Fraction:
        """The share of the work due by the end of a day: of the days, or of the season's weights."""
        if today < self.first:
            return Fraction(0)
        if today >= self.last:
            return Fraction(1)
        if not self.season:
            return Fraction((today - self.first).days + 1, (self.last - self.first).days + 1)
        done = sum((self.weight(self.first + timedelta(days=day)) for day in range((today - self.first).days + 1)), Fraction(0))
        whole = sum((self.weight(self.first + timedelta(days=day)) for day in range((self.last - self.first).days + 1)), Fraction(0))
        return done / whole if whole else Fraction(1)

    def weight(self, day: date) -> Fraction:
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return Fraction(self.season[day.month - 1], (following - day.replace(day=1)).days)


@dataclass(frozen=True)
class Now:
    """A figure today, and what it was `RECENT` days ago. For a ratio the two numbers it is divided from, so that a forecast can be."""

    rows: int
    value: Fraction | None
    before: Fraction | None = None
    counted: int = 0
    rows_before: int = 0
    counted_before: int = 0


@dataclass(frozen=True)
class Reading:
    """What the board shows beside a figure. `why` is a sentence id with places filled from `said`."""

    light: str
    why: str
    expected: Fraction | None = None
    forecast: Fraction | None = None
    said: Mapping[str, object] | None = None


NO_INDICATOR = "not yet measured: no indicator exists for it yet"
NO_EVIDENCE = "not yet measured: no indicator counts it and no evidence was entered"
NO_ROWS = "no rows yet, so nothing can be said"
NO_ROWS_LATE = "no rows, though by the even pace there should be"
ORDERS = "waits for orders from above"
REACHED = "the target is reached"
MISSED = "the last day has passed and the target is not reached"
ON_PACE = "both the even and the recent pace reach the target"
ONE_PACE = "only one of the two paces reaches the target"
CLOSE = "neither pace reaches the target, but the gap is below a tenth"
BEHIND = "neither pace reaches the target"
HELD = "the ceiling is kept so far"
BROKEN = "the ceiling is exceeded"
ABOVE, UNDER_CLOSE, UNDER = (
    "the ratio meets its target", "the ratio is below its target by less than a tenth", "the ratio is below its target by more than a tenth",
)  # fmt: skip


def count(now: Now, aim: Aim, today: date) -> Reading:
    """A number to be reached by a day."""
    passed, value = aim.passed(today), now.value or Fraction(0)
    expected = aim.value * passed
    if now.value is None:
        return Reading(UNMEASURED, NO_ROWS, expected)
    if aim.relation in DOWN:
        return ceiling(now, aim, today)
    if aim.met_by(value) and now.rows:
        return Reading(DONE, REACHED, expected, forecast(now, aim, today))
    if today > aim.last:
        return Reading(LATE, MISSED, expected, value)
    if not now.rows:
        return Reading(LATE, NO_ROWS_LATE, expected) if passed > EARLY else Reading(UNMEASURED, NO_ROWS, expected)
    even, recent = forecast(now, aim, today), recent_forecast(now, aim, today)
    reached = [one >= aim.value * REACHES for one in (even, recent)]
    if all(reached):
        return Reading(NORMAL, ON_PACE, expected, even)
    if any(reached):
        return Reading(SLOW, ONE_PACE, expected, even)
    near = max(even, recent) >= aim.value * NEAR
    return Reading(SLOW, CLOSE, expected, even) if near else Reading(LATE, BEHIND, expected, even)


def forecast(now: Now, aim: Aim, today: date) -> Fraction:
    """The even pace: what the share of the work already due has brought, carried to the last day."""
    passed = aim.passed(today)
    return (now.value or Fraction(0)) / passed if passed else Fraction(0)


def recent_forecast(now: Now, aim: Aim, today: date) -> Fraction:
    """The recent pace: what the last 90 days brought, carried on over the rest of the work; the same as the even pace before that."""
    value = now.value or Fraction(0)
    recently = aim.passed(today) - aim.passed(today - timedelta(days=RECENT))
    if now.before is None or not recently:
        return forecast(now, aim, today)
    return value + (value - now.before) / recently * (1 - aim.passed(today))


def ceiling(now: Now, aim: Aim, today: date) -> Reading:
    value = now.value or Fraction(0)
    if not now.rows:
        return Reading(UNMEASURED, NO_ROWS)
    if not aim.met_by(value):
        return Reading(LATE, BROKEN, None, forecast(now, aim, today))
    return Reading(DONE, REACHED, None, value) if today > aim.last else Reading(NORMAL, HELD, None, forecast(now, aim, today))


def ratio(now: Now, aim: Aim, today: date) -> Reading:
    """A share to be kept or reached: it is held against the target itself, every day, and is done only when the period is over."""
    if now.value is None or not now.rows:
        return Reading(LATE, MISSED) if today > aim.last else Reading(UNMEASURED, NO_ROWS)
    ahead = ratio_forecast(now, aim, today)
    if aim.met_by(now.value):
        return Reading(DONE if today > aim.last else NORMAL, ABOVE, aim.value, ahead)
    if today > aim.last:
        return Reading(LATE, MISSED, aim.value, now.value)
    close = now.value >= aim.value * NEAR if aim.relation in UP else now.value <= aim.value / NEAR
    return Reading(SLOW, UNDER_CLOSE, aim.value, ahead) if close else Reading(LATE, UNDER, aim.value, ahead)


def ratio_forecast(now: Now, aim: Aim, today: date) -> Fraction | None:
    """The last 90 days' rows and their share, carried on; never a line drawn through percentages."""
    span = (aim.last - today).days
    rows, counted = now.rows - now.rows_before, now.counted - now.counted_before
    if span <= 0 or rows <= 0 or now.value != Fraction(now.counted, now.rows):
        return now.value
    more = Fraction(span, RECENT)
    return (now.counted + counted * more) / (now.rows + rows * more)


EVIDENCED, EVIDENCED_LATE = (
    "the evidence of every area was accepted in time",
    "the evidence of every area is there; {days} days after the date",
)
EVIDENCE_MISSING, EVIDENCE_SOON = (
    "the date has passed by {days} days and evidence is missing",
    "evidence is missing and the date is {days} days away",
)
EVIDENCE_AHEAD = "the date is {days} days away"


def milestone(given: Sequence[date], needed: int, last: date | None, today: date) -> Reading:
    """Evidence by a date: `given` are the days on which each area's evidence came, of `needed` areas. There is no percentage."""
    if needed and len(given) >= needed:
        late = (max(given) - last).days if last else 0
        return Reading(DONE, EVIDENCED_LATE, said={"days": late}) if late > 0 else Reading(DONE, EVIDENCED)
    if last is None:
        return Reading(NORMAL, EVIDENCED) if given else Reading(UNMEASURED, NO_ROWS)
    away = (last - today).days
    if away < 0:
        return Reading(LATE, EVIDENCE_MISSING, said={"days": -away})
    if away <= WARNING:
        return Reading(SLOW, EVIDENCE_SOON, said={"days": away})
    return Reading(NORMAL, EVIDENCE_AHEAD, said={"days": away}) if given else Reading(UNMEASURED, NO_ROWS, said={"days": away})


ACTIVE = "last act {days} days ago"
STALLED = "no act for {days} days"
UNTIMELY = "{kept} of {limited} acts with a time limit were in time"


def standing(rows: int, last_on: date | None, timely: tuple[int, int], today: date) -> Reading:
    """No number to reach: volume, timeliness (kept, of those with a limit) and the last act. A percentage is never invented."""
    if not rows or last_on is None:
        return Reading(UNMEASURED, NO_ROWS)
    quiet, (kept, limited) = (today - last_on).days, timely
    if quiet > QUIET:
        return Reading(SLOW, STALLED, said={"days": quiet})
    if limited and Fraction(kept, limited) < ON_TIME:
        return Reading(SLOW, UNTIMELY, said={"kept": kept, "limited": limited})
    return Reading(NORMAL, ACTIVE, said={"days": max(quiet, 0)})


def worst(readings: Sequence[Reading]) -> Reading:
    """A measure with several targets is as good as its worst; one that nothing is known of keeps the others from green."""
    order = (LATE, SLOW, UNMEASURED, NORMAL, DONE)
    return min(readings, key=lambda one: order.index(one.light))
