"""A file somebody hands in: its kind looked at by content, its size held, known by its digest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from gongdun.law.refusal import Refusal

LARGEST = 10 * 1024 * 1024  # bytes
KINDS = {
    ".pdf": b"%PDF", ".docx": b"PK\x03\x04", ".xlsx": b"PK\x03\x04", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG", ".ofd": b"PK\x03\x04",
}  # fmt: skip


@dataclass(frozen=True)
class File:
    name: str
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def checked(file: File) -> File:
    """The file, if it is what its name says; a plain text is taken as it is."""
    ending = "." + file.name.rsplit(".", 1)[-1].lower() if "." in file.name else ""
    if not file.content or len(file.content) > LARGEST:
        raise Refusal("{name} is empty or larger than 10 MiB. Choose another file.", name=file.name)
    if ending == ".txt":
        return File(file.name[-200:], file.content)
    if ending not in KINDS or not file.content.startswith(KINDS[ending]):
        raise Refusal(
            "{name} is no PDF, Word, Excel, OFD, picture or text file, or not what its name says. Choose another.", name=file.name
        )
    return File(file.name[-200:], file.content)
