"""The stanzas of a plan: one TOML file per chapter, one stanza per measure, short titles of our own.

Offices and official wording are not typed here: they come from the city's document, read by the plan reader.
Targets are exact (`Decimal`); a percentage is its fraction.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongdun.law.refusal import Refusal

YARDSTICKS = ("count", "ratio", "milestone", "standing")
RELATIONS = ("at_least", "at_most", "more_than", "less_than", "exactly", "between")
DEADLINE_KINDS = ("year_round", "by", "as_directed", "recurring")
AREAS = (
    "enrolment", "inspection", "prevention", "recognition", "assessment", "rehabilitation",
    "providers", "benefits", "recoupment", "gig", "outreach",
)  # fmt: skip

PLAN_FILE = "plan.toml"
CITY_FILE = "city.toml"  # a description of the city, where the reader does not know it
NO_PLAN = "{folder} is no plan: it has no plan.toml. Give a folder such as gongdun/plans/changzhou_2022."
BROKEN = "{file} is no readable TOML: {why}. Mend the line it names."
UNKNOWN_KEY = "{place} has the unknown word {key}: the words known there are {known}. Mend or remove it."
MISSING_KEY = "{place} lacks {key}: add it."
WANT_TEXT = "{place}: {key} is {value}, but must be words in quotes. Mend it."
WANT_ONE_OF = "{place}: {key} is {value}, but must be one of {known}. Mend it."
WANT_WHOLE = "{place}: {key} is {value}, but must be a whole number. Mend it."
WANT_NUMBER = "{place}: {key} is {value}, but must be a number. Mend it."
WANT_TABLE = "{place}: {key} is {value}, but must be a table in braces. Mend it."
WANT_LIST = "{place}: {key} is {value}, but must be a list of tables. Mend it."
WANT_NAMES = "{place}: {key} is {value}, but must be a list of names in quotes. Mend it."
WANT_FILE = "{place}: {key} is {value}, but must name a file beside plan.toml. Mend it."
WANT_DATE = "{place}: {key} is {value}, but must be a date for the kind by, and absent for any other. Mend it."
WANT_HIGHEST = "{place}: {key} is {value}, but must be a number not below value for between, and absent for any other relation. Mend it."
WANT_TARGETS = "{place}: {key} is {value}, but count and ratio need targets, and milestone and standing have none. Mend it."
WANT_INDICATOR = "{place}: {key} is {value}, but must be {area}/name_of_the_indicator. Mend it."
WANT_SEASON = "{place}: {key} is {value}, but must be the twelve months' shares as whole numbers. Mend it."
TWICE = "The measure {number} stands twice in {folder}: every number is given once. Remove one of them."


@dataclass(frozen=True)
class StanzaTarget:
    """What the plan promises: `indicator` is what is compared with `value` (`value_max` for `between`)."""

    relation: str
    value: Decimal
    unit: str
    indicator: str
    value_max: Decimal | None = None


@dataclass(frozen=True)
class StanzaDeadline:
    kind: str
    on: date | None = None


@dataclass(frozen=True)
class Stanza:
    number: str
    title: str
    title_en: str
    area: str
    indicator: str
    yardstick: str
    deadline: StanzaDeadline
    targets: tuple[StanzaTarget, ...] = ()
    also: tuple[str, ...] = ()  # further figures shown beside the first
    season: tuple[int, ...] = ()  # the twelve months' shares of the work, where it does not run evenly


@dataclass(frozen=True)
class Chapter:
    number: str
    title: str
    title_en: str
    measures: tuple[Stanza, ...]


@dataclass(frozen=True)
class Plan:
    """`source` is the city's own document, beside the stanzas."""

    title: str
    title_en: str
    year: int
    city: str
    document_number: str
    source: Path
    chapters: tuple[Chapter, ...]

    @property
    def measures(self) -> tuple[Stanza, ...]:
        return tuple(measure for chapter in self.chapters for measure in chapter.measures)


def load(folder: Path) -> Plan:
    """The plan of a folder; refuses unknown words, unknown yardsticks and numbers given twice."""
    if not (folder / PLAN_FILE).is_file():
        raise Refusal(NO_PLAN, folder=str(folder))
    head = Entry(PLAN_FILE, toml(folder / PLAN_FILE))
    head.only("title", "title_en", "year", "city", "document_number", "source")
    source = folder / head.text("source")
    if source.parent != folder or not source.is_file():
        raise head.bad("source", WANT_FILE)
    files = sorted(path for path in folder.glob("*.toml") if path.name not in (PLAN_FILE, CITY_FILE))
    chapters = tuple(chapter(path) for path in files)
    refuse_twice((measure.number for each in chapters for measure in each.measures), folder)
    return Plan(
        head.text("title"), head.text("title_en"), head.whole("year"), head.text("city"), head.text("document_number"), source, chapters
    )


def refuse_twice(numbers: Iterable[str], folder: Path) -> None:
    seen: set[str] = set()
    for number in numbers:
        if number in seen:
            raise Refusal(TWICE, number=number, folder=folder.name)
        seen.add(number)


def toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal(BROKEN, file=path.name, why=str(error)) from error


