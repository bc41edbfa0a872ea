"""Which fonts print a document, and whether they hold every character of it: a name never prints as an empty box.

The city's licensed fonts come first, the font of the wheel last; typst takes each missing glyph from the next.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import manimgx_fonts_cjk

from gongdun.law.refusal import Refusal

WHEEL = Path(str(manimgx_fonts_cjk.__file__)).parent
ENDINGS = {".ttf", ".otf", ".ttc", ".otc"}
INVISIBLE = frozenset("\n\t\r\u3000 ")
Ranges = list[tuple[int, int]]


class CharacterMissing(Refusal):
    """A character that no font at hand can print."""


def folders(font_dirs: Sequence[Path]) -> list[Path]:
    return [*font_dirs, WHEEL]


def refuse_missing(text: str, font_dirs: Sequence[Path]) -> None:
    """Refuse a text with a character that none of the fonts covers."""
    missing = set(text) - INVISIBLE
    for file in font_files(tuple(folders(font_dirs))):
        missing = {character for character in missing if not covers(coverage(file), ord(character))}
    if missing:
        raise CharacterMissing(
            "No font here can print {characters}. Put a font that holds them into a folder named in FONT_DIRS.",
            characters=" ".join(f"{character} (U+{ord(character):04X})" for character in sorted(missing)),
        )


@lru_cache(maxsize=8)
def font_files(dirs: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(file for folder in dirs for file in sorted(folder.rglob("*")) if file.suffix.lower() in ENDINGS)


def covers(ranges: Ranges, code: int) -> bool:
    return any(first <= code <= last for first, last in ranges)


@lru_cache(maxsize=64)
def coverage(file: Path) -> Ranges:
    """The code points of the first face, from its character map (OpenType `cmap`, formats 4 and 12)."""
    data = file.read_bytes()
    start = struct.unpack(">I", data[12:16])[0] if data[:4] == b"ttcf" else 0
    count = struct.unpack(">H", data[start + 4 : start + 6])[0]
    for place in range(start + 12, start + 12 + 16 * count, 16):
        if data[place : place + 4] == b"cmap":
            return mapped(data, struct.unpack(">I", data[place + 8 : place + 12])[0])
    return []


def mapped(data: bytes, cmap: int) -> Ranges:
    count = struct.unpack(">H", data[cmap + 2 : cmap + 4])[0]
    found: Ranges = []
    for number in range(count):
        offset = cmap + struct.unpack(">I", data[cmap + 8 + 8 * number : cmap + 12 + 8 * number])[0]
        kind = struct.unpack(">H", data[offset : offset + 2])[0]
        if kind == 12:
            groups = struct.unpack(">I", data[offset + 12 : offset + 16])[0]
            found += [struct.unpack(">II", data[offset + 16 + 12 * one : offset + 24 + 12 * one]) for one in range(groups)]
        elif kind == 4:
            segments = struct.unpack(">H", data[offset + 6 : offset + 8])[0] // 2
            ends = struct.unpack(f">{segments}H", data[offset + 14 : offset + 14 + 2 * segments])
            starts = struct.unpack(f">{segments}H", data[offset + 16 + 2 * segments : offset + 16 + 4 * segments])
            found += [(first, last) for first, last in zip(starts, ends, strict=True) if first != 0xFFFF]
    return found
