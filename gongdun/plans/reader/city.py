"""What areas a city has and which kinds of office exist in each: 市、辖市（区） expands by what exists.

A city the reader knows is a TOML file in `cities/`; another comes as a parameter; a third is read from the table's own words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from gongdun.law.refusal import Refusal
from gongdun.plans.reader.numerals import fold
from gongdun.plans.reader.words import OFFICE_KINDS, kind_patterns, organ_pattern, words

CITIES = Path(__file__).parent / "cities"
CITY_TIER, BELOW_TIER = "city", "below"
NO_AREAS = 'The city description {file} has no area of tier "city": name the city itself among its areas, then read again.'
BAD_TIER = "The area {area} in {file} has the unknown tier {word}: write city or below, then read again."
BAD_OFFICES = "{file} lists offices of {kind} in {area}: a kind is agency, bureau or inspection, and an area must stand among [[areas]]."
BAD_FILE = "{file} is not a readable city description: {why}. It must be a TOML file with a name and [[areas]]; see docs/plan-reader.md."


@dataclass(frozen=True)
class Area:
    """One area; `words` are other ways to write its name."""

    name: str
    tier: str = BELOW_TIER
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class City:
    """`offices` says by kind in which areas it exists; a kind it does not name exists in every area.

    `described` is False where the areas were only read from the table: an expansion is then reported.
    """

    name: str
    areas: tuple[Area, ...]
    offices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    described: bool = True

    def having(self, kind: str, tiers: Iterable[str]) -> list[str]:
        """The areas of these tiers with an office of this kind, in the order of the description."""
        inside = [area.name for area in self.areas if area.tier in set(tiers)]
        return [name for name in self.offices.get(kind, tuple(area.name for area in self.areas)) if name in inside]

    def has(self, kind: str, area: str) -> bool:
        return not self.described or area in self.having(kind, (CITY_TIER, BELOW_TIER))

    def named(self) -> dict[str, str]:
        """Every way to write an area, to its name."""
        return {word: area.name for area in self.areas for word in (area.name, *area.words)}


def city_from_toml(path: Path) -> City:
    """A city description; refuses what it does not understand."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        areas = tuple(Area(str(entry["name"]), entry.get("tier", BELOW_TIER), tuple(entry.get("words", ()))) for entry in data["areas"])
        offices = {kind: tuple(names) for kind, names in data.get("offices", {}).items()}
        city = City(str(data["name"]), areas, offices, tuple(data.get("words", ())))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise Refusal(BAD_FILE, file=path.name, why=str(error)) from error
    refuse_unknown(city, path.name)
    return city


def refuse_unknown(city: City, file: str) -> None:
    for area in city.areas:
        if area.tier not in {CITY_TIER, BELOW_TIER}:
            raise Refusal(BAD_TIER, file=file, area=area.name, word=area.tier)
    names = {area.name for area in city.areas}
    for kind, listed in city.offices.items():
        for name in listed:
            if kind not in OFFICE_KINDS or name not in names:
                raise Refusal(BAD_OFFICES, file=file, kind=kind, area=name)
    if not any(area.tier == CITY_TIER for area in city.areas):
        raise Refusal(NO_AREAS, file=file)


@cache
def known_cities() -> tuple[City, ...]:
    return tuple(city_from_toml(path) for path in sorted(CITIES.glob("*.toml")))


def city_for(lines: Sequence[str], office_cells: Iterable[str]) -> City:
    """The known city that the title names, else one read from the title and the office columns.

    `lines` are the title and the lines beside it; only the title may name a known city.
    """
    for city in known_cities():
        if any(word in lines[0] for word in (city.name, *city.words)):
            return city
    return city_from_text(lines, office_cells)


NOT_AN_AREA = re.compile(r"^市|各|全|辖|属|县区|区县|县市|市县|市区|社区|园区|地区|城区|片区|[与和及、]|所在|本")
TITLE_CITY = re.compile(r"^(?:关于|(?:填报|制表|牵头)单位:)?(?:.{2,8}省)?(?P<name>[\u4e00-\u9fff]{2,5}?(?:市|州|盟|地区))")


def city_from_text(lines: Sequence[str], office_cells: Iterable[str]) -> City:
    """The city of the first line that begins with one, and the areas that the office columns call by name."""
    matches = (TITLE_CITY.match(re.sub(r"\s|\d{4}年度?", "", fold(line))) for line in lines)
    name = next((found["name"] for found in matches if found), "")
    found = dict.fromkeys(area for cell in office_cells for area in areas_named(fold(cell), name))
    own = (Area(name, CITY_TIER),) if name else ()
    return City(name, own + tuple(Area(area) for area in found if area != name), described=False)


def areas_named(cell: str, city: str) -> Iterable[str]:
    """云泽市、临溪县社保中心 → 云泽市, 临溪县: a name that stands alone between separators or in front of an office."""
    for segment in re.split(r"[、,;/\s]|以及", cell):
        found = re.match(r"[\u4e00-\u9fff]{1,5}?(?:市|区|县|旗)", segment)
        if not found or NOT_AN_AREA.search(found[0]) or len(found[0]) < 2 or found[0] in words()["areas"]["city"]:
            continue
        rest = segment[found.end() :]
        if not rest or any(form.match(rest) for _, form in kind_patterns()) or (found[0] == city) or organ_pattern().fullmatch(rest):
            yield found[0]
