"""The lake: one Parquet file per table and month, written once; a late correction is a new version beside the old.

`catalogue.json` names the version that counts. It is replaced last and in one step, so that a kill, a full disk or a damaged
delivery leave the last complete state.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from gongdun.compare.contracts import CONTRACTS
from gongdun.compare.intake.plain_text import file_hash
from gongdun.compare.intake.sources import WHOLE
from gongdun.compare.months import Month
from gongdun.law.refusal import Refusal

CATALOGUE = "catalogue.json"


class DamagedFile(Refusal):
    """A file of the lake is not what was written."""


@dataclass(frozen=True)
class Partition:
    """One version of one table's month: its file, where it came from, and what importing it counted."""

    table: str
    month: str  # "2022-08" or "whole"
    version: int
    file: str
    sha256: str
    source: str
    source_sha256: str
    rows: int
    rejected: int
    people: str = ""  # file of birth month and sex of the persons first met in this import
    people_sha256: str = ""
    changes: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def stamp(self) -> str:
        return f"{self.table}/{self.month}/{self.sha256}"


@dataclass
class Lake:
    """A folder of partitions and the catalogue of those that count."""

    folder: Path

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.partitions = self.read_catalogue()

    def read_catalogue(self) -> dict[tuple[str, str], list[Partition]]:
        path = self.folder / CATALOGUE
        if not path.exists():
            return {}
        found: dict[tuple[str, str], list[Partition]] = {}
        for entry in json.loads(path.read_text(encoding="utf-8")):
            found.setdefault((entry["table"], entry["month"]), []).append(Partition(**entry))
        return found

    def current(self, table: str, up_to: Month) -> list[Partition]:
        """The versions that count of every month up to one, oldest month first."""
        months = sorted(month for name, month in self.partitions if name == table and (month == WHOLE or month <= str(up_to)))
        return [self.partitions[table, month][-1] for month in months]

    def holds(self, table: str, month: Month) -> bool:
        return (table, str(month)) in self.partitions or (table, WHOLE) in self.partitions

    def newest(self, table: str, month: str) -> Partition | None:
        versions = self.partitions.get((table, month))
        return versions[-1] if versions else None

    def place(self, table: str, month: str) -> tuple[Path, int]:
        """Where the next version of a month goes, and its number."""
        version = len(self.partitions.get((table, month), [])) + 1
        path = self.folder / table / month / f"v{version}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path, version

    def add(self, partition: Partition) -> None:
        """Make a written partition count: the catalogue is replaced in one step."""
        self.partitions.setdefault((partition.table, partition.month), []).append(partition)
        self.write_catalogue()

    def keep_only(self, counts: Callable[[Partition], bool]) -> list[Partition]:
        """Versions that do not count were never brought in: the catalogue forgets them, and the next delivery writes over their files."""
        forgotten = [one for versions in self.partitions.values() for one in versions if not counts(one)]
        if forgotten:
            kept = {place: [one for one in versions if counts(one)] for place, versions in self.partitions.items()}
            self.partitions = {place: versions for place, versions in kept.items() if versions}
            self.write_catalogue()
        return forgotten

    def write_catalogue(self) -> None:
        entries = [asdict(one) for place in sorted(self.partitions) for one in self.partitions[place]]
        replace_text(self.folder / CATALOGUE, json.dumps(entries, ensure_ascii=False, indent=1))

    def path(self, partition: Partition) -> Path:
        return self.folder / partition.file

    def verify(self, partition: Partition) -> Path:
        """The partition's file, once its bytes are those that were written."""
        path = self.path(partition)
        if not path.exists() or file_hash(path) != partition.sha256:
            raise damaged(path, partition)
        return path

    def verify_people(self, partition: Partition) -> Path | None:
        """The file of birth months and sexes beside a partition, if it has one."""
        if not partition.people:
            return None
        path = self.folder / partition.people
        if not path.exists() or file_hash(path) != partition.people_sha256:
            raise damaged(path, partition)
        return path

    def stamps(self, up_to: Month) -> list[str]:
        return [partition.stamp for table in CONTRACTS for partition in self.current(table, up_to)]


def damaged(path: Path, partition: Partition) -> DamagedFile:
    return DamagedFile(
        "{file} is missing or not what was written on import: restore it from the backup, or delete the lake and import {source} anew.",
        file=str(path),
        source=partition.source,
    )


def replace_text(path: Path, text: str) -> None:
    """Write beside, flush to the disk, rename: the file is the old or the new, never half."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Two runs in one folder would overwrite each other: the second is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refusal("Another comparison is running in {folder}: wait for it or name another folder.", folder=str(folder)) from error
        yield
