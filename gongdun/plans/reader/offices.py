"""The office columns: who leads, who supports.

A cell is read sign by sign into areas, kinds of office, separators, other organs and what is not understood; nothing is skipped.
An area stands in front of the offices it belongs to: 市、辖市（区）工伤保险行政部门和社保经办机构 names both kinds in every area that has them.
The trap: two offices may follow each other with no sign between them (…行政部门常州市…社保经办机构).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gongdun.plans.reader.city import BELOW_TIER, CITY_TIER, City
from gongdun.plans.reader.numerals import fold
from gongdun.plans.reader.words import OFFICE_KINDS, kind_patterns, organ_pattern, shared_organ_pattern, words

OTHER = "other"
NO_AREA = "The cell does not say whose office this is."
UNCLEAR_AREA = "Which area this is depends on the matter; the table does not say."
NOT_AN_OFFICE = "This is not understood as an office."
NO_SUCH_OFFICE = "The city's description has no such office in this area; it is kept as the table names it."
FROM_THE_TABLE = "The areas meant here were taken from the names in this table, because the city has no description."
UNKNOWN_AREAS = "The areas meant here are not known: the city has no description, and the table names none."

LONGEST_CELL = 1000
STRONG = re.compile(r"[,;\n\r]+\s*|[.。!]\s*$")
WEAK = re.compile(r"[、/\s|]+|以及|和|与|及|跟|并")
LEADING = re.compile(r"\((?:牵头|负责|主办)\)|(?:牵头|负责)$")
BLANK = re.compile(r"[\s/—\-–无]*")


@dataclass(frozen=True)
class NamedOffice:
    """`area` is None where the cell does not name one; `name` are the cell's own words for an `other` office."""

    kind: str
    area: str | None
    name: str = ""

    def to_json(self) -> dict[str, str | None]:
        return {"kind": self.kind, "area": self.area}


@dataclass(frozen=True)
class Token:
    """A piece of the cell; all pieces together are the cell."""

    sort: str
    text: str
    value: str = ""


@dataclass(frozen=True)
class OfficeReading:
    offices: tuple[NamedOffice, ...]
    unresolved: tuple[tuple[str, str], ...]
    tokens: tuple[Token, ...]


def read_offices(text: str, city: City) -> OfficeReading:
    """Every office of one cell, what of it is not understood with its reason, and the pieces it was read in."""
    if BLANK.fullmatch(fold(text)):
        return OfficeReading((), (), (Token("blank", text),) if text else ())
    if len(text) > LONGEST_CELL:
        return OfficeReading((), ((text, NOT_AN_OFFICE),), (Token("unknown", text),))
    tokens = tuple(tokenised(text, city))
    return Reading(city).run(tokens)


def tokenised(text: str, city: City) -> list[Token]:
    folded = fold(text)
    area_words = area_vocabulary(city)
    tokens: list[Token] = []
    place = 0
    while place < len(folded):
        sort, value, end = next_piece(folded, place, area_words, at_start=not tokens or tokens[-1].sort not in {"unknown", OTHER})
        tokens.append(Token(sort, text[place:end], value))
        place = end
    return tokens


def area_vocabulary(city: City) -> list[tuple[str, str, str]]:
    """(word, sort, value), the longest first."""
    generic = words()["areas"]
    known = [(fold(word), "area", name) for word, name in city.named().items()]
    spoken = [(word, "tier", CITY_TIER) for word in generic["city"]] + [(word, "tier", BELOW_TIER) for word in generic["below"]]
    spoken += [(word, "tier", "all") for word in generic["all"]] + [(word, "unclear", word) for word in generic["unclear"]]
    return sorted(known + spoken + [(word, "filler", "") for word in generic["filler"]], key=lambda entry: -len(entry[0]))


# 市场监管局 and 市政园林局 begin with the sign for "city" but do not name it; 区块 and 县域 likewise.
NOT_A_TIER = re.compile(r"市(?:场|政(?!府|协|法)|容|民)|区(?:块|域|间)|县域|各级各类")


def next_piece(text: str, place: int, area_words: list[tuple[str, str, str]], *, at_start: bool) -> tuple[str, str, int]:
    """The sort, value and end of the piece that begins at `place`."""
    for sort, form in (("strong", STRONG), ("weak", WEAK), ("filler", LEADING)):
        if found := form.match(text, place):
            return sort, "", found.end()
    if kind := office_kind(text, place):
        return "kind", kind[0], kind[1]
    if at_start and (area := area_at(text, place, area_words)):
        return area
    end = organ_end(text, place, area_words)
    phrase = text[place:end].strip()
    return (OTHER if organ_pattern().fullmatch(phrase) else "unknown"), phrase, end


