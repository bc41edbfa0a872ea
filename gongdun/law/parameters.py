"""Parameters by date: read exactly, on two time axes (in force from, published on), in layers (nation → province → city → district → overlays).

The files follow OpenFisca's parameter format: `description`, `metadata`, `values: {date: value}`; a keyed parameter has sub-nodes instead of `values`.
Our extra metadata: `status`, `citation`, `published_on`, `lasts: year` (a value holds for its calendar year only and never stands in for the next).
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, cached_property
from math import lcm
from pathlib import Path
from typing import Any

import yaml

from gongdun.law.graph import EPOCH, LAST_DAY
from gongdun.law.refusal import Refusal

FOLDER = Path(__file__).parent / "data" / "parameters"
NATION = 0
STATUSES = ("in_force", "draft", "unverified", "confirmed")
LATEST = LAST_DAY

Key = tuple[int, ...]


class _ExactLoader(yaml.SafeLoader):
    """YAML whose decimals are read from their literal text, and in which a name written twice is an error, not the last one's victory."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise yaml.constructor.ConstructorError(None, None, f"{', '.join(twice)} is written twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _exact(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
    """What is no finite decimal (.inf, .nan, 1:30.5) stays text, so that whoever reads the fact can name it."""
    text = str(loader.construct_scalar(node))
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _day(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
    """A day that the calendar does not have stays text, so that whoever reads the fact can name it."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return loader.construct_scalar(node)


_ExactLoader.add_constructor("tag:yaml.org,2002:float", _exact)
_ExactLoader.add_constructor("tag:yaml.org,2002:timestamp", _day)


@dataclass(frozen=True)
class Version:
    """One value: in force from `since`, known from `published`. `value` is the literal (yuan for money), None ends the version before."""

    since: date
    published: date
    value: Decimal | None
    status: str
    citation: str
    document: str = ""
    until: date | None = None
    is_laid: bool = False


Line = tuple[list[int], list[int | None], list[Version | None]]  # begin days, numerators, versions


@dataclass(frozen=True)
class Parameter:
    """One parameter with its versions by area and key."""

    name: str
    title: Mapping[str, str]
    unit: str
    citation: str
    keys: tuple[str, ...]
    lasts_year: bool
    versions: Mapping[tuple[int, Key], tuple[Version, ...]]
    least_den: int = 1  # so that two books can share one graph

    @property
    def is_local(self) -> bool:
        """Whether the value depends on the area."""
        return any(area != NATION for area, _ in self.versions)

    @cached_property
    def den(self) -> int:
        """The static denominator that holds every value of the parameter exactly (money: fen)."""
        return lcm(self.least_den, *(self.exact(version).as_integer_ratio()[1] for version in self.all()))

    def exact(self, version: Version) -> Decimal:
        value = version.value if version.value is not None else Decimal(0)
        return value * 100 if self.unit == "yuan" else value

    def numerator(self, version: Version) -> int:
        return int(self.exact(version) * self.den)

    def all(self) -> Iterator[Version]:
        for versions in self.versions.values():
            yield from versions


@dataclass(frozen=True)
class Areas:
    """The areas of the ledger and what lies above them."""

    parents: Mapping[int, int]
    names: Mapping[int, Mapping[str, str]]

    def chain(self, area: int) -> list[int]:
        """From the area itself up to the nation; an unknown area is refused by name."""
        if area not in self.names:
            raise Refusal(
                "The area {area} is not in the ledger. Known areas: {known}.", area=area, known=", ".join(map(str, sorted(self.parents)))
            )
        found = [area]
        while found[-1] != NATION:
            found.append(self.parents[found[-1]])
        return found


@cache
def areas() -> Areas:
    entries = yaml.safe_load((FOLDER.parent / "areas.yaml").read_text(encoding="utf-8"))
    return Areas(
        {code: entry["parent"] for code, entry in entries.items()}, {code: entry["name"] for code, entry in entries.items()} | {NATION: {}}
    )


@dataclass(frozen=True)
class Book:
    """A set of parameters: the shipped ones, or those under an overlay."""

    parameters: Mapping[str, Parameter]
    drafts: bool = False
    views: dict[int, View] = field(default_factory=dict, compare=False)
    graphs: dict[Any, Any] = field(default_factory=dict, compare=False)  # what was compiled from this book

    def __getitem__(self, name: str) -> Parameter:
        if name not in self.parameters:
            raise Refusal("There is no parameter {name!r}.", name=name)
        return self.parameters[name]

    @cached_property
    def published(self) -> list[date]:
        return sorted({version.published for parameter in self.parameters.values() for version in parameter.all()})

    def view(self, known: date | None) -> View:
        """The parameters as they were known on a day; equal knowledge is one view."""
        step = len(self.published) if known is None else bisect_right(self.published, known)
        if step not in self.views:
            self.views[step] = View(self, self.published[step - 1] if step else date.min)
        return self.views[step]


class View:
    """What was known on a day: per parameter, area and key the days on which values begin, and the versions."""

    def __init__(self, book: Book, known: date) -> None:
        self.book = book
        self.known = known
        self.lines: dict[tuple[str, int, Key], Line | None] = {}
        self.told: dict[tuple[str, int, Key, int], Any] = {}  # versions as a sheet tells them

    def line(self, name: str, area: int, key: Key) -> Line | None:
        """Begin days, numerators and versions of one area and key."""
        spot = (name, area, key)
        if spot not in self.lines:
            self.lines[spot] = self._line(self.book[name], area, key)
        return self.lines[spot]

    def _line(self, parameter: Parameter, area: int, key: Key) -> Line | None:
        """Layers compose in time: an inner layer's values hold from their first day, the outer layer's before it."""
        steps: list[tuple[int, Version | None]] = []
        for layer in reversed(areas().chain(area)):
            own = self._steps(parameter, parameter.versions.get((layer, key), ()))
            steps = [step for step in steps if not own or step[0] < own[0][0]] + own
        if not steps:
            return None
        held = [version for _, version in steps]
        return [day for day, _ in steps], [None if version is None else parameter.numerator(version) for version in held], held

    def _steps(self, parameter: Parameter, versions: Iterable[Version]) -> list[tuple[int, Version | None]]:
        """What holds from which day on. Of two values for one day the later published (or laid over) wins; a yearly value ends with its year."""
        seen: dict[date, Version] = {}
        for version in versions:
            if version.published <= self.known and (version.status != "draft" or version.is_laid or self.book.drafts):
                seen[version.since] = version
        steps: dict[int, Version | None] = {}
        for since, version in sorted(seen.items()):
            end = date(since.year + 1, 1, 1) if parameter.lasts_year else version.until
            steps[since.toordinal() - EPOCH] = None if version.value is None else version
            if end is not None:
                steps.setdefault(end.toordinal() - EPOCH, None)
                steps[since.toordinal() - EPOCH] = version
        return sorted(steps.items())

    def digest(self, names: Iterable[str]) -> str:
        """Of the values that the named parameters have in this view."""
        text = "\n".join(
            f"{name}|{layer}|{key}|{[(day, version and (str(version.value), version.status)) for day, version in self._steps(self.book[name], versions)]}"
            for name in sorted(names)
            for (layer, key), versions in sorted(self.book[name].versions.items())
        )
        return hashlib.sha256(text.encode()).hexdigest()


def _version(since: date, entry: object, metadata: Mapping) -> Version:
    mapping: Mapping[str, Any] = entry if isinstance(entry, dict) else {"value": entry}
    own = {**metadata, **mapping.get("metadata", {})}
    status = own.get("status", "unverified")
    if status not in STATUSES:
        raise Refusal("The status {status!r} is none of {statuses}.", status=status, statuses=", ".join(STATUSES))
    value = mapping["value"]
    if isinstance(value, date):
        value = value.toordinal() - EPOCH
    return Version(
        since=since,
        published=own.get("published_on", since),
        value=None if value is None else Decimal(value),
        status=status,
        citation=str(own.get("reference", own.get("citation", ""))),
        document=str(own.get("document", "")),
        until=own.get("until"),
    )


def _versions(entry: Mapping, metadata: Mapping, prefix: Key) -> Iterator[tuple[Key, tuple[Version, ...]]]:
    own = {**metadata, **entry.get("metadata", {})}
    if "values" in entry:
        yield prefix, tuple(_version(since, value, own) for since, value in entry["values"].items())
    for name, child in entry.items():
        if isinstance(child, dict) and str(name).isdigit():
            yield from _versions(child, own, (*prefix, int(name)))


def _parameter(name: str, layers: Mapping[int, Mapping]) -> Parameter:
    first = next(iter(layers.values()))
    metadata = first.get("metadata", {})
    return Parameter(
        name=name,
        title={"zh_Hans": first["description"], "en": metadata["title_en"]},
        unit=metadata["unit"],
        citation=str(metadata["citation"]),
        keys=tuple(metadata.get("keys", ())),
        lasts_year=metadata.get("lasts") == "year",
        versions={
            (area, key): versions for area, entry in layers.items() for key, versions in _versions(entry, entry.get("metadata", {}), ())
        },
    )


@cache
def shipped() -> Book:
    """The parameters in the package: one folder an area (0 is the nation), one file a subject."""
    found: dict[str, dict[int, Mapping]] = {}
    for path in sorted(FOLDER.glob("*/*.yaml")):
        for name, entry in yaml.load(path.read_text(encoding="utf-8"), Loader=_ExactLoader).items():  # noqa: S506 — a SafeLoader with exact decimals
            found.setdefault(name, {})[int(path.parent.name)] = entry
    return Book({name: _parameter(name, layers) for name, layers in found.items()})


def _spot(book: Book, path: str) -> tuple[Parameter, Key]:
    name, *keys = path.split(".")
    parameter = book[name]
    if len(keys) != len(parameter.keys) or not all(key.isdigit() for key in keys):
        raise Refusal(
            "The parameter {name} is keyed by {keys}: write {name}.<number> for each.",
            name=name,
            keys=", ".join(parameter.keys) or "nothing",
        )
    return parameter, tuple(map(int, keys))


def overlay(
    changes: Mapping[str, Mapping[object, object]],
    *,
    book: Book | None = None,
    area: int = NATION,
    status: str = "draft",
    document: str = "",
    published: date | None = None,
    drafts: bool | None = None,
) -> Book:
    """The book with other values: `{"lump_sum_months.9": {"2011-01-01": 10}}`; overlays compose, the last laid wins.

    `status` is what the sheet will say of them: `draft` for a what-if, `confirmed` only with the number of the document by which two officers confirmed the value.
    `published` is the day from which the values are known; without it, the day from which they hold.
    A draft laid over is used, because the overlay asks for it by name; the drafts that ship with the package only with `drafts=True`.
    """
    base = book or shipped()
    if status not in STATUSES:
        raise Refusal("The status {status!r} is none of {statuses}.", status=status, statuses=", ".join(STATUSES))
    if status == "confirmed" and not document:
        raise Refusal("A confirmed value needs the number of the document by which two officers confirmed it (document).")
    parameters = dict(base.parameters)
    for path, values in changes.items():
        parameter, key = _spot(Book(parameters), path)
        laid = tuple(_laid(since, value, status, document, published) for since, value in values.items())
        places = [area] if area != NATION else sorted({place for place, own in parameter.versions if own == key} or {NATION})
        versions = {**parameter.versions}
        for place in places:
            versions[place, key] = (*versions.get((place, key), ()), *laid)
        parameters[parameter.name] = replace(parameter, versions=versions)
    return Book(parameters, base.drafts if drafts is None else drafts)


def _laid(since: object, value: object, status: str, document: str, published: date | None) -> Version:
    if isinstance(value, float):
        raise Refusal("The value {value} is a float: write it as text, an int or a Decimal.", value=value)
    day = since if isinstance(since, date) else date.fromisoformat(str(since))
    exact = None if value is None else Decimal(str(value))
    return Version(day, published or day, exact, status, document or "overlay", document, is_laid=True)


def confirm(book: Book | None = None, *, document: str, names: Iterable[str] | None = None) -> Book:
    """The book with unverified values confirmed by a document (an installation's two officers; the demo city's document is fictitious and says so)."""
    base = book or shipped()
    if not document:
        raise Refusal("A confirmed value needs the number of the document by which two officers confirmed it (document).")
    chosen = set(base.parameters) if names is None else set(names)
    for name in chosen:
        base[name]
    return Book(
        {name: _confirmed(parameter, document) if name in chosen else parameter for name, parameter in base.parameters.items()}, base.drafts
    )


def _confirmed(parameter: Parameter, document: str) -> Parameter:
    versions = {
        spot: tuple(
            replace(version, status="confirmed", document=document) if version.status == "unverified" else version for version in line
        )
        for spot, line in parameter.versions.items()
    }
    return replace(parameter, versions=versions)
