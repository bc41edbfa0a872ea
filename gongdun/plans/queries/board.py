"""看板 — the measures of a plan with what the records say of each. Totals are counted over the whole city: an outsider sees the total, never the rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from gongdun.desk.catalogue import catalogue
from gongdun.kernel.indicators import Indicator, Period
from gongdun.plans import method
from gongdun.plans.method import Aim, Now, Reading
from gongdun.plans.models import Evidence, Measure, Plan
from gongdun.plans.queries.figures import Figure, aggregate, first_days, indicator, rows
from gongdun.plans.queries.typed import TypedTotal, typed_totals
from gongdun.registry.models import Office
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within

ON_TIME = ("on_time", "in_time")  # a share whose name ends so tells the timeliness of its measure


@dataclass(frozen=True)
class MeasuredFigure:
    indicator: Indicator
    key: str
    figure: Figure


@dataclass(frozen=True)
class TargetRow:
    """One target with what is held against it: a computed figure, or a typed one, or nothing."""

    target: dict[str, Any]
    aim: Aim
    reading: Reading
    figure: MeasuredFigure | None = None
    typed: TypedTotal | None = None


@dataclass(frozen=True)
class BoardRow:
    measure: Measure
    reading: Reading
    figures: tuple[MeasuredFigure, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    typed: tuple[TypedTotal, ...] = ()
    given: int = 0  # areas whose evidence is there
    needed: int = 0
    last_on: date | None = None

    @property
    def light(self) -> str:
        return self.reading.light

    @property
    def main(self) -> MeasuredFigure | None:
        return self.figures[0] if self.figures else None


@dataclass
class Ground:
    """What all measures of one board share, asked once: offices by area, evidence, typed figures, and figures already counted."""

    plan: Plan
    today: date
    period: Period
    areas: dict[int, str]
    evidence: dict[int, dict[str, date]]
    typed: dict[int, list[TypedTotal]]
    counted: dict[tuple[str, date], Figure]

    def figure(self, key: str, until: date) -> Figure:
        if (key, until) not in self.counted:
            if until < self.period.first:
                self.counted[key, until] = Figure(None, 0, 0)
            else:
                self.counted[key, until] = aggregate(indicator(key), rows(key, Period(self.period.first, until)))
        return self.counted[key, until]


def period_of(plan: Plan, today: date) -> Period:
    """The plan's year so far; a past year is whole, of a year to come nothing has happened but its first day."""
    first = date(plan.year, 1, 1)
    return Period(first, max(first, min(today, date(plan.year, 12, 31))))


def board(plan: Plan, today: date) -> list[BoardRow]:
    with within(everywhere()):
        held = ground(plan, today)
        return [board_row(measure, held) for measure in plan.measures.all()]


def one_row(measure: Measure, today: date) -> BoardRow:
    with within(everywhere()):
        return board_row(measure, ground(measure.plan, today))


def ground(plan: Plan, today: date) -> Ground:
    period = period_of(plan, today)
    areas = {office.pk: office.area.name for office in Office.objects.select_related("area")}
    evidence: dict[int, dict[str, date]] = {}
    for one in Evidence.objects.filter(measure__plan=plan, verdict=Evidence.Verdict.ACCEPTED, on__lte=period.last).order_by("on"):
        evidence.setdefault(one.measure_id, {}).setdefault(areas[one.office_id], one.on)
    return Ground(plan, today, period, areas, evidence, typed_totals(plan, period), {})


def board_row(measure: Measure, held: Ground) -> BoardRow:
    built = [key for key in measure.indicators if key in catalogue().indicators]
    figures = tuple(MeasuredFigure(indicator(key), key, held.figure(key, held.period.last)) for key in built)
    typed = tuple(held.typed.get(measure.pk, ()))
    acts = [one.figure.last_on for one in figures] + [one.last_on for one in typed] + list(held.evidence.get(measure.pk, {}).values())
    last_on = max((day for day in acts if day), default=None)
    known = {"figures": figures, "typed": typed, "last_on": last_on}
    if measure.deadline_kind == "as_directed" and last_on is None:
        return BoardRow(measure, Reading(method.WAITING, method.ORDERS), **known)
    if measure.yardstick == "milestone":
        return milestone_row(measure, held, known)
    if measure.yardstick == "standing" or not measure.targets:
        return BoardRow(measure, standing(figures, typed, last_on, held.today), **known)
    targets = tuple(target_row(measure, one, held) for one in measure.targets)
    return BoardRow(measure, method.worst([one.reading for one in targets]), targets=targets, **known)