def office_kind(text: str, place: int) -> tuple[str, int] | None:
    for kind, form in kind_patterns():
        if found := form.match(text, place):
            return kind, found.end()
    return None


def area_at(text: str, place: int, area_words: list[tuple[str, str, str]]) -> tuple[str, str, int] | None:
    if NOT_A_TIER.match(text, place):
        return None
    for word, sort, value in area_words:
        if text.startswith(word, place):
            return sort, value, place + len(word)
    return None


def organ_end(text: str, place: int, area_words: list[tuple[str, str, str]]) -> int:
    """Where a phrase that is neither area nor kind ends: at a strong separator, an office, or a weak separator after an organ."""
    end = place + 1
    depth = 0
    while end < len(text):
        depth += {"(": 1, ")": -1}.get(text[end - 1], 0)
        if depth <= 0 and (STRONG.match(text, end) or office_begins(text, place, end)):
            break
        weak = WEAK.match(text, end) if depth <= 0 else None
        if weak:
            after = weak.end()
            known_next = office_kind(text, after) or (area_at(text, after, area_words) if weak[0].strip() in {"、", "/", ""} else None)
            if organ_pattern().fullmatch(text[place:end]) or known_next:
                break
        end += 1
    return end


def office_begins(text: str, place: int, end: int) -> bool:
    """Whether an office of a known kind begins inside a phrase; 财政局社保处 is only a section of the organ before it."""
    kind = office_kind(text, end)
    return kind is not None and not (text[kind[1] - 1] in "处科" and organ_pattern().fullmatch(text[place:end]))


@dataclass
class Reading:
    """Walks the pieces: areas wait for the offices they belong to, and are shared by offices joined by 、 or 和."""

    city: City
    waiting: list[Token] = field(default_factory=list)
    shared: list[Token] = field(default_factory=list)
    offices: dict[NamedOffice, None] = field(default_factory=dict)
    unresolved: list[tuple[str, str]] = field(default_factory=list)
    filler: str = ""

    def run(self, tokens: tuple[Token, ...]) -> OfficeReading:
        for token in tokens:
            self.take(token)
        if self.waiting:
            self.add(OTHER, self.waiting, "".join(token.text for token in self.waiting))
        return OfficeReading(tuple(self.offices), tuple(self.unresolved), tokens)

    def take(self, token: Token) -> None:
        if token.sort in {"area", "tier", "unclear"}:
            self.waiting.append(token)
            self.shared = []
        elif token.sort == "strong":
            self.shared = []
        elif token.sort == "kind":
            self.add(token.value, self.claim(), token.text)
        elif token.sort == OTHER:
            shared = self.claim() if self.waiting or shared_organ_pattern().fullmatch(token.value) else []
            self.add(OTHER, shared, (self.filler + token.text).strip())
        elif token.sort == "unknown":
            self.report("".join(each.text for each in self.waiting) + self.filler + token.text, NOT_AN_OFFICE)
            self.waiting, self.shared = [], []
        # 有关 and 两级 say nothing in front of a kind, but belong to the words of another organ.
        self.filler = self.filler + token.text if token.sort == "filler" else ""

    def claim(self) -> list[Token]:
        """The areas in front of an office; they stay for the next one joined to it."""
        if self.waiting:
            self.shared, self.waiting = self.waiting, []
        return self.shared

    def add(self, kind: str, areas: list[Token], said: str) -> None:
        name = said if kind == OTHER else ""
        if not areas:
            self.offices[NamedOffice(kind, None, name)] = None
            if kind in OFFICE_KINDS:
                self.report(said, NO_AREA)
        for area in areas:
            for each in self.expanded(kind, area, said):
                self.offices[NamedOffice(kind, each, name)] = None

    def expanded(self, kind: str, area: Token, said: str) -> list[str | None]:
        phrase = area.text + said
        if area.sort == "area":
            if not self.city.has(kind, area.value):
                self.report(phrase, NO_SUCH_OFFICE)
            return [area.value]
        if area.sort == "unclear":
            self.report(phrase, UNCLEAR_AREA)
            return [None]
        tiers = (CITY_TIER, BELOW_TIER) if area.value == "all" else (area.value,)
        found: list[str | None] = [*self.city.having(kind, tiers)]
        if BELOW_TIER in tiers and not self.city.described:
            self.report(phrase, FROM_THE_TABLE if self.city.having(kind, (BELOW_TIER,)) else UNKNOWN_AREAS)
        elif not found:
            self.report(phrase, UNKNOWN_AREAS if not self.city.described else NO_SUCH_OFFICE)
        return found or [None]

    def report(self, text: str, reason: str) -> None:
        if (entry := (text.strip(), reason)) not in self.unresolved:
            self.unresolved.append(entry)
