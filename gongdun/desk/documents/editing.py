"""What of a draft an officer may change: the facts that its kind calls editable, each by its type."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Union, get_args, get_origin, get_type_hints

from gongdun.kernel.catalogue import Entry
from gongdun.law.refusal import Refusal


@dataclass(frozen=True)
class Field:
    """One editable fact: `shape` is text, lines or day; `value` as the page's field shows it."""

    name: str
    shape: str
    value: str


def facts_type(entry: Entry) -> type:
    """The dataclass that the kind is composed from."""
    return get_type_hints(entry.module.compose)["facts"]


def shape_of(kind: Any) -> str:
    inner = [one for one in get_args(kind) if one is not type(None)] if get_origin(kind) in (Union, types.UnionType) else [kind]
    if inner[0] is date:
        return "day"
    return "lines" if get_origin(inner[0]) is tuple else "text"


def editable_fields(entry: Entry, tree: Mapping[str, Any]) -> list[Field]:
    hints = get_type_hints(facts_type(entry))
    return [
        Field(name, shape_of(hints[name]), shown(shape_of(hints[name]), tree.get(name))) for name in entry.thing.editable if name in hints
    ]


def shown(shape: str, value: Any) -> str:
    return "\n".join(value or ()) if shape == "lines" else str(value or "")


def changed(entry: Entry, tree: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """The facts with the officer's changes; a fact that may not be changed is refused, an emptied list too."""
    fields = {field.name: field for field in editable_fields(entry, tree)}
    if strange := sorted(set(values) - set(fields)):
        raise Refusal("{field} of {title} cannot be changed by hand. It comes from the matter.", field=strange[0], title=entry.thing.title)
    return {**tree, **{name: told(fields[name], value, entry) for name, value in values.items()}}


def told(field: Field, value: str, entry: Entry) -> Any:
    text = value.replace("\r\n", "\n").strip()
    if field.shape == "lines":
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if not lines:
            raise Refusal("A list of {title} was left empty. Write at least one line.", title=entry.thing.title)
        return lines
    if field.shape == "day":
        return day(text)
    return text


def day(text: str) -> str | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refusal("{day} is no day. Write it as 2022-10-17.", day=text) from None
