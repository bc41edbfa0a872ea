"""业务日 — the one place where the site asks what day it is (design.md 15). Everything below takes `today` or `now` as an argument.

`GONGDUN_TODAY=2022-10-17` pins the day: the demo city lives on that Monday. The time of day stays the real one, in Asia/Shanghai.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The business instant, aware, in Asia/Shanghai."""
    real = datetime.now(SHANGHAI)  # noqa: TID251 — the one caller of the clock
    pinned = os.environ.get("GONGDUN_TODAY")
    return datetime.combine(date.fromisoformat(pinned), real.timetz()) if pinned else real


def today() -> date:
    """The business date."""
    return now().date()
