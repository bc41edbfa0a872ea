"""Engines by name; Spark is imported only when it is asked for, because it is an extra."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
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
        hold_spark()
        return importlib.import_module("gongdun.compare.engines.spark").open_spark(connection, scratch)
    raise Refusal("There is no engine {name!r}: choose one of {known}.", name=name, known=", ".join(ENGINES))


def hold_spark() -> None:
    """What Spark needs is said before it is missed."""
    if importlib.util.find_spec("pyspark") is None:
        raise Refusal("The Spark engine is an extra: install gongdun[spark], or run with --engine duckdb.")
    if not os.environ.get("SPARK_REMOTE") and shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise Refusal("Spark on this machine needs Java 17 or newer: install it, or name a cluster in SPARK_REMOTE (Spark Connect).")
