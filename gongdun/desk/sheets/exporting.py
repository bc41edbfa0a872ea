"""A list as a workbook, with who took it out, when and by which filter below it. The caller has masked what must be masked."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from gongdun.desk.sheets.cells import cell_value, defuse
from gongdun.desk.sheets.templates import WIDTHS, number_format, write_row
from gongdun.kernel.forms import Form
from gongdun.law.refusal import translate


@dataclass(frozen=True)
class Origin:
    """Who exported, when, and what was asked for; printed below the rows and in the page footer as a watermark."""

    who: str
    at: datetime.datetime
    filter: str


def export(form: Form, rows: Iterable[Mapping[str, Any]], *, title: str, watermark: Origin, language: str = "zh_Hans") -> bytes:
    """Rows of checked values or of texts already masked; texts that Excel would run are defused."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"}
    workbook = xlsxwriter.Workbook(buffer, options)
    workbook.set_properties({"title": title, "author": watermark.who, "created": watermark.at.replace(tzinfo=None)})
    sheet = workbook.add_worksheet(form.titles.text(language)[:31])
    bold = workbook.add_format({"bold": True, "border": 1, "bg_color": "#e8edf3"})
    formats = {field.name: workbook.add_format({"num_format": number_format(field)}) for field in form.fields}
    sheet.write_string(0, 0, defuse(title), workbook.add_format({"bold": True, "font_size": 14}))
    for place, field in enumerate(form.fields):
        sheet.set_column(place, place, field.width or WIDTHS.get(field.kind, 14))
        sheet.write_string(1, place, field.title.text(language), bold)
    number = 1
    for number, row in enumerate(rows, 2):
        write_row(sheet, number, form, {field.name: cell_value(field, row.get(field.name), language) for field in form.fields}, formats)
    line = sentence(watermark, number - 1, language)
    sheet.write_string(number + 2, 0, line, workbook.add_format({"italic": True, "font_color": "#8a8f98"}))
    sheet.freeze_panes(2, 1)
    sheet.autofilter(1, 0, max(number, 1), len(form.fields) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(1)
    sheet.set_footer(f"&L{line.replace('&', '&&')[:200]}&R&P / &N")
    workbook.close()
    return buffer.getvalue()


def sentence(origin: Origin, rows: int, language: str) -> str:
    words = translate("{rows} rows, exported by {who} on {at}; filter: {filter}", language)
    return words.format(rows=rows, who=origin.who, at=f"{origin.at:%Y-%m-%d %H:%M}", filter=origin.filter)
