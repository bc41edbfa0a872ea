"""Tables of a .docx as grids: true merges in both directions, nested tables, numbers that Word itself counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from gongdun.law.refusal import Refusal
from gongdun.plans.reader.grid import Cell, Grid, rectangle
from gongdun.plans.reader.guards import BROKEN
from gongdun.plans.reader.word_numbering import ListNumbers

# A drawing is stored twice, as drawn by new and by old programs; only the first is read.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}


def read_word(path: Path) -> tuple[Grid, ...]:
    """Every table of the document's body, each with the lines before it; the lines after the last table go with it."""
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise Refusal(BROKEN, file=path.name, kind=".docx") from error
    return Body(ListNumbers(document)).grids(document.element.body)


@dataclass
class Body:
    numbers: ListNumbers
    lines: list[str] = field(default_factory=list)
    found: list[Grid] = field(default_factory=list)

    def grids(self, body: Any) -> tuple[Grid, ...]:
        for block in blocks(body):
            if block.tag == qn("w:tbl"):
                name = str(len(self.found) + 1)
                self.found.append(Grid(name, self.table(block), before=tuple(self.lines)))
                self.lines = []
            elif said := self.paragraph(block).strip():
                self.lines.append(said)
        if self.found:
            last = self.found[-1]
            self.found[-1] = Grid(last.name, last.rows, last.before, tuple(self.lines))
        elif self.lines:
            self.found.append(Grid("1", (), before=tuple(self.lines)))
        return tuple(self.found)

    def table(self, table: Any) -> tuple[tuple[Cell, ...], ...]:
        rows: list[list[Cell]] = []
        above: dict[int, Cell] = {}
        for number, row in enumerate(owned(table, "w:tr", "w:tbl"), start=1):
            cells = self.row(row, number, above)
            above = dict(enumerate(cells, start=1))
            rows.append(cells)
        return rectangle(rows)

    def row(self, row: Any, number: int, above: dict[int, Cell]) -> list[Cell]:
        cells: list[Cell] = []
        for _ in range(grid_count(row, "w:trPr/w:gridBefore")):
            cells.append(Cell("", number, len(cells) + 1))
        for tc in owned(row, "w:tc", "w:tr"):
            column = len(cells) + 1
            if is_continued(tc) and column in above:
                cell = above[column]
            else:
                cell = Cell(self.text(tc), number, column)
            cells.extend([cell] * grid_count(tc, "w:tcPr/w:gridSpan", default=1))
        return cells

    def text(self, tc: Any) -> str:
        return "\n".join(self.paragraph(paragraph) for paragraph in paragraphs(tc))

    def paragraph(self, paragraph: Any) -> str:
        said = "".join(pieces(paragraph))
        return self.numbers.label(paragraph) + said if said.strip() else said


def owner(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def owned(element: Any, tag: str, above: str) -> list[Any]:
    """The rows of a table or the cells of a row, but not those of a table nested inside it."""
    return [found for found in element.iter(qn(tag)) if owner(found, qn(above)) is element]


def blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those inside content controls too."""
    for child in body.iterchildren():
        if child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")}:
            yield from blocks(child)


def paragraphs(cell: Any) -> Iterator[Any]:
    """Every paragraph of a cell in order, those of a table inside it too, and of a drawing only once."""
    return (found for found in cell.iter(qn("w:p")) if not any(up.tag == FALLBACK for up in found.iterancestors()))


def pieces(paragraph: Any) -> Iterator[str]:
    """The text as a reader sees it: deleted words (w:delText) are gone, inserted ones are there."""
    for element in paragraph.iter(qn("w:t"), *BREAKS):
        if owner(element, qn("w:p")) is paragraph:
            yield BREAKS.get(element.tag) or element.text or ""


def is_continued(cell: Any) -> bool:
    """A merge from above: `w:vMerge` without `restart`."""
    merge = cell.find("w:tcPr/w:vMerge", cell.nsmap)
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def grid_count(element: Any, path: str, default: int = 0) -> int:
    found = element.find(path, element.nsmap)
    value = "" if found is None else found.get(qn("w:val"), "")
    return min(int(value), 64) if value.isdigit() else default
