"""From rows to measures: chapters and tasks carried down, rows split by a page put together, nothing left over.

The traps: a chapter repeats after a page break; a cell may hang over many rows or be left empty below; one measure may
stretch over several rows, one for each office.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongdun.plans.reader import headings
from gongdun.plans.reader.grid import Cell, Grid, anchors, joined, tidy
from gongdun.plans.reader.headings import Columns, find_columns, group_of, is_heading
from gongdun.plans.reader.numbering import HAN, Numbered, bare_number, opens_chapter, split_number
from gongdun.plans.reader.numerals import fold
from gongdun.plans.reader.table import Unresolved

NO_COLUMNS = "No heading row was found for this table, so its cells have no meaning."
UNKNOWN_COLUMN = "The heading of this column is not understood."
REMARK = "A remark: it was read, but a measure has no place for it."
LOOSE_ROW = "This row belongs to no measure."
NOT_A_NUMBER = "This is not understood as the number of a measure."
HIDDEN = "The sheet is hidden and was not read."
NOTE = "A line outside the measures."

SECTION = "section"
LEVELS = (SECTION, headings.CHAPTER, headings.TASK)
PARTS = (headings.DEADLINE, headings.LEAD, headings.SUPPORT, headings.TARGET)
NOTES = re.compile(r"\s*(?:备?注|说明|填[表报]|合计|小计|总计|附件|联系人)\d?\s*(?:[:：、.]|$)")
DEFAULT_SHEET = re.compile(r"(?:sheet|工作表|表|table)?\s*\d*", re.IGNORECASE)
LONGEST_SECTION = 40


@dataclass
class Draft:
    """A measure as its cells say it, before anything is interpreted."""

    sheet: str
    row: int
    chapter: str
    task: str
    text_cell: Cell
    numbered: Numbered | None
    own_number: str = ""
    number_cell: Cell | None = None
    text_more: list[str] = field(default_factory=list)
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    merged_number: bool = False

    def words(self) -> str:
        return joined("\n".join([self.text_cell.text, *self.text_more]))

    def said(self, role: str) -> str:
        """What all the cells of a role say; a piece that a page cut off goes on where the first stopped."""
        return "\n".join(filter(None, (tidy(cell.text) for cell in self.cells.get(role, ()))))

    def place(self, role: str) -> tuple[int, int]:
        cells = self.cells.get(role) or [self.text_cell]
        return cells[0].row, cells[0].column

    def take(self, role: str, cells: Sequence[Cell]) -> None:
        kept = self.cells.setdefault(role, [])
        kept.extend(cell for cell in cells if not cell.is_blank and cell not in kept)


@dataclass
class Drafting:
    """Walks the tables of one file, in order."""

    drafts: list[Draft] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    columns: Columns | None = None
    section: str = ""
    chapter: str = ""
    task: str = ""
    sheet: str = ""
    # Headings no measure has stood under yet: reported if none ever does.
    unused: dict[str, list[Unresolved]] = field(default_factory=dict)

    def grid(self, grid: Grid, *, several: bool) -> None:
        self.sheet = grid.name
        if grid.hidden:
            self.unresolved.append(Unresolved(grid.name, 0, 0, grid.name, HIDDEN))
            return
        columns = find_columns(grid, 0)
        inherited = columns is None and self.columns is not None and len(self.columns.roles) == grid.width
        self.outside(grid.before)
        if columns is None and not inherited:
            self.report_all(grid)
        else:
            if columns is not None:
                self.columns = columns
                self.start_table(grid, several)
            self.rows(grid, start=0 if inherited else self.heading_start(grid))
        self.outside(grid.after)

    def start_table(self, grid: Grid, several: bool) -> None:
        """A new table begins its own chapters; a sheet's name is the chapter where it says more than "Sheet1"."""
        last = grid.before[-1] if grid.before else ""
        self.chapter = self.task = ""
        self.close_unused()
        if opens_chapter(last) and len(last) <= LONGEST_SECTION:
            self.section = joined(last)
        elif several and not DEFAULT_SHEET.fullmatch(grid.name):
            self.section = grid.name
        else:
            self.section = ""

    def heading_start(self, grid: Grid) -> int:
        """Rows above the heading are titles; returns the first row below it (from 0)."""
        columns = self.columns
        last = columns.last_row if columns else 0
        for number, row in enumerate(grid.rows[:last], start=1):
            cells = anchors(row, number)
            if is_heading(row) or any(
                is_heading(below) and below[cell.column - 1] is cell for below in grid.rows[number:last] for cell in cells
            ):
                continue
            self.titles.extend(joined(cell.text) for cell in cells if not group_of(cell.text) or len(cells) == 1)
        return last

    def outside(self, lines: Sequence[str]) -> None:
        """Lines before the first measure may be the title; later ones are chapters or notes."""
        for line in lines:
            if not self.drafts:
                self.titles.append(joined(line))
            elif not opens_chapter(line):
                self.unresolved.append(Unresolved(self.sheet, 0, 0, line, NOTE))

    def report_all(self, grid: Grid) -> None:
        for number, row in enumerate(grid.rows, start=1):
            self.report(anchors(row, number), NO_COLUMNS)

    def report(self, cells: Sequence[Cell], reason: str) -> None:
        self.unresolved.extend(
            Unresolved(self.sheet, cell.row, cell.column, tidy(cell.text), reason) for cell in cells if not cell.is_blank
        )

    def rows(self, grid: Grid, start: int) -> None:
        for number, row in enumerate(grid.rows[start:], start=start + 1):
            begun = anchors(row, number)
            if not begun:
                continue
            if is_heading(row):
                self.columns = find_columns(grid, number - 1) if self.is_new_heading(row) else self.columns
            elif (section := self.section_of(row, number, begun)) is not None:
                self.open_section(section, begun)
            else:
                self.row(row, number, begun)

    def is_new_heading(self, row: Sequence[Cell]) -> bool:
        return self.columns is not None and headings.row_groups(row) != self.columns.groups

    def section_of(self, row: Sequence[Cell], number: int, begun: list[Cell]) -> str | None:
        """The chapter of a row that is one heading across the table, or None for a row of a measure."""
        columns = self.columns
        filled = [cell for cell in dict.fromkeys(row) if not cell.is_blank]
        if columns is None or filled != begun or len(filled) > 2:
            return None
        first, last = filled[0], filled[-1]
        spans = sum(cell is last for cell in row)
        role = columns.roles[last.column - 1]
        if len(filled) == 2:
            han = bare_number(first.text)
            is_number = columns.roles[first.column - 1] == headings.NUMBER and han is not None and han[0] in HAN
            return f"{han}、{joined(last.text)}" if is_number and role not in PARTS else None
        if spans * 2 > len(row) and len(row) > 2:
            return joined(last.text)
        if opens_chapter(last.text) and role not in PARTS and not (role == headings.CHAPTER and len(row) == 1):
            return joined(last.text)
        return None

    def open_section(self, section: str, begun: list[Cell]) -> None:
        if NOTES.match(section) or len(section) > LONGEST_SECTION or (section.endswith(("。", "；")) and not opens_chapter(section)):
            self.report(begun, NOTE)
            return
        inner = split_number(section) is not None and not opens_chapter(section) and opens_chapter(self.section)
        self.open_level(headings.TASK if inner else SECTION, section, begun)

    def open_level(self, level: str, words: str, cells: Sequence[Cell]) -> None:
        """A heading begins; what stood below the one before it ends."""
        for each in LEVELS[LEVELS.index(level) :]:
            self.unresolved.extend(self.unused.pop(each, ()))
        self.unused[level] = [self.loose(cell) for cell in cells]
        if level == SECTION:
            self.section, self.chapter, self.task = words, "", ""
        elif level == headings.CHAPTER:
            self.chapter, self.task = words, ""
        else:
            self.task = words

    def loose(self, cell: Cell) -> Unresolved:
        return Unresolved(self.sheet, cell.row, cell.column, tidy(cell.text), LOOSE_ROW)

    def close_unused(self) -> None:
        """At the end of the file or before a new table."""
        for level in LEVELS:
            self.unresolved.extend(self.unused.pop(level, ()))

    def row(self, row: Sequence[Cell], number: int, begun: list[Cell]) -> None:
        columns = self.columns
        assert columns is not None
        self.report([cell for cell in begun if columns.roles[cell.column - 1] == headings.UNKNOWN], UNKNOWN_COLUMN)
        self.report([cell for cell in begun if columns.roles[cell.column - 1] == headings.REMARK], REMARK)
        text = next(iter(columns.cells(row, headings.TEXT)), None)
        last = self.drafts[-1] if self.drafts and self.drafts[-1].sheet == self.sheet else None
        if text is None or text.is_blank or (last and (text is last.text_cell or self.goes_on(row, text, last))):
            self.go_on(row, begun, text, last)
            return
        self.carry_down(row)
        self.drafts.append(self.draft(row, number, text))

    def goes_on(self, row: Sequence[Cell], text: Cell, last: Draft) -> bool:
        """A page cut the row in two: no number, no deadline, in a table whose measures have numbers."""
        columns = self.columns
        assert columns is not None
        said = [cell for role in (headings.NUMBER, headings.DEADLINE) for cell in columns.cells(row, role) if not cell.is_blank]
        has_number = last.numbered is not None or bool(last.own_number)
        return not said and has_number and split_number(text.text) is None and headings.DEADLINE in columns.roles

    def go_on(self, row: Sequence[Cell], begun: list[Cell], text: Cell | None, last: Draft | None) -> None:
        """The rest of the measure before; without one the row is reported."""
        columns = self.columns
        assert columns is not None
        levels = [cell for cell in begun if columns.roles[cell.column - 1] in {headings.CHAPTER, headings.TASK}]
        rest = [cell for cell in begun if columns.roles[cell.column - 1] in {headings.TEXT, *PARTS}]
        numbers = [cell for cell in begun if columns.roles[cell.column - 1] == headings.NUMBER]
        if last is None or numbers:
            self.report([*numbers, *rest], LOOSE_ROW)
        else:
            if text is not None and text is not last.text_cell and not text.is_blank:
                last.text_more.append(text.text)
            for role in PARTS:
                self.extend(last, role, [cell for cell in columns.cells(row, role) if cell in rest])
        for cell in levels:
            self.level_goes_on(cell, columns.roles[cell.column - 1], last)

    def extend(self, last: Draft, role: str, cells: list[Cell]) -> None:
        """A cut cell goes on in the same line when what stands above is cut in mid-word; a whole office begins a new line."""
        for cell in cells:
            kept = last.cells.get(role, [])
            cut = (
                bool(kept)
                and last.text_more
                and not re.search(r"(?:部门|机构|单位|局|委|中心|大队|支队|厅|办|院|校)[、，；]?\s*$", kept[-1].text)
            )
            if cut and role in {headings.LEAD, headings.SUPPORT, headings.DEADLINE}:
                kept[-1] = Cell(kept[-1].text.rstrip() + cell.text.lstrip(), kept[-1].row, kept[-1].column)
            else:
                last.take(role, [cell])

    def level_goes_on(self, cell: Cell, role: str, last: Draft | None) -> None:
        """A heading in a row without a measure: repeated by a new page, cut in two by it, or the next one standing alone."""
        words, before = joined(cell.text), self.task if role == headings.TASK else self.chapter
        if words == before:
            return
        if last is not None and before and split_number(before) and not split_number(words):
            self.rename(role, before, joined(before + "\n" + words))
            if role in self.unused:
                self.unused[role].append(self.loose(cell))
        else:
            self.open_level(role, words, [cell])

    def rename(self, role: str, before: str, after: str) -> None:
        for draft in self.drafts:
            if draft.sheet == self.sheet and role == headings.TASK and draft.task == before:
                draft.task = after
            elif draft.sheet == self.sheet and role == headings.CHAPTER and draft.chapter.endswith(before):
                draft.chapter = draft.chapter.removesuffix(before) + after
        if role == headings.TASK:
            self.task = after
        else:
            self.chapter = after

    def carry_down(self, row: Sequence[Cell]) -> None:
        columns = self.columns
        assert columns is not None
        for role in (headings.CHAPTER, headings.TASK):
            cells = columns.cells(row, role)
            words = joined("\n".join(cell.text for cell in cells))
            if words and words != (self.chapter if role == headings.CHAPTER else self.task):
                self.open_level(role, words, cells)

    def draft(self, row: Sequence[Cell], number: int, text: Cell) -> Draft:
        columns = self.columns
        assert columns is not None
        chapter = " ".join(dict.fromkeys(filter(None, (self.section, self.chapter))))
        self.unused.clear()
        draft = Draft(self.sheet, number, chapter, self.task, text, split_number(text.text))
        for role in PARTS:
            draft.take(role, columns.cells(row, role))
        for cell in columns.cells(row, headings.NUMBER):
            if cell.is_blank:
                continue
            own = bare_number(fold(cell.text).strip())
            if own is None:
                self.report([cell], NOT_A_NUMBER)
            else:
                draft.own_number, draft.number_cell = own, cell
        return draft
