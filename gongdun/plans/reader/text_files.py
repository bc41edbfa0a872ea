"""A table as text: Word's plain-text export, where every cell begins a line with a tab, or one row a line between tabs."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field

from gongdun.law.refusal import Refusal
from gongdun.plans.reader.grid import Cell, Grid, rectangle
from gongdun.plans.reader.numbering import opens_chapter

ENCODINGS = ("utf-8-sig", "gb18030")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
NOT_TEXT = "{file} is not readable text: save it as UTF-8 or GB 18030 text, then read it."


def read_text(content: bytes, file: str) -> tuple[Grid, ...]:
    text = decoded(content, file).replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    lines = text.split("\n")
    if sum(line.count("\t") > 1 for line in lines) > sum(line.startswith("\t") for line in lines) / 2:
        return (tabbed(text),)
    return (CellLines().read(lines),)


def decoded(content: bytes, file: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not CONTROL.search(text):
            return text
    raise Refusal(NOT_TEXT, file=file)


def tabbed(text: str) -> Grid:
    """One row a line; a cell with line breaks stands in double quotes, as spreadsheets copy it."""
    before: list[str] = []
    rows: list[list[Cell]] = []
    stream = io.StringIO(text)
    quoted = re.search(r'(?:^|\t)"[^"]*\n', text) is not None
    reader = csv.reader(stream, delimiter="\t") if quoted else csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
    for fields in reader:
        if len(fields) < 2 and not rows:
            before.extend(line for line in fields if line.strip())
        elif any(value.strip() for value in fields):
            rows.append([Cell(value, len(rows) + 1, column) for column, value in enumerate(fields, start=1)])
    return Grid("1", rectangle(rows), before=tuple(before), merges=False)


@dataclass
class CellLines:
    """Word's export. A line with a tab in front begins a cell, any other continues it, an empty one ends the row."""

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    blocks: list[list[str]] = field(default_factory=list)
    open: bool = False

    def read(self, lines: list[str]) -> Grid:
        for line in lines:
            self.take(line)
        width = max((len(block) for block in self.blocks), default=0)
        rows = [
            [Cell(text, number, column) for column, text in enumerate(row, start=1)] for number, row in enumerate(self.rows(width), start=1)
        ]
        return Grid("1", rectangle(rows), tuple(self.before), tuple(self.after), merges=False)

    def take(self, line: str) -> None:
        if line.startswith("\t"):
            if not self.open:
                self.blocks.append([])
            self.open = True
            self.blocks[-1].append(line[1:])
        elif not line.strip("\u3000 "):
            self.open = self.open and bool(line)
        elif self.open:
            self.blocks[-1][-1] += "\n" + line
        elif self.blocks and len(self.blocks[-1]) < len(self.blocks[0]):
            # The row is not full yet: a paragraph after an empty line inside its last cell.
            self.blocks[-1][-1] += "\n" + line
        elif self.blocks:
            self.after.append(line.strip())
        else:
            self.before.append(line.strip())

    def rows(self, width: int) -> list[list[str]]:
        """An empty line inside a cell splits a row in two; two pieces that make one full row are put together again."""
        rows: list[list[str]] = []
        pending: list[str] = []
        for block in self.blocks:
            if pending and len(pending) + len(block) == width and not opens_chapter(block[0].strip()):
                rows.append(pending + block)
                pending = []
                continue
            if pending:
                rows.append(pending)
            pending = []
            if (len(block) < width and not opens_chapter(block[0].strip())) or (1 < len(block) < width):
                pending = block
            else:
                rows.append(block)
        return [*rows, pending] if pending else rows
