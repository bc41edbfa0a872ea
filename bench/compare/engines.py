"""The engines by name, each opened in a process of its own: `open_engine(name, stage)` gives (ask, note); ask(rule) gives the answer's rows."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable, Mapping

import sqlglot

from bench.compare.stage import Stage
from gongdun.compare.engines.duck import DuckEngine
from gongdun.compare.rules.rule import Rule

Ask = Callable[[Rule], Iterable[Mapping[str, object]]]
# Two tunings of each peer; the better one counts, rule by rule.
ENGINES = (
    "gongdun",
    "duckdb_raw",
    "decode",
    "postgres_parallel",
    "postgres_serial",
    "polars_streaming",
    "polars_memory",
    "pandas_arrow",
    "pandas_numpy",
    "spark",
)


def open_engine(name: str, stage: Stage) -> Ask:
    family, _, tuning = name.partition("_")
    if name == "gongdun":
        return duck(stage, stage.opened())
    if name == "duckdb_raw":
        return duck(stage, stage.raw())
    if name == "decode":
        return decode(stage)
    if family == "postgres":
        return importlib.import_module("bench.compare.postgres").open_postgres(stage, tuning)
    if family in {"polars", "pandas"}:
        rules = importlib.import_module(f"bench.compare.{family}_rules")
        return lambda rule: rules.RULES[rule.id](rules.Tables(stage, tuning), values(stage, rule))
    return spark(stage)


def values(stage: Stage, rule: Rule) -> dict[str, int]:
    rows = stage.parameters(rule)
    return dict(zip(rows.names, rows.rows[0][1], strict=True)) | {"month": stage.month.index, "next_day": stage.month.next_day}


def duck(stage: Stage, connection) -> Ask:
    engine = DuckEngine(connection)
    return lambda rule: list(engine.rows(rule.query, stage.parameters(rule)))


def decode(stage: Stage) -> Ask:
    """No work at all but reading: every column the rule touches, of every row, decoded and thrown away."""
    connection = stage.opened()

    def ask(rule: Rule) -> list:
        tree = sqlglot.parse_one(rule.query, read="duckdb")
        used = {column.name for column in tree.find_all(sqlglot.exp.Column)}
        for name in rule.reads:
            known = [column[0] for column in connection.execute(f"describe {name}").fetchall()]
            wanted = [column for column in known if column in used] or known[:1]
            connection.execute(f"select max(hash({', '.join(wanted)})) from {name}").fetchall()
        return []

    return ask


def spark(stage: Stage) -> Ask:
    os.environ.setdefault("PYSPARK_SUBMIT_ARGS", "--driver-memory 4g pyspark-shell")
    module = importlib.import_module("gongdun.compare.engines.spark")
    opened = module.open_spark(stage.opened(), stage.folder / "scratch-spark")
    for name in module.RELATIONS:
        if stage.relation(name).exists():
            opened.session.read.parquet(str(stage.relation(name))).createOrReplaceTempView(name)
            opened.shared.add(name)
    return lambda rule: list(opened.rows(rule.query, stage.parameters(rule)))
