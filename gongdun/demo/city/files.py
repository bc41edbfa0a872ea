"""One file of the city: Parquet, CSV or Excel, all with the same values."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from gongdun.demo.city.frame import Connection
from gongdun.law.refusal import Refusal

FORMATS = ("parquet", "csv", "xlsx")
SHEET_ROWS = 1_048_575
OPTIONS = {
    "parquet": "FORMAT parquet, COMPRESSION snappy",
    "csv": "FORMAT csv, HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S'",
}


def write(connection: Connection, select: str, stem: Path, kind: str, columns: dict[str, str]) -> int:
    """Writes a selection to `stem` with the ending of its format; returns the number of rows."""
    path = stem.with_name(f"{stem.name}.{kind}")
    if kind == "xlsx":
        return write_sheet(connection, select, path, list(columns))
    return connection.execute(f"COPY ({select}) TO '{path}' ({OPTIONS[kind]})").fetchone()[0]


def write_sheet(connection: Connection, select: str, path: Path, columns: list[str]) -> int:
    """Every cell is text, so that Excel cannot round an identity number or shift a date."""
    cursor = connection.execute(select)
    rows = 0
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet(path.name.split(".")[0][:31])
        sheet.write_row(0, 0, columns)
        while batch := cursor.fetchmany(10_000):
            for row in batch:
                rows += 1
                if rows > SHEET_ROWS:
                    raise Refusal("{file} has more rows than an Excel sheet holds: generate the city as parquet or csv.", file=path.name)
                write_cells(sheet, rows, row)
    return rows


def write_cells(sheet: xlsxwriter.worksheet.Worksheet, number: int, row: tuple) -> None:
    for place, value in enumerate(row):
        if value is not None:
            sheet.write_string(number, place, cell_text(value))


def cell_text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case datetime.date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
    return str(value)
