"""表单 — a Form is a table of fields; one definition drives the page, the workbook, the letter and the check.

It is data. `check` makes what people wrote into values, says every change it made and every fault it found, and never guesses.
A form refuses to exist when it contradicts itself.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any

from gongdun.kernel import readings
from gongdun.kernel.identifiers import Severity
from gongdun.kernel.readings import Message, Value, Why, bare
from gongdun.kernel.words import Inconsistent, Title, identifier, unique
from gongdun.law.refusal import translate

REQUIRED = Message("This must be filled in.")
REQUIRED_WHEN = Message("This must be filled in when “{other}” is “{answer}”.")
NOT_IN_LIST = Message("“{value}” is not in the list.")
DID_YOU_MEAN = Message("“{value}” is not in the list. Did you mean “{closest}”?")
NO_SUCH_FIELD = Message("The form has no field “{name}”.")
CONDITION = re.compile(r"([a-z0-9_]+)=([^=|]+(?:\|[^=|]+)*)")


class Kind(StrEnum):
    """What a field holds once it is checked."""

    TEXT = "text"  # str, one line
    LONG_TEXT = "long_text"  # str, several lines
    INTEGER = "integer"  # int
    MONEY = "money"  # int, fen; written and shown in yuan
    RATIO = "ratio"  # Decimal, a fraction of 1
    DATE = "date"  # date
    MONTH = "month"  # date, the first day
    DATETIME = "datetime"  # datetime without a zone, local time
    CHOICE = "choice"  # str, the code of a choice
    BOOLEAN = "boolean"  # bool
    IDENTITY = "identity"  # str, 18 characters
    USCC = "uscc"  # str, 18 characters
    BANK_ACCOUNT = "bank_account"  # str, digits
    PHONE = "phone"  # str


READERS: dict[Kind, Callable[[object], Value]] = {
    Kind.TEXT: readings.read_text,
    Kind.LONG_TEXT: readings.read_long_text,
    Kind.INTEGER: readings.read_integer,
    Kind.MONEY: readings.read_money,
    Kind.RATIO: readings.read_ratio,
    Kind.DATE: readings.read_day,
    Kind.MONTH: readings.read_month,
    Kind.DATETIME: readings.read_moment,
    Kind.BOOLEAN: readings.read_boolean,
    Kind.IDENTITY: readings.read_identity,
    Kind.USCC: readings.read_employer_code,
    Kind.BANK_ACCOUNT: readings.read_account,
    Kind.PHONE: readings.read_phone,
}
# Columns that Excel ruins when it takes them for numbers.
DIGITS_AS_TEXT = frozenset({Kind.IDENTITY, Kind.USCC, Kind.BANK_ACCOUNT, Kind.PHONE})


@dataclass(frozen=True)
class Choice:
    """One entry of a code list: what is stored, what people read, what else they write for it."""

    code: str
    label: Title
    synonyms: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.code.strip():
            raise Inconsistent(f"The choice {self.label.en!r} has no code.")


@dataclass(frozen=True)
class Field:
    """One blank of a form.

    `required_when` is `other=code` or `other=code|code`: required where the other field, a choice or a yes/no (`true`, `false`), holds one
    of these. `synonyms` are other headings people give its column.
    """

    name: str
    label: Title
    kind: Kind | str
    required: bool = False
    required_when: str = ""
    choices: tuple[Choice, ...] = ()
    help: Title | None = None
    citation: str = ""
    sensitive: bool = False
    synonyms: tuple[str, ...] = ()
    spellings: dict[str, tuple[str, bool]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        identifier(self.name, "Field")
        if self.kind not in set(Kind):
            raise Inconsistent(f"Field {self.name} is of the unknown kind {self.kind!r}; kinds are {', '.join(Kind)}.")
        object.__setattr__(self, "kind", Kind(self.kind))
        if (self.kind is Kind.CHOICE) != bool(self.choices):
            raise Inconsistent(f"Field {self.name} {'needs' if self.kind is Kind.CHOICE else 'takes no'} choices.")
        if self.required and self.required_when:
            raise Inconsistent(f"Field {self.name} is required always and only sometimes.")
        if self.required_when and not CONDITION.fullmatch(self.required_when):
            raise Inconsistent(f"Field {self.name}: the condition {self.required_when!r} is not of the shape other=code|code.")
        self._spell()

    def _spell(self) -> None:
        """Every way to write a choice, and whether it is one of the list's own words."""
        for choice in self.choices:
            own = (choice.code, choice.label.zh, choice.label.en)
            for word in {*own, *choice.synonyms}:
                key = folded(word)
                if self.spellings.get(key, (choice.code, True))[0] != choice.code:
                    raise Inconsistent(f"Field {self.name}: “{word}” means two choices.")
                self.spellings[key] = (choice.code, word in own)

    @property
    def is_sensitive(self) -> bool:
        """Masked on pages and in exports unless a door of the vault is opened."""
        return self.sensitive or self.kind in (Kind.IDENTITY, Kind.BANK_ACCOUNT)

    @property
    def condition(self) -> tuple[str, frozenset[str]]:
        other, _, codes = self.required_when.partition("=")
        return other, frozenset(codes.split("|"))

    def choice(self, code: str) -> Choice:
        return next(choice for choice in self.choices if choice.code == code)

    def read(self, raw: object) -> Value:
        """A value that is there, read by its kind."""
        if self.kind is not Kind.CHOICE:
            return READERS[Kind(self.kind)](raw)
        text, changes = bare(raw)
        found = self.spellings.get(folded(text))
        if found is None:
            return Value(reasons=(not_in_list(self, text),))
        code, is_own = found
        return Value(code, (*changes, *(() if is_own else ("word_to_choice",))))

    def said(self, value: Any, language: str) -> str:
        """A checked value as an officer reads it."""
        match self.kind:
            case Kind.CHOICE:
                return self.choice(value).label.text(language)
            case Kind.BOOLEAN:
                return ("是" if value else "否") if not language.startswith("en") else ("yes" if value else "no")
            case Kind.MONEY:
                return f"{'-' if value < 0 else ''}{abs(value) // 100:,}.{abs(value) % 100:02d}"
            case Kind.MONTH:
                return f"{value:%Y-%m}"
            case Kind.DATETIME:
                return f"{value:%Y-%m-%d %H:%M}"
        return str(value)


