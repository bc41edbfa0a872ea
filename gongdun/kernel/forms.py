"""表单 — one definition drives the page, the Excel template, the import and the API.

A form refuses to exist when it contradicts itself. Checking a row tidies what can be tidied, says what was changed, and never guesses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongdun.kernel import faults
from gongdun.kernel.faults import CHANGE_TITLES, Changed, Fault, Problem, Severity, Writing
from gongdun.kernel.fields import Choice, CodeList, Field, Kind, When, repeated
from gongdun.kernel.readings import Outcome, read_value
from gongdun.kernel.words import Inconsistent, Title, unique

__all__ = [
    "CHANGE_TITLES",
    "Changed",
    "Checked",
    "Choice",
    "CodeList",
    "Fault",
    "Field",
    "Form",
    "Kind",
    "Outcome",
    "Problem",
    "Severity",
    "Title",
    "When",
    "Writing",
    "read_value",
]

JSON_TYPES: Mapping[Kind, Mapping[str, str]] = {
    Kind.INTEGER: {"type": "integer"},
    Kind.MONEY: {"type": "string", "pattern": r"^-?\d+(\.\d{1,2})?$", "unit": "CNY"},
    Kind.RATIO: {"type": "string", "pattern": r"^-?\d+(\.\d+)?%?$"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.MONTH: {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
    Kind.DATETIME: {"type": "string", "format": "date-time"},
    Kind.BOOLEAN: {"type": "boolean"},
}


@dataclass(frozen=True)
class Checked:
    """One row after its check. `values` holds every field of the form, None where nothing usable came in."""

    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    changes: tuple[Changed, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def is_usable(self) -> bool:
        return not self.errors


@dataclass(frozen=True)
class Form:
    """A form in one dated version. `key` names the fields that together mark a row as the same one twice; `checks` compare fields of a row."""

    title: str
    title_en: str
    fields: tuple[Field, ...]
    version: date
    citation: str = ""
    id: str = ""
    key: tuple[str, ...] = ()
    checks: tuple[Callable[[Mapping[str, Any]], tuple[Problem, ...]], ...] = ()

    def __post_init__(self) -> None:
        self.titles  # noqa: B018  both languages are there
        if not self.fields:
            raise Inconsistent(f"The form {self.title} has no fields.")
        unique([field.name for field in self.fields], f"Fields of the form {self.title}")
        words = [word for field in self.fields for word in {heading.casefold() for heading in field.headings}]
        if repeated(words):
            raise Inconsistent(f"In the form {self.title} headings mean two fields: {', '.join(repeated(words))}.")
        unknown = set(self.key) - {field.name for field in self.fields}
        if unknown:
            raise Inconsistent(f"The key of the form {self.title} names unknown fields: {', '.join(sorted(unknown))}.")
        for field in self.fields:
            self._check_condition(field)

    def _check_condition(self, field: Field) -> None:
        """`required_when` names an earlier or later field of this form, and values it can hold."""
        when = field.required_when
        if when is None:
            return
        other = next((one for one in self.fields if one.name == when.field), None)
        if other is None or other is field:
            raise Inconsistent(f"The field {field.name} is required when {when.field!r}, which is no other field of the form.")
        if not when.values:
            raise Inconsistent(f"The field {field.name} is required when {when.field} holds none of no values.")
        if other.choices and not other.choices.supplied:
            codes = {choice.code for choice in other.choices.choices}
            if strange := [str(value) for value in when.values if value not in codes]:
                raise Inconsistent(f"The field {field.name} is required when {when.field} is {', '.join(strange)}, which its list has not.")
        if other.kind == Kind.BOOLEAN and not set(when.values) <= {True, False}:
            raise Inconsistent(f"The field {field.name} is required when {when.field} is neither true nor false.")

    @property
    def titles(self) -> Title:
        return Title(self.title, self.title_en)

    @property
    def digest(self) -> str:
        """SHA-256 of what a filled template depends on: names, labels, kinds, conditions and lists."""
        parts = [self.id, self.version.isoformat()]
        for field in self.fields:
            codes = [(choice.code, choice.title.zh) for choice in field.choices.choices] if field.choices else []
            parts.append(repr((field.name, field.label, str(field.kind), field.required, field.required_when, codes)))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def field(self, name: str) -> Field:
        found = next((field for field in self.fields if field.name == name), None)
        if found is None:
            raise Inconsistent(f"The form {self.title} has no field {name!r}.")
        return found

    def supplied_with(self, **lists: tuple[Choice, ...]) -> Form:
        """This form with its supplied code lists filled: `supplied_with(districts=...)`."""
        known = {field.choices.id for field in self.fields if field.choices and field.choices.supplied}
        if strange := set(lists) - known:
            raise Inconsistent(f"The form {self.title} takes no list {', '.join(sorted(strange))}.")
        return replace(self, fields=tuple(_supplied(field, lists) for field in self.fields))

    def check_lists(self) -> None:
        """A supplied list that nobody filled would call every value wrong."""
        for field in self.fields:
            if field.choices and not field.choices.choices:
                raise Inconsistent(f"The code list {field.choices.id} of the form {self.title} was not supplied.")

    def check(self, values: Mapping[str, object]) -> Checked:
        self.check_lists()
        outcomes = {field.name: read_value(field, values.get(field.name)) for field in self.fields}
        names = {field.name for field in self.fields}
        strange = tuple(Problem(name, faults.UNKNOWN_FIELD, {"name": name}) for name in values if name not in names)
        return self.assembled(values, outcomes, strange)

    def assembled(self, raw: Mapping[str, object], outcomes: Mapping[str, Outcome], more: tuple[Problem, ...] = ()) -> Checked:
        """The row from its fields' outcomes: what is missing, and what the fields say about each other."""
        values = {name: outcome.value for name, outcome in outcomes.items()}
        problems = [*more, *(problem for outcome in outcomes.values() for problem in outcome.problems)]
        problems += self.missing(values, {problem.field for problem in problems if problem.is_error})
        if not any(problem.is_error for problem in problems):
            problems += [problem for check in self.checks for problem in check(values)]
        changes = tuple(Changed(name, raw.get(name), one.value, one.changes) for name, one in outcomes.items() if one.changes)
        return Checked(values, tuple(problems), changes)

    def missing(self, values: Mapping[str, Any], named: set[str]) -> list[Problem]:
        """Required fields that hold nothing, but not those already named as wrong."""
        return [
            Problem(field.name, faults.MISSING, {"label": field.title})
            for field in self.fields
            if values[field.name] in (None, "") and field.name not in named and self.is_required(field, values)
        ]

    def is_required(self, field: Field, values: Mapping[str, Any]) -> bool:
        when = field.required_when
        return field.required or (when is not None and values.get(when.field) in when.values)

    def json_schema(self, language: str) -> dict[str, Any]:
        """What the API takes, in JSON Schema: the same fields, lists and requirements."""
        properties = {field.name: _property(field, language) for field in self.fields}
        required = [field.name for field in self.fields if field.required]
        return {
            "title": self.titles.text(language),
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }


def _supplied(field: Field, lists: Mapping[str, tuple[Choice, ...]]) -> Field:
    if field.choices is None or field.choices.id not in lists:
        return field
    return replace(field, choices=replace(field.choices, choices=tuple(lists[field.choices.id])))


def _property(field: Field, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {"title": field.title.text(language), **JSON_TYPES.get(field.kind, {"type": "string"})}
    if field.choices:
        found["enum"] = [choice.code for choice in field.choices.choices]
    if field.help:
        found["description"] = field.help.text(language)
    return found
