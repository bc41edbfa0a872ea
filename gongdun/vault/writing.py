"""One writer, held at run time: a connection refuses to write business rows while no operation is open.

The guard sits in psycopg's cursor, below Django's, because COPY passes Django's execute wrappers by.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from psycopg.sql import Composable

if TYPE_CHECKING:
    from psycopg import ClientCursor as Cursor
else:
    from django.db.backends.postgresql.base import Cursor

# `for update`, `do update` and `on update` are no writes of their own.
WRITE = re.compile(
    r"""(?<![\w."])(?: insert\s+into | (?<!for\s)(?<!key\s)(?<!do\s)(?<!on\s)update (?:\s+only)? | delete\s+from (?:\s+only)?
        | merge\s+into (?:\s+only)? | copy | truncate (?:\s+table)? )
        \s+ (?:"?public"?\.)? "?(?P<table>[a-z_]\w*)"? """,
    re.IGNORECASE | re.VERBOSE,
)
NOT_CODE = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", re.DOTALL)  # comments and texts
COPY_OUT = re.compile(r"^\s*copy\b.*\bto\s+std", re.IGNORECASE | re.DOTALL)
LAST_LOGIN = re.compile(r'^\s*update "registry_account" set "last_login" = [^,]* where ', re.IGNORECASE)
# Tables that frameworks write between our operations; the vault's own are written by the vault alone, and hold their own rights.
FRAMEWORK = re.compile(r"(django_|auth_|axes_|otp_|procrastinate_|vault_)")


class WriteOutsideOperation(RuntimeError):
    """A programming error: business rows are written by operations only, each with its journal entry (design.md, one writer)."""


class NotJournalled(RuntimeError):
    """A programming error: an operation ended without a journal entry."""


@dataclass
class Marker:
    """What happened inside the open operation: business statements written, journal entries recorded."""

    name: str
    writes: int = 0
    entries: int = 0
    is_unchanged: bool = False
    is_guarded: bool = True


open_operation: ContextVar[Marker | None] = ContextVar("gongdun.operation", default=None)


@contextmanager
def unguarded(reason: str) -> Iterator[None]:
    """Lets rows be written without an operation: builders of tests, and the synthetic city. A test finds any other use."""
    token = open_operation.set(Marker(reason, is_guarded=False))
    try:
        yield
    finally:
        open_operation.reset(token)


def written_table(statement: str) -> str | None:
    """The first business table a statement writes to, or None for reads, frameworks' tables and the note of a sign-in."""
    code = NOT_CODE.sub(" ", statement)
    if COPY_OUT.match(code) or LAST_LOGIN.match(code):
        return None
    tables = (match["table"].lower() for match in WRITE.finditer(code))
    return next((table for table in tables if not FRAMEWORK.match(table)), None)


def watch(statement: Any, connection: Any) -> None:
    """Refuse, or count, a write."""
    text = statement.as_string(connection) if isinstance(statement, Composable) else statement
    table = written_table(text.decode() if isinstance(text, bytes) else text)
    if table is None:
        return
    marker = open_operation.get()
    if marker is None:
        raise WriteOutsideOperation(
            f"{table} was written outside an operation. Business rows are written by keyword-only functions under @operation "
            "(gongdun.vault.operations), which record a journal entry in the same transaction."
        )
    marker.writes += 1


class GuardedCursor(Cursor):
    """Django's client-side cursor, watched."""

    def execute(self, query, params=None, **options):  # type: ignore[no-untyped-def,override]
        watch(query, self._conn)
        return super().execute(query, params, **options)

    def executemany(self, query, params_seq, **options):  # type: ignore[no-untyped-def,override]
        watch(query, self._conn)
        return super().executemany(query, params_seq, **options)

    def copy(self, statement, params=None, **options):  # type: ignore[no-untyped-def,override]
        watch(statement, self._conn)
        return super().copy(statement, params, **options)


def guard(*, connection: Any, **_: object) -> None:
    """Receiver of Django's `connection_created`. The owner's own process migrates and restores, so it stays free."""
    if connection.vendor == "postgresql" and os.environ.get("GONGDUN_AS_OWNER") != "1":
        connection.connection.cursor_factory = GuardedCursor
