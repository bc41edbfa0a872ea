"""One derived relation by month in the state folder, each month stamped with the input it was made from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

from gongdun.compare.intake.macros import quoted
from gongdun.compare.intake.plain_text import file_hash
from gongdun.compare.intake.sources import WHOLE
from gongdun.compare.lake import Lake, Partition, replace_text
from gongdun.compare.months import Month


@dataclass(frozen=True)
class Kept:
    """Files `<name>/<month>.parquet`; `<month>.json` beside each says what went in and what came out."""

    folder: Path
    name: str

    def path(self, month: str) -> Path:
        return self.folder / self.name / f"{month}.parquet"

    def is_current(self, month: str, stamp: str) -> bool:
        """Made from the same input, and still what was written; anything else is simply made again."""
        note = self.path(month).with_suffix(".json")
        if not note.exists() or not self.path(month).exists():
            return False
        return json.loads(note.read_text()) == {"stamp": stamp, "sha256": file_hash(self.path(month))}

    def write(self, connection: duckdb.DuckDBPyConnection, month: str, stamp: str, select: str) -> None:
        path = self.path(month)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        try:
            connection.execute(f"copy ({select}) to {quoted(str(fresh))} (format parquet, compression zstd)")
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
        replace_text(path.with_suffix(".json"), json.dumps({"stamp": stamp, "sha256": file_hash(path)}))


def monthly_partitions(lake: Lake, table: str, month: Month) -> list[Partition]:
    """The partitions that belong to a month of their own; a file of all months has none."""
    return [partition for partition in lake.current(table, month) if partition.month != WHOLE]


def chained(stamps: list[str]) -> list[str]:
    """Per month a stamp over all months up to it, so that a late correction makes every later month stale."""
    chain, digest = [], ""
    for stamp in stamps:
        digest = hashlib.sha256(f"{digest}{stamp}".encode()).hexdigest()
        chain.append(digest)
    return chain
