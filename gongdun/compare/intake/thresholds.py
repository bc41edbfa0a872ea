# ruff: noqa: S608 (composed of contract names and quoted literals; no value of a file becomes SQL)
"""How much a delivery may have wrong before nothing of it is taken; two columns that changed places are named."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import duckdb

from gongdun.compare.contracts import Contract
from gongdun.compare.intake.checks import fault, normal
from gongdun.compare.intake.sources import Source
from gongdun.law.refusal import Refusal

SWAP_SHARE = 0.5  # from this share of faults on, a column is suspected to hold another's values
SWAP_FIT = 0.9  # and this share must fit after the exchange
SAMPLE = 1000


class TooManyRejects(Refusal):
    """A delivery with more rejected rows than its contract bears."""


class SwappedColumns(Refusal):
    """Two columns of a delivery hold each other's values."""


def hold_thresholds(connection: duckdb.DuckDBPyConnection, source: Source, rows: int, rejected: int, rejects: Path) -> None:
    """Refuse the whole file over the contract's share of rejects; below it the good rows are taken and the rest is reported."""
    if not rows and source.contract.is_monthly:
        raise Refusal("{file} holds a heading and no row: deliver the whole month, or leave the file out.", file=source.path.name)
    if rejected <= rows * source.contract.refuse_share:
        return
    if (pair := swapped_columns(connection, source, rows)) is not None:
        raise SwappedColumns(
            "In {file} the columns {first} and {second} have changed places: put the headings over their own values.",
            file=source.path.name,
            first=pair[0],
            second=pair[1],
        )
    raise TooManyRejects(
        "{file}: {rejected} of {rows} rows are wrong, more than the {share} % this table bears, so nothing was taken. Each is listed in {rejects}.",
        file=source.path.name,
        rejected=rejected,
        rows=rows,
        share=round(source.contract.refuse_share * 100, 1),
        rejects=str(rejects),
    )


def swapped_columns(connection: duckdb.DuckDBPyConnection, source: Source, rows: int) -> tuple[str, str] | None:
    """Of the columns that are mostly wrong, two whose values are right once exchanged."""
    contract = source.contract
    counts = ", ".join(f"count(f_{place})" for place in range(len(contract.columns)))
    faults = connection.execute(f"select {counts} from checked").fetchall()[0]
    suspects = [place for place, number in enumerate(faults) if number > rows * SWAP_SHARE]
    others = range(len(contract.columns))
    for first, second in permutations(others, 2):
        if (
            first in suspects
            and (second in suspects or second > first)
            and fits(connection, contract, first, second)
            and fits(connection, contract, second, first)
        ):
            return contract.columns[first].name, contract.columns[second].name
    return None


def fits(connection: duckdb.DuckDBPyConnection, contract: Contract, place: int, other: int) -> bool:
    """Whether the other column's values pass this column's check."""
    column = contract.columns[place]
    raw = f"coalesce(r_{other}, n_{other})"
    good, seen = connection.execute(
        f"""select count(*) filter (where {fault(column, "n", None)} is null), count(*) from
        (select {normal(column, raw)} as n from (select * from checked limit {SAMPLE}) where {raw} is not null)"""
    ).fetchall()[0]
    return seen > 0 and good >= seen * SWAP_FIT
