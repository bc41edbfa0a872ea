"""The bytes of a text file: hash, NUL bytes and encoding in one streaming pass; UTF-8 or GB18030 in, UTF-8 out."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from gongdun.law.refusal import Refusal

CHUNK = 4 << 20


@dataclass(frozen=True)
class Bytes:
    """What one pass over a file tells."""

    sha256: str
    size: int
    nul_bytes: int
    encoding: str  # utf-8, gb18030 or binary


def file_hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def inspect(path: Path) -> Bytes:
    """Hash, size, NUL count and encoding of a text file. UTF-8 is tried strictly; what is not UTF-8 must be GB18030."""
    digest, nul_bytes, size = hashlib.sha256(), 0, 0
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    encoding = "utf-8"
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            nul_bytes += chunk.count(0)
            size += len(chunk)
            if encoding == "utf-8" and not decodes(decoder, chunk):
                encoding = "gb18030"
    if encoding == "utf-8" and not decodes(decoder, b"", final=True):
        encoding = "gb18030"
    return Bytes(digest.hexdigest(), size, nul_bytes, encoding)


def decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def transcode(path: Path, target: Path, encoding: str) -> None:
    """Write the file as UTF-8 without NUL bytes; they are counted by `inspect`."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as stream, target.open("wb") as output:
            while chunk := stream.read(CHUNK):
                output.write(decoder.decode(chunk).replace("\0", "").encode())
            output.write(decoder.decode(b"", True).replace("\0", "").encode())
    except UnicodeDecodeError as error:
        raise Refusal(
            "{file} is neither UTF-8 nor GB18030 (byte {byte}): save it again as CSV UTF-8 and deliver it anew.",
            file=path.name,
            byte=error.start,
        ) from error