def chapter(path: Path) -> Chapter:
    head = Entry(path.name, toml(path))
    head.only("number", "title", "title_en", "measures")
    measures = tuple(stanza(entry) for entry in head.entries("measures"))
    return Chapter(head.text("number"), head.text("title"), head.text("title_en"), measures)


def stanza(entry: Entry) -> Stanza:
    entry.only("number", "title", "title_en", "area", "indicator", "yardstick", "deadline", "targets", "also", "season")
    area = entry.one_of("area", AREAS) if "area" in entry.data else ""
    indicator = owned_indicator(entry, entry.text("indicator"), area) if area or "indicator" in entry.data else ""
    yardstick = entry.one_of("yardstick", YARDSTICKS)
    targets = tuple(target(each, indicator, area) for each in entry.entries("targets", required=False))
    if (yardstick in {"count", "ratio"}) != bool(targets):
        raise entry.bad("yardstick", WANT_TARGETS)
    also = tuple(owned_indicator(entry, each) for each in entry.names("also"))
    return Stanza(
        entry.text("number"), entry.text("title"), entry.text("title_en"), area, indicator, yardstick, deadline(entry), targets, also,
        season(entry),
    )  # fmt: skip


def season(entry: Entry) -> tuple[int, ...]:
    shares = entry.data.get("season", [])
    if not isinstance(shares, list) or (shares and (len(shares) != 12 or any(type(one) is not int or one < 0 for one in shares))):
        raise entry.bad("season", WANT_SEASON)
    return tuple(shares)


def deadline(entry: Entry) -> StanzaDeadline:
    inner = entry.inner("deadline")
    inner.only("kind", "on")
    kind, on = inner.one_of("kind", DEADLINE_KINDS), inner.data.get("on")
    if type(on) is not (date if kind == "by" else type(None)):
        raise inner.bad("on", WANT_DATE)
    return StanzaDeadline(kind, on)


def target(entry: Entry, indicator: str, area: str) -> StanzaTarget:
    entry.only("relation", "value", "value_max", "unit", "indicator")
    relation = entry.one_of("relation", RELATIONS)
    value, highest = entry.number("value"), entry.number("value_max") if "value_max" in entry.data else None
    if (relation == "between") != (highest is not None) or (highest is not None and highest < value):
        raise entry.bad("value_max", WANT_HIGHEST)
    given = entry.data.get("indicator", indicator)
    own = owned_indicator(entry, given) if given else ""
    return StanzaTarget(relation, value, entry.text("unit", may_be_empty=True), own, highest)


def owned_indicator(entry: Entry, indicator: object, area: str = "") -> str:
    """`area/stem`: the first figure is of the area whose work the measure is; further ones may be a neighbour's."""
    parts = indicator.split("/") if isinstance(indicator, str) else []
    wanted = parts[0] in ((area,) if area else AREAS) if len(parts) == 2 else False
    if not wanted or not parts[1].isidentifier() or not parts[1].islower():
        raise entry.bad("indicator", WANT_INDICATOR, area=area or "area")
    return "/".join(parts)


@dataclass(frozen=True)
class Entry:
    """One table of a TOML file with the place to name in a refusal."""

    place: str
    data: Mapping[str, Any]

    def only(self, *known: str) -> None:
        for key in self.data:
            if key not in known:
                raise Refusal(UNKNOWN_KEY, place=self.place, key=key, known=", ".join(known))

    def bad(self, key: str, message: str, **more: str) -> Refusal:
        return Refusal(message, place=self.place, key=key, value=repr(self.data.get(key)), **more)

    def value(self, key: str) -> Any:
        if key not in self.data:
            raise Refusal(MISSING_KEY, place=self.place, key=key)
        return self.data[key]

    def text(self, key: str, *, may_be_empty: bool = False) -> str:
        value = self.value(key)
        if not isinstance(value, str) or not (value.strip() or may_be_empty):
            raise self.bad(key, WANT_TEXT)
        return value

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        if (value := self.text(key)) not in known:
            raise self.bad(key, WANT_ONE_OF, known=", ".join(known))
        return value

    def whole(self, key: str) -> int:
        value = self.value(key)
        if type(value) is not int:
            raise self.bad(key, WANT_WHOLE)
        return value

    def number(self, key: str) -> Decimal:
        value = self.value(key)
        if type(value) not in {int, Decimal}:
            raise self.bad(key, WANT_NUMBER)
        return Decimal(value)

    def names(self, key: str) -> list[str]:
        listed = self.data.get(key, [])
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            raise self.bad(key, WANT_NAMES)
        return listed

    def inner(self, key: str) -> Entry:
        value = self.value(key)
        if not isinstance(value, dict):
            raise self.bad(key, WANT_TABLE)
        return Entry(f"{self.place} / {self.data.get('number', '')} {key}", value)

    def entries(self, key: str, *, required: bool = True) -> list[Entry]:
        listed = self.value(key) if required else self.data.get(key, [])
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            raise self.bad(key, WANT_LIST)
        return [Entry(f"{self.place} / {each.get('number', place)}", each) for place, each in enumerate(listed, start=1)]