@lru_cache(maxsize=4096)
def not_in_list(field_: Field, text: str) -> Why:
    """A hint goes with it where one word of the list is close; it is only said, never applied."""
    words = [choice.label.zh for choice in field_.choices] + [choice.label.en for choice in field_.choices]
    within = [word for word in words if len(text) > 1 and (text in word or word in text)]
    close = within[:1] if len(within) == 1 else difflib.get_close_matches(text, words, 1, 0.7)
    value = ("value", readings.short(text))
    return Why(DID_YOU_MEAN, (value, ("closest", close[0]))) if close else Why(NOT_IN_LIST, (value,))


def folded(word: str) -> str:
    return bare(word)[0].casefold()


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field: `message` is an English id with `{named}` places, its Chinese stands in the catalogue."""

    field: str
    message: str
    arguments: Mapping[str, object]
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Changed:
    """What normalising did to one field; `code` is a key of `readings.CHANGES`."""

    field: str
    code: str
    before: object
    after: object


@dataclass(frozen=True)
class Checked:
    """What a form made of what was written. `values` holds every field; None where nothing usable stands."""

    values: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    changes: tuple[Changed, ...] = ()

    @property
    def is_good(self) -> bool:
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True)
class Form:
    """A form in one version. `version` stands in every workbook made from it, so that an old one is known when it comes back."""

    title: Title
    fields: tuple[Field, ...]
    citation: str
    version: str
    id: str = ""
    index: dict[str, Field] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.fields:
            raise Inconsistent(f"The form {self.title.en!r} has no fields.")
        if not self.citation.strip() or not self.version.strip():
            raise Inconsistent(f"The form {self.title.en!r} needs a citation and a version.")
        unique([field_.name for field_ in self.fields], f"Fields of {self.title.en}")
        self.index.update({field_.name: field_ for field_ in self.fields})
        self._check_headings()
        for field_ in self.fields:
            if field_.required_when:
                self._check_condition(field_)

    def _check_headings(self) -> None:
        headings: dict[str, str] = {}
        for field_ in self.fields:
            for word in {folded(word) for word in (field_.name, field_.label.zh, field_.label.en, *field_.synonyms)}:
                if headings.setdefault(word, field_.name) != field_.name:
                    raise Inconsistent(f"The heading {word!r} means both {headings[word]} and {field_.name}.")

    def _check_condition(self, field_: Field) -> None:
        other, codes = field_.condition
        if other not in self.index or other == field_.name:
            raise Inconsistent(f"{field_.name} depends on {other!r}, which is no other field of the form.")
        known = {choice.code for choice in self.index[other].choices}
        if self.index[other].kind is Kind.BOOLEAN:
            known = {"true", "false"}
        if missing := codes - known:
            raise Inconsistent(f"{field_.name} depends on {other} being {sorted(missing)}, which it can never be.")

    def field(self, name: str) -> Field:
        return self.index[name]

    def check(self, values: Mapping[str, object]) -> Checked:
        """What was written → what is meant. A field that is absent counts as empty; a name the form does not know is a problem."""
        read: dict[str, Any] = {}
        problems: list[Problem] = [Problem(name, NO_SUCH_FIELD, {"name": name}) for name in values if name not in self.index]
        changes: list[Changed] = []
        for field_ in self.fields:
            raw = values.get(field_.name)
            one = Value() if is_empty(raw) else field_.read(raw)
            read[field_.name] = one.value
            problems += [Problem(field_.name, why.message, dict(why.arguments), why.severity) for why in one.reasons]
            changes += [Changed(field_.name, code, raw, one.value) for code in one.changes if one.value is not None]
        empty = {field_.name for field_ in self.fields if is_empty(values.get(field_.name))}
        problems += [why for field_ in self.fields if field_.name in empty and (why := self._missing(field_, read))]
        return Checked(read, tuple(problems), tuple(changes))

    def _missing(self, field_: Field, read: Mapping[str, Any]) -> Problem | None:
        if field_.required:
            return Problem(field_.name, REQUIRED, {})
        if not field_.required_when:
            return None
        name, codes = field_.condition
        answer = read[name]
        if (str(answer).lower() if isinstance(answer, bool) else answer) not in codes:
            return None
        other = self.index[name]
        return Problem(field_.name, REQUIRED_WHEN, {"other": other.label, "answer": Answer(other, answer)})


@dataclass(frozen=True)
class Answer:
    """A field's value inside a sentence; like a title, it speaks the language of the reader."""

    field: Field
    value: Any

    def text(self, language: str) -> str:
        return self.field.said(self.value, language)


def is_empty(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not bare(raw)[0])


def worded(problem: Problem, language: str) -> str:
    """The sentence of a problem in the reader's language."""
    said = {name: one.text(language) if isinstance(one, (Title, Answer)) else one for name, one in problem.arguments.items()}
    return translate(problem.message, language).format(**said)
