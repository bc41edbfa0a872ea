"""What may be opened at all: the right kind of file, of sane size, without macros, passwords or XML tricks."""

from __future__ import annotations

import zipfile
from pathlib import Path

from gongdun.law.refusal import Refusal

MIB = 1024 * 1024
LARGEST_FILE = 20 * MIB
LARGEST_UNPACKED = 120 * MIB
LARGEST_PART = 60 * MIB
MOST_PARTS = 3000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MISSING = "There is no file {file}: check the path, then read again."
FOLDER = "{file} is a folder: give the plan's own file (.docx, .xlsx or .txt)."
EMPTY = "{file} is empty: export the plan again, then read it."
LARGE = "{file} is too large for a plan ({size} MiB; at most {limit} MiB): save the table alone, without pictures, then read it."
KIND = "{file} is no plan file: .docx, .xlsx and .txt are read. Open it in its own program and save it as one of these."
MACROS = "{file} carries macros and is not opened: save it as .docx or .xlsx without macros, then read it."
LOCKED = "{file} is protected by a password or in the old binary format: save it as .docx or .xlsx without a password, then read it."
BROKEN = "{file} cannot be opened as {kind}: it is damaged or has the wrong ending. Save it again in its own program, then read it."
BOMB = "{file} unpacks to far more than a plan can hold and is not opened: save the table alone, then read it."
ENTITIES = "{file} declares XML entities, which no office program writes, and is not opened: save it again in its own program."
UNREADABLE = "{file} cannot be read: {why}. Check the rights on the file, then read again."

MACRO_ENDINGS = {".docm", ".xlsm", ".dotm", ".xltm", ".xlsb"}
PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}


def checked_bytes(path: Path) -> bytes:
    """The file's bytes, after the checks that need no unpacking."""
    if not path.exists():
        raise Refusal(MISSING, file=path.name)
    if path.is_dir():
        raise Refusal(FOLDER, file=path.name)
    ending = path.suffix.lower()
    if ending in MACRO_ENDINGS:
        raise Refusal(MACROS, file=path.name)
    if ending not in {*PARTS, ".txt"}:
        raise Refusal(KIND, file=path.name)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Refusal(LARGE, file=path.name, size=size // MIB, limit=LARGEST_FILE // MIB)
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(UNREADABLE, file=path.name, why=error.strerror or "") from error
    if not content.strip():
        raise Refusal(EMPTY, file=path.name)
    return content


def check_package(path: Path, content: bytes) -> None:
    """An Office file is a zip of XML parts: refuse passwords, macros, bombs and entities before any parser sees them."""
    kind = path.suffix.lower()
    if content.startswith(OLE):
        raise Refusal(LOCKED, file=path.name)
    try:
        with zipfile.ZipFile(path) as package:
            check_parts(path, package, kind)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise Refusal(BROKEN, file=path.name, kind=kind) from error


def check_parts(path: Path, package: zipfile.ZipFile, kind: str) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refusal(BOMB, file=path.name)
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal(LOCKED, file=path.name)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refusal(MACROS, file=path.name)
    if PARTS[kind] not in names:
        raise Refusal(BROKEN, file=path.name, kind=kind)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            check_xml(path, package, part)


def check_xml(path: Path, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """The sizes in a zip's directory may lie, so the part is read up to its limit and no further."""
    with package.open(part) as stream:
        content = stream.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise Refusal(BOMB, file=path.name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or "<!ENTITY".encode("utf-16-le") in content:
        raise Refusal(ENTITIES, file=path.name)
