"""The workbook an office fills in: what it may choose, what it must fill, and columns Excel cannot spoil."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongdun.desk.sheets.cells import NO, YES, cell_value, examples
from gongdun.kernel.forms import CodeList, Field, Form, Kind
from gongdun.kernel.words import Inconsistent
from gongdun.law.refusal import translate

HEADER_ROW = 1  # below the title, counted from 0
LAST_ROW = 100_000
META, LISTS = "_meta", "字典"
WIDTHS = {Kind.IDENTITY: 22, Kind.USCC: 22, Kind.BANK_ACCOUNT: 24, Kind.EMPLOYER_NAME: 30, Kind.LONG_TEXT: 40, Kind.DATETIME: 18}
NUMBER_FORMATS = {
    Kind.DATE: "yyyy-mm-dd",
    Kind.DATETIME: "yyyy-mm-dd hh:mm",
    Kind.MONEY: "#,##0.00",
    Kind.RATIO: "0.00%",
    Kind.INTEGER: "0",
}
LONG_AGO = datetime.date(1900, 1, 1)


def template(form: Form, rows: Iterable[Mapping[str, Any]] = (), *, language: str) -> bytes:
    """An empty or filled template. Rows hold checked values: fen, codes, dates."""
    if not form.id:
        raise Inconsistent(f"The form {form.title} has no id, so its template could not be told from another's.")
    form.check_lists()
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    workbook.set_properties({"title": form.title, "created": datetime.datetime(2000, 1, 1)})  # noqa: DTZ001  a file property, kept constant
    sheet = workbook.add_worksheet(form.titles.text(language)[:31])
    formats = {field.name: workbook.add_format({"num_format": number_format(field)}) for field in form.fields}
    write_headings(workbook, sheet, form, formats, language)
    grey = {
        field.name: workbook.add_format({"num_format": number_format(field), "italic": True, "font_color": "#8a8f98"})
        for field in form.fields
    }
    write_row(sheet, HEADER_ROW + 1, form, examples(form, language), grey)
    for number, row in enumerate(rows, HEADER_ROW + 2):
        shown = {field.name: cell_value(field, row.get(field.name), language) for field in form.fields}
        write_row(sheet, number, form, shown, formats)
    add_lists(workbook, form, language)
    add_validations(sheet, form, language)
    add_meta(workbook, form)
    workbook.close()
    return buffer.getvalue()


def number_format(field: Field) -> str:
    return NUMBER_FORMATS.get(field.kind, "@")


def write_headings(workbook: xlsxwriter.Workbook, sheet: Worksheet, form: Form, formats: Mapping[str, Format], language: str) -> None:
    base = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "bg_color": "#e8edf3"}
    plain, needed = workbook.add_format(base), workbook.add_format({**base, "bg_color": "#fbe3c0", "font_color": "#8a4b00"})
    sheet.write_string(0, 0, f"{form.titles.text(language)}  {form.version:%Y-%m-%d}", workbook.add_format({"bold": True, "font_size": 14}))
    for number, field in enumerate(form.fields):
        sheet.set_column(number, number, field.width or WIDTHS.get(field.kind, 14), formats[field.name])
        star = "*" if field.required else ""
        sheet.write_string(HEADER_ROW, number, star + field.title.text(language), needed if field.required else plain)
    sheet.freeze_panes(HEADER_ROW + 1, 1)


def write_row(sheet: Worksheet, number: int, form: Form, shown: Mapping[str, object], formats: Mapping[str, Format]) -> None:
    for column, field in enumerate(form.fields):
        value = shown.get(field.name)
        if value is None:
            continue
        if isinstance(value, str):
            sheet.write_string(number, column, value, formats[field.name])
        elif isinstance(value, datetime.date):
            sheet.write_datetime(number, column, value, formats[field.name])
        else:
            sheet.write_number(number, column, value, formats[field.name])


def code_lists(form: Form) -> list[CodeList]:
    """Each list once, in the order of the fields."""
    return list({field.choices.id: field.choices for field in form.fields if field.choices}.values())


def add_lists(workbook: xlsxwriter.Workbook, form: Form, language: str) -> None:
    """Named ranges on a hidden sheet: a literal list may not be longer than 255 characters."""
    lists = code_lists(form)
    if not lists:
        return
    sheet = workbook.add_worksheet(LISTS)
    sheet.hide()
    for column, one in enumerate(lists):
        sheet.write_string(0, column, one.title.text(language))
        for number, choice in enumerate(one.choices, 1):
            sheet.write_string(number, column, choice.title.text(language))
        letter = xlsxwriter.utility.xl_col_to_name(column)
        workbook.define_name(f"list_{one.id}", f"='{LISTS}'!${letter}$2:${letter}${len(one.choices) + 1}")


def add_validations(sheet: Worksheet, form: Form, language: str) -> None:
    for number, field in enumerate(form.fields):
        sheet.data_validation(HEADER_ROW + 1, number, LAST_ROW, number, {**allowed(field), **prompt(field, language), "ignore_blank": True})


def allowed(field: Field) -> dict[str, Any]:
    if field.choices:
        return {"validate": "list", "source": f"=list_{field.choices.id}"}
    if field.kind == Kind.BOOLEAN:
        return {"validate": "list", "source": [YES, NO]}
    if field.kind == Kind.DATE:
        return {"validate": "date", "criteria": ">=", "value": LONG_AGO, "error_type": "warning"}
    if field.kind == Kind.MONEY and not field.signed:
        return {"validate": "decimal", "criteria": ">=", "value": 0, "error_type": "warning"}
    return {"validate": "any"}


def prompt(field: Field, language: str) -> dict[str, str]:
    words = [field.help.text(language)] if field.help else []
    if field.is_text_only:
        words.append(translate("This column is text; do not change its format.", language))
    if field.citation:
        words.append(field.citation)
    return {"input_title": field.title.text(language)[:32], "input_message": "\n".join(words)[:255]} if words else {}


def add_meta(workbook: xlsxwriter.Workbook, form: Form) -> None:
    """Which template this is; a person does not see the sheet and cannot unhide it from the menu."""
    sheet = workbook.add_worksheet(META)
    sheet.very_hidden()
    for number, (name, value) in enumerate((("form", form.id), ("version", form.version.isoformat()), ("digest", form.digest))):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, value)
