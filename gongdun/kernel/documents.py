"""文书 — a Letter is a tree of blocks: organ, number, title, addressee, paragraphs and tables, signature, date, attachments.

Whoever edits it edits this tree; the office file and the PDF are both made from it, so they say the same. It is data, stored as JSON.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gongdun.kernel.words import Inconsistent, Title

PLACES = frozenset({"mark", "year", "serial"})
PLACE = re.compile(r"\{(\w*)\}")
LEVELS = (0, 1, 2)


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document. `number` is its pattern with the places {mark} (of the issuing office), {year} and {serial}.

    `is_served` says that it takes effect only by service, so a receipt of service belongs to it.
    """

    title: Title
    number: str
    citation: str
    is_served: bool = False
    in_force_on: datetime.date | None = None
    id: str = ""

    def __post_init__(self) -> None:
        places = PLACE.findall(self.number)
        if set(places) != PLACES or len(places) != len(PLACES):
            raise Inconsistent(f"The number {self.number!r} of {self.title.en} needs each of {{mark}}, {{year}} and {{serial}} once.")
        if not self.citation.strip():
            raise Inconsistent(f"The document {self.title.en} cites no article.")

    def numbered(self, mark: str, year: int, serial: int) -> str:
        """常新 · 2022 · 8 → 常新工监〔2022〕8号; serials count from 1 within mark, kind and year."""
        if not mark.strip() or serial < 1:
            raise Inconsistent(f"A number needs a mark and a serial from 1, got {mark!r} and {serial}.")
        return self.number.format(mark=mark, year=year, serial=serial)


@dataclass(frozen=True)
class Paragraph:
    """Running text. Level 1 and 2 are headings, 0 is the body."""

    text: str
    level: int = 0

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise Inconsistent(f"A paragraph is of level 0, 1 or 2, not {self.level}.")


@dataclass(frozen=True)
class Table:
    """Rows under headings that repeat on every page. `widths` are parts of the whole; `landscape` turns the pages it stands on."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    widths: tuple[int, ...] = ()
    landscape: bool = False

    def __post_init__(self) -> None:
        if not self.columns:
            raise Inconsistent("A table needs columns.")
        if self.widths and (len(self.widths) != len(self.columns) or min(self.widths) < 1):
            raise Inconsistent("A table needs one positive width for each column.")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise Inconsistent(f"Every row of the table needs {len(self.columns)} cells.")


@dataclass(frozen=True)
class FieldTable:
    """Labels with what is filled in beside them: the body of a receipt."""

    fields: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        if not self.fields:
            raise Inconsistent("A table of fields needs fields.")


Block = Paragraph | Table | FieldTable


@dataclass(frozen=True)
class Attachment:
    """附件 — printed after the letter, on pages of its own."""

    title: str
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        if not self.title.strip() or not self.blocks:
            raise Inconsistent("An attachment needs a title and blocks.")


@dataclass(frozen=True)
class Letter:
    """A document. Empty strings stand for what is not there: a draft has no number yet. `watermark` is printed behind every page."""

    organ: str
    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    addressee: str = ""
    signature: str = ""
    date: datetime.date | None = None
    attachments: tuple[Attachment, ...] = field(default=())
    watermark: str = ""

    def __post_init__(self) -> None:
        if not self.organ.strip() or not self.title.strip() or not self.blocks:
            raise Inconsistent("A letter needs an organ, a title and blocks.")


BLOCKS: dict[str, type[Paragraph] | type[Table] | type[FieldTable]] = {
    "paragraph": Paragraph,
    "table": Table,
    "field_table": FieldTable,
}


def chinese_date(on: datetime.date) -> str:
    """2022年8月5日: Arabic numerals without leading zeros, as official letters write it (GB/T 9704-2012, 7.3.5.4)."""
    return f"{on.year}年{on.month}月{on.day}日"


def to_json(letter: Letter) -> dict[str, Any]:
    """The tree as plain values; `from_json` gives the same letter back."""
    return {
        "organ": letter.organ,
        "title": letter.title,
        "number": letter.number,
        "addressee": letter.addressee,
        "blocks": [block_to_json(block) for block in letter.blocks],
        "signature": letter.signature,
        "date": letter.date.isoformat() if letter.date else None,
        "attachments": [{"title": one.title, "blocks": [block_to_json(block) for block in one.blocks]} for one in letter.attachments],
        "watermark": letter.watermark,
    }


def block_to_json(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "text": block.text, "level": block.level}
        case FieldTable():
            return {"kind": "field_table", "fields": [list(pair) for pair in block.fields]}
    return {
        "kind": "table",
        "columns": list(block.columns),
        "rows": [list(row) for row in block.rows],
        "title": block.title,
        "widths": list(block.widths),
        "landscape": block.landscape,
    }


def from_json(tree: Mapping[str, Any]) -> Letter:
    """The letter of a stored tree; an unknown key or kind of block is an error, never ignored."""
    fields = dict(tree)
    fields["blocks"] = tuple(block_from_json(block) for block in fields["blocks"])
    fields["date"] = datetime.date.fromisoformat(fields["date"]) if fields.get("date") else None
    fields["attachments"] = tuple(
        Attachment(one["title"], tuple(block_from_json(block) for block in one["blocks"])) for one in fields.get("attachments", ())
    )
    return made(Letter, fields)


def block_from_json(tree: Mapping[str, Any]) -> Block:
    fields = dict(tree)
    kind = fields.pop("kind", None)
    if kind not in BLOCKS:
        raise Inconsistent(f"A letter has no block of the kind {kind!r}; kinds are {', '.join(BLOCKS)}.")
    return made(BLOCKS[kind], {name: frozen(value) for name, value in fields.items()})


def made(type_: type, fields: Mapping[str, Any]) -> Any:
    """An instance of these fields, where JSON named them rightly."""
    if strangers := fields.keys() - type_.__dataclass_fields__.keys():
        raise Inconsistent(f"{type_.__name__} has no {', '.join(sorted(strangers))}.")
    return type_(**fields)


def frozen(value: Any) -> Any:
    return tuple(frozen(one) for one in value) if isinstance(value, list) else value
