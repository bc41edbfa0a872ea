"""Parquet in and out, through DuckDB or pyarrow, whichever is installed: the law floor itself needs neither."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gongdun.law.refusal import Refusal

MARK = b"PAR1"


def _library() -> str:
    for name in ("pyarrow", "duckdb"):
        if importlib.util.find_spec(name):
            return name
    raise Refusal("Parquet needs pyarrow or DuckDB, and neither is installed: pip install 'gongdun[compare]'.")


def _is_parquet(path: Path) -> bool:
    """By the mark at both ends, so that either library refuses in the same words."""
    with path.open("rb") as file:
        first = file.read(len(MARK))
        file.seek(max(path.stat().st_size - len(MARK), 0))
        return first == file.read() == MARK


def read(path: Path) -> Any:
    """The table of a file: an arrow table with pyarrow, else DuckDB's columns as arrays."""
    if not path.is_file():
        raise Refusal("There is no file {path}.", path=path)
    if not _is_parquet(path):
        raise Refusal("The file {path} is not Parquet: write the table as Parquet.", path=path)
    if _library() == "pyarrow":
        return importlib.import_module("pyarrow.parquet").read_table(path)
    relation = importlib.import_module("duckdb").read_parquet(str(path))
    rows = relation.fetchall()
    return {name: np.array([row[at] for row in rows], object) for at, name in enumerate(relation.columns)}


def write(path: Path, columns: Mapping[str, np.ndarray], held: Mapping[str, np.ndarray]) -> None:
    """The columns, with nulls where nothing is held."""
    if _library() == "pyarrow":
        arrow = importlib.import_module("pyarrow")
        table = arrow.table({name: arrow.array(column, mask=~held[name]) for name, column in columns.items()})
        importlib.import_module("pyarrow.parquet").write_table(table, path)
        return
    duckdb = importlib.import_module("duckdb")
    with duckdb.connect() as connection:
        names = list(columns)
        kinds = ", ".join(f"{name} {'DATE' if columns[name].dtype.kind == 'M' else 'BIGINT'}" for name in names)
        connection.execute(f"CREATE TABLE answer ({kinds})")
        rows = [[columns[name][at].item() if held[name][at] else None for name in names] for at in range(len(columns[names[0]]))]
        connection.executemany(f"INSERT INTO answer VALUES ({', '.join('?' * len(names))})", rows)  # noqa: S608 — question marks only
        connection.execute(f"COPY answer TO '{path}' (FORMAT parquet)")
