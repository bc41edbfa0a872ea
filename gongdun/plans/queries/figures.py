"""A figure and the rows behind it: one query, aggregated by the database or opened.

`Indicator.value` over the opened rows is the specification; a test holds the database's aggregate to it for every measure, office and month.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from gongdun.desk.catalogue import catalogue
from gongdun.kernel.indicators import Indicator, Period
from gongdun.law.refusal import Refusal


@dataclass(frozen=True)
class Figure:
    """A value with what it was divided from. None: nothing to say, which is neither zero nor green."""

    value: int | Fraction | None
    rows: int
    counted: int
    last_on: date | None = None

    @property
    def has_rows(self) -> bool:
        return self.rows > 0


def indicator(key: str) -> Indicator:
    found = catalogue().indicators.get(key)
    if found is None:
        raise Refusal("There is no indicator {key}. Choose one from the catalogue.", key=key)
    return found.thing


def rows(key: str, period: Period, offices: Iterable[int] | None = None) -> QuerySet[Any]:
    """The rows of a figure, of all offices or of some."""
    asked = indicator(key).rows(period)
    return asked if offices is None else asked.filter(office__in=list(offices))


def figure(key: str, period: Period, offices: Iterable[int] | None = None) -> Figure:
    return aggregate(indicator(key), rows(key, period, offices))


def aggregate(one: Indicator, asked: QuerySet[Any]) -> Figure:
    """One statement: how many rows, what they come to, and the last act among them."""
    told = asked.order_by().aggregate(row_count=Count("pk"), last_on=Max("on"), **wanted(one))
    return made(one, told)


def by_office(key: str, period: Period) -> dict[int, Figure]:
    """The figure of every office that has rows, in one statement."""
    one = indicator(key)
    told = rows(key, period).order_by().values("office").annotate(row_count=Count("pk"), last_on=Max("on"), **wanted(one))
    return {row["office"]: made(one, row) for row in told if row["office"] is not None}


def wanted(one: Indicator) -> dict[str, Any]:
    if one.aggregate == "sum":
        return {"told": Sum(one.of)}
    if one.aggregate == "distinct":
        return {"told": Count(one.of, distinct=True)}
    return {"told": Count("pk", filter=Q(**{one.of: True}))} if one.aggregate == "share" else {}


def made(one: Indicator, told: dict[str, Any]) -> Figure:
    count = told["row_count"]
    counted = count if one.aggregate == "count" else int(told["told"] or 0)
    return Figure(value_of(one.aggregate, count, counted), count, counted, told["last_on"])


def value_of(aggregate: str, rows: int, counted: int) -> int | Fraction | None:
    """What two whole numbers come to: a share needs something to divide by."""
    if aggregate == "share":
        return Fraction(counted, rows) if rows else None
    return counted


def first_days(key: str, period: Period) -> dict[int, date]:
    """The day of each office's first row: the evidence of a milestone that is computed."""
    return dict(rows(key, period).order_by().exclude(office=None).values_list("office").annotate(first=Min("on")))


def opened(key: str, period: Period, offices: Iterable[int] | None = None) -> list[dict[str, Any]]:
    """The rows to show, each with the columns the indicator names, its office, and what its aggregate needs."""
    return list(told(key, period, offices))


def told(key: str, period: Period, offices: Iterable[int] | None = None) -> QuerySet[Any]:
    one = indicator(key)
    names = dict.fromkeys(["pk", "office", "on", *(column.name for column in one.columns), *([one.of] if one.of else [])])
    return rows(key, period, offices).order_by("on", "pk").values(*names)