def standing(figures: tuple[MeasuredFigure, ...], typed: tuple[TypedTotal, ...], last_on: date | None, today: date) -> Reading:
    if not figures and not typed:
        return Reading(method.UNMEASURED, method.NO_INDICATOR)
    kept = [one.figure for one in figures if one.key.endswith(ON_TIME) and one.indicator.aggregate == "share"]
    timely = (sum(one.counted for one in kept), sum(one.rows for one in kept))
    volume = figures[0].figure.rows if figures else 0
    return method.standing(volume + sum(one.entries for one in typed), last_on, timely, today)


def milestone_row(measure: Measure, held: Ground, known: dict[str, Any]) -> BoardRow:
    """Areas with accepted evidence, or with a computed row that is the evidence; of those that lead."""
    needed = lead_areas(measure)
    given = dict(held.evidence.get(measure.pk, {}))
    for one in known["figures"][:1]:
        for office, day in first_days(one.key, held.period).items():
            area = held.areas[office]
            given[area] = min(day, given.get(area, day))
    days = [day for area, day in given.items() if area in needed]
    if not known["figures"] and not days:  # nobody has shown anything and nothing counts it: not known is not behind
        reading = Reading(method.UNMEASURED, method.NO_EVIDENCE)
    else:
        reading = method.milestone(days, len(needed), measure.deadline_on, held.today)
    return BoardRow(measure, reading, given=len(days), needed=len(needed), **known)


def lead_areas(measure: Measure) -> set[str]:
    """The areas whose offices lead; an office without an area is the city's."""
    return {one.get("area") or measure.plan.city for one in measure.lead} or {measure.plan.city}


def target_row(measure: Measure, target: dict[str, Any], held: Ground) -> TargetRow:
    aim = aim_of(measure, target)
    key = target.get("indicator") or (measure.indicators[0] if measure.indicators else "")
    if key not in catalogue().indicators:
        return typed_target(measure, target, aim, key, held)
    figure = held.figure(key, held.period.last)
    before = held.figure(key, held.today - timedelta(days=method.RECENT))
    one = MeasuredFigure(indicator(key), key, figure)
    is_share = one.indicator.aggregate == "share"
    now = Now(figure.rows, exact(figure.value), exact(before.value), figure.counted, before.rows, before.counted)
    reading = method.ratio(now, aim, held.today) if measure.yardstick == "ratio" and is_share else method.count(now, aim, held.today)
    return TargetRow(target, aim, reading, one)


def typed_target(measure: Measure, target: dict[str, Any], aim: Aim, key: str, held: Ground) -> TargetRow:
    found = next((one for one in held.typed.get(measure.pk, ()) if one.key == key), None)
    if found is None or measure.yardstick == "ratio":
        return TargetRow(target, aim, Reading(method.UNMEASURED, method.NO_INDICATOR))
    before = next((one.value for one in held.typed.get(measure.pk, ()) if one.key == key), 0) - found.recently
    return TargetRow(target, aim, method.count(Now(found.entries, Fraction(found.value), Fraction(before)), aim, held.today), typed=found)


def aim_of(measure: Measure, target: dict[str, Any]) -> Aim:
    first = date(measure.plan.year, 1, 1)
    last = measure.deadline_on or date(measure.plan.year, 12, 31)
    highest = target.get("value_max")
    return Aim(
        target["relation"],
        Fraction(target["value"]),
        first,
        max(first, last),
        Fraction(highest) if highest else None,
        tuple(measure.season),
    )


def exact(value: int | Fraction | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def of_offices(row: BoardRow, period: Period, offices: Iterable[int]) -> MeasuredFigure | None:
    """What some offices contribute to the figure on the board."""
    if row.main is None:
        return None
    with within(everywhere()):
        return MeasuredFigure(row.main.indicator, row.main.key, aggregate(row.main.indicator, rows(row.main.key, period, offices)))
