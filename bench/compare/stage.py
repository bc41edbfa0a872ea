"""The city, the lake and the state at one size, made once and kept: a killed run goes on where it stopped."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from gongdun.compare.contracts import CONTRACTS
from gongdun.compare.database import connect
from gongdun.compare.intake.importing import Importer
from gongdun.compare.intake.sources import find_sources
from gongdun.compare.keys import LocalKeys
from gongdun.compare.lake import Lake
from gongdun.compare.months import Month
from gongdun.compare.relations import Relations
from gongdun.compare.rules.portable import tables_read
from gongdun.compare.rules.rule import Rule, load_rules
from gongdun.compare.state import DERIVED, DERIVED_NAMES
from gongdun.compare.thresholds import parameter_rows
from gongdun.demo.city.generate import Wish, generate

FIRST = "2021-10"


@dataclass(frozen=True)
class Stage:
    """One size: persons × months, everything about it under one folder."""

    folder: Path
    persons: int
    months: int

    @property
    def month(self) -> Month:
        return Month(Month.parse(FIRST).index + self.months - 1)

    @property
    def lake(self) -> Lake:
        return Lake(self.folder / "lake")

    def relation(self, name: str) -> Path:
        return self.folder / "relations" / f"{name}.parquet"

    def prepare(self) -> dict[str, float]:
        """City, lake, state and shared relations; returns the seconds of each part, measured when it was made."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.once("generate", self.generate)
        self.once("import", self.bring_in)
        self.once("state from scratch", lambda: self.opened().close())
        self.once("share", self.share)
        return json.loads((self.folder / "seconds.json").read_text())

    def once(self, name: str, work) -> None:
        path = self.folder / "seconds.json"
        done = json.loads(path.read_text()) if path.exists() else {}
        if name in done:
            return
        started = time.perf_counter()
        work()
        path.write_text(json.dumps(done | {name: round(time.perf_counter() - started, 3)}))

    def generate(self) -> None:
        generate(Wish(self.persons, FIRST, self.months, 1, "parquet"), self.folder / "data", quiet=True)

    def bring_in(self) -> None:
        with Importer(self.lake, LocalKeys(b"k" * 32)).session() as importer:
            for source in find_sources(self.folder / "data", self.month):
                importer.bring_in(source)

    def opened(self, memory: str = "4GB") -> duckdb.DuckDBPyConnection:
        """Our engine's connection, with the kept state."""
        (self.folder / "scratch").mkdir(parents=True, exist_ok=True)
        connection = connect(self.folder / "scratch", memory)
        Relations(connection, self.month).from_lake(self.lake, self.folder / "state")
        return connection

    def raw(self, memory: str = "4GB") -> duckdb.DuckDBPyConnection:
        """The same relations without any kept state: spans and employer-months are views over the declarations."""
        connection = self.opened(memory)
        for name in ("spans", "employer_months"):
            connection.execute(f"drop view {name}")
            DERIVED[name](connection, self.month, self.folder / "state", None)
        return connection

    def share(self) -> None:
        """Every relation that a rule reads, for the peers; the declarations by month of course."""
        (self.folder / "relations").mkdir(exist_ok=True)
        connection = self.opened()
        for name in sorted(read_by_rules()):
            connection.execute(f"copy (select * from {name}) to '{self.relation(name)}' (format parquet, compression zstd)")
        connection.close()

    def parameters(self, rule: Rule):
        districts = duckdb.execute(f"select distinct district from read_parquet('{self.relation('employers')}')").fetchall()
        return parameter_rows(rule, [], sorted(district for (district,) in districts), self.month)


def read_by_rules() -> set[str]:
    """`run` and every table and derived relation that some rule's query names."""
    known = {"run", *CONTRACTS, *DERIVED_NAMES}
    return {name for rule in load_rules() for name in tables_read(rule.query)} & known
