"""PostgreSQL 18 as the peer: typed tables clustered by employer, indexes for every join, statistics; the rules' SQL rewritten by sqlglot.

The statements, the settings and the plans stand in `bench/compare/postgres/`; `python -m bench.compare plans` writes them anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb
import psycopg
import sqlglot

from bench.compare.stage import Stage
from gongdun.compare.rules.rule import Rule, load_rules
from gongdun.site.postgres import cluster

PAPERS = Path(__file__).resolve().parent / "postgres"
SERVER = {
    "shared_buffers": "'3GB'",
    "maintenance_work_mem": "'1GB'",
    "max_wal_size": "'8GB'",
    "effective_cache_size": "'8GB'",
    "max_worker_processes": "8",
}
TUNINGS = {
    "parallel": {"work_mem": "512MB", "max_parallel_workers_per_gather": "2", "jit": "off", "random_page_cost": "1.1"},
    "serial": {"work_mem": "1GB", "max_parallel_workers_per_gather": "0", "jit": "on", "random_page_cost": "4", "hash_mem_multiplier": "4"},
}
INDEXED = ("person_key", "employer_key", "month", "matter_no", "bill_no", "project_no")
TYPES = {"BIGINT": "bigint", "INTEGER": "integer", "VARCHAR": "text", "BOOLEAN": "boolean"}
PIECE = 1 << 20


def open_postgres(stage: Stage, tuning: str):
    connection = connected(stage)
    for name, value in TUNINGS[tuning].items():
        connection.execute(f"set {name} = '{value}'")
    return Asker(connection, stage, connection.info.backend_pid)


def connected(stage: Stage) -> psycopg.Connection:
    cluster.SETTINGS.update(SERVER)
    server = cluster.Cluster(stage.folder / "postgres", forgetful=True).start()
    connection = psycopg.connect(server.url(), autocommit=True)
    connection.execute("select pg_advisory_lock(1)")
    try:
        load(connection, stage)
    finally:
        connection.execute("select pg_advisory_unlock(1)")
    return connection


@dataclass
class Asker:
    """Asks one rule; `server` is the process that does the work (leader of the parallel workers)."""

    connection: psycopg.Connection
    stage: Stage
    server: int = 0

    def __call__(self, rule: Rule) -> list[dict]:
        set_parameters(self.connection, self.stage, rule)
        found = self.connection.execute(to_postgres(rule.query))
        names = [column.name for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def set_parameters(connection: psycopg.Connection, stage: Stage, rule: Rule) -> None:
    connection.execute("drop table if exists pg_temp.parameters")
    connection.execute(f"create temp table parameters as {to_postgres(stage.parameters(rule).values_sql())}")


def to_postgres(query: str) -> str:
    return sqlglot.transpile(query, read="duckdb", write="postgres", pretty=True)[0]


def load(connection: psycopg.Connection, stage: Stage) -> None:
    """Every shared relation once: COPY, indexes on the columns rules join by, ANALYZE. A table that is there whole is left alone."""
    for path in sorted((stage.folder / "relations").glob("*.parquet")):
        with connection.transaction():
            if connection.execute("select to_regclass(%s)", [path.stem]).fetchone()[0] is None:
                fill(connection, path, stage.folder / "relations" / "piece.csv")
    connection.execute("vacuum analyze")


def fill(connection: psycopg.Connection, path: Path, piece: Path) -> None:
    columns = duckdb.execute(f"describe select * from read_parquet('{path}')").fetchall()
    names = [name for name, *_ in columns]
    typed = ", ".join(f"{name} {TYPES[kind]}" for name, kind, *_ in columns)
    connection.execute(f"create table {path.stem} ({typed})")
    order = ", ".join(name for name in ("employer_key", "month", "person_key") if name in names)
    duckdb.execute(
        f"copy (select * from read_parquet('{path}') {'order by ' + order if order else ''}) to '{piece}' (format csv, header false)"
    )
    with connection.cursor().copy(f"copy {path.stem} from stdin (format csv)") as copy, piece.open("rb") as stream:
        while block := stream.read(PIECE):
            copy.write(block)
    piece.unlink()
    for statement in indexes(path.stem, names):
        connection.execute(statement)


def indexes(table: str, names: list[str]) -> list[str]:
    """One index for each column that rules join by, and the pair employer and person."""
    single = [f"create index on {table} ({name})" for name in INDEXED if name in names]
    pair = [f"create index on {table} (employer_key, person_key)"] if {"employer_key", "person_key"} <= set(names) else []
    return single + pair


def write_papers(stage: Stage) -> None:
    """Settings, indexes, each rule's statement and its plan, for whoever doubts the comparison."""
    PAPERS.mkdir(exist_ok=True)
    connection = connected(stage)
    (PAPERS / "settings.json").write_text(json.dumps({"server": SERVER, "tunings": TUNINGS}, indent=1) + "\n")
    tables = sorted(path.stem for path in (stage.folder / "relations").glob("*.parquet"))
    columns = {
        table: [row[0] for row in duckdb.execute(f"describe select * from read_parquet('{stage.relation(table)}')").fetchall()]
        for table in tables
    }
    (PAPERS / "indexes.sql").write_text("".join(f"{line};\n" for table in tables for line in indexes(table, columns[table])))
    for name, value in TUNINGS["parallel"].items():
        connection.execute(f"set {name} = '{value}'")
    for rule in load_rules():
        set_parameters(connection, stage, rule)
        query = to_postgres(rule.query)
        plan = "\n".join(row[0] for row in connection.execute(f"explain (costs off) {query}").fetchall())
        (PAPERS / f"{rule.id}.sql").write_text(f"{query}\n\n/* plan at {stage.persons} persons and {stage.months} months\n{plan}\n*/\n")
