"""A figure and the rows behind it: one query, aggregated by the database or opened.

`Indicator.value` over the opened rows is the specification; a test holds the database's aggregate to it for every measure, office and month.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from gongdun.desk.catalogue import catalogue
from gongdun.kernel.indicators import Indicator, Period
from gongdun.law.refusal import Refusal


@dataclass(frozen=True)
class Figure:
    """A value with what it was divided from. None: nothing to say, which is neither zero nor green."""

    value: int | Fraction | None
    rows: int
    counted: int

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
    bare = asked.order_by()
    if one.aggregate == "count":
        count = bare.count()
        return Figure(count, count, count)
    if one.aggregate == "sum":
        told = bare.aggregate(n=Count("pk"), total=Sum(one.of))
        return Figure(told["total"] or 0, told["n"], told["total"] or 0)
    if one.aggregate == "distinct":
        told = bare.aggregate(n=Count("pk"), apart=Count(one.of, distinct=True))
        return Figure(told["apart"], told["n"], told["apart"])
    told = bare.aggregate(n=Count("pk"), true=Count("pk", filter=Q(**{one.of: True})))
    share = Fraction(told["true"], told["n"]) if told["n"] else None
    return Figure(share, told["n"], told["true"])


def opened(key: str, period: Period, offices: Iterable[int] | None = None) -> list[dict[str, Any]]:
    """The rows to show, each with the columns the indicator names, its office, and what its aggregate needs."""
    one = indicator(key)
    names = dict.fromkeys(["pk", "office", *(column.name for column in one.columns), *([one.of] if one.of else [])])
    return list(rows(key, period, offices).values(*names))
