"""期限 — statutory clocks: when a step is due, why it moved, and what follows when it is missed.

The choices the statutes leave open, made once and stated with their ground:

* The start day is not counted; the first counted day is the next one (民法典 201).
* A month or year period ends on the corresponding day, or on the month's last day where there is none (民法典 202).
* A last day on a rest day rolls to the next working day, with the reason kept (民法典 203). Make-up working weekends are working days.
* An extension lengthens the period itself (60 + 30 = 90): it is counted from the end that has not rolled, and only the last day of the whole rolls,
  because article 203 speaks of the last day of a period and an extended period has one.
* A suspension `[from, to]` includes both days. Overlapping and touching suspensions are merged. Only suspended days after the start and before the end of the
  period count; months and years become the days between start and corresponding day before suspended days are added. A rolled last day that is itself
  suspended moves on past the suspension.
* An earliest day (assessment review after a year, an audit three days after its notice) does not roll: article 203 protects who must act until a day, and
  nobody must act on an earliest day. One year after a conclusion is the corresponding day of the next year.
* Deemed service by public notice does not roll: it happens by itself when the days have passed (民事诉讼法 95) and nobody has to act on that day.
* Look-backs, retention, the paid leave period and the 48 hours are periods that last; they do not roll. Limitation periods of a party do.
* 日 means calendar days; working days only where the text says 工作日, and in 行政处罚法 for 2, 3, 5 and 7 days.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import yaml

from gongdun.law.calendar import Calendar
from gongdun.law.refusal import Refusal, terminal_language, translate
from gongdun.law.suspensions import Suspensions, merge

SHIPPED = Path(__file__).parent / "data" / "clocks.yaml"
DAY = timedelta(days=1)
LAST_DAY = date(9000, 1, 1)
UNITS = {"calendar_day", "working_day", "month", "year", "hour"}
KINDS = {"deadline", "earliest", "period", "next_month", "following_month", "months_counted"}
MONTHS_OF = {"month": 1, "year": 12}
UNIT_NAMES = {"calendar_day": "calendar day(s)", "working_day": "working day(s)", "month": "month(s)", "year": "year(s)", "hour": "hour(s)"}

ROLLED = "The last day {day} is a rest day ({name}); the period ends on the next working day, {due} (Civil Code art. 203)."
ROLLED_SUSPENDED = (
    "The last day {day} falls in a suspension or on a rest day; the period ends on {due}, the next working day that is not suspended."
)
SUSPENDED = "{days} suspended day(s) are not counted."
OUTSIDE = "The suspension from {first} to {last} lies outside the running period and moves nothing."
EXTENDED = "The period is extended by {days} {unit}, counted from the end that has not rolled."
PROVISIONAL = "The State Council's notice for {year} is not in the calendar: the day is provisional until the notice is imported."
OPEN = "A suspension has no end yet: the day is counted as if it ended on {day}, and moves on every day."
EARLIEST = "An earliest day does not roll to a working day (Civil Code art. 203 concerns last days)."


@dataclass(frozen=True)
class Clock:
    """One statutory clock: `lengths` by the day from which they hold (None: the authority sets it in the single case)."""

    id: str
    title: Mapping[str, str]
    who: Mapping[str, str]
    starts: Mapping[str, str]
    unit: str
    kind: str
    lengths: Mapping[date, int | None]
    statuses: Mapping[date, str]
    rolls: bool
    extends: bool
    extension: int | None
    pauses: Mapping[str, str] | None
    ordered: bool
    internal: bool
    consequence: Mapping[str, str]
    citation: str

    def version(self, on: date, known: date | None) -> date:
        """The day from which the length in force on `on` holds, as it was known on `known`."""
        found = [since for since in self.lengths if since <= on and (known is None or since <= known)]
        if not found:
            raise Refusal(
                "The clock {clock} has no length in force on {on}: its law ({citation}) holds from {since}. Check the start day.",
                clock=self.id,
                on=on,
                citation=self.citation,
                since=min(self.lengths),
            )
        return max(found)


@dataclass(frozen=True)
class Due:
    """The answer of a clock. `due_on` is None for earliest days, `earliest_on` None for the others; `due_at` is set for clocks in hours.

    `suspended_days` counts working days for working-day clocks, else calendar days. `total_days` is the length with its extension, in the clock's unit.
    `rolled_from` is the last day before it rolled, None where it did not.
    """

    clock: Clock
    started_on: date
    due_on: date | None
    earliest_on: date | None
    rolled_from: date | None
    suspended_days: int
    total_days: int
    status: str
    provisional: bool = False
    is_open: bool = False
    due_at: datetime | None = None
    promised_on: date | None = None
    reasons: tuple[tuple[str, Mapping[str, object]], ...] = field(default=())

    @property
    def citation(self) -> str:
        return self.clock.citation

    @property
    def consequence(self) -> Mapping[str, str]:
        return self.clock.consequence

    def is_overdue(self, today: date) -> bool:
        """Derived, never stored. A clock without a due day is never overdue."""
        return self.due_on is not None and today > self.due_on

    def text(self, language: str | None = None) -> tuple[str, ...]:
        """The reasons as sentences."""
        language = language or terminal_language()
        return tuple(say(message, arguments, language) for message, arguments in self.reasons)


@dataclass(frozen=True)
class Duration:
    """How long a step took: gross from start to end, net without suspended days (lessons K6), in calendar and working days."""

    gross_days: int
    net_days: int
    gross_working_days: int
    net_working_days: int


def say(message: str, arguments: Mapping[str, object], language: str) -> str:
    """A sentence of an id and arguments; arguments that are ids themselves (a festival's name, a unit) are translated too."""
    spoken = {name: translate(value, language) if isinstance(value, str) else value for name, value in arguments.items()}
    return translate(message, language).format(**spoken)


def _clock(clock_id: str, entry: Mapping) -> Clock:
    kind = entry.get("kind", "deadline")
    if entry["unit"] not in UNITS or kind not in KINDS:
        raise Refusal("The clock {clock} has an unknown unit or kind: correct clocks.yaml.", clock=clock_id)
    status = entry["status"]
    return Clock(
        id=clock_id,
        title=entry["title"],
        who=entry["who"],
        starts=entry["starts"],
        unit=entry["unit"],
        kind=kind,
        lengths=entry["lengths"],
        statuses=status if isinstance(status, dict) else dict.fromkeys(entry["lengths"], status),
        rolls=entry.get("rolls", kind in {"deadline", "following_month"}),
        extends="extension" in entry,
        extension=entry.get("extension"),
        pauses=entry.get("pauses"),
        ordered=entry.get("ordered", False),
        internal=entry.get("internal", False),
        consequence=entry["consequence"],
        citation=entry["citation"],
    )


@cache
def clocks() -> Mapping[str, Clock]:
    """Every clock by id."""
    entries = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return {clock_id: _clock(clock_id, entry) for clock_id, entry in entries.items()}


def clock(clock_id: str) -> Clock:
    """The clock of that id; an unknown id is refused with the ids of its family."""
    known = clocks()
    if clock_id not in known:
        family = clock_id.partition(".")[0] + "."
        near = sorted(name for name in known if name.startswith(family)) or sorted({name.partition(".")[0] + ".*" for name in known})
        raise Refusal("There is no clock {clock!r}. Choose one of: {near}.", clock=clock_id, near=", ".join(near))
    return known[clock_id]


def add_months(day: date, count: int) -> date:
    """The corresponding day `count` months later, or that month's last day (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    return day.replace(day=months.monthrange(day.year, day.month)[1])


def _length(clock: Clock, since: date, length: int | None) -> int:
    """The length in force, or the one ordered in the single case where the law leaves it open."""
    fixed = clock.lengths[since]
    if length is not None:
        if fixed is not None and not clock.ordered:
            raise Refusal("The clock {clock} is fixed by {citation}; its length cannot be set.", clock=clock.id, citation=clock.citation)
        if length < 1:
            raise Refusal("A length of {length} is no period: give at least 1.", length=length)
        return length
    if fixed is None:
        raise Refusal(
            "{citation} leaves the length of {clock} to the single case: give it (length).", clock=clock.id, citation=clock.citation
        )
    return fixed


def _extension(clock: Clock, extended: bool, extension: int | None) -> int:
    """Days, working days or months added by a lawful extension."""
    if extension is not None and not extended:
        raise Refusal("An extension of {extension} is given but the clock is not marked extended: set both or none.", extension=extension)
    if not extended:
        return 0
    if not clock.extends:
        raise Refusal("The clock {clock} cannot be extended: {citation} knows no extension.", clock=clock.id, citation=clock.citation)
    if extension is None and clock.extension is None:
        raise Refusal(
            "The clock {clock} is extended, but {citation} leaves the length to the consent: give it (extension).",
            clock=clock.id,
            citation=clock.citation,
        )
    if extension is not None and not 1 <= extension <= (clock.extension or extension):
        raise Refusal(
            "The extension of {clock} is 1 to {most}, not {given}.", clock=clock.id, most=clock.extension or "any", given=extension
        )
    return extension or clock.extension or 0


def _ledger(clock: Clock, suspensions: Iterable[tuple[date, date | None]], as_of: date | None) -> Suspensions:
    ledger = merge(suspensions, as_of)
    if ledger.intervals and clock.pauses is None:
        raise Refusal(
            "The clock {clock} takes no suspensions: {citation} knows no ground for them.", clock=clock.id, citation=clock.citation
        )
    return ledger


def _unrolled(clock: Clock, start: date, total: int, ledger: Suspensions, calendar: Calendar) -> tuple[date, int]:
    """The last day before it rolls, and the suspended days inside the period."""
    if clock.unit == "working_day":
        day, lost, left = start, 0, total
        while left:
            day += DAY
            if calendar.is_working_day(day):
                suspended = ledger.holds(day)
                lost += suspended
                left -= not suspended
        return day, lost
    nominal = total if clock.unit == "calendar_day" else (add_months(start, total * MONTHS_OF[clock.unit]) - start).days
    end = ledger.skip(start, nominal)
    return end, ledger.days_within(start, end)


def _roll(clock: Clock, day: date, ledger: Suspensions, calendar: Calendar) -> date:
    if not clock.rolls:
        return day
    while not calendar.is_working_day(day) or ledger.holds(day):
        day += DAY
    return day


def _is_provisional(clock: Clock, start: date, unrolled: date, due: date, calendar: Calendar) -> date | None:
    """The first day that mattered and whose year has no notice, if any."""
    if clock.unit == "working_day":
        candidates = [date(year, 1, 1) for year in range(start.year + 1, due.year + 1)] + [start + DAY]
    else:
        candidates = [unrolled, due] if clock.rolls else []
    return min((day for day in candidates if not calendar.is_known(day)), default=None)


def _checked(started_on: date) -> date:
    if not isinstance(started_on, date):
        raise Refusal("The start day must be a date, not {value!r}.", value=started_on)
    day = started_on.date() if isinstance(started_on, datetime) else started_on
    if day > LAST_DAY:
        raise Refusal("The start day {value} is beyond any calendar: correct it.", value=day)
    return day


def due(
    clock_id: str,
    started_on: date,
    *,
    calendar: Calendar,
    on: date | None = None,
    suspensions: Iterable[tuple[date, date | None]] = (),
    extended: bool = False,
    extension: int | None = None,
    length: int | None = None,
    promise: int | None = None,
    as_of: date | None = None,
    known: date | None = None,
) -> Due:
    """When the step is due that started on `started_on` (for a clock in hours, a datetime).

    `on` picks the version of the law (default: the start day), `known` leaves out versions not yet known then. `extension` and `length` are given only
    where the law leaves them to the single case; `promise` is a shorter length that the city promises, answered as `promised_on` beside the statutory day.
    `as_of` is the day of asking, needed while a suspension is open. Refuses whatever would be without effect.
    """
    rule = clock(clock_id)
    start = _checked(started_on)
    since = rule.version(on or start, known)
    ledger = _ledger(rule, suspensions, as_of)
    added = _extension(rule, extended, extension)
    total = _length(rule, since, length) + added
    status = rule.statuses[since]
    if rule.unit == "hour":
        return _due_hour(rule, started_on, total, status)
    if rule.kind in {"earliest", "next_month", "following_month", "months_counted"}:
        return _due_special(rule, start, total, status, calendar)
    unrolled, lost = _unrolled(rule, start, total, ledger, calendar)
    last = _roll(rule, unrolled, ledger, calendar)
    unknown = _is_provisional(rule, start, unrolled, last, calendar)
    return Due(
        clock=rule,
        started_on=start,
        due_on=last,
        earliest_on=None,
        rolled_from=unrolled if last != unrolled else None,
        suspended_days=lost,
        total_days=total,
        status=status,
        provisional=unknown is not None,
        is_open=ledger.is_open,
        promised_on=_promised(rule, start, promise, total, ledger, calendar),
        reasons=tuple(_reasons(rule, start, unrolled, last, lost, added, ledger, calendar, unknown)),
    )


def _promised(rule: Clock, start: date, promise: int | None, total: int, ledger: Suspensions, calendar: Calendar) -> date | None:
    if promise is None:
        return None
    if not 1 <= promise <= total:
        raise Refusal("A promise of {promise} is not within the statutory {total} of {clock}.", promise=promise, total=total, clock=rule.id)
    return _roll(rule, _unrolled(rule, start, promise, ledger, calendar)[0], ledger, calendar)


def _reasons(
    rule: Clock,
    start: date,
    unrolled: date,
    last: date,
    lost: int,
    added: int,
    ledger: Suspensions,
    calendar: Calendar,
    unknown: date | None,
) -> Iterable[tuple[str, Mapping[str, object]]]:
    if added:
        yield EXTENDED, {"days": added, "unit": UNIT_NAMES[rule.unit]}
    if lost:
        yield SUSPENDED, {"days": lost}
    for first, end in ledger.intervals:
        if end <= start or first > last:
            yield OUTSIDE, {"first": first, "last": end}
    if ledger.is_open:
        yield OPEN, {"day": ledger.intervals[-1][1]}
    if last != unrolled:
        name = calendar.rest_name(unrolled)
        skipped = ledger.days_within(unrolled - DAY, last)
        yield (
            (ROLLED_SUSPENDED, {"day": unrolled, "due": last})
            if skipped or name is None
            else (
                ROLLED,
                {"day": unrolled, "name": name, "due": last},
            )
        )
    if unknown is not None:
        yield PROVISIONAL, {"year": str(unknown.year)}


def _due_hour(rule: Clock, started_at: date, total: int, status: str) -> Due:
    """Clocks in hours run from an instant and stop for nothing (ends of the 48 hours are included)."""
    if not isinstance(started_at, datetime):
        raise Refusal("The clock {clock} runs in hours: give the start with its time of day.", clock=rule.id)
    end = started_at + timedelta(hours=total)
    return Due(rule, started_at.date(), end.date(), None, None, 0, total, status, due_at=end)


def _due_special(rule: Clock, start: date, total: int, status: str, calendar: Calendar) -> Due:
    """Earliest days and clocks of whole months."""
    if rule.kind == "earliest":
        day = start + DAY * total if rule.unit == "calendar_day" else add_months(start, total * MONTHS_OF[rule.unit])
        return Due(rule, start, None, day, None, 0, total, status, reasons=((EARLIEST, {}),))
    first = add_months(start.replace(day=1), total)
    if rule.kind == "next_month":
        return Due(rule, start, None, first, None, 0, total, status)
    if rule.kind == "months_counted":
        return Due(rule, start, first - DAY, first, None, 0, total, status)
    unrolled = month_end(first)
    last = calendar.next_working_day(unrolled)
    unknown = _is_provisional(rule, start, unrolled, last, calendar)
    reasons = tuple(_reasons(rule, start, unrolled, last, 0, 0, Suspensions(()), calendar, unknown))
    return Due(rule, start, last, None, unrolled if last != unrolled else None, 0, total, status, unknown is not None, reasons=reasons)


def duration(
    started_on: date, ended_on: date, *, calendar: Calendar, suspensions: Iterable[tuple[date, date | None]] = (), as_of: date | None = None
) -> Duration:
    """Gross and net time between two days: the start day is not counted, the end day is (民法典 201)."""
    if ended_on < started_on:
        raise Refusal(
            "The step ends on {ended_on}, before it starts on {started_on}: correct the days.", ended_on=ended_on, started_on=started_on
        )
    ledger = merge(suspensions, as_of)
    days = [started_on + DAY * step for step in range(1, (ended_on - started_on).days + 1)]
    worked = [day for day in days if calendar.is_working_day(day)]
    return Duration(
        gross_days=len(days),
        net_days=sum(not ledger.holds(day) for day in days),
        gross_working_days=len(worked),
        net_working_days=sum(not ledger.holds(day) for day in worked),
    )
