"""Which rows may be seen: three lists that PostgreSQL's row-level security reads from settings of the transaction.

All three are set together. A session that never set them fails loudly on the first scoped row (42704, or 22P02 after an earlier
transaction): the policies carry no `missing_ok` on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields

from django.db import connection, transaction


@dataclass(frozen=True)
class Scope:
    """Ledgers of agencies, districts of bureaux and inspectorates, parties of portal users. A row shows if any of them fits."""

    ledgers: tuple[int, ...] = ()
    districts: tuple[int, ...] = ()
    parties: tuple[int, ...] = ()


NOTHING = Scope()
SETTINGS = tuple(f"gongdun.{field.name}" for field in fields(Scope))
READ_AND_SET = "select " + ", ".join(f"current_setting('{name}', true), set_config('{name}', %s, true)" for name in SETTINGS)
SET = "select " + ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS)

_current: ContextVar[Scope] = ContextVar("gongdun.scope")


class Unscoped(RuntimeError):
    """A programming error: code that needs a scope runs outside `within`."""


def current() -> Scope:
    """The scope this code runs in. A job that forgot to open one is told so here, as the database would tell it."""
    try:
        return _current.get()
    except LookupError:
        raise Unscoped("No row scope is open. Requests open one in the middleware; a job wraps its work in within(Scope(...)).") from None


def array_text(numbers: tuple[int, ...]) -> str:
    """PostgreSQL's text of an array; `int` refuses anything that is not a number."""
    return "{" + ",".join(str(int(number)) for number in numbers) + "}"


@contextmanager
def within(scope: Scope) -> Iterator[Scope]:
    """Run a block in a transaction that sees exactly `scope`.

    A setting survives a released savepoint, so the old values are put back by hand at a good end; at a bad one the rollback does it.
    """
    with transaction.atomic():
        before = _set(scope)
        token = _current.set(scope)
        try:
            yield scope
        finally:
            _current.reset(token)
        if not connection.needs_rollback:
            _restore(before)


def _set(scope: Scope) -> list[str]:
    values = [array_text(getattr(scope, field.name)) for field in fields(Scope)]
    with connection.cursor() as cursor:
        cursor.execute(READ_AND_SET, values)
        row = cursor.fetchone()
    return [row[index] or "" for index in range(0, len(row), 2)]


def _restore(values: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SET, values)
