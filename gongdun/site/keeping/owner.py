"""The owner's connection and PostgreSQL's own programs: only migrations, backups and restores use them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from gongdun.law.refusal import Refusal
from gongdun.site.postgres import binaries

TABLES = "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1"
# A database that was only migrated holds rows in these.
BORN_WITH = {"django_migrations", "django_content_type", "auth_permission"}


@contextmanager
def connected(url: str) -> Iterator[psycopg.Connection]:
    """One read-only look at one instant."""
    if not url:
        raise Refusal(
            "Backup and restore need the owner's address. Set GONGDUN_OWNER_URL beside DATABASE_URL (`gongdun database prepare` makes both roles)."
        )
    try:
        connection = psycopg.connect(url)
    except psycopg.OperationalError as failure:
        raise Refusal("The database does not answer: {said} Start it, or set DATABASE_URL, and ask again.", said=failure) from failure
    with connection:
        connection.execute("set transaction isolation level repeatable read, read only")
        yield connection


def counts(connection: psycopg.Connection) -> dict[str, int]:
    """Rows of every table; row scopes do not hold the owner."""
    found = {}
    for (table,) in connection.execute(TABLES).fetchall():
        row = connection.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table))).fetchone()
        found[table] = row[0] if row else 0
    return found


def full_tables(url: str) -> list[str]:
    """Tables that hold more than a new database is born with."""
    with connected(url) as connection:
        return [table for table, rows in counts(connection).items() if rows and table not in BORN_WITH]


def run(program: str, url: str, *arguments: object) -> str:
    """One of PostgreSQL's programs; the password goes by the environment, where no list of processes shows it."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    names = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT", "sslmode": "PGSSLMODE"}
    environment = os.environ | {names[name]: value for name, value in parts.items() if name in names}
    command = [str(binaries.folder() / program), *map(str, arguments)]
    done = subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Refusal("PostgreSQL's {tool} failed, and nothing was changed: {said}", tool=program, said=done.stderr.strip()[-600:])
    return done.stdout


def dump(url: str, target: Path, snapshot: str) -> None:
    """The database as it was at the snapshot. No comments: those of extensions belong to a superuser and could not be restored."""
    run("pg_dump", url, "-Fc", "-Z", "1", "--no-comments", f"--snapshot={snapshot}", "-f", target)
