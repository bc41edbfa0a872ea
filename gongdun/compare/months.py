"""A calendar month as one integer, so that both engines count months the same way."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from gongdun.law.refusal import Refusal

EPOCH = datetime.date(1970, 1, 1)


@dataclass(frozen=True, order=True)
class Month:
    """`index` = year × 12 + month − 1."""

    index: int

    @classmethod
    def parse(cls, text: str) -> Month:
        match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
        if match is None:
            raise Refusal("{text!r} is no month: write it as 2022-08.", text=text)
        return cls(int(match[1]) * 12 + int(match[2]) - 1)

    @classmethod
    def of(cls, day: datetime.date) -> Month:
        return cls(day.year * 12 + day.month - 1)

    def __str__(self) -> str:
        return f"{self.index // 12:04d}-{self.index % 12 + 1:02d}"

    @property
    def first_on(self) -> datetime.date:
        return datetime.date(self.index // 12, self.index % 12 + 1, 1)

    @property
    def next(self) -> Month:
        return Month(self.index + 1)

    @property
    def first_day(self) -> int:
        """Days since 1970-01-01 of the month's first day."""
        return (self.first_on - EPOCH).days

    @property
    def next_day(self) -> int:
        """Days since 1970-01-01 of the first day after the month."""
        return self.next.first_day
