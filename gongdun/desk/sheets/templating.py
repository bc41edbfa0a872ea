"""模板 — the workbook of a form, empty or pre-filled: starred headings, drop-downs, digits kept as text, and our marks in a hidden sheet."""

from __future__ import annotations

import datetime
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongdun.desk.sheets.reading import LISTS, META
from gongdun.kernel.forms import DIGITS_AS_TEXT, Field, Form, Kind
from gongdun.kernel.readings import Message
from gongdun.kernel.words import Inconsistent
from gongdun.law.refusal import translate

BLANK_ROWS = 10_000  # rows below the headings that carry drop-downs and prompts
FIRST_ROW = 2  # a title, then the headings
NO_DATE = datetime.datetime(2022, 1, 1, tzinfo=datetime.UTC)  # the same form gives the same bytes
FORMATS = {
    Kind.DATE: "yyyy-mm-dd",
    Kind.MONTH: "yyyy-mm",
    Kind.DATETIME: "yyyy-mm-dd hh:mm",
    Kind.MONEY: "#,##0.00",
    Kind.RATIO: "0.00##%",
    Kind.INTEGER: "0",
}
HOW = {
    Kind.TEXT: Message("Text in one line."),
    Kind.LONG_TEXT: Message("Text; several lines are allowed."),
    Kind.INTEGER: Message("A whole number."),
    Kind.MONEY: Message("Yuan, at most two decimal places."),
    Kind.RATIO: Message("A percentage with its sign, or a fraction such as 0.7."),
    Kind.DATE: Message("A day such as 2022-09-01."),
    Kind.MONTH: Message("A month such as 2022-09."),
    Kind.DATETIME: Message("A day with its time such as 2022-09-01 14:30."),
    Kind.CHOICE: Message("Choose from the list."),
    Kind.BOOLEAN: Message("Choose from the list."),
    Kind.IDENTITY: Message("18 characters. The column is text; do not change its format."),
    Kind.USCC: Message("18 characters. The column is text; do not change its format."),
    Kind.BANK_ACCOUNT: Message("Digits only. The column is text; do not change its format."),
    Kind.PHONE: Message("11 digits, or a landline with its area code. The column is text; do not change its format."),
}
REQUIRED_MARK = Message("required")
SOMETIMES_MARK = Message("required when “{other}” is {answers}")
GUIDE = Message("How to fill in")
NOT_LISTED = Message("Choose one entry of the list.")


def template(
    form: Form, rows: Sequence[Mapping[str, Any]] = (), *, language: str, meta: Mapping[str, str], locked: Collection[str] = ()
) -> bytes:
    """The workbook of a form. `rows` are checked values (money in fen); `locked` names the columns that must not be changed then."""
    if not form.id:
        raise Inconsistent(f"The form {form.title.en!r} has no id, so its workbook could not be known when it comes back.")
    if strangers := set(locked) - set(form.index):
        raise Inconsistent(f"Locked columns {sorted(strangers)} are no fields of {form.id}.")
    if reserved := {"form", "version"} & set(meta):
        raise Inconsistent(f"The marks {sorted(reserved)} are the workbook's own.")
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": form.title.text(language), "created": NO_DATE})
    Filler(book, form, language, frozenset(locked)).fill(rows)
    write_marks(book, {"form": form.id, "version": form.version, **meta})
    book.close()
    return stream.getvalue()


