"""字段 — one field of a form, the list it chooses from, and when it must be filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from gongdun.kernel.words import Inconsistent, Title, identifier, unique


class Kind(StrEnum):
    """What a field holds; in brackets the Python value that comes out of a check."""

    TEXT = "text"  # str
    LONG_TEXT = "long_text"  # str, several lines
    INTEGER = "integer"  # int
    MONEY = "money"  # int, fen; written in yuan with at most two decimals
    RATIO = "ratio"  # Decimal, a fraction: 1.6 % = 0.016
    DATE = "date"  # datetime.date
    MONTH = "month"  # datetime.date, the first of the month
    DATETIME = "datetime"  # datetime.datetime, local time of the office, without a zone
    CHOICE = "choice"  # str, the code
    BOOLEAN = "boolean"  # bool
    IDENTITY = "identity"  # str, 18 characters
    USCC = "uscc"  # str, 18 characters
    BANK_ACCOUNT = "bank_account"  # str, digits
    PHONE = "phone"  # str
    PERSON_NAME = "person_name"  # str
    EMPLOYER_NAME = "employer_name"  # str


# Digits that are names, not numbers: a column Excel must keep as text.
TEXT_ONLY = frozenset({Kind.IDENTITY, Kind.USCC, Kind.BANK_ACCOUNT, Kind.PHONE})
ALWAYS_SENSITIVE = frozenset({Kind.IDENTITY, Kind.BANK_ACCOUNT})


@dataclass(frozen=True)
class Choice:
    code: str
    title: Title
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeList:
    """A list to choose from. A `supplied` one stays empty until the desk fills it from the register (`Form.supplied_with`)."""

    id: str
    title: Title
    choices: tuple[Choice, ...] = ()
    supplied: bool = False

    def __post_init__(self) -> None:
        identifier(self.id, "code list")
        if not self.choices and not self.supplied:
            raise Inconsistent(f"The code list {self.id} has no choices.")
        unique([choice.code for choice in self.choices], f"codes of the list {self.id}")
        unique([choice.title.zh for choice in self.choices], f"titles of the list {self.id}")
        self.codes_by_word  # noqa: B018  two choices must not answer to one word

    @cached_property
    def codes_by_word(self) -> Mapping[str, str]:
        """Every way to write a choice, in lower case → its code."""
        found: dict[str, str] = {}
        for choice in self.choices:
            for word in {choice.code, choice.title.zh, choice.title.en, *choice.synonyms}:
                if found.setdefault(word.casefold(), choice.code) != choice.code:
                    raise Inconsistent(f"In the code list {self.id} {word!r} means two things.")
        return found

    def title_of(self, code: str) -> Title:
        found = next((choice.title for choice in self.choices if choice.code == code), None)
        if found is None:
            raise Inconsistent(f"The code list {self.id} has no code {code!r}.")
        return found


@dataclass(frozen=True)
class When:
    """A field is required when another holds one of these values."""

    field: str
    values: tuple[object, ...]


@dataclass(frozen=True)
class Field:
    """One field: page, column, template and API read it alike. `width` in characters, `synonyms` are other headings people use."""

    name: str
    label: str
    label_en: str
    kind: Kind
    required: bool = False
    required_when: When | None = None
    choices: CodeList | None = None
    help: Title | None = None
    citation: str = ""
    width: int = 0
    sensitive: bool = False
    synonyms: tuple[str, ...] = ()
    example: object = None
    limit: int = 200  # characters of a text
    signed: bool = False  # whether a number may be below zero

    def __post_init__(self) -> None:
        identifier(self.name, "field")
        if self.kind not in list(Kind):
            raise Inconsistent(f"The field {self.name} has an unknown kind {self.kind!r}.")
        if (self.kind == Kind.CHOICE) != (self.choices is not None):
            raise Inconsistent(f"The field {self.name} {'needs' if self.choices is None else 'takes no'} code list.")
        if self.required and self.required_when:
            raise Inconsistent(f"The field {self.name} is always required, so it cannot also be required at times.")
        self.title  # noqa: B018  both languages are there

    @property
    def title(self) -> Title:
        return Title(self.label, self.label_en)

    @property
    def is_sensitive(self) -> bool:
        return self.sensitive or self.kind in ALWAYS_SENSITIVE

    @property
    def is_text_only(self) -> bool:
        return self.kind in TEXT_ONLY

    @property
    def headings(self) -> tuple[str, ...]:
        return (self.label, self.label_en, *self.synonyms)


def repeated(values: list[str]) -> list[str]:
    return sorted(value for value, times in Counter(values).items() if times > 1)
