"""Months as whole numbers, days as days since 1970-01-01, and the contribution limits of each year.

A month is `year * 12 + month - 1`, so January leaves remainder 0 by 12. No clock is read anywhere: the city's first month is an argument.
"""

from __future__ import annotations

import datetime
import re

from gongdun.law.refusal import Refusal

EPOCH = datetime.date(1970, 1, 1)
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
# Yuan a month, floor and ceiling. 2022 and 2023 are Jiangsu's published (provisional) figures, 2024 and 2025 come from knowledge; 2021 and
# any year outside are the demo's own assumption. The synthetic city needs plausible limits, not authoritative ones: those are `gongdun law`'s.
LIMITS = {2021: (3800, 20586), 2022: (4250, 21821), 2023: (4494, 24042), 2024: (4879, 24396), 2025: (4952, 24762)}


def month_index(text: str) -> int:
    """`2022-08` → its number."""
    if not (match := MONTH.fullmatch(text)):
        raise Refusal("{text} is not a month: write it like 2022-08.", text=text)
    return int(match[1]) * 12 + int(match[2]) - 1


def month_text(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def date_in(month: int, day: int) -> datetime.date:
    """A day of a month; days past its end give its last day."""
    return min(datetime.date(month // 12, month % 12 + 1, 1) + datetime.timedelta(days=day - 1), last_date(month))


def last_date(month: int) -> datetime.date:
    following = month + 1
    return datetime.date(following // 12, following % 12 + 1, 1) - datetime.timedelta(days=1)


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime.datetime:
    """A moment of Changzhou's day, without a zone like the offices' own files."""
    return datetime.datetime.combine(date_in(month, day), datetime.time(hour, minute))


def month_of(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def limits(month: int) -> tuple[int, int]:
    """Floor and ceiling of the base in fen; years outside the table take its nearest end."""
    year = min(max(month // 12, min(LIMITS)), max(LIMITS))
    floor, ceiling = LIMITS[year]
    return floor * 100, ceiling * 100


def last_reset(month: int) -> int:
    """The July in or before a month: bases are declared anew from July."""
    return month - (month - 6) % 12
