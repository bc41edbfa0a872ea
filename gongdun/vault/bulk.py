"""Many rows at once. COPY into a table with row scopes is refused by PostgreSQL, so rows pass through a temporary table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection
from psycopg import sql


def upsert(table: str, columns: Sequence[str], key: str, lines: Iterable[Sequence[object]], *, keep: Sequence[str] = ()) -> int:
    """Insert rows, or renew those whose `key` is there already; `keep` names columns that a renewal leaves alone. How many rows came.

    The connection is busy while the lines are copied: what they look up must be looked up before.
    """
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    renewed = sql.SQL(", ").join(
        sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in columns if name != key and name not in keep
    )
    target, single = sql.Identifier(table), sql.Identifier(key)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("create temporary table incoming on commit drop as select {} from {} with no data").format(names, target))
        with cursor.copy(sql.SQL("copy incoming ({}) from stdin").format(names)) as copy:
            for line in lines:
                copy.write_row(line)
        cursor.execute(
            sql.SQL("insert into {} ({}) select {} from incoming on conflict ({}) do update set {}").format(
                target, names, names, single, renewed
            )
        )
        count = cursor.rowcount
        cursor.execute("drop table incoming")
    return count
