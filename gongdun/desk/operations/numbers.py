"""Numbers without gaps: the counter's row is locked until the transaction that uses the number ends."""

from __future__ import annotations

from django.db import connection

TAKE = """
insert into desk_number (series, year, last) values (%s, %s, %s)
on conflict (series, year) do update set last = desk_number.last + excluded.last returning last
"""


def take(series: str, year: int, count: int = 1) -> int:
    """The last of `count` new numbers; a transaction that fails gives them back."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [series, year, count])
        return cursor.fetchone()[0]
