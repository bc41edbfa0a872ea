"""When the disk or the memory ends: a sentence instead of a trace. What was complete before stays complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from gongdun.law.refusal import Refusal

MEMORY = re.compile(r"[0-9]+(\.[0-9]+)?\s?([KMGT]i?B|%)", re.IGNORECASE)


class NoRoom(Refusal):
    """The disk is full or cannot be written."""


class NoMemory(Refusal):
    """The engine's memory does not hold the work, even spilling to the disk."""


def hold_memory(text: str) -> str:
    if MEMORY.fullmatch(text) is None:
        raise Refusal("{text!r} is no amount of memory: write it as 2GB or 800MB.", text=text)
    return text


@contextmanager
def told(folder: Path, memory: str) -> Iterator[None]:
    """Turns what the system says about a full disk or memory into the sentence for the person at the terminal."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise NoMemory(
            "{memory} of memory are not enough, or the scratch disk (TMPDIR) is full: {error}. Allow more with --memory, or make room; what was complete stays.",
            memory=memory,
            error=first_line(error),
        ) from error
    except (OSError, duckdb.IOException) as error:
        raise NoRoom(
            "A file could not be read or written ({error}). Make room or mend the disk of {folder} and run again: what was complete stays and counts.",
            error=first_line(error),
            folder=str(folder),
        ) from error


def first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
