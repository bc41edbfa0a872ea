"""Facts of a document as plain JSON and back, by the types that its dataclass names.

An identity number never stands in stored facts: a mark with the vault's key stands in its place until a door opens it.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, Union, get_args, get_origin, get_type_hints

from gongdun.kernel.words import Inconsistent

MARK = re.compile(r"⟦person:(\d+)⟧")


def person_mark(key: int) -> str:
    """What stands for a person's identity number in stored facts."""
    return f"⟦person:{key}⟧"


def persons(told: Any) -> list[int]:
    """Keys of every marked number, each once, in the order they appear."""
    if isinstance(told, str):
        return [int(key) for key in MARK.findall(told)]
    held = told.values() if isinstance(told, Mapping) else told if isinstance(told, list) else ()
    return list(dict.fromkeys(key for one in held for key in persons(one)))


def filled(told: Any, numbers: Mapping[int, str]) -> Any:
    """The same facts with numbers, or masks, in place of the marks. A mark without one crashes: nothing is printed half."""
    if isinstance(told, str):
        return MARK.sub(lambda found: numbers[int(found[1])], told)
    if isinstance(told, Mapping):
        return {name: filled(one, numbers) for name, one in told.items()}
    return [filled(one, numbers) for one in told] if isinstance(told, list) else told


def written(value: Any) -> Any:
    """A dataclass, tuple, date or plain value as JSON holds it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: written(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [written(one) for one in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if value is None or isinstance(value, (str, int, bool)):
        return value
    raise Inconsistent(f"A {type(value).__name__} has no place among a document's facts: give text, whole numbers, days or rows of them.")


def read(kind: Any, told: Any) -> Any:
    """The value that `written` wrote, of the type named."""
    if get_origin(kind) in (Union, types.UnionType):
        inner = [one for one in get_args(kind) if one is not type(None)]
        return None if told in (None, "") and type(None) in get_args(kind) else read(inner[0], told)
    if get_origin(kind) is tuple:
        places = get_args(kind)
        repeated = len(places) == 2 and places[1] is Ellipsis
        return tuple(read(places[0] if repeated else place, one) for place, one in zip(places if not repeated else told, told, strict=True))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{field.name: read(hints[field.name], told[field.name]) for field in fields(kind) if field.name in told})  # type: ignore[operator]
    if kind in (date, datetime):
        return kind.fromisoformat(told)
    return told
