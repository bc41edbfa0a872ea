# ruff: noqa: S608 (composed of contract names and quoted literals; no value of a file becomes SQL)
"""A source file as a DuckDB relation of raw text, and which heading is which column."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import duckdb

from gongdun.compare.contracts import Contract
from gongdun.compare.contracts.grammar import TEXT_ONLY
from gongdun.compare.intake import plain_text, workbooks
from gongdun.compare.intake.macros import quoted
from gongdun.compare.intake.sources import Source
from gongdun.law.refusal import Refusal

MALFORMED = "malformed_lines"
FLOATS = ("DOUBLE", "FLOAT", "DECIMAL")


@dataclass(frozen=True)
class Raw:
    """SQL of a relation, SQL of its row number, the headings found, and what the bytes told."""

    relation: str
    row: str
    headings: dict[str, str]
    unknown: tuple[str, ...]
    sha256: str
    nul_bytes: int = 0
    encoding: str = "binary"


def open_raw(connection: duckdb.DuckDBPyConnection, source: Source, scratch: Path) -> Raw:
    """The file as text columns. Text that is not UTF-8, or holds NUL bytes, and workbooks pass through the scratch folder."""
    if source.form == "parquet":
        return open_parquet(connection, source)
    if source.form == "csv":
        facts = plain_text.inspect(source.path)
        path = source.path
        if facts.encoding != "utf-8" or facts.nul_bytes:
            path = scratch / f"{source.path.stem}.utf8.csv"
            plain_text.transcode(source.path, path, facts.encoding)
        return open_text(source, path, "row_number() over () + 1", facts)
    path = scratch / f"{source.path.stem}.sheet.csv"
    workbooks.to_text(source.path, path)
    facts = plain_text.Bytes(plain_text.file_hash(source.path), source.path.stat().st_size, 0, "workbook")
    return open_text(source, path, f"cast({workbooks.ROW} as bigint)", facts)


def open_text(source: Source, path: Path, row: str, facts: plain_text.Bytes) -> Raw:
    heads = read_heads(path)
    headings, unknown = match_headings(source.contract, heads, source.path.name)
    columns = ", ".join(f"{quoted(head)}: 'VARCHAR'" for head in heads)
    relation = f"""read_csv({quoted(str(path))}, columns={{{columns}}}, header=true, auto_detect=false, delim=',', quote='"', escape='"',
        nullstr='', ignore_errors=true, store_rejects=true, rejects_table='{MALFORMED}', rejects_scan='{MALFORMED}_scan', max_line_size=8388608)"""
    return Raw(relation, row, headings, unknown, facts.sha256, facts.nul_bytes, facts.encoding)


def open_parquet(connection: duckdb.DuckDBPyConnection, source: Source) -> Raw:
    """Typed columns back to text; a number where text must be keeps its mark, like a numeric cell of a workbook."""
    file = quoted(str(source.path))
    try:
        described = connection.execute(f"describe select * from read_parquet({file})").fetchall()
    except duckdb.Error as error:
        raise Refusal(
            "{file} is no whole Parquet file ({error}): deliver it again.", file=source.path.name, error=str(error).splitlines()[0]
        ) from error
    types = {name: kind for name, kind, *_ in described}
    headings, unknown = match_headings(source.contract, list(types), source.path.name)
    texts = ", ".join(as_text(source.contract, name, heading, types[heading]) for name, heading in headings.items())
    relation = f"(select file_row_number, {texts} from read_parquet({file}, file_row_number=true))"
    return Raw(relation, "file_row_number + 1", headings, unknown, plain_text.file_hash(source.path))


def as_text(contract: Contract, name: str, heading: str, kind: str) -> str:
    column = contract.column(name)
    is_number = kind.startswith(FLOATS) or "INT" in kind
    mark = "chr(1) || " if column.kind in TEXT_ONLY and is_number else ""
    return f'{mark}cast("{heading}" as varchar) as "{heading}"'


def read_heads(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return next(csv.reader(stream), [])


def match_headings(contract: Contract, heads: list[str], file: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Column → heading, by its English or Chinese name; required columns must be there, none may stand twice."""
    if len(set(heads)) != len(heads):
        raise Refusal("{file} has the same heading twice: {headings}.", file=file, headings=", ".join(heads))
    plain = {unicodedata.normalize("NFKC", head).strip().strip("*").lower(): head for head in heads}
    found = {column.name: plain[said] for column in contract.columns for said in (column.name, column.chinese.lower()) if said in plain}
    if len(heads) == 1 and (sign := next((sign for sign in ";\t|" if sign in heads[0]), "")):
        raise Refusal("{file} separates its columns with {sign!r}: save it as CSV with commas, UTF-8 or GB18030.", file=file, sign=sign)
    missing = [f"{column.name} ({column.chinese})" for column in contract.columns if column.required and column.name not in found]
    if missing:
        raise Refusal(
            "{file} lacks the columns {missing}; it has {headings}. Add them under their English or Chinese name.",
            file=file,
            missing=", ".join(missing),
            headings=", ".join(heads) or "none",
        )
    return found, tuple(head for head in heads if head not in found.values() and head != workbooks.ROW)
