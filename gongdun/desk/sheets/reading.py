"""An uploaded workbook as rows of raw values, its columns found by their headings wherever they stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from gongdun.desk.sheets.guards import FileType, SheetRefused, file_type, hold_size
from gongdun.kernel.forms import Field, Form, folded

META = "_meta"
LISTS = "_lists"
FAULTS = ("错误说明", "Faults")  # the column our own annotation adds
HEADING_DEPTH = 30  # title rows above the headings
NOTE = re.compile(r"[(\[].*[)\]]$")


@dataclass(frozen=True)
class TableRow:
    """`number` is the row as Excel counts it, from 1."""

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """What was read. `columns` says at which place (from 0) each field stands; `extra` are headings the form does not know."""

    name: str
    type: FileType
    sheet: str
    heading_row: int
    columns: Mapping[str, int]
    rows: tuple[TableRow, ...]
    extra: tuple[str, ...]
    meta: Mapping[str, str]

    def is_of_version(self, form: Form) -> bool:
        """Whether the workbook came from this version's template; a free workbook carries no version and is no old one."""
        return self.meta.get("version", form.version) == form.version


def read(content: bytes, name: str, form: Form) -> Table:
    """The rows of a workbook. Refuses a file that is no table, is for another form, or lacks a required column."""
    type_ = file_type(content, name)
    sheets = list(csv_sheets(content, name) if type_ is FileType.CSV else book_sheets(content, name))
    meta = next((meta_of(cells) for sheet, cells in sheets if sheet == META), {})
    if meta.get("form", form.id) != form.id:
        raise SheetRefused("The file {name} was made for the form {other}, not for this one.", name=name, other=meta["form"])
    sheet, cells, row, columns = located([(sheet, cells) for sheet, cells in sheets if sheet not in (META, LISTS)], form, name)
    extra = tuple(
        str(cell).strip()
        for place, cell in enumerate(cells[row])
        if place not in columns.values() and str(cell).strip() and str(cell).strip() not in FAULTS
    )
    rows = tuple(filled_rows(cells, row, columns))
    if not rows:
        raise SheetRefused("The file {name} has headings but no filled row.", name=name)
    return Table(name, type_, sheet, row + 1, columns, rows, extra, meta)


def book_sheets(content: bytes, name: str) -> Iterator[tuple[str, list[list[Any]]]]:
    """Every visible sheet, and the one that carries our marks."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheets_metadata:
            if sheet.visible is SheetVisibleEnum.Visible or sheet.name == META:
                yield sheet.name, measured(book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False), name)
    except CalamineError as error:
        raise SheetRefused("The file {name} is damaged and cannot be opened. Save it again and upload the new one.", name=name) from error


def csv_sheets(content: bytes, name: str) -> Iterator[tuple[str, list[list[Any]]]]:
    """Comma, semicolon or tab; UTF-8, or GB 18030 as Chinese Excel writes it."""
    try:
        text = decoded(content)
        delimiter = max(",\t;", key=text.split("\n", 1)[0].count)
        yield "csv", measured(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), name)
    except (UnicodeDecodeError, csv.Error) as error:
        raise SheetRefused("The file {name} is no table. Upload .xlsx, .xls, .ods or .csv.", name=name) from error


def decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def measured(cells: list[list[Any]], name: str) -> list[list[Any]]:
    hold_size(len(cells), max(map(len, cells), default=0), name)
    return cells


def meta_of(cells: Sequence[Sequence[Any]]) -> dict[str, str]:
    return {str(row[0]): str(row[1]) for row in cells if len(row) > 1 and row[0] != ""}


def located(sheets: list[tuple[str, list[list[Any]]]], form: Form, name: str) -> tuple[str, list[list[Any]], int, dict[str, int]]:
    """The first sheet and row with the most of the form's headings; none of the required ones may lack."""
    known = headings(form)
    best: tuple[str, list[list[Any]], int, dict[str, int]] | None = None
    for sheet, cells in sheets:
        for row, line in enumerate(cells[:HEADING_DEPTH]):
            columns = matched(line, known, name)
            if columns and (best is None or len(columns) > len(best[3])):
                best = (sheet, cells, row, columns)
    if best is None:
        raise SheetRefused(
            "No heading of “{form}” was found in the first {depth} rows of {name}. Use the template.",
            **{
                "form": form.title.zh,
                "depth": HEADING_DEPTH,
                "name": name,
            },
        )
    if missing := [field.label.zh for field in form.fields if field.required and field.name not in best[3]]:
        raise SheetRefused("The file {name} lacks the required columns {columns}. Use the template.", name=name, columns="、".join(missing))
    return best


def headings(form: Form) -> dict[str, Field]:
    return {heading(word): field for field in form.fields for word in (field.name, field.label.zh, field.label.en, *field.synonyms)}


def heading(cell: object) -> str:
    """A heading without stars, spaces and line breaks."""
    return re.sub(r"[*\s]", "", folded(str(cell)))


def matched(line: Sequence[Any], known: Mapping[str, Field], name: str) -> dict[str, int]:
    """Field → column of one row taken as headings. Two columns for one field are refused where the row is clearly a heading."""
    columns: dict[str, int] = {}
    twice: list[str] = []
    for place, cell in enumerate(line):
        word = heading(cell) if isinstance(cell, str) else ""
        field = known.get(word) or known.get(NOTE.sub("", word))
        if field is None:
            continue
        if field.name in columns:
            twice.append(str(cell).strip())
        columns.setdefault(field.name, place)
    if twice and len(columns) > 1:
        raise SheetRefused("The file {name} has the column “{column}” twice. Delete one of them.", name=name, column=twice[0])
    return columns


def filled_rows(cells: Sequence[Sequence[Any]], heading_row: int, columns: Mapping[str, int]) -> Iterator[TableRow]:
    for number, line in enumerate(cells[heading_row + 1 :], start=heading_row + 2):
        values = {name: line[place] if place < len(line) and line[place] != "" else None for name, place in columns.items()}
        if any(value is not None and str(value).strip() for value in values.values()):
            yield TableRow(number, values)
