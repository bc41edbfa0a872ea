"""Engines by name; Spark is imported only when it is asked for, because it is an extra."""

from __future__ import annotations

import importlib
from pathlib import Path

import duckdb

from gongdun.compare.engines.duck import DuckEngine
from gongdun.compare.engines.engine import Engine
from gongdun.law.refusal import Refusal

ENGINES = ("duckdb", "spark")


def open_engine(name: str, connection: duckdb.DuckDBPyConnection, scratch: Path) -> Engine:
    if name == "duckdb":
        return DuckEngine(connection)
    if name == "spark":
        return importlib.import_module("gongdun.compare.engines.spark").open_spark(connection, scratch)
    raise Refusal("There is no engine {name!r}: choose one of {known}.", name=name, known=", ".join(ENGINES))
