# ruff: noqa: S608 (composed of contract names)
"""A rule's cases: a few given rows, the rows that must come out, and tempting innocents that must not.

In a case persons and employers have names (`id_number = "alice"`), not numbers; money is yuan as text, months and dates as in files.
`_people` gives birth and sex where a rule asks for ages.
"""

from __future__ import annotations

import datetime
import tempfile
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from gongdun.compare.contracts import CONTRACTS, Column, Kind
from gongdun.compare.database import connect
from gongdun.compare.engines.engine import Engine, Row
from gongdun.compare.engines.registry import open_engine
from gongdun.compare.keys import LocalKeys
from gongdun.compare.leads import lead_of
from gongdun.compare.months import Month
from gongdun.compare.relations import EMPTY_PEOPLE, Relations
from gongdun.compare.rules.rule import Rule
from gongdun.compare.thresholds import Setting, parameter_rows
from gongdun.law.refusal import Refusal

KEYS = LocalKeys(b"cases have names instead of keys")


@dataclass(frozen=True)
class Cases:
    """The file `<rule>.cases.toml` beside a rule."""

    rule: Rule
    month: Month
    given: dict[str, list[dict[str, object]]]
    expected: list[dict[str, object]]
    innocents: list[dict[str, object]]
    settings: list[Setting]

    @classmethod
    def beside(cls, rule: Rule) -> Cases:
        path = rule.path.with_suffix(".cases.toml")
        if not path.exists():
            raise Refusal("The rule {rule} has no cases: write {file} beside it.", rule=rule.id, file=path.name)
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        if not read.get("expect") or not read.get("innocent"):
            raise Refusal("{file} needs at least one row expected and one tempting innocent.", file=path.name)
        settings = [Setting(rule.id, name, value) for name, value in read.get("parameters", {}).items()]
        return cls(rule, Month.parse(read["month"]), read["given"], read["expect"], read["innocent"], settings)

    def faults(self, engine: str = "duckdb") -> list[str]:
        """What came out and should not have, and what did not come out."""
        found = [self.named(row) for row in self.rows(engine)]
        wrong = [f"{self.rule.id}: missing {expected}" for expected in self.expected if not any(fits(expected, row) for row in found)]
        wrong += [f"{self.rule.id}: not expected {row}" for row in found if not any(fits(expected, row) for expected in self.expected)]
        innocents = [{key: value for key, value in row.items() if key != "why"} for row in self.innocents]
        wrong += [f"{self.rule.id}: innocent found {row}" for row in innocents if any(fits(row, one) for one in found)]
        return wrong

    def rows(self, engine: str) -> list[Row]:
        with tempfile.TemporaryDirectory(prefix="gongdun-") as folder:
            connection = connect(Path(folder), "1GB")
            self.fill(connection, Path(folder))
            opened = open_engine(engine, connection, Path(folder))
            districts = [district for (district,) in connection.execute("select distinct district from employers").fetchall()]
            rows = self.run(opened, districts)
            opened.close()
            connection.close()
        return rows

    def run(self, engine: Engine, districts: list[str]) -> list[Row]:
        return list(engine.rows(self.rule.query, parameter_rows(self.rule, self.settings, districts, self.month)))

    def fill(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        """The given rows as the lake would hold them, and the relations over them."""
        relations = Relations(connection, self.month)
        strangers = sorted(set(self.given) - set(CONTRACTS) - {"_people"})
        if strangers:
            raise Refusal("The cases of {rule} give rows of unknown tables: {names}.", rule=self.rule.id, names=", ".join(strangers))
        for contract in CONTRACTS.values():
            rows = self.given.get(contract.name)
            columns = ", ".join(f"{column.lake_name} {column.lake_type}" for column in contract.columns)
            connection.execute(f"create or replace table given_{contract.name} ({columns})")
            for row in rows or []:
                self.hold_columns(contract.name, row, {column.name for column in contract.columns})
                values = [value(column, row.get(column.name)) for column in contract.columns]
                connection.execute(f"insert into given_{contract.name} values ({', '.join('?' * len(values))})", values)
            relations.table(contract, f"given_{contract.name}")
        self.fill_people(connection)
        relations.derive(folder, None)

    def hold_columns(self, table: str, row: dict[str, object], known: set[str]) -> None:
        if strangers := sorted(set(row) - known):
            raise Refusal(
                "The cases of {rule} give {table} unknown columns: {names}.", rule=self.rule.id, table=table, names=", ".join(strangers)
            )

    def fill_people(self, connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(f"create or replace table met_people as select * from {EMPTY_PEOPLE}")
        for name, (born, sex) in people(self.given.get("_people", [])).items():
            connection.execute("insert into met_people values (?, ?, ?, ?)", [KEYS.persons([name])[0], Month.of(born).index, born, sex])

    def named(self, row: Row) -> dict[str, object]:
        """A row with the names of its case and its figures as people read them."""
        names_by_key = {key: name for name in self.names() for key in (*KEYS.persons([name]), *KEYS.employers([name]))}
        lead = lead_of(self.rule, row, self.month)
        shown = {
            "id_number": names_by_key.get(lead.person_key or 0),
            "uscc": names_by_key.get(lead.employer_key or 0),
            "subject": lead.subject,
            "period": lead.period,
        }
        return shown | {"district": lead.district, "severity": lead.severity} | lead.shown_figures()

    def names(self) -> set[str]:
        return {value for rows in self.given.values() for row in rows for value in row.values() if isinstance(value, str)}


def fits(wanted: dict[str, object], row: dict[str, object]) -> bool:
    return all(row.get(name) == value for name, value in wanted.items())


def people(rows: list[dict[str, object]]) -> dict[str, tuple[datetime.date, str]]:
    return {str(row["id_number"]): (datetime.date.fromisoformat(str(row["born_on"])), str(row["sex"])) for row in rows}


def value(column: Column, given: object) -> object:
    """What the lake would hold of a value as a file writes it."""
    if given is None:
        return None
    match column.kind:
        case Kind.PERSON:
            return KEYS.persons([str(given)])[0]
        case Kind.PERSONS:
            return ";".join(str(key) for key in KEYS.persons(str(given).split(";")))
        case Kind.EMPLOYER:
            return KEYS.employers([str(given)])[0]
        case Kind.SECRET:
            return KEYS.secrets([str(given)])[0]
        case Kind.MONEY:
            return int(Decimal(str(given)) * 100)
        case Kind.RATE:
            return int(Decimal(str(given)) * 1_000_000)
        case Kind.MONTH:
            return Month.parse(str(given)).index
    return given
