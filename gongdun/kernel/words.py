"""Titles in two languages, and the refusal of a definition that contradicts itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class Inconsistent(ValueError):
    """A definition that must not exist. Raised while the program is loaded, for the programmer who wrote it."""


@dataclass(frozen=True)
class Title:
    """What officials read: Chinese first, English second. Neither may be empty."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh.strip() or not self.en.strip():
            raise Inconsistent(f"A title needs both languages, got {self.zh!r} and {self.en!r}.")

    def text(self, language: str) -> str:
        return self.en if language.startswith("en") else self.zh


def identifier(value: str, what: str) -> str:
    """The value, if it is an English snake_case identifier."""
    if not IDENTIFIER.fullmatch(value):
        raise Inconsistent(f"{what} {value!r} is not a snake_case identifier.")
    return value


def unique(values: list[str], what: str) -> None:
    repeated = sorted({value for value in values if values.count(value) > 1})
    if repeated:
        raise Inconsistent(f"{what} repeated: {', '.join(repeated)}.")


@dataclass(frozen=True)
class Titles:
    """Several titles in one sentence, each in the reader's language."""

    titles: tuple[Title, ...]

    def text(self, language: str) -> str:
        return (", " if language.startswith("en") else "、").join(sorted(title.text(language) for title in self.titles))
