"""What a file is, by its content and not by its name, and what is refused before anything reads it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook

from gongdun.law.refusal import Refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
FILLED_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*\s)?r=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")
Grid = list[list[object]]


class SheetRefused(Refusal):
    """A workbook that is not read, with the reason and what to do."""


@dataclass(frozen=True)
class Limits:
    """How much one upload may hold. `unpacked` in bytes guards against archives that swell, `cells` against one cell in the last corner."""

    size: int = 20_000_000
    rows: int = 100_000
    columns: int = 200
    unpacked: int = 600_000_000
    ratio: int = 300
    cells: int = 20_000_000


@dataclass(frozen=True)
class Sheet:
    name: str
    rows: Grid


def kind_of(data: bytes, limits: Limits) -> str:
    """`xlsx`, `ods`, `xls` or `csv`; anything else, and anything dangerous, is refused."""
    if len(data) > limits.size:
        raise SheetRefused(
            "The file has {size} MB; at most {limit} MB are read. Split it.", size=len(data) // 10**6, limit=limits.size // 10**6
        )
    if data.startswith(b"PK\x03\x04"):
        return zipped_kind(data, limits)
    if data.startswith(OLE):
        return ole_kind(data)
    if not data.strip() or b"\x00" in data or data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8")):
        raise SheetRefused("This is no sheet. Upload a workbook (.xlsx, .xls, .ods) or a text table (.csv).")
    return "csv"


def zipped_kind(data: bytes, limits: Limits) -> str:
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        raise SheetRefused("The workbook is damaged. Open it, save it again and upload that.") from None
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked or (unpacked > 50_000_000 and unpacked > limits.ratio * len(data)):
        raise SheetRefused(
            "The workbook swells to {size} MB when unpacked and is not opened. Copy its rows into the template.", size=unpacked // 10**6
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise SheetRefused("The workbook is protected by a password. Remove the password and upload it again.")
    names = {entry.filename for entry in entries}
    if any(name.endswith("vbaProject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
        raise macros()
    if "xl/workbook.xml" in names:
        refuse_far_cells(data, limits)
        return "xlsx"
    if "mimetype" in names and zipfile.ZipFile(io.BytesIO(data)).read("mimetype").strip() == ODS:
        return "ods"
    raise SheetRefused("This is no sheet. Upload a workbook (.xlsx, .xls, .ods) or a text table (.csv).")


def refuse_far_cells(data: bytes, limits: Limits) -> None:
    """The reader reserves the whole rectangle up to the last filled cell, and the process dies where that does not fit: look before reading."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if not entry.filename.startswith("xl/") or not entry.filename.endswith(".xml"):
                continue
            width = height = 0
            for letters, row in FILLED_CELL.findall(archive.read(entry)):
                width, height = max(width, column_number(letters)), max(height, int(row))
            if width * height > limits.cells:
                raise SheetRefused(
                    "The sheet reaches to row {row} and column {column}. Delete what stands far from the list and save it again.",
                    row=height,
                    column=width,
                )


def column_number(letters: bytes) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def ole_kind(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise SheetRefused("The workbook is protected by a password. Remove the password and upload it again.")
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise macros()
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "xls"
    raise SheetRefused("This is no sheet. Upload a workbook (.xlsx, .xls, .ods) or a text table (.csv).")


def macros() -> SheetRefused:
    return SheetRefused("The workbook carries macros and is not read. Save it as .xlsx and upload that.")


def sheets_of(data: bytes, kind: str, limits: Limits) -> list[Sheet]:
    """Every sheet from its first cell on, so that the list index is the row number less one."""
    if kind == "csv":
        return [Sheet("csv", text_rows(data, limits))]
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = [
            Sheet(name, [list(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=limits.rows + 50)])
            for name in workbook.sheet_names
        ]
    except CalamineError as error:
        if "assword" in str(error):
            raise SheetRefused("The workbook is protected by a password. Remove the password and upload it again.") from None
        raise SheetRefused("The workbook is damaged. Open it, save it again and upload that.") from None
    return [sheet for sheet in found if sheet.rows]


def text_rows(data: bytes, limits: Limits) -> Grid:
    """UTF-8 first, then GB 18030, which Chinese Excel writes; the separator is what the first line has most of."""
    text = decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",\t;", key=first.count)
    rows: Grid = []
    for row in csv.reader(io.StringIO(text), delimiter=separator):
        rows.append([*row])
        if len(rows) > limits.rows + 50:
            break
    return rows


def decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefused("The characters of the text table are neither UTF-8 nor GB 18030. Save it as a workbook (.xlsx).")
