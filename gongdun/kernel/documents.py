"""文书 — a document is a template that makes a tree of blocks; Word file, PDF and plain text are rendered from the one tree.

`DocumentKind` says what a kind of document is; `Letter` is one document before it is issued.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongdun.kernel.words import Inconsistent, Title, unique

PLACES = frozenset({"organ", "year", "serial"})


@dataclass(frozen=True)
class Paragraph:
    """Body text; level 1 is a heading in 黑体, level 2 in 楷体 (GB/T 9704, 7.3.3)."""

    text: str
    level: int = 0

    def __post_init__(self) -> None:
        if self.level not in (0, 1, 2):
            raise Inconsistent(f"A paragraph has level 0, 1 or 2, not {self.level}.")


@dataclass(frozen=True)
class Column:
    title: str
    width: int = 1  # relative to the other columns
    align: str = "left"

    def __post_init__(self) -> None:
        if self.align not in ("left", "center", "right") or self.width < 1:
            raise Inconsistent(f"The column {self.title} has width {self.width} and alignment {self.align!r}.")


@dataclass(frozen=True)
class Table:
    """Rows under headings that repeat on every page. `wide` turns the page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    wide: bool = False

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise Inconsistent(f"Every row of the table {self.title!r} needs {len(self.columns)} cells.")


@dataclass(frozen=True)
class FieldTable:
    """Labels and their values, one pair a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class List:
    """Numbered items: 1. 2. 3."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True)
class Signature:
    """The organ in whose name, and the day in Arabic figures; the seal goes over both."""

    organ: str
    on: date | None


@dataclass(frozen=True)
class Receipt:
    """A slip below a cut line that the addressee fills in and sends back."""

    title: str
    pairs: tuple[tuple[str, str], ...]


Block = Paragraph | Table | FieldTable | List | PageBreak | Receipt


@dataclass(frozen=True)
class Letter:
    """One document. `number` is empty until it is issued, `verification` is the code in its QR."""

    organ_head: str
    title: str
    blocks: tuple[Block, ...]
    signature: Signature | None
    number: str = ""
    addressee: str = ""
    closing: str = ""
    attachments: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    watermark: str = ""
    verification: str = ""

    def __post_init__(self) -> None:
        if not self.organ_head.strip() or not self.title.strip() or not self.blocks:
            raise Inconsistent("A document needs an issuing organ, a title and a body.")


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document. `editable` names the facts an officer may change before issue; numbers run per organ, kind and year."""

    title: Title
    citation: str
    retention_years: int
    number_format: str = ""  # "{organ}〔{year}〕{serial}号"; empty for documents without a number
    editable: tuple[str, ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        places = {name for _, name, _, _ in string.Formatter().parse(self.number_format) if name}
        if self.number_format and places != PLACES:
            raise Inconsistent(f"The number of {self.title.zh} needs the places organ, year and serial, not {', '.join(sorted(places))}.")
        if self.number_format and "〔{year}〕" not in self.number_format:
            raise Inconsistent(f"The year in the number of {self.title.zh} stands in the brackets 〔〕 (GB/T 9704, 7.2.5).")
        if self.retention_years < 1 or not self.citation:
            raise Inconsistent(f"The document {self.title.zh} needs a citation and a retention of at least a year.")
        unique(list(self.editable), f"Editable fields of {self.title.zh}")

    def number(self, organ: str, year: int, serial: int) -> str:
        """常工伤交办〔2022〕7号: no leading zeros, no 第."""
        if not self.number_format or serial < 1:
            raise Inconsistent(f"The document {self.title.zh} cannot bear the number {serial}.")
        return self.number_format.format(organ=organ, year=year, serial=serial)


def long_date(day: date) -> str:
    """2022年3月1日, without leading zeros (GB/T 9704, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def attachment_lines(letter: Letter) -> list[str]:
    if len(letter.attachments) == 1:
        return [f"附件：{letter.attachments[0]}"]
    return [f"{'附件：' if number == 1 else '　　　'}{number}. {name}" for number, name in enumerate(letter.attachments, 1)]


def imprint_lines(letter: Letter) -> list[str]:
    """版记: who gets a copy, who printed it and when."""
    lines = [f"抄送：{'，'.join(letter.copy_to)}。"] if letter.copy_to else []
    if letter.copy_to and letter.signature and letter.signature.on:
        lines.append(f"{letter.signature.organ}　{long_date(letter.signature.on)}印发")
    return lines


def signature_lines(letter: Letter) -> list[str]:
    if letter.signature is None:
        return []
    return [letter.signature.organ, *([long_date(letter.signature.on)] if letter.signature.on else [])]


def block_lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Table):
        yield from [block.title] if block.title else []
        yield "\t".join(column.title for column in block.columns)
        yield from ("\t".join(row) for row in block.rows)
    elif isinstance(block, FieldTable):
        yield from (f"{label}\t{value}" for label, value in block.pairs)
    elif isinstance(block, List):
        yield from (f"{number}. {item}" for number, item in enumerate(block.items, 1))
    elif isinstance(block, Receipt):
        yield block.title
        yield from (f"{label}\t{value}" for label, value in block.pairs)


def text(letter: Letter) -> str:
    """The words of a document in reading order, one line each, cells apart by tabs: what every rendering must say."""
    body = [line for block in letter.blocks if not is_annex(block) for line in block_lines(block)]
    annexes = [line for block in letter.blocks if is_annex(block) for line in block_lines(block)]
    head = [letter.organ_head, *filter(None, [letter.number, letter.title, letter.addressee and f"{letter.addressee}："])]
    foot = [*([letter.closing] if letter.closing else []), *attachment_lines(letter), *signature_lines(letter)]
    code = [f"核验码 {letter.verification}"] if letter.verification else []
    return "\n".join([*head, *body, *foot, *code, *imprint_lines(letter), *annexes]) + "\n"


def is_annex(block: Block) -> bool:
    """Wide tables and return slips follow the signature."""
    return isinstance(block, Receipt) or (isinstance(block, Table) and block.wide)
