"""地区比较 — a figure of each district against what its size would lead one to expect, with the limits of chance.

Size is the persons in the register. A district is called different only when its whole interval (95 %, Byar) lies on one side of 1.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt

from django.db.models import Count

from gongdun.kernel.indicators import Period
from gongdun.plans.queries.figures import by_office
from gongdun.registry.models import Area, Employer, Office, Worker
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within

NORMAL_95 = 1.96
SMALL = 5  # a number below is not compared


@dataclass(frozen=True)
class District:
    """`ratio` is observed ÷ expected; `verdict` is above, below, within the limits of chance, or few."""

    name: str
    name_en: str
    code: str
    observed: int
    size: int
    expected: float
    ratio: float | None
    low: float
    high: float
    verdict: str
    counted: int = 0
    rows: int = 0


def compare(key: str, period: Period) -> list[District]:
    """Ledgers where agencies act, districts where bureaux and inspectorates do; the city's own offices belong to no district."""
    with within(everywhere()):
        acts, sizes = by_office(key, period), {name: sizes_by(name) for name in ("ledger", "district")}
    areas = {one.pk: one for one in Area.objects.all()}
    offices = {one.pk: one for one in Office.objects.select_related("area")}
    observed: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for office, figure in acts.items():
        one = offices[office]
        if one.kind == "agency" or not one.is_city:
            held = observed["ledger" if one.kind == "agency" else "district", one.area.ledger_id if one.kind == "agency" else one.area_id]
            held[0] += figure.rows
            held[1] += figure.counted
    return against(observed, sizes, areas)


def sizes_by(column: str) -> dict[int, int]:
    found = dict(Worker.objects.order_by().values_list(column).annotate(count=Count("pk")))
    return found or dict(Employer.objects.order_by().values_list(column).annotate(count=Count("pk")))


def against(observed: dict[tuple[str, int], list[int]], sizes: dict[str, dict[int, int]], areas: dict[int, Area]) -> list[District]:
    if not observed:
        return []
    by = "ledger" if any(name == "ledger" for name, _pk in observed) else "district"
    places = [pk for pk, one in areas.items() if (one.ledger_id == pk if by == "ledger" else one.kind == "district")]
    total, whole = sum(observed[by, pk][0] for pk in places), sum(sizes[by].get(pk, 0) for pk in places)
    found = []
    for pk in places:
        rows, counted = observed[by, pk]
        size = sizes[by].get(pk, 0)
        expected = total * size / whole if whole else 0.0
        low, high = limits(rows, expected)
        one = areas[pk]
        ratio = rows / expected if expected else None
        found.append(
            District(one.name, one.name_en, one.code, rows, size, expected, ratio, low, high, verdict(expected, low, high), counted, rows)
        )
    return found


def limits(observed: int, expected: float) -> tuple[float, float]:
    """Byar's approximation to the exact Poisson limits, as ratios to the expected number."""
    if not expected:
        return 0.0, 0.0
    low = observed * (1 - 1 / (9 * observed) - NORMAL_95 / (3 * sqrt(observed))) ** 3 if observed else 0.0
    above = observed + 1
    high = above * (1 - 1 / (9 * above) + NORMAL_95 / (3 * sqrt(above))) ** 3
    return max(low, 0.0) / expected, high / expected


def verdict(expected: float, low: float, high: float) -> str:
    if expected < SMALL:
        return "few"
    return "above" if low > 1 else "below" if high < 1 else "within"
