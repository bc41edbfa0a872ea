"""法 — statutes as exact computation: benefits, contributions, clocks, parameters by date, citations."""

from gongdun.law import clocks
from gongdun.law.calendar import Calendar
from gongdun.law.refusal import Refusal

__all__ = ["Calendar", "Refusal", "clocks"]
