# ruff: noqa: S608 (composed of contract names and quoted literals; no value of a file becomes SQL)
"""Normalised identities become integer keys; the texts live only in this session's memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import duckdb
import numpy as np

from gongdun.compare.contracts import Column, Contract, Kind
from gongdun.compare.keys import KeyRing

CHUNK = 200_000
CACHES = {Kind.PERSON: "person_keys", Kind.PERSONS: "person_keys", Kind.EMPLOYER: "employer_keys", Kind.SECRET: "secret_keys"}


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    for cache in sorted(set(CACHES.values())):
        connection.execute(f"create or replace temp table {cache} (text varchar, key bigint)")


def keyed_select(connection: duckdb.DuckDBPyConnection, keys: KeyRing, contract: Contract, value: Callable[[Column, str], str]) -> str:
    """SQL of the lake's rows out of the view `accepted`: keys for identities, values for the rest, ordered by employer and person."""
    selected, joins = [], []
    for place, column in enumerate(contract.columns):
        if column.kind is Kind.PERSONS:
            fill(connection, keys, column.kind, f"select gd_citizen(unnest(string_split(n_{place}, ';'))) as text from accepted")
            joins.append(f"left join ({several(place)}) as j_{place} using (row)")
            selected.append(f"j_{place}.keys as {column.lake_name}")
        elif column.kind in CACHES:
            fill(connection, keys, column.kind, f"select n_{place} as text from accepted")
            joins.append(f"left join {CACHES[column.kind]} as j_{place} on j_{place}.text = n_{place}")
            selected.append(f"j_{place}.key as {column.lake_name}")
        else:
            selected.append(f"{value(column, f'n_{place}')} as {column.name}")
    order = [name for name in ("employer_key", "person_key") if name in {column.lake_name for column in contract.columns}]
    return f"select {', '.join(selected)} from accepted {' '.join(joins)} order by {', '.join(order) or '1'}"


def several(place: int) -> str:
    """Per row the keys of several citizen numbers, smallest first, `;` between."""
    return f"""select row, string_agg(cast(key as varchar), ';' order by key) as keys
        from (select row, gd_citizen(unnest(string_split(n_{place}, ';'))) as text from accepted) join person_keys using (text) group by row"""


def fill(connection: duckdb.DuckDBPyConnection, keys: KeyRing, kind: Kind, texts: str) -> None:
    """Ask the ring for the identities this session has not met yet."""
    cache = CACHES[kind]
    fresh = connection.execute(
        f"select distinct text from ({texts}) where text is not null and text not in (select text from {cache})"
    ).fetchnumpy()["text"]
    ask = {"person_keys": keys.persons, "employer_keys": keys.employers, "secret_keys": keys.secrets}[cache]
    for chunk in chunks(np.asarray(fresh, dtype=object)):
        connection.register("fresh_keys", {"text": chunk, "key": np.array(ask(list(chunk)), dtype=np.int64)})
        connection.execute(f"insert into {cache} select text, key from fresh_keys")
        connection.unregister("fresh_keys")


def people_select(connection: duckdb.DuckDBPyConnection) -> str:
    """SQL of birth month and sex of the persons met since the last call: both stand in the number, which the lake does not keep."""
    connection.execute("create temp table if not exists written_people (key bigint)")
    return """select key as person_key, cast(substr(text, 7, 4) as integer) * 12 + cast(substr(text, 11, 2) as integer) - 1 as born_month,
        cast(strptime(substr(text, 7, 8), '%Y%m%d') as date) as born_on,
        case when cast(substr(text, 17, 1) as integer) % 2 = 1 then '1' else '2' end as sex
        from person_keys where key not in (select key from written_people) order by 1"""


def people_written(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("insert into written_people select key from person_keys where key not in (select key from written_people)")


def chunks(values: np.ndarray) -> Iterable[np.ndarray]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))
