"""What a backup says about itself: each member's digest, each table's rows, the journal's last head."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import IO

from gongdun.law.refusal import Refusal

NAME = "manifest.json"
FORMAT = 1
PIECE = 1 << 20  # bytes


@dataclass(frozen=True)
class Manifest:
    """`made_at` is ISO 8601; `members` maps names to SHA-256; `rows` maps tables to counts; `head` is the last seal as the journal knows it."""

    made_at: str
    server: int  # major version of the server that was dumped
    members: dict[str, str]
    rows: dict[str, int]
    head: dict[str, object] | None
    has_keys: bool
    format: int = FORMAT

    def written(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def parse(data: bytes) -> Manifest:
    try:
        told = json.loads(data)
        manifest = Manifest(**told)
    except (ValueError, TypeError) as failure:
        raise Refusal("The backup's manifest cannot be read: {said}. Use another copy of the backup.", said=failure) from failure
    if manifest.format != FORMAT:
        raise Refusal(
            "The backup has format {found}, this version reads {known}. Restore it with the version that made it.",
            found=manifest.format,
            known=FORMAT,
        )
    return manifest


class Hashing:
    """A file read through its digest, so that what is hashed is what went into the archive."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


def digest_of(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()
