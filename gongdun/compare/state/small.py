# ruff: noqa: S608 (composed of month numbers)
"""Derived relations small enough to be made anew in every run."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np

from gongdun.compare import retirement
from gongdun.compare.lake import Lake
from gongdun.compare.months import Month

NEVER = 999_999  # the end of a span that has not ended, as a month index


def make_run(connection: duckdb.DuckDBPyConnection, month: Month, state: Path, lake: Lake | None) -> None:
    """`run`: the month, its number in the year, its first day and the day after it, and the four digits that most of the employers' districts begin with."""
    connection.execute(
        f"""create or replace temp table run as select {month.index} as month, {month.index % 12 + 1} as month_of_year, {month.first_day} as first_day, {month.next_day} as next_day,
        coalesce((select substr(district, 1, 4) from employers where regexp_matches(district, '^[0-9]{{6}}')
                  group by 1 order by count(*) desc, 1 limit 1), '') as city"""
    )


def make_identities(connection: duckdb.DuckDBPyConnection, month: Month, state: Path, lake: Lake | None) -> None:
    """`identities`: birth, sex and the earliest and latest month of retirement, from the number itself."""
    sex, born, earliest, latest = zip(*retirement.table(), strict=True)
    rows = {"sex": np.array(sex, dtype=object), "born_month": np.array(born), "earliest": np.array(earliest), "latest": np.array(latest)}
    connection.register("retirement_rows", rows)
    connection.execute("create or replace temp table retirement as select * from retirement_rows")
    connection.unregister("retirement_rows")
    connection.execute(
        """create or replace temp view identities as select p.person_key, p.sex, cast(p.born_month as integer) as born_month,
        cast(date_diff('day', date '1970-01-01', p.born_on) as integer) as born_day,
        cast(r.earliest as integer) as retire_earliest_month, cast(r.latest as integer) as retire_latest_month
        from met_people p left join retirement r on r.sex = p.sex and r.born_month = p.born_month"""
    )


def make_enrolment_spans(connection: duckdb.DuckDBPyConnection, month: Month, state: Path, lake: Lake | None) -> None:
    """`enrolment_spans`: each enrolment until the cease after it; one that was rolled back never was."""
    connection.execute(
        f"""create or replace temp view enrolment_spans as
        select employer_key, person_key, scheme, start_month, case when next_operation = 'cease' then next_month else {NEVER} end as end_month, operated_day, operated_minute
        from (select *, effective_month as start_month, lead(operation) over following as next_operation, lead(effective_month) over following as next_month
              from enrolments where operated_day < {month.next_day}
              window following as (partition by employer_key, person_key, scheme order by operated_minute, event_id))
        where operation = 'enrol' and coalesce(next_operation, '') <> 'roll_back'"""
    )


def make_payroll_months(connection: duckdb.DuckDBPyConnection, month: Month, state: Path, lake: Lake | None) -> None:
    """`payroll_months`: persons and income by employer, month and kind of income."""
    connection.execute(
        """create or replace temp view payroll_months as select employer_key, month, kind, count(*) as heads, cast(sum(income) as bigint) as income_total
        from payroll where income > 0 group by employer_key, month, kind"""
    )


def make_witnesses(connection: duckdb.DuckDBPyConnection, month: Month, state: Path, lake: Lake | None) -> None:
    """`witnesses`: one row per recognition matter and witness."""
    connection.execute(
        """create or replace temp view witnesses as
        select matter_no, cast(unnest(string_split(witness_keys, ';')) as bigint) as person_key from injuries where witness_keys is not null"""
    )


def make_charges(connection: duckdb.DuckDBPyConnection, month: Month, state: Path, lake: Lake | None) -> None:
    """`charges`: what was charged for a person in a month, base × the employer's rate, rounded to the fen."""
    connection.execute(
        """create or replace temp view charges as
        select d.employer_key, d.person_key, d.month, d.base, cast((d.base * e.rate + 500000) // 1000000 as bigint) as charged
        from declarations d left join employers e on e.employer_key = d.employer_key"""
    )


def make_text_pairs(connection: duckdb.DuckDBPyConnection, month: Month, state: Path, lake: Lake | None) -> None:
    """`text_pairs`: matters whose accounts differ in at most three of the 64 bits of their digest; such two share one of four 16-bit bands."""
    connection.execute(
        r"""create or replace temp view text_pairs as
        with digests as (select matter_no, cast('0x' || text_digest as ubigint) as bits, text_digest from injuries where regexp_full_match(text_digest, '[0-9a-fA-F]{16}')),
        bands as (select matter_no, bits, place, substr(lower(text_digest), place * 4 + 1, 4) as band from digests, (select unnest([0, 1, 2, 3]) as place))
        select distinct a.matter_no, b.matter_no as other_matter_no, cast(bit_count(xor(a.bits, b.bits)) as integer) as distance
        from bands a join bands b on a.place = b.place and a.band = b.band and a.matter_no <> b.matter_no
        where bit_count(xor(a.bits, b.bits)) <= 3"""
    )
