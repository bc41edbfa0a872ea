"""The database: does it answer, is it a version we know, is it migrated, and does it hold the site's role to its rows."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from gongdun.desk.catalogue import catalogue
from gongdun.desk.checks.versions import gone
from gongdun.site.doctor.findings import Finding, Message, fault, harm, ok
from gongdun.site.postgres.roles import EXTENSIONS
from gongdun.vault import checks

OLDEST, NEWEST = 15, 18
PREPARE_AGAIN = "Run `gongdun database prepare`, then `gongdun database migrate`."


def answers() -> Finding:
    """The one check that all others of the database wait for."""
    try:
        connection.ensure_connection()
    except OperationalError as failure:
        what = Message("The database does not answer: {said}", said=str(failure).strip())
        return fault("database", what, Message("Start it with `gongdun database start`, or set DATABASE_URL to your server."))
    return ok("database", Message("The database answers."))


def kind(*, is_embedded: bool, production: bool) -> Iterator[Finding]:
    """The embedded server is for the demo, the tests and small offices: no TLS, no replica, one machine."""
    if not is_embedded:
        yield ok("server", Message("The database is a server of your own."))
    else:
        what = Message("The database is the embedded one of the data folder.")
        mend = Message("For production set DATABASE_URL and GONGDUN_OWNER_URL to a PostgreSQL server of your own.")
        yield harm("server", what, mend, production=True) if production else ok("server", what)


def version(number: int | None = None) -> Iterator[Finding]:
    major = number or served_version()
    what = Message("The server is PostgreSQL {version}.", version=major)
    if OLDEST <= major <= NEWEST:
        yield ok("version", what)
    else:
        yield fault("version", what, Message("Use PostgreSQL {oldest} to {newest}.", oldest=OLDEST, newest=NEWEST))


def served_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version_num')::int / 10000")
        return int(cursor.fetchone()[0])


def extensions() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("select extname from pg_extension")
        missing = sorted(set(EXTENSIONS) - {name for (name,) in cursor.fetchall()})
    if missing:
        yield fault("extensions", Message("The extensions {names} are missing.", names=", ".join(missing)), Message(PREPARE_AGAIN))
    else:
        yield ok("extensions", Message("The extensions are there."))


def migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        what = Message("{count} migrations are not applied, the first is {first}.", count=len(waiting), first=str(waiting[0][0]))
        yield fault("migrations", what, Message("Make a backup, then run `gongdun database migrate`."))
    else:
        yield ok("migrations", Message("Every migration is applied."))


def rights() -> Iterator[Finding]:
    """The site's role owns nothing, and row scopes stand on every table that has them."""
    found = checks.problems()
    for problem in found:
        yield fault("rights", Message("The rows are not held by the database: {problem}", problem=problem), Message(PREPARE_AGAIN))
    if not found:
        yield ok("rights", Message("The site's role owns nothing, and every scoped table holds it to its rows."))


def procedures() -> Iterator[Finding]:
    """Every open matter still finds the version of the procedure it was opened under."""
    found = list(gone(catalogue()))
    for one in found:
        what = Message(
            "{count} open matters follow {procedure} in the version of {version}, which is gone.", count=one.count, procedure=one.procedure, version=one.version
        )  # fmt: skip
        yield fault("procedures", what, Message("Put the file of that version back into its drawer; a new version stands beside the old."))
    if not found:
        yield ok("procedures", Message("Every open matter finds the version of its procedure."))
