# ruff: noqa: S608 (composed of contract names and quoted paths)
"""Persons without a usable number, looked for in the register by name, birth, phone, sex and home: suggestions, never a fact.

Splink (Fellegi and Sunter's model, fitted to the files themselves) is an extra: install gongdun[match]. Clear names and phones stay in the
scratch folder; what is written are row numbers, person keys, the probability and which columns agree.
"""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

import duckdb

from gongdun.compare.contracts import Column, Contract, Kind
from gongdun.compare.contracts.people import PERSONS
from gongdun.compare.database import connect
from gongdun.compare.intake import macros
from gongdun.compare.intake.checks import normal
from gongdun.compare.intake.macros import quoted
from gongdun.compare.intake.relations import open_raw
from gongdun.compare.intake.sources import Source
from gongdun.compare.keys import KeyRing
from gongdun.compare.scratch import scratch_folder
from gongdun.law.refusal import Refusal

SUGGESTIONS = "suggestions.parquet"
COLUMNS = ("name", "born_on", "sex", "phone", "household")
NAMED = Contract(
    "named",
    "无证件号码人员",
    (
        Column("name", "姓名", Kind.SECRET, required=True),
        Column("born_on", "出生日期", Kind.DATE),
        Column("sex", "性别", allowed=("1|男|male|M", "2|女|female|F")),
        Column("phone", "电话", Kind.SECRET),
        Column("household", "户籍地"),
    ),
    key=("name",),
)
SEED, PAIRS = 20221017, 2e6
LEAST = 990  # suggestions below this probability (per mille) are not made
# Of two register entries for one row, the better is suggested only when the other is clearly worse.
BEST = """select l.row, r.person_key, cast(floor(m.match_probability * 1000000) as bigint) as probability_millionths,
    {agreeing} as agreeing
    from matches m join named l on l.row = m.row_l join register r on r.row = m.row_r
    where not exists (select 1 from matches o where o.row_l = m.row_l and o.row_r <> m.row_r and o.match_weight > m.match_weight - 4)
      and not exists (select 1 from matches o where o.row_r = m.row_r and o.row_l <> m.row_l and o.match_weight > m.match_weight)
    order by l.row"""


@dataclass(frozen=True)
class Matched:
    """How many rows were asked about, and how many got a suggestion; the file they are in."""

    rows: int
    suggested: int
    file: Path


def suggest(named: Path, register: Path, out: Path, keys: KeyRing, *, memory: str = "2GB") -> Matched:
    """`out/suggestions.parquet`: row of the file (as a spreadsheet counts), person key, probability in millionths, agreeing columns."""
    hold_splink()
    for path in (named, register):
        hold_file(path)
    out.mkdir(parents=True, exist_ok=True)
    with scratch_folder() as scratch, connect(scratch, memory) as connection:
        macros.install(connection)
        read(connection, Source(named, NAMED, None), scratch, "named", "")
        read(connection, Source(register, PERSONS, None), scratch, "register", "id_number")
        key_register(connection, keys)
        link(connection)
        agreeing = "concat_ws(',', " + ", ".join(f"case when l.{name} = r.{name} then {quoted(name)} end" for name in COLUMNS) + ")"
        fresh = out / f"{SUGGESTIONS}.new"
        connection.execute(f"copy ({BEST.format(agreeing=agreeing)}) to {quoted(str(fresh))} (format parquet, compression zstd)")
        fresh.replace(out / SUGGESTIONS)
        rows = connection.execute("select count(*) from named").fetchall()[0][0]
        suggested = connection.execute(f"select count(*) from read_parquet({quoted(str(out / SUGGESTIONS))})").fetchall()[0][0]
    return Matched(rows, suggested, out / SUGGESTIONS)


def hold_splink() -> None:
    if importlib.util.find_spec("splink") is None:
        raise Refusal("Matching without identity numbers is an extra: install gongdun[match].")


def hold_file(path: Path) -> None:
    if not path.is_file() or path.suffix.lower() not in {".csv", ".xlsx", ".parquet"}:
        raise Refusal("There is no file {file} in CSV, Excel or Parquet: correct the name.", file=str(path))


def read(connection: duckdb.DuckDBPyConnection, source: Source, scratch: Path, table: str, number: str) -> None:
    """The file's columns in their normal form, all as text."""
    raw = open_raw(connection, source, scratch)
    wanted = [column for column in source.contract.columns if column.name in {*COLUMNS, number}]
    texts = [f"{normal(column, heading(raw.headings.get(column.name)))} as {column.name}" for column in wanted]
    connection.execute(f"create or replace temp table read_{table} as select {raw.row} as row, {', '.join(texts)} from {raw.relation}")
    connection.execute(f"create or replace temp table {table} as select * from read_{table} where name is not null")


def heading(name: str | None) -> str:
    return '"' + name.replace('"', '""') + '"' if name else "cast(null as varchar)"


def key_register(connection: duckdb.DuckDBPyConnection, keys: KeyRing) -> None:
    """The register's numbers become keys; a row whose number is wrong cannot be suggested."""
    good = connection.execute(
        "select row, id_number from register where id_number is not null and gd_citizen_fault(id_number) is null"
    ).fetchall()
    if not good:
        raise Refusal("The register holds no person with a valid number: nobody can be suggested.")
    rows, numbers = zip(*good, strict=True)
    connection.execute("create or replace temp table keyed (row bigint, person_key bigint)")
    connection.execute("insert into keyed select unnest($1), unnest($2)", [list(rows), keys.persons(list(numbers))])
    connection.execute(
        "create or replace temp table register as select r.* exclude (id_number), k.person_key from register r join keyed k using (row)"
    )


def link(connection: duckdb.DuckDBPyConnection) -> None:
    """Fit the model on the two files and leave the pairs above the least probability in the table `matches`."""
    splink = importlib.import_module("splink")
    engine = splink.DuckDBAPI(connection)
    sides = [engine.register(table) for table in ("named", "register")]
    linker = splink.Linker(sides, settings(splink), log_level="ERROR")
    training = linker.training
    training.estimate_probability_two_random_records_match(["l.name = r.name and l.born_on = r.born_on"], recall=0.8)
    training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=SEED)
    for columns in (("born_on",), ("name",)):
        training.estimate_parameters_using_expectation_maximisation(splink.block_on(*columns))
    found = linker.inference.predict(threshold_match_probability=LEAST / 1000)
    connection.execute(
        f"create or replace temp table matches as select row_l, row_r, match_probability, match_weight from {found.physical_name}"
    )


def settings(splink):
    """Names and birth dates may have one wrong character; a common name weighs less than a rare one."""
    of = importlib.import_module("splink.comparison_library")
    return splink.SettingsCreator(
        link_type="link_only",
        unique_id_column_name="row",
        comparisons=[
            of.LevenshteinAtThresholds("name", 1).configure(term_frequency_adjustments=True),
            of.DamerauLevenshteinAtThresholds("born_on", [1, 2]),
            of.LevenshteinAtThresholds("phone", 1),
            of.ExactMatch("sex"),
            of.ExactMatch("household"),
        ],
        blocking_rules_to_generate_predictions=[splink.block_on("born_on"), splink.block_on("phone"), splink.block_on("name")],
    )
