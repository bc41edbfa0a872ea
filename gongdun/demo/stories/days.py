"""The demo lives on one business date; its stories name the days before it."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from gongdun.vault.actors import SYSTEM

BUSINESS_DATE = date(2022, 10, 17)
JOB = SYSTEM("demo")


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo("Asia/Shanghai"))