@dataclass(frozen=True)
class Filler:
    """One workbook being written."""

    book: Workbook
    form: Form
    language: str
    locked: frozenset[str]

    def fill(self, rows: Sequence[Mapping[str, Any]]) -> None:
        sheet = self.book.add_worksheet(sheet_name(self.form.title.text(self.language)))
        sheet.write_string(0, 0, self.form.title.text(self.language), self.book.add_format({"bold": True, "font_size": 14}))
        lists = self.lists()
        last = FIRST_ROW + (len(rows) if self.locked else max(BLANK_ROWS, len(rows))) - 1
        for place, field in enumerate(self.form.fields):
            self.column(sheet, place, field)
            sheet.data_validation(FIRST_ROW, place, max(last, FIRST_ROW), place, self.validation(field, lists))
        for number, row in enumerate(rows, start=FIRST_ROW):
            self.row(sheet, number, row)
        sheet.freeze_panes(FIRST_ROW, 0)
        if self.locked:
            sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})
        self.guide()

    def column(self, sheet: Worksheet, place: int, field: Field) -> None:
        label = field.label.text(self.language)
        colour = "#F8D7DA" if field.required else "#FFF3CD" if field.required_when else "#E9ECEF"
        style = {"bold": True, "bg_color": colour, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
        sheet.write_string(FIRST_ROW - 1, place, f"{label} *" if field.required else label, self.book.add_format(style))
        width = 22 if field.kind in DIGITS_AS_TEXT else 30 if field.kind is Kind.LONG_TEXT else max(12, 2 * len(label) + 4)
        sheet.set_column(place, place, min(width, 40), self.style(field))

    def style(self, field: Field) -> Any:
        number_format = FORMATS.get(Kind(field.kind), "@")
        shade = {"bg_color": "#F1F3F5"} if field.name in self.locked else {}
        return self.book.add_format({"num_format": number_format, "locked": field.name in self.locked, **shade})

    def row(self, sheet: Worksheet, number: int, row: Mapping[str, Any]) -> None:
        for place, field in enumerate(self.form.fields):
            value = row.get(field.name)
            if value is not None:
                write_cell(sheet, number, place, field, value, self.language)

    def validation(self, field: Field, lists: Mapping[str, str]) -> dict[str, Any]:
        prompt = {"input_title": field.label.text(self.language)[:32], "input_message": self.prompt(field)[:255]}
        if field.name not in lists:
            return {"validate": "any", **prompt}
        return {"validate": "list", "source": f"={lists[field.name]}", "error_message": translate(NOT_LISTED, self.language), **prompt}

    def prompt(self, field: Field) -> str:
        parts = [translate(HOW[Kind(field.kind)], self.language)]
        if field.help:
            parts.insert(0, field.help.text(self.language))
        if must := self.must(field):
            parts.append(f"[{must}]")
        return "\n".join(parts)

    def must(self, field: Field) -> str:
        if field.required:
            return translate(REQUIRED_MARK, self.language)
        if not field.required_when:
            return ""
        name, codes = field.condition
        other = self.form.field(name)
        answers = [other.said(code == "true" if other.kind is Kind.BOOLEAN else code, self.language) for code in sorted(codes)]
        marks = {"other": other.label.text(self.language), "answers": " / ".join(answers)}
        return translate(SOMETIMES_MARK, self.language).format(**marks)

    def lists(self) -> dict[str, str]:
        """The hidden dictionary: one column and one named range for each list; a range may be longer than 255 characters."""
        fields = [field for field in self.form.fields if field.kind in (Kind.CHOICE, Kind.BOOLEAN)]
        if not fields:
            return {}
        sheet = self.book.add_worksheet(LISTS)
        sheet.hide()
        names = {}
        for place, field in enumerate(fields):
            codes = [choice.code for choice in field.choices] or [True, False]
            sheet.write_column(0, place, [field.said(code, self.language) for code in codes])
            letters = xlsxwriter.utility.xl_col_to_name(place, True)
            names[field.name] = f"list_{field.name}"
            self.book.define_name(names[field.name], f"={LISTS}!{letters}$1:{letters}${len(codes)}")
        return names

    def guide(self) -> None:
        """A second sheet that explains every column, for whoever prints it."""
        sheet = self.book.add_worksheet(sheet_name(translate(GUIDE, self.language)))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 80, self.book.add_format({"text_wrap": True}))
        for number, field in enumerate(self.form.fields):
            sheet.write_string(number, 0, field.label.text(self.language))
            sheet.write_string(number, 1, " ".join([*self.prompt(field).split("\n"), field.citation]).strip())


def write_cell(sheet: Worksheet, row: int, place: int, field: Field, value: Any, language: str) -> None:
    """A checked value as a cell of its kind; text stays text whatever it begins with."""
    match field.kind:
        case Kind.MONEY:
            sheet.write_number(row, place, value / 100)
        case Kind.INTEGER | Kind.RATIO if abs(value) < 10**15:
            sheet.write_number(row, place, value)
        case Kind.DATETIME if value.time() == datetime.time():
            sheet.write_string(row, place, field.said(value, language))  # as a number midnight would come back as a day without a time
        case Kind.DATE | Kind.MONTH | Kind.DATETIME if value.year > 1900:
            sheet.write_datetime(row, place, value)
        case _:
            sheet.write_string(row, place, field.said(value, language))


def write_marks(book: Workbook, marks: Mapping[str, str]) -> None:
    sheet = book.add_worksheet(META)
    sheet.very_hidden()
    for number, (key, value) in enumerate(marks.items()):
        sheet.write_string(number, 0, key)
        sheet.write_string(number, 1, str(value))


def sheet_name(title: str) -> str:
    """A title as Excel allows it for a sheet: 31 characters without []:*?/\\."""
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)[:31]
