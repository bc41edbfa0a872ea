"""Sheets of an .xlsx as grids.

openpyxl, not calamine: 95 % typed into a cell is the number 0.95 with a format, and only openpyxl tells the format.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import openpyxl
from lxml import etree
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from gongdun.law.refusal import Refusal
from gongdun.plans.reader.grid import Cell, Grid, rectangle, refuse_too_many
from gongdun.plans.reader.guards import BROKEN


def read_workbook(path: Path) -> tuple[Grid, ...]:
    """Every sheet that holds something, in order; formulas by the value they last had. A hidden sheet is marked, not read."""
    try:
        refuse_too_many(merged_size(path))
        workbook = openpyxl.load_workbook(path, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError, etree.XMLSyntaxError) as error:
        raise Refusal(BROKEN, file=path.name, kind=".xlsx") from error
    grids = (Grid(sheet.title, (), hidden=True) if sheet.sheet_state != "visible" else sheet_grid(sheet) for sheet in workbook.worksheets)
    return tuple(grid for grid in grids if grid.rows or grid.hidden)


def merged_size(path: Path) -> int:
    """The places under all merges: openpyxl lays out each of them while it opens the file, so they are counted before."""
    with ZipFile(path) as package:
        parts = [name for name in package.namelist() if name.endswith(".xml")]
        return sum(
            merge_area(merge.get("ref", "")) for name in parts for _, merge in etree.iterparse(package.open(name), tag="{*}mergeCell")
        )


def merge_area(ref: str) -> int:
    left, top, right, bottom = range_boundaries(ref)
    return (right - left + 1) * (bottom - top + 1)


def sheet_grid(sheet: Worksheet) -> Grid:
    refuse_too_many(sheet.max_row * sheet.max_column)
    corners = dict(merged_places(sheet))
    rows: list[list[Cell]] = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells: list[Cell] = []
        for column, cell in enumerate(row, start=1):
            top, left = corners.get((number, column), (number, column))
            if (top, left) == (number, column):
                cells.append(Cell(cell_text(cell), number, column))
            else:
                cells.append(rows[top - 1][left - 1] if top < number else cells[left - 1])
        rows.append(cells)
    if all(cell.is_blank for row in rows for cell in row):
        return Grid(sheet.title, ())
    return Grid(sheet.title, rectangle(rows))


def merged_places(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Each place under a merge, with the place of the merge's first corner."""
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                yield (row, column), (area.min_row, area.min_col)


def cell_text(cell: SheetCell | MergedCell) -> str:
    """The value as a person sees it: dates as ISO, percentages with their sign, whole numbers without a point."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value).replace("\r\n", "\n").replace("_x000D_", "")
    exact = Decimal(repr(value))
    if "%" in (cell.number_format or ""):
        return f"{plain(exact * 100)}%"
    return plain(exact)


def plain(value: Decimal) -> str:
    return format(value.quantize(Decimal(1)) if value == value.to_integral_value() and abs(value) < 10**15 else value.normalize(), "f")
