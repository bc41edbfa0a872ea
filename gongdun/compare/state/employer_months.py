# ruff: noqa: S608 (composed of quoted paths)
"""Employer-months: heads and bases of every employer in every declared month. Money in fen."""

from __future__ import annotations

from pathlib import Path

import duckdb

from gongdun.compare.intake.macros import quoted
from gongdun.compare.intake.sources import WHOLE
from gongdun.compare.lake import Lake
from gongdun.compare.months import Month
from gongdun.compare.state.kept import Kept, monthly_partitions

SUMMARY = """select employer_key, month, count(*) as heads, cast(sum(base) as bigint) as base_total, cast(sum(wage) as bigint) as wage_total,
    cast(min(base) as bigint) as lowest_base, cast(quantile_disc(base, 0.5) as bigint) as median_base,
    count(*) filter (where paid) as paid_heads
    from {rows} group by employer_key, month"""
LOWEST = """with summary as ({summary}) select s.*, l.heads_at_lowest from summary s join (
    select d.employer_key, d.month, count(*) as heads_at_lowest from {rows} d
    join summary m on m.employer_key = d.employer_key and m.month = d.month and m.lowest_base = d.base group by 1, 2
    ) l on l.employer_key = s.employer_key and l.month = s.month order by s.employer_key, s.month"""


def summary(rows: str) -> str:
    return LOWEST.format(summary=SUMMARY.format(rows=rows), rows=rows)


def make_employer_months(connection: duckdb.DuckDBPyConnection, month: Month, state: Path, lake: Lake | None) -> None:
    """The view `employer_months`; a month is made once and again only after a correction of that month."""
    partitions = monthly_partitions(lake, "declarations", month) if lake else []
    if lake is None or not partitions or lake.newest("declarations", WHOLE):
        connection.execute(f"create or replace temp view employer_months as {summary('declarations')}")
        return
    kept = Kept(state, "employer_months")
    for partition in partitions:
        if not kept.is_current(partition.month, partition.stamp):
            kept.write(connection, partition.month, partition.stamp, summary(f"read_parquet({quoted(str(lake.path(partition)))})"))
    files = ", ".join(quoted(str(kept.path(partition.month))) for partition in partitions)
    connection.execute(f"create or replace view employer_months as select * from read_parquet([{files}])")
