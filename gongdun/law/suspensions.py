"""Suspended days: closed intervals, merged, and the day-by-day walk over what remains (lessons K1, K3: a suspension moves every clock)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gongdun.law.refusal import Refusal

DAY = timedelta(days=1)
Interval = tuple[date, date]


@dataclass(frozen=True)
class Suspensions:
    """Disjoint closed intervals in order; `is_open` says that the last one had no end and was cut at the day it was looked at."""

    intervals: tuple[Interval, ...]
    is_open: bool = False

    def holds(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.intervals)

    def days_within(self, after: date, until: date) -> int:
        """How many suspended calendar days lie in (after, until]."""
        return sum(max(0, (min(last, until) - max(first, after + DAY)).days + 1) for first, last in self.intervals)

    def skip(self, start: date, count: int) -> date:
        """The `count`-th calendar day after `start` that is not suspended."""
        end = start + DAY * count
        for first, last in self.intervals:
            lost = (last - max(first, start + DAY)).days + 1
            if first > end:
                break
            end += DAY * max(0, lost)
        return end


def merge(suspensions: Iterable[tuple[date, date | None]], as_of: date | None) -> Suspensions:
    """One ledger of suspensions: overlapping and touching intervals become one, so no day is lost twice.

    A suspension without an end runs until `as_of`, the day on which the question is put; without that day the answer would be a guess.
    """
    closed, is_open = [], False
    for first, last in suspensions:
        if last is None:
            if as_of is None:
                raise Refusal(
                    "The suspension from {first} has no end yet: say on which day you look (as_of), or give its last day.", first=first
                )
            is_open, last = True, max(first, as_of)
        if last < first:
            raise Refusal(
                "One of the suspensions, from {first} to {last}, ends before it begins: correct the two days.", first=first, last=last
            )
        closed.append((first, last))
    merged: list[Interval] = []
    for first, last in sorted(closed):
        if merged and first <= merged[-1][1] + DAY:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return Suspensions(tuple(merged), is_open)
