# ruff: noqa: S608 (composed of contract names and quoted paths; no value of a file becomes SQL)
"""What a rule may read: the contracts' tables of every month up to one, dates as integers, and the relations derived from them.

Dates and times come as integers only (`_day` since 1970-01-01, `_month` = year × 12 + month − 1, `_minute` since 1970-01-01), because
date arithmetic is where the engines differ in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from gongdun.compare.contracts import CONTRACTS, Contract, Kind
from gongdun.compare.intake.macros import quoted
from gongdun.compare.lake import Lake
from gongdun.compare.months import Month
from gongdun.compare.state import ALWAYS, DERIVED, DERIVED_NAMES

RUN = "run"
PARAMETERS = "parameters"
LEAD = "lead"


def stem(name: str) -> str:
    return name.removesuffix("_on").removesuffix("_at").removesuffix("_date") if name != "on_date" else "on"


def relation_columns(contract: Contract) -> dict[str, tuple[str, str]]:
    """Column of the relation → (SQL over the lake's column, SQL type)."""
    columns: dict[str, tuple[str, str]] = {}
    for column in contract.columns:
        name = column.lake_name
        if column.kind in {Kind.DATE, Kind.MOMENT}:
            columns[f"{stem(name)}_day"] = (f"cast(date_diff('day', date '1970-01-01', cast({name} as date)) as integer)", "INTEGER")
            columns[f"{stem(name)}_month"] = (f"cast(year({name}) * 12 + month({name}) - 1 as integer)", "INTEGER")
        if column.kind is Kind.MOMENT:
            columns[f"{stem(name)}_minute"] = (f"cast(epoch({name}) // 60 as bigint)", "BIGINT")
        if column.kind not in {Kind.DATE, Kind.MOMENT}:
            columns[name] = (name, column.lake_type)
    return columns


@dataclass(frozen=True)
class Relations:
    """The relations of one month, made as views on a connection."""

    connection: duckdb.DuckDBPyConnection
    month: Month

    def from_lake(self, lake: Lake, state: Path, only: frozenset[str] | None = None) -> None:
        """Views over the lake's verified files; with `only`, the other tables stay empty."""
        for contract in CONTRACTS.values():
            is_wanted = only is None or contract.name in only
            files = [str(lake.verify(partition)) for partition in lake.current(contract.name, self.month)] if is_wanted else []
            self.table(contract, lake_rows(contract, files) if files else None)
        self.people([str(path) for path in map(lake.verify_people, every_partition(lake, self.month)) if path])
        self.derive(state, lake, only)

    def table(self, contract: Contract, rows: str | None) -> None:
        """A view with the relation's columns; without rows it is empty and has the right types."""
        columns = relation_columns(contract)
        if rows is None:
            selected = ", ".join(f"cast(null as {kind}) as {name}" for name, (_, kind) in columns.items())
            self.connection.execute(f"create or replace view {contract.name} as select {selected} where false")
            return
        selected = ", ".join(f"{sql} as {name}" for name, (sql, _) in columns.items())
        self.connection.execute(f"create or replace view {contract.name} as select {selected} from {rows}")

    def people(self, files: list[str]) -> None:
        """`identities`: birth month, sex and months of retirement of every person met in any table."""
        rows = f"(select * from read_parquet([{', '.join(map(quoted, files))}]))" if files else EMPTY_PEOPLE
        self.connection.execute(
            f"create or replace view met_people as select person_key, min(born_month) born_month, min(born_on) born_on, min(sex) sex from {rows} group by 1"
        )

    def derive(self, state: Path, lake: Lake | None, only: frozenset[str] | None = None) -> None:
        for make in ALWAYS:
            make(self.connection, self.month, state, lake)
        for name, make in DERIVED.items():
            if only is None or only.issuperset(DERIVED_NAMES[name]):
                make(self.connection, self.month, state, lake)


EMPTY_PEOPLE = "(select cast(null as bigint) person_key, cast(null as integer) born_month, cast(null as date) born_on, cast(null as varchar) sex where false)"


def every_partition(lake: Lake, up_to: Month) -> list:
    return [partition for name in CONTRACTS for partition in lake.current(name, up_to)]


def lake_rows(contract: Contract, files: list[str]) -> str:
    """Rows of all files; where rows are no events, a later month's row replaces an earlier one with the same key."""
    if contract.is_events or contract.is_monthly or len(files) == 1:
        return f"read_parquet([{', '.join(map(quoted, files))}], union_by_name=true)"
    key = ", ".join(contract.lake_key)
    ordered = " union all by name ".join(
        f"select *, {place} as delivery from read_parquet({quoted(file)})" for place, file in enumerate(files)
    )
    return f"(select * exclude (delivery, nth) from (select *, row_number() over (partition by {key} order by delivery desc) as nth from ({ordered})) where nth = 1)"
