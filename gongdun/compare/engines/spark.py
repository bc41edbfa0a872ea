"""Spark runs the same rule files, rewritten by sqlglot; held equal to DuckDB by a differential test.

Imported only when asked for: PySpark and Java are an extra. `SPARK_REMOTE` names a cluster by Spark Connect; without it Spark runs here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import sqlglot
from pyspark.sql import SparkSession

from gongdun.compare.contracts import CONTRACTS
from gongdun.compare.engines.engine import ParameterRows, Row
from gongdun.compare.intake.macros import quoted
from gongdun.compare.relations import PARAMETERS, RUN
from gongdun.compare.rules.portable import tables_read
from gongdun.compare.state import DERIVED_NAMES

RELATIONS = (RUN, *CONTRACTS, *DERIVED_NAMES)


@dataclass
class SparkEngine:
    """The relations are written as Parquet when a rule first reads them, into a folder that Spark's workers can read."""

    session: SparkSession
    connection: duckdb.DuckDBPyConnection
    folder: Path

    def __post_init__(self) -> None:
        self.shared: set[str] = set()

    @property
    def version(self) -> str:
        return f"spark {self.session.version}"

    def rows(self, query: str, parameters: ParameterRows) -> Iterator[Row]:
        for name in sorted(tables_read(query) & set(RELATIONS) - self.shared):
            self.share(name)
        self.session.sql(to_spark(parameters.values_sql())).createOrReplaceTempView(PARAMETERS)
        yield from (row.asDict() for row in self.session.sql(to_spark(query)).toLocalIterator())

    def share(self, name: str) -> None:
        path = self.folder / f"{name}.parquet"
        self.connection.execute(f"copy (select * from {name}) to {quoted(str(path))} (format parquet)")  # noqa: S608 (a relation's own name)
        self.session.read.parquet(str(path)).createOrReplaceTempView(name)
        self.shared.add(name)

    def close(self) -> None:
        self.session.stop()


def to_spark(query: str) -> str:
    return sqlglot.transpile(query, read="duckdb", write="spark")[0]


def open_spark(connection: duckdb.DuckDBPyConnection, scratch: Path) -> SparkEngine:
    """A session on the cluster of SPARK_REMOTE, or on this machine with a small heap. Integer overflow is an error, as in DuckDB."""
    builder = SparkSession.builder.appName("gongdun compare").config("spark.sql.ansi.enabled", "true")
    if remote := os.environ.get("SPARK_REMOTE"):
        session = builder.remote(remote).getOrCreate()
    else:
        local = builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2")
        local = (
            local.config("spark.driver.memory", "2g")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
        )
        session = local.config("spark.local.dir", str(scratch)).config("spark.sql.warehouse.dir", str(scratch)).getOrCreate()
    session.sparkContext.setLogLevel("ERROR") if not remote else None
    folder = scratch / "relations"
    folder.mkdir(exist_ok=True)
    return SparkEngine(session, connection, folder)
