"""Plain values that the pages draw: a due chip, a span of a clock, a point of a trend. No querysets, no markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongdun.law.refusal import Refusal

VARIANTS = ("over", "today", "soon", "later", "held", "done", "missed")
MASKED_DIGITS = 8
OTHER = "other"


@dataclass(frozen=True)
class Due:
    """期限 — how long, until when, why.

    `days` are the days left, late or (held) suspended so far; for `done` and `missed` the day the act came, of `limit` days.
    `unit` is `working` or `calendar`. `until` is the due date; for `held` the day the suspension began.
    """

    variant: str
    days: int
    until: date | None = None
    why: str = ""
    unit: str = "working"
    limit: int = 0
    internal: bool = False
    provisional_year: int = 0  # the year whose make-up days are not announced yet

    def __post_init__(self) -> None:
        if self.variant not in VARIANTS:
            raise ValueError(f"There is no due variant {self.variant!r}; variants are {', '.join(VARIANTS)}.")


@dataclass(frozen=True)
class Stretch:
    """A part of a clock's span: `kind` is run, held or left; the words stand above and below it."""

    kind: str
    days: int
    above: str = ""
    below: str = ""


@dataclass(frozen=True)
class Point:
    """One month of a trend. `mark` is shown with the number (* for a restated month); an open month is not locked yet."""

    label: str
    value: int | float | None
    mark: str = ""
    is_open: bool = False


def variant(*, days_left: int, is_paused: bool = False) -> str:
    """The variant of a running clock, by the working days left."""
    if is_paused:
        return "held"
    if days_left < 0:
        return "over"
    if days_left == 0:
        return "today"
    return "soon" if days_left <= 3 else "later"


def reveal_reason(form: dict[str, str]) -> str:
    """The reason a reveal was asked for, in the words that go into the journal."""
    chosen, written = form.get("reason", "").strip(), form.get("reason_words", "").strip()
    reason = written if chosen in ("", OTHER) else f"{chosen}：{written}" if written else chosen
    if not reason:
        raise Refusal("A full number is shown only for a written reason. Choose a reason, or write one, and ask again.")
    return reason
