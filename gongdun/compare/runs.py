# ruff: noqa: S608 (quoted paths only)
"""The folder of runs: `2022-08-v1` is there whole or not at all."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from gongdun.compare.intake.macros import quoted
from gongdun.compare.leads import PARQUET, Lead, Status
from gongdun.compare.months import Month

NAME = re.compile(r"(\d{4}-\d{2})-v(\d+)")
BATCH = 50_000


@dataclass(frozen=True)
class Runs:
    """Finished runs; an unfinished one lies in a hidden folder that the next run removes."""

    folder: Path

    def finished(self) -> list[tuple[str, int, Path]]:
        if not self.folder.exists():
            return []
        matches = [(NAME.fullmatch(path.name), path) for path in self.folder.iterdir()]
        return sorted((match[1], int(match[2]), path) for match, path in matches if match)

    def before(self, month: Month) -> Path | None:
        """The latest run of an earlier month."""
        return next((path for name, _, path in reversed(self.finished()) if name < str(month)), None)

    def versions(self, month: Month) -> list[Path]:
        return [path for name, _, path in self.finished() if name == str(month)]

    def begin(self) -> Path:
        fresh = self.folder / ".unfinished"
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir(parents=True)
        return fresh

    def finish(self, fresh: Path, month: Month, version: int) -> Path:
        return fresh.rename(self.folder / f"{month}-v{version}")


def write_leads(connection: duckdb.DuckDBPyConnection, leads: list[Lead], path: Path) -> None:
    columns = ", ".join(f"{name} {kind}" for name, kind in PARQUET.items())
    connection.execute(f"create or replace temp table written_leads ({columns})")
    places = ", ".join(f"unnest(${place})" for place in range(1, len(PARQUET) + 1))
    for start in range(0, len(leads), BATCH):
        columns_of_batch = [list(values) for values in zip(*(lead.as_row() for lead in leads[start : start + BATCH]), strict=True)]
        connection.execute(f"insert into written_leads select {places}", columns_of_batch)
    connection.execute(f"copy written_leads to {quoted(str(path))} (format parquet, compression zstd)")


def read_leads(path: Path) -> list[Lead]:
    """The leads of a finished run, in their order."""
    rows = duckdb.connect().execute(f"select {', '.join(PARQUET)} from read_parquet({quoted(str(path))})").fetchall()
    named = [dict(zip(PARQUET, row, strict=True)) for row in rows]
    return [Lead(**row | {"status": Status(row["status"])}) for row in named]
