"""A plan back to paper: the table's own six columns as .docx or .xlsx, with merged chapters and tasks.

What is written reads back the same: title, year and every measure. A plan with a target column of its own gets a seventh.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import docx
import xlsxwriter
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from gongdun.law.refusal import Refusal
from gongdun.plans.reader.numbering import split_number
from gongdun.plans.reader.table import MeasureRow, PlanTable

HEADINGS = ("工作任务", "工作目标", "具体措施", "完成时限", "责任单位", "配合单位")
TARGET_HEADING = "目标值"
WIDTHS_CM = (3.0, 3.4, 7.8, 2.0, 3.8, 3.4, 3.8)
BAD_ENDING = "A plan is exported as .docx or .xlsx, not as {file}: give the file one of these endings."

Span = tuple[int, int, str]


def write(plan: PlanTable, path: Path, extra: str = TARGET_HEADING) -> None:
    """Write the plan to a .docx or .xlsx; any other ending is refused. `extra` heads the seventh column, where measures fill it."""
    if path.suffix.lower() == ".docx":
        write_word(plan, path, extra)
    elif path.suffix.lower() == ".xlsx":
        write_workbook(plan, path, extra)
    else:
        raise Refusal(BAD_ENDING, file=path.name)


def columns(plan: PlanTable, extra: str) -> list[str]:
    has_targets = any(measure.target_text for measure in plan.measures)
    return [*HEADINGS, extra] if has_targets else [*HEADINGS]


def printed(measure: MeasureRow) -> str:
    """The measure with its number in front, as it was printed or so that it reads back as the same number."""
    said = measure.label + measure.text
    found = split_number(said)
    if not measure.number or (found and found.rest.strip() == measure.text and measure.number.endswith(found.number) and measure.label):
        return said
    plain = measure.number.isdigit() or ("-" not in measure.number and "." not in measure.number)
    return f"（{measure.number}）{measure.text}" if plain else f"{measure.number} {measure.text}"


def row_values(measure: MeasureRow, count: int) -> list[str]:
    values = [printed(measure), measure.deadline.text, measure.lead_text, measure.support_text, measure.target_text]
    return values[: count - 2]


def spans(plan: PlanTable) -> Iterator[tuple[int, Span]]:
    """(column, (first row, last row, text)): chapters and tasks hang over their measures; rows count from 0."""
    numbered = list(enumerate(plan.measures))
    for _, chapter in groupby(numbered, key=lambda entry: entry[1].chapter):
        rows = list(chapter)
        yield 0, (rows[0][0], rows[-1][0], rows[0][1].chapter)
        for _, task in groupby(rows, key=lambda entry: entry[1].task):
            inner = list(task)
            yield 1, (inner[0][0], inner[-1][0], inner[0][1].task)


def write_workbook(plan: PlanTable, path: Path, extra: str) -> None:
    names = columns(plan, extra)
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        cell = workbook.add_format({"text_wrap": True, "valign": "vcenter", "border": 1})
        bold = workbook.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1})
        for column, width in enumerate(WIDTHS_CM[: len(names)]):
            sheet.set_column(column, column, width * 5)
        sheet.merge_range(0, 0, 0, len(names) - 1, plan.title, bold)
        for column, name in enumerate(names):
            sheet.write_string(1, column, name, bold)
        for column, (first, last, text) in spans(plan):
            if first == last:
                sheet.write_string(first + 2, column, text, cell)
            else:
                sheet.merge_range(first + 2, column, last + 2, column, "", cell)
                sheet.write_string(first + 2, column, text, cell)
        for row, measure in enumerate(plan.measures, start=2):
            for column, value in enumerate(row_values(measure, len(names)), start=2):
                sheet.write_string(row, column, value, cell)
        sheet.repeat_rows(1)
        sheet.freeze_panes(2, 0)
        sheet.set_landscape()


def write_word(plan: PlanTable, path: Path, extra: str) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.5)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.add_run(plan.title).bold = True
    names = columns(plan, extra)
    table = document.add_table(rows=len(plan.measures) + 1, cols=len(names), style="Table Grid")
    fill(table, names, plan)
    repeat_heading(table)
    document.save(str(path))


def fill(table: Table, names: Sequence[str], plan: PlanTable) -> None:
    """Cell by cell through the rows' own lists: asking the table for each cell anew takes minutes on a long plan."""
    grid = [list(row.cells) for row in table.rows]
    for cell, name in zip(grid[0], names, strict=True):
        put(cell, name)
    for row, measure in zip(grid[1:], plan.measures, strict=True):
        for cell, value in zip(row[2:], row_values(measure, len(names)), strict=True):
            put(cell, value)
    for column, (first, last, text) in spans(plan):
        put(grid[first + 1][column].merge(grid[last + 1][column]), text)
    for cells in grid:
        for cell, width in zip(cells, WIDTHS_CM, strict=False):
            cell.width = Cm(width)


def put(cell: _Cell, text: str) -> None:
    cell.text = text
    for run in cell.paragraphs[0].runs:
        run.font.size = Pt(9)


def repeat_heading(table: Table) -> None:
    """The heading row comes again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)


def write_to(plan: PlanTable, form: str, extra: str = TARGET_HEADING) -> bytes:
    """The same file as bytes, for a download."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"plan.{form}"
        write(plan, path, extra)
        return path.read_bytes()
