"""DuckDB runs a rule file as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from gongdun.compare.engines.engine import ParameterRows, Row

BATCH = 10_000


@dataclass(frozen=True)
class DuckEngine:
    """The relations are views on the connection already."""

    connection: duckdb.DuckDBPyConnection

    @property
    def version(self) -> str:
        return f"duckdb {duckdb.__version__}"

    def rows(self, query: str, parameters: ParameterRows) -> Iterator[Row]:
        self.connection.execute(f"create or replace temp table parameters as {parameters.values_sql()}")
        found = self.connection.execute(query)
        names = [column[0] for column in found.description]
        while batch := found.fetchmany(BATCH):
            yield from (dict(zip(names, row, strict=True)) for row in batch)

    def close(self) -> None:
        """The connection belongs to the run."""
