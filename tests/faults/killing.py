"""Kill a piece of work with SIGKILL at a chosen step, in a process of its own, and look at what it left.

The process is forked from a clean server, not from the test's own, whose threads (a renderer's, a browser's) would not come along but their locks would.

A step is a statement sent to the database, a commit (counted before it and after it), a file opened to be written, a file renamed or removed.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within

Work = Callable[[], object]
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
FILE_STEPS = ("os.rename", "os.remove", "os.mkdir", "os.rmdir")
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["tests.faults.ground"])
PATIENCE = 120  # seconds until a child that hangs is ended and the test fails


class Steps:
    """Counts what the child does; at step `last` it dies without a farewell."""

    def __init__(self, last: int | None) -> None:
        self.done, self.last = 0, last

    def count(self) -> None:
        self.done += 1
        if self.done == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count()
        return execute(sql, params, many, context)

    def event(self, name: str, arguments: tuple[Any, ...]) -> None:
        if name in FILE_STEPS or (name == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING):
            self.count()

    def commit(self, really: Callable[[], None]) -> Callable[[], None]:
        def commit() -> None:
            self.count()
            really()
            self.count()

        return commit

    @contextmanager
    def watched(self) -> Iterator[None]:
        """For the rest of this process: an audit hook cannot be taken away again."""
        sys.addaudithook(self.event)
        connection.ensure_connection()
        connection._commit = self.commit(connection._commit)
        with connection.execute_wrapper(self.statement):
            yield


class NeverCommitted(Exception):
    """Ends a rehearsal: the whole work was done, and its transaction is thrown away."""


def in_a_child(work: Work, last: int | None, told: Path) -> int:
    """Run the work under full scope and kill it at step `last`; the exit code. Without a last step it is a rehearsal.

    `told` receives the steps and rows of the rehearsal, or what went wrong.
    """
    connections.close_all()
    process = SERVER.Process(target=lived, args=(work, last, told, connection.settings_dict, settings.LAKE), daemon=True)
    process.start()
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        raise AssertionError(f"The child hung for {PATIENCE} seconds.")
    return int(process.exitcode or 0)


def lived(work: Work, last: int | None, told: Path, database: dict[str, Any], lake: Path) -> None:
    """A child's life: at the test's own database and lake, until the work is done or the step has come."""
    connection.settings_dict.update(database)
    settings.LAKE = lake
    steps = Steps(last)
    try:
        with within(everywhere()), steps.watched():
            work()
            if last is None:
                raise NeverCommitted({"steps": steps.done + 2, "rows": row_counts()})  # the commit: before it, after it
        told.write_text("{}")
    except NeverCommitted as end:
        told.write_text(json.dumps(end.args[0]))
    except Exception:
        told.write_text(json.dumps({"fault": traceback.format_exc()}))


@dataclass(frozen=True)
class Rehearsal:
    """What the undisturbed work takes and makes: its steps, and the rows of every table at its end."""

    steps: int
    rows: dict[str, int]

    @classmethod
    def of(cls, work: Work, told: Path) -> Rehearsal:
        in_a_child(work, None, told)
        said = json.loads(told.read_text())
        assert "fault" not in said, said["fault"]
        return cls(said["steps"], said["rows"])


def killed_at(work: Work, step: int, told: Path) -> None:
    assert in_a_child(work, step, told) == -signal.SIGKILL, told.read_text()


def spread(steps: int, points: int = 20) -> list[int]:
    """The first, the last and others between them at even distance; all of them when there are fewer."""
    if steps <= points:
        return list(range(1, steps + 1))
    return sorted({1 + round(place * (steps - 1) / (points - 1)) for place in range(points)})


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            """select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
            and has_table_privilege(oid, 'select') order by 1"""
        )
        return [name for (name,) in cursor.fetchall()]


def row_counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        return {name: cursor.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables()}


def everything() -> dict[str, str]:
    """A digest of each table's rows, jobs included: what a killed piece of work may not have touched."""
    digest = "coalesce(md5(string_agg(line, chr(10) order by line)), '')"
    with within(everywhere()), connection.cursor() as cursor:
        return {name: cursor.execute(f'select {digest} from (select t::text as line from "{name}" t) l').fetchone()[0] for name in tables()}
