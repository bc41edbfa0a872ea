"""The user's own workbook, given back with its mistakes marked: red cells, comments, a column of sentences, a filter."""

from __future__ import annotations

import io

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from gongdun.desk.sheets.cells import defuse
from gongdun.desk.sheets.previewing import Preview, Row
from gongdun.desk.sheets.reading import heading, letters
from gongdun.law.refusal import translate

WRONG, DOUBTFUL = PatternFill("solid", fgColor="FFF4C7C3"), PatternFill("solid", fgColor="FFFBE3C0")
AUTHOR = "工盾"
NOTES = "Mistakes"


def annotate(original: bytes, preview: Preview, *, language: str = "zh_Hans") -> bytes:
    """An .xlsx keeps its drop-downs, names and hidden sheets; other formats come back as .xlsx with the same cells."""
    workbook = load_workbook(io.BytesIO(original), keep_links=False) if preview.table.kind == "xlsx" else rebuilt(preview)
    sheet = workbook[preview.table.sheet] if preview.table.sheet in workbook.sheetnames else workbook.worksheets[0]
    column = notes_column(sheet, preview, language)
    for row in preview.problem_rows:
        mark(sheet, preview, row, column, language)
    sheet.auto_filter.ref = f"A{preview.table.header_row}:{letters(column - 1)}{max(sheet.max_row, preview.table.header_row)}"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def rebuilt(preview: Preview) -> Workbook:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = preview.table.sheet[:31]
    for number, row in enumerate(preview.table.grid, 1):
        for place, cell in enumerate(row, 1):
            if cell not in (None, ""):
                write(sheet, number, place, cell)
    return workbook


def write(sheet: Worksheet, row: int, column: int, value: object) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value, cell.data_type, cell.number_format = defuse(value), "s", "@"
    else:
        cell.value = value


def notes_column(sheet: Worksheet, preview: Preview, language: str) -> int:
    """The column of an earlier round is used again and emptied; otherwise one is added at the end."""
    header, title = preview.table.header_row, translate(NOTES, language)
    words = {heading(NOTES), heading(translate(NOTES, "zh_Hans"))}
    last = max((cell.column for cell in sheet[header] if cell.value not in (None, "")), default=0)
    column = next((cell.column for cell in sheet[header] if heading(cell.value) in words), last + 1)
    for number in range(header + 1, sheet.max_row + 1):
        sheet.cell(number, column).value = None
    sheet.cell(header, column).value = title
    sheet.cell(header, column).font = Font(bold=True, color="FF8A1C1C")
    sheet.column_dimensions[letters(column - 1)].width = 60
    return column


def mark(sheet: Worksheet, preview: Preview, row: Row, column: int, language: str) -> None:
    sentences = []
    for problem in row.problems:
        sentence = problem.text(language)
        place = preview.table.positions.get(problem.field)
        sentences.append(f"{preview.table.letter(problem.field)}{row.number}: {sentence}" if place is not None else sentence)
        if place is None:
            continue
        cell = sheet.cell(row.number, place + 1)
        cell.fill = WRONG if problem.is_error else DOUBTFUL
        cell.comment = Comment(sentence, AUTHOR, width=320, height=90)
    write(sheet, row.number, column, "\n".join(sentences))
