"""What a preview tells its page: counts, the first rows with mistakes, kinds of mistakes, what was tidied. Numbers are masked: it is kept in the clear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gongdun.desk.sheets import Preview, Row
from gongdun.desk.sheets.cells import cell_value
from gongdun.kernel.forms import CHANGE_TITLES, Field, Kind
from gongdun.kernel.identifiers import mask_account, mask_citizen_id
from gongdun.law.refusal import translate

SHOWN = 200  # rows with mistakes that a page can list; the annotated workbook holds all
LANGUAGES = ("zh_Hans", "en")
# A citizen number in a column where none belongs: people shift columns.
STRAY_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{14,17}[0-9Xx](?![0-9A-Za-z])")


def counts(preview: Preview) -> dict[str, int]:
    return {"total": preview.total, **{status.value: count for status, count in preview.counts.items()}}


def report(preview: Preview) -> dict[str, Any]:
    """Plain JSON, every sentence in both languages."""
    return {
        "kind": preview.table.kind,
        "sheet": preview.table.sheet,
        "header_row": preview.table.header_row,
        "extra": list(preview.table.extra)[:20],
        "absent": list(preview.table.absent),
        "is_other_version": preview.table.is_other_version,
        "columns": [
            {"name": field.name, "letter": preview.table.letter(field.name), "is_number": field.kind in (Kind.MONEY, Kind.INTEGER)}
            for field in preview.form.fields
            if field.name in preview.table.positions
        ],
        "rows": [shown_row(preview, row) for row in preview.problem_rows[:SHOWN]],
        "faults": [shown_fault(preview, one) for one in preview.fault_counts],
        "changes": [{"title": in_both(CHANGE_TITLES[how]), "times": times} for how, times in preview.change_counts.items()],
    }


def in_both(words: object) -> dict[str, str]:
    """A title or an English id, in both languages."""
    if hasattr(words, "text"):
        return {language: words.text(language) for language in LANGUAGES}
    return {language: translate(str(words), language) for language in LANGUAGES}


def shown_fault(preview: Preview, one: Any) -> dict[str, Any]:
    heading = preview.form.field(one.field).title if one.field else None
    return {
        "title": in_both(one.fault.title), "advice": in_both(one.fault.advice), "letter": one.letter, "times": one.times,
        "column": in_both(heading) if heading else {}, "is_error": one.fault.severity.value == "error",
    }  # fmt: skip


def shown_row(preview: Preview, row: Row) -> dict[str, Any]:
    return {
        "number": row.number,
        "status": row.status.value,
        "cells": {field.name: shown_cell(preview, row, field) for field in preview.form.fields if field.name in preview.table.positions},
        "problems": [
            {
                "field": problem.field,
                "place": f"{preview.table.letter(problem.field)}{row.number}" if problem.field in preview.table.positions else "",
                "is_error": problem.is_error,
                "text": {language: without_numbers(problem.text(language)) for language in LANGUAGES},
                "suggestion": without_numbers(problem.suggestion),
            }
            for problem in row.problems
        ],
    }


def shown_cell(preview: Preview, row: Row, field: Field) -> str:
    """The checked value as it was written, or what stood there; a number of a person masked in either case."""
    place = preview.table.positions[field.name]
    value = row.values.get(field.name)
    if value is None:
        cells = preview.table.grid[row.number - 1]
        raw = str(cells[place]) if place < len(cells) and cells[place] is not None else ""
        return masked_text(field, raw)[:60]
    return masked(field, value)[:60]


def masked(field: Field, value: Any) -> str:
    if field.is_sensitive:
        return masked_text(field, str(value))
    if field.kind == Kind.MONEY and isinstance(value, int):
        return f"{Decimal(value) / 100:,.2f}"
    return masked_text(field, str(cell_value(field, value, "zh_Hans")))


def without_numbers(text: str) -> str:
    return STRAY_NUMBER.sub(lambda found: mask_account(found[0]), text)


def masked_text(field: Field, text: str) -> str:
    """What a cell of a sensitive column held: a citizen number keeps place and end, anything else its last four."""
    if not field.is_sensitive:
        return text if field.kind == Kind.USCC else without_numbers(text)
    if not any(letter.isdigit() for letter in text):
        return text
    if field.kind == Kind.IDENTITY and len(text) == 18:
        return mask_citizen_id(text)
    return mask_account(text)


def mask_row(form_fields: tuple[Field, ...], row: Mapping[str, Any]) -> dict[str, Any]:
    """A row for an export: whatever a list handed over, its sensitive columns leave masked."""
    return {
        field.name: masked_text(field, str(row[field.name])) if field.is_sensitive and row.get(field.name) else row.get(field.name)
        for field in form_fields
    }
