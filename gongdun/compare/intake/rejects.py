# ruff: noqa: S608 (composed of contract names and quoted literals; no value of a file becomes SQL)
"""Why a row was not taken: one code a fault, with its sentence in both languages."""

from __future__ import annotations

from pathlib import Path

import duckdb

from gongdun.compare.contracts import Column, Kind
from gongdun.compare.intake.macros import quoted
from gongdun.compare.intake.relations import MALFORMED
from gongdun.compare.intake.sources import Source
from gongdun.law.refusal import translate

FAULTS = {
    "empty": "The value is missing.",
    "number": "Excel turned this into a number, so its last digits are lost: format the column as text and fill it in again.",
    "citizen_shape": "A citizen number has 18 characters, 17 digits and a check character, or the 15 digits of the old form.",
    "citizen_check": "The check character does not fit the other 17: a digit is mistyped.",
    "birth": "Characters 7 to 14 are not a date of birth.",
    "citizens": "One of the citizen numbers is wrong; several are written with ; between.",
    "uscc_shape": "A unified social credit code has 18 characters: digits and capital letters without I, O, S, V and Z.",
    "uscc_check": "The check character of the unified social credit code does not fit: a character is mistyped.",
    "money": "An amount is yuan with at most two places, without thousands separators: 4250.00.",
    "rate": "A rate is written 0.0090 or 0.9%; without the sign a percentage cannot be told from a fraction.",
    "integer": "This must be a whole number.",
    "month": "A month is written 2022-08.",
    "other_month": "The row belongs to another month than its file.",
    "date": "A date is written 2022-08-31 and must exist.",
    "moment": "A time is written 2022-08-31 09:30 and must exist.",
    "flag": "This must be yes or no (1 or 0).",
    "allowed": "The value is none of those allowed in this column.",
    "order": "The end lies before the start.",
    "duplicate": "The same key stands further down again; the last row counts.",
    "columns": "The line does not have as many columns as the heading.",
}


def sentence(code: str, language: str) -> str:
    return translate(FAULTS[code], language)


def write_rejects(connection: duckdb.DuckDBPyConnection, source: Source, path: Path) -> None:
    """Every rejected value with its row, column and reason; identities masked. No file where nothing was rejected."""
    parts = [fault_rows(place, column) for place, column in enumerate(source.contract.columns)]
    connection.execute(f"create or replace temp view rejected as {' union all '.join(parts)}")
    if source.form != "parquet":
        connection.execute(
            f"create or replace temp view rejected_lines as select * from ({malformed_rows()}) union all by name select * from ({shifted_rows()})"
        )
    select = "select * from rejected_lines" if source.form != "parquet" else "select * from rejected"
    if not connection.execute(f"select count(*) from ({select})").fetchall()[0][0]:
        return
    chinese = " ".join(f"when '{code}' then {quoted(sentence(code, 'zh_Hans'))}" for code in FAULTS)
    english = " ".join(f"when '{code}' then {quoted(sentence(code, 'en'))}" for code in FAULTS)
    connection.execute(
        f"""copy (select {quoted(source.contract.name)} as "table", {quoted(source.partition)} as "month", {quoted(source.path.name)} as file, row,
        "column", heading, value, code, case code {chinese} end as reason_zh, case code {english} end as reason_en
        from ({select}) order by row, "column") to {quoted(str(path))} (format parquet)"""
    )


def fault_rows(place: int, column: Column) -> str:
    value = f"coalesce(r_{place}, n_{place})"
    if column.kind in {Kind.PERSON, Kind.PERSONS, Kind.SECRET}:
        value = f"case when length({value}) > 10 then concat(left({value}, 6), '********', right({value}, 4)) else repeat('*', length({value})) end"
    return f"""select row, {quoted(column.name)} as "column", {quoted(column.chinese)} as heading, {value} as value, f_{place} as code
        from checked where f_{place} is not null"""


def malformed_rows() -> str:
    return (
        f"""select distinct cast(line as bigint) as row, '' as "column", '' as heading, '' as value, 'columns' as code from {MALFORMED}"""
    )


def shifted_rows() -> str:
    """A good row's line: malformed lines before it were skipped by the reader and are counted back in."""
    return f"""select rejected.* replace (cast(row + (select count(*) from
        (select cast(line as bigint) - row_number() over (order by line) as good_before from (select distinct line from {MALFORMED})) where good_before < rejected.row) as bigint) as row)
        from rejected"""
