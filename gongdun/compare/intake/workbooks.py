"""Excel workbooks as text rows: a number where text must be keeps a mark, so that the check can say so."""

from __future__ import annotations

import csv
import datetime
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from gongdun.law.refusal import Refusal

NUMBER_MARK = "\x01"  # stands before what a numeric cell held
ROW = "__row"


def to_text(path: Path, target: Path) -> None:
    """Write the first sheet as CSV with one more column: the row's number in the workbook."""
    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise Refusal("{file} cannot be read as a workbook ({error}): save it again as .xlsx.", file=path.name, error=error) from error
    with target.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        head = next((number for number, row in enumerate(rows) if any(cell != "" for cell in row)), len(rows))
        writer.writerow([*(str(cell) for cell in rows[head]), ROW] if head < len(rows) else [ROW])
        for number, row in enumerate(rows[head + 1 :], start=head + 2):
            if any(cell != "" for cell in row):
                writer.writerow([*map(cell_text, row), number])


def cell_text(cell: object) -> str:
    """Dates ISO, text as it is, numbers exactly as written with the mark in front."""
    match cell:
        case bool():
            return "1" if cell else "0"
        case int():
            return f"{NUMBER_MARK}{cell}"
        case float():
            return NUMBER_MARK + (str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else format(Decimal(repr(cell)), "f"))
        case datetime.datetime() if cell.time() == datetime.time():
            return cell.date().isoformat()
        case datetime.datetime():
            return cell.isoformat(sep=" ")
        case datetime.date():
            return cell.isoformat()
    return str(cell)
