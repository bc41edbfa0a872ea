# ruff: noqa: S608 (composed of contract names and quoted literals; no value of a file becomes SQL)
"""One file into the lake: checked by its contract, identities turned into keys, written once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from gongdun.compare.contracts import Contract, Kind
from gongdun.compare.database import connect
from gongdun.compare.intake import keying, macros
from gongdun.compare.intake.checks import CheckedTable, lake_value
from gongdun.compare.intake.macros import quoted
from gongdun.compare.intake.plain_text import file_hash
from gongdun.compare.intake.rejects import write_rejects
from gongdun.compare.intake.relations import MALFORMED, Raw, open_raw
from gongdun.compare.intake.sources import Source
from gongdun.compare.intake.thresholds import hold_thresholds
from gongdun.compare.keys import KeyRing
from gongdun.compare.lake import Lake, Partition
from gongdun.compare.scratch import scratch_folder


@dataclass
class Importer:
    """A connection with its key caches, for as many files as a run brings."""

    lake: Lake
    keys: KeyRing
    memory: str = "2GB"

    @contextmanager
    def session(self) -> Iterator[Importer]:
        with scratch_folder() as self.scratch, connect(self.scratch, self.memory) as self.connection:
            macros.install(self.connection)
            keying.prepare(self.connection)
            yield self

    def bring_in(self, source: Source) -> Partition:
        """The partition that now counts for the source's month; the same bytes again change nothing."""
        raw = open_raw(self.connection, source, self.scratch)
        newest = self.lake.newest(source.contract.name, source.partition)
        if newest is not None and newest.source_sha256 == raw.sha256:
            return newest
        check(self.connection, source, raw)
        rows, rejected = self.count(source)
        path, version = self.lake.place(source.contract.name, source.partition)
        write_rejects(self.connection, source, path.with_suffix(".rejects.parquet"))
        hold_thresholds(self.connection, source, rows, rejected, path.with_suffix(".rejects.parquet"))
        notes = self.drop_duplicates(source.contract)
        self.write(keying.keyed_select(self.connection, self.keys, source.contract, lake_value), path)
        people = self.write_people(path)
        partition = Partition(
            source.contract.name,
            source.partition,
            version,
            str(path.relative_to(self.lake.folder)),
            file_hash(path),
            source.path.name,
            raw.sha256,
            self.connection.execute("select count(*) from accepted").fetchall()[0][0],
            rejected,
            str(people.relative_to(self.lake.folder)) if people else "",
            file_hash(people) if people else "",
            changes(self.connection, source.contract, raw),
            [*notes, *(f"unknown column {head}" for head in raw.unknown)],
        )
        self.lake.add(partition)
        return partition

    def count(self, source: Source) -> tuple[int, int]:
        """Rows delivered and rows rejected, malformed lines included in both."""
        rows, accepted = self.connection.execute("select count(*), count(*) filter (where is_accepted) from checked").fetchall()[0]
        malformed = (
            self.connection.execute(f"select count(distinct line) from {MALFORMED}").fetchall()[0][0] if source.form != "parquet" else 0
        )
        return rows + malformed, rows - accepted + malformed

    def drop_duplicates(self, contract: Contract) -> list[str]:
        """Of rows with the same key the last counts; how many fell is noted."""
        key = ", ".join(f"n_{[column.name for column in contract.columns].index(name)}" for name in contract.key)
        connection = self.connection
        connection.execute("create or replace temp view accepted as select * from checked where is_accepted")
        doubled = connection.execute(
            f"select coalesce(sum(n - 1), 0) from (select count(*) n from accepted group by {key} having n > 1)"
        ).fetchall()[0][0]
        if not doubled:
            return []
        connection.execute(
            f"""create or replace temp view accepted as select * exclude (nth) from
            (select *, row_number() over (partition by {key} order by row desc) as nth from checked where is_accepted) where nth = 1"""
        )
        return [f"{doubled} rows repeated a key: the last of each counts"]

    def write_people(self, path: Path) -> Path | None:
        """Beside the partition: birth month and sex of the persons first met in it."""
        people = path.with_suffix(".people.parquet")
        select = keying.people_select(self.connection)
        if not self.connection.execute(f"select count(*) from ({select})").fetchall()[0][0]:
            return None
        self.write(select, people)
        keying.people_written(self.connection)
        return people

    def write(self, select: str, path: Path) -> None:
        """The file appears whole or not at all."""
        fresh = path.with_suffix(".new")
        try:
            self.connection.execute(f"copy ({select}) to {quoted(str(fresh))} (format parquet, compression zstd)")
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)


def check(connection: duckdb.DuckDBPyConnection, source: Source, raw: Raw) -> None:
    """Run the contract as one query; the result is the temporary table `checked`."""
    for name in (MALFORMED, f"{MALFORMED}_scan"):
        connection.execute(f"drop table if exists {name}")
    checked = CheckedTable(source.contract, source.month, raw.headings)
    select = checked.select(raw.relation, raw.row)
    orders = ", ".join(f"coalesce(f_{place}, case when {broken} then 'order' end) as f_{place}" for place, broken in checked.order_faults())
    replaced = f"* replace ({orders})" if orders else "*"
    faults = ", ".join(f"f_{place}" for place in range(len(source.contract.columns)))
    connection.execute(
        f"create or replace temp table checked as select *, coalesce({faults}) is null as is_accepted from (select {replaced} from ({select}))"
    )


def changes(connection: duckdb.DuckDBPyConnection, contract: Contract, raw: Raw) -> dict[str, int]:
    """How often normalising changed an identifier, by what it did; nothing is repaired in silence."""
    places = [place for place, column in enumerate(contract.columns) if column.kind in {Kind.PERSON, Kind.EMPLOYER}]
    sums = {
        "fifteen_digits": "regexp_full_match(gd_code({r}), '[0-9]{{15}}')",
        "lower_case": "upper({r}) <> {r}",
        "full_width": "regexp_matches({r}, '[\\x{{FF01}}-\\x{{FF5E}}]')",
        "spaces": "regexp_matches({r}, '[\\s\\x{{00A0}}\\x{{3000}}\\x{{200B}}\\x{{FEFF}}]')",
        "old_credit_code": "false",
    }
    counted: dict[str, int] = {}
    for name, test in sums.items():
        terms = " + ".join(f"count(*) filter (where {test.format(r=f'r_{place}')})" for place in places) or "count(*) * 0"
        counted[name] = connection.execute(f"select {terms} from checked where is_accepted").fetchall()[0][0]
    employers = [place for place in places if contract.columns[place].kind is Kind.EMPLOYER]
    if employers:
        terms = " + ".join(f"count(*) filter (where gd_uscc_fault(n_{place}) = 'uscc_old')" for place in employers)
        counted["old_credit_code"] = connection.execute(f"select {terms} from checked where is_accepted").fetchall()[0][0]
    counted["nul_bytes"] = raw.nul_bytes
    counted["from_gb18030"] = int(raw.encoding == "gb18030")
    return {name: number for name, number in counted.items() if number}
