"""What an uploaded file is, by its bytes and never by its name; and what is not let in at all."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from enum import StrEnum

from gongdun.law.refusal import Refusal

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 300 * 1024 * 1024
MOST_RATIO = 250  # a real worksheet packs to a twentieth at best
MOST_ROWS = 100_000
MOST_COLUMNS = 500
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFERENCE = re.compile(rb'\sr="([A-Z]{1,3})(\d{1,7})"')
REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{5,})"[^>]*office:value|<table:table-row[^>]*rows-repeated="(\d{6,})"')


class SheetRefused(Refusal):
    """A workbook that is not read at all, with the sentence that says why."""


class FileType(StrEnum):
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


def digest(content: bytes) -> str:
    """SHA-256 of the file, by which a second upload of the same file is known."""
    return hashlib.sha256(content).hexdigest()


def file_type(content: bytes, name: str) -> FileType:
    """The type, or a refusal: empty, too large, encrypted, with macros, a zip bomb, or no table at all."""
    if not content:
        raise SheetRefused("The file {name} is empty.", name=name)
    if len(content) > MOST_BYTES:
        raise SheetRefused("The file {name} is larger than {most} MB. Split it into several.", name=name, most=MOST_BYTES // 1024 // 1024)
    if content.startswith(OLE):
        return old_type(content, name)
    if content.startswith(b"PK\x03\x04"):
        return packed_type(content, name)
    if b"\x00" in content or content.startswith((b"%PDF", b"{\\rtf", b"<")):
        raise SheetRefused("The file {name} is no table. Upload .xlsx, .xls, .ods or .csv.", name=name)
    return FileType.CSV


def old_type(content: bytes, name: str) -> FileType:
    """An .xls, or the envelope of an encrypted .xlsx: both are the same container."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise encrypted(name)
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise with_macros(name)
    return FileType.XLS


def packed_type(content: bytes, name: str) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive_type(archive, name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise SheetRefused("The file {name} is damaged and cannot be opened. Save it again and upload the new one.", name=name) from error


def archive_type(archive: zipfile.ZipFile, name: str) -> FileType:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise encrypted(name)
    is_bomb = any(entry.file_size > 2**20 and entry.file_size > MOST_RATIO * max(entry.compress_size, 1) for entry in entries)
    if is_bomb or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise SheetRefused("The file {name} unpacks to far more than a table can hold and was not opened.", name=name)
    names = {entry.filename for entry in entries}
    if any(one.lower().endswith("vbaproject.bin") for one in names):
        raise with_macros(name)
    if "xl/workbook.xml" in names:
        hold_extent(archive, [one for one in names if one.startswith("xl/worksheets/") and one.endswith(".xml")], name)
        return FileType.XLSX
    if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype"):
        hold_repeats(archive.read("content.xml"), name)
        return FileType.ODS
    raise SheetRefused("The file {name} is no table. Upload .xlsx, .xls, .ods or .csv.", name=name)


def hold_extent(archive: zipfile.ZipFile, sheets: list[str], name: str) -> None:
    """One cell in the last corner makes a reader reserve the whole sheet: look before reading."""
    for sheet in sheets:
        text = archive.read(sheet)
        if b"<!DOCTYPE" in text[:2000]:
            raise SheetRefused("The file {name} is damaged and cannot be opened. Save it again and upload the new one.", name=name)
        references = {(column, int(row)) for column, row in REFERENCE.findall(text)}
        hold_size(max((row for _, row in references), default=0), max((column_number(one) for one, _ in references), default=0), name)


def hold_repeats(text: bytes, name: str) -> None:
    """An .ods may say that a filled cell repeats a million times."""
    if any(int(cells or 0) > MOST_ROWS and int(cells) != 1_048_576 for cells, _ in REPEATED.findall(text)):
        raise too_many(name)


def hold_size(rows: int, columns: int, name: str) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise too_many(name)


def column_number(letters: bytes) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def too_many(name: str) -> SheetRefused:
    return SheetRefused(
        "The file {name} has more than {rows} rows or {columns} columns. Split it, and delete formatted but empty rows.",
        name=name,
        rows=MOST_ROWS,
        columns=MOST_COLUMNS,
    )


def encrypted(name: str) -> SheetRefused:
    return SheetRefused("The file {name} is protected by a password. Remove the password, save it and upload it again.", name=name)


def with_macros(name: str) -> SheetRefused:
    return SheetRefused("The file {name} contains macros, which are not accepted. Save it as .xlsx without macros.", name=name)
