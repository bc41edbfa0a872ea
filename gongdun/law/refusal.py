"""A refusal: one sentence for the person who asked, in their language.

Below Django a message is an English id with named arguments; the catalogue beside each floor (`locale/`) holds the Chinese.
The same catalogues are on Django's `LOCALE_PATHS`, so a page and a terminal say the same words.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def catalogues(language: str) -> tuple[gettext.NullTranslations, ...]:
    """Every floor's catalogue for a language; English needs none, its ids are its sentences."""
    folders = sorted(path.parent.parent.parent for path in PACKAGE.glob("**/locale/zh_Hans/LC_MESSAGES/django.mo"))
    return tuple(gettext.translation("django", folder, languages=[language], fallback=True) for folder in folders)


def translate(message: str, language: str) -> str:
    """The sentence in `zh_Hans` or `en`; an id without a translation stays English."""
    return message if language.startswith("en") else _chinese(message)


@cache
def _chinese(message: str) -> str:
    for catalogue in catalogues("zh_Hans"):
        if (said := catalogue.gettext(message)) != message:
            return said
    return message


def terminal_language() -> str:
    """Chinese unless the terminal asks for English by GONGDUN_LANG."""
    return os.environ.get("GONGDUN_LANG", "zh_Hans")


def said(value: object, language: str) -> object:
    """An argument in the reader's language: a clause of its own, a title with a word for each, or one that is kept as data in both."""
    if isinstance(value, Mapping) and "zh_Hans" in value:
        return value["en" if language.startswith("en") else "zh_Hans"]
    words = getattr(value, "text", None)
    return words(language) if callable(words) else value


class Refusal(Exception):
    """An anticipated no: what, why, which article or rule, what to do next.

    `message` is an English sentence with `{named}` places; it is the id of the translation.
    """

    def __init__(self, message: str, **arguments: object) -> None:
        super().__init__(message, arguments)
        self.message = message
        self.arguments = arguments

    def text(self, language: str | None = None) -> str:
        asked = language or terminal_language()
        return translate(self.message, asked).format(**{name: said(value, asked) for name, value in self.arguments.items()})

    def __str__(self) -> str:
        return self.text("en")
