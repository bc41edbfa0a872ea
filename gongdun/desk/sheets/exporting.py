"""导出 — a list as a workbook. What to mask is the caller's decision; that no cell runs as a formula is this file's."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from gongdun.desk.sheets.templating import NO_DATE, sheet_name
from gongdun.kernel.indicators import Column
from gongdun.kernel.words import Title

FORMATS = {"text": "@", "date": "yyyy-mm-dd", "number": "General", "fen": "#,##0.00"}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def export(
    title: Title, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], *, footer: Sequence[str], language: str = "zh_Hans"
) -> bytes:
    """A title, the headings, the rows, and below them who exported what for which reason."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title.text(language), "created": NO_DATE})
    sheet = book.add_worksheet(sheet_name(title.text(language)))
    sheet.write_string(0, 0, title.text(language), book.add_format({"bold": True, "font_size": 14}))
    bold = book.add_format({"bold": True, "bg_color": "#E9ECEF", "border": 1})
    # The quote prefix is Excel's own mark for "this is text": the cell stays text when somebody edits it, and its value is unchanged.
    defused = book.add_format({"num_format": "@", "quote_prefix": True})
    formats = {kind: book.add_format({"num_format": pattern}) for kind, pattern in FORMATS.items()}
    for place, column in enumerate(columns):
        sheet.write_string(1, place, column.title.text(language), bold)
        sheet.set_column(place, place, max(12, 2 * len(column.title.text(language)) + 4))
    number = 2
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(columns):
            write(sheet, number, place, column, row[column.name], formats, defused)
    for offset, line in enumerate(footer, start=2):
        sheet.write_string(number + offset, 0, line, defused)
    sheet.freeze_panes(2, 0)
    sheet.autofilter(1, 0, max(number, 2), max(len(columns) - 1, 0))
    book.close()
    return stream.getvalue()


def write(sheet: Worksheet, row: int, place: int, column: Column, value: Any, formats: Mapping[str, Any], defused: Any) -> None:
    if value is None:
        return
    if column.kind == "fen":
        sheet.write_number(row, place, value / 100, formats["fen"])
    elif column.kind == "number" and not isinstance(value, (str, bool)):
        sheet.write_number(row, place, value, formats["number"])
    elif column.kind == "date" and isinstance(value, datetime.date) and value.year > 1900:
        sheet.write_datetime(row, place, value, formats["date"])
    else:
        sheet.write_string(row, place, str(value), defused if str(value).startswith(DANGEROUS) else formats["text"])
