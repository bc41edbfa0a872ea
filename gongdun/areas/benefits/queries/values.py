"""The law's parameters as a ledger holds them: what ships, with what its two officers confirmed."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from gongdun import law
from gongdun.areas.benefits.models import LocalValue
from gongdun.law.graph import EPOCH
from gongdun.law.parameters import NATION, Book, Version

Row = tuple[int, str, str, date | None, str, str, date]


def book(ledger: int) -> Book:
    """The book of a ledger today; compiled once per set of confirmations."""
    return built(rows(ledger))


def rows(ledger: int) -> tuple[Row, ...]:
    held = LocalValue.objects.filter(ledger=ledger, refused_reason="").exclude(confirmed_by=None).order_by("id")
    return tuple(held.values_list("id", "path", "area", "since", "value", "document", "published_on"))


@lru_cache(maxsize=16)
def built(held: tuple[Row, ...]) -> Book:
    made = law.shipped()
    for _id, path, area, since, value, document, published in held:
        made = laid(made, path, area, since, value, document, published)
    return made


def laid(base: Book, path: str, area: str, since: date | None, value: str, document: str, published: date) -> Book:
    """The book with one confirmation: of the shipped values, or of a value of an area."""
    if not value:
        return law.confirm(base, document=document, names=[path])
    place = int(area) if area else NATION
    return law.overlay({path: {since: literal(value)}}, book=base, area=place, status="confirmed", document=document, published=published)


def literal(value: str) -> object:
    """A day is kept as the law floor counts it; every other value is its own literal."""
    try:
        return date.fromisoformat(value).toordinal() - EPOCH
    except ValueError:
        return value


def doubtful(made: Book) -> list[tuple[str, list[Version]]]:
    """Parameters with a value that nobody confirmed: what a determination would refuse."""
    found = ((name, [one for one in parameter.all() if one.status == "unverified"]) for name, parameter in sorted(made.parameters.items()))
    return [(name, versions) for name, versions in found if versions]
