# ruff: noqa: S608 (composed of quoted paths and month numbers)
"""Person spans: who was declared by which employer from which month on, until before which month. `[start, end)`."""

from __future__ import annotations

from pathlib import Path

import duckdb

from gongdun.compare.intake.macros import quoted
from gongdun.compare.intake.sources import WHOLE
from gongdun.compare.lake import Lake
from gongdun.compare.months import Month
from gongdun.compare.state.kept import Kept, chained, monthly_partitions

ORDER = "order by employer_key, person_key, start_month"
REBUILD = f"""select employer_key, person_key, cast(min(month) as integer) as start_month, cast(max(month) + 1 as integer) as end_month
    from (select employer_key, person_key, month, month - row_number() over (partition by employer_key, person_key order by month) as island
          from (select distinct employer_key, person_key, month from declarations))
    group by employer_key, person_key, island {ORDER}"""


def make_spans(connection: duckdb.DuckDBPyConnection, month: Month, state: Path, lake: Lake | None) -> None:
    """The view `spans`: advanced month by month from the state folder, or rebuilt where files carry no month."""
    partitions = monthly_partitions(lake, "declarations", month) if lake else []
    if lake is None or not partitions or lake.newest("declarations", WHOLE):
        connection.execute(f"create or replace temp view spans as {REBUILD}")
        return
    kept = Kept(state, "spans")
    before = None
    for partition, stamp in zip(partitions, chained([partition.stamp for partition in partitions]), strict=True):
        if not kept.is_current(partition.month, stamp):
            declared = f"select distinct employer_key, person_key from read_parquet({quoted(str(lake.path(partition)))})"
            kept.write(connection, partition.month, stamp, advance(before, declared, Month.parse(partition.month)))
        before = kept.path(partition.month)
    connection.execute(f"create or replace view spans as select * from read_parquet({quoted(str(before))})")


def advance(before: Path | None, declared: str, month: Month) -> str:
    """SQL of the spans as of a month out of those as of the month before: open ones grow or end, new ones begin."""
    begun = f"select employer_key, person_key, {month.index} as start_month, {month.index + 1} as end_month from declared"
    if before is None:
        return f"with declared as ({declared}) {begun} {ORDER}"
    return f"""with declared as ({declared}), earlier as (select * from read_parquet({quoted(str(before))})),
        open as (select * from earlier where end_month = {month.index})
        select e.employer_key, e.person_key, e.start_month,
            cast(case when d.person_key is not null and e.end_month = {month.index} then {month.index + 1} else e.end_month end as integer) as end_month
        from earlier e left join declared d on d.employer_key = e.employer_key and d.person_key = e.person_key
        union all
        {begun} where not exists (select 1 from open where open.employer_key = declared.employer_key and open.person_key = declared.person_key)
        {ORDER}"""
