"""批注 — the user's own workbook comes back: faulty cells red with a comment, one more column that says the faults in words."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongdun.desk.sheets.guards import FileType
from gongdun.desk.sheets.previews import Preview, PreviewRow
from gongdun.desk.sheets.reading import FAULTS, book_sheets, csv_sheets
from gongdun.kernel.forms import Form, Problem, worded

AUTHOR = "工盾 Gongdun"
RED = PatternFill("solid", fgColor="FFF8B4B4")
NO_FILL = PatternFill()
WIDEST = 60


def annotate(original: bytes, preview: Preview, form: Form, *, language: str = "zh_Hans") -> bytes:
    """The original with every fault marked. A workbook that was annotated before loses the old marks first."""
    book = opened(original, preview)
    sheet = book[preview.table.sheet]
    faults = fault_column(sheet, preview.table.heading_row)
    wipe(sheet, faults, preview.table.heading_row)
    head = sheet.cell(preview.table.heading_row, faults, FAULTS[1] if language.startswith("en") else FAULTS[0])
    head.font, head.fill = Font(bold=True), RED
    for row in preview.rows:
        if row.problems:
            mark(sheet, row, preview, form, faults, language)
    sheet.column_dimensions[get_column_letter(faults)].width = WIDEST
    if not sheet.tables:  # a table of Excel's own brings its filter, and two of them break the file
        sheet.auto_filter.ref = f"A{preview.table.heading_row}:{get_column_letter(faults)}{preview.rows[-1].number}"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def opened(original: bytes, preview: Preview) -> Workbook:
    """The user's .xlsx as it is; any other kind of file as a new workbook with the same cells in the same places."""
    if preview.table.type is FileType.XLSX:
        return openpyxl.load_workbook(io.BytesIO(original))
    reader = csv_sheets if preview.table.type is FileType.CSV else book_sheets
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, cells in reader(original, preview.table.name):
        sheet = book.create_sheet(name)
        for row, line in enumerate(cells, start=1):
            for column, value in enumerate(line, start=1):
                put(sheet, row, column, value)
    return book


def put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """Copy a value; text that looks like a formula stays text."""
    if value is None or value == "":
        return
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"


def fault_column(sheet: Worksheet, heading_row: int) -> int:
    """The column of an earlier annotation, else the first after the last heading."""
    headings = [cell for cell in sheet[heading_row] if cell.value not in (None, "")]
    earlier = [cell.column for cell in headings if str(cell.value) in FAULTS]
    return earlier[0] if earlier else headings[-1].column + 1


def wipe(sheet: Worksheet, faults: int, heading_row: int) -> None:
    for line in sheet.iter_rows(min_row=heading_row + 1):
        for cell in line:
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment, cell.fill = None, NO_FILL
            if cell.column == faults:
                cell.value = None


def mark(sheet: Worksheet, row: PreviewRow, preview: Preview, form: Form, faults: int, language: str) -> None:
    """Red cells with their sentences, and all sentences of the row in the last column."""
    by_field: dict[str, list[str]] = {}
    for problem in row.problems:
        by_field.setdefault(problem.field, []).append(worded(problem, language))
    for name, sentences in by_field.items():
        if name in preview.table.columns:
            cell = sheet.cell(row.number, preview.table.columns[name] + 1)
            cell.fill = RED
            cell.comment = Comment("\n".join(sentences), AUTHOR, height=90, width=260)
    said = [said_of(form, problem, language) for problem in row.problems]
    sheet.cell(row.number, faults, "\n".join(said)).alignment = Alignment(wrap_text=True, vertical="top")


def said_of(form: Form, problem: Problem, language: str) -> str:
    label = form.index[problem.field].label.text(language) if problem.field in form.index else problem.field
    return f"{label}{': ' if language.startswith('en') else '：'}{worded(problem, language)}"
