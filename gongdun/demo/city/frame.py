"""The city's frame in DuckDB: employers, persons and work spans as text and whole numbers, from which every file is selected."""

# ruff: noqa: S608 - the statements are put together from this package's own names and numbers
from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

import duckdb
import numpy as np

from gongdun.demo.city import identifiers, words
from gongdun.demo.city.mass import Mass
from gongdun.demo.city.months import date_in
from gongdun.demo.city.places import DISTRICTS, NAME_PLACES, ORIGINS
from gongdun.demo.city.stage import Stage
from gongdun.demo.city.tables import TABLES, schema
from gongdun.demo.city.trades import TRADES

Connection = duckdb.DuckDBPyConnection

EMPLOYERS = """
CREATE TABLE employer AS
WITH placed AS (SELECT *, row_number() OVER (PARTITION BY trade ORDER BY serial) - 1 AS place FROM mass_employers)
SELECT p.key, p.uscc::VARCHAR AS uscc,
       d.name_place || b1.mark || b2.mark || coalesce(b3.mark, '') || t.words[1 + p.serial % len(t.words)]
         || CASE WHEN p.is_individual THEN '经营部' WHEN p.size > 400 THEN '股份有限公司' ELSE '有限公司' END AS name,
       t.code AS industry_code, t.name AS industry, t.risk_class, d.code AS district,
       DATE '1970-01-01' + p.founded::INTEGER AS registered_on, NULL::DATE AS cancelled_on,
       CASE WHEN p.is_individual THEN 'individual' ELSE 'enterprise' END AS kind,
       s.mark || g1.mark || CASE WHEN p.serial % 6 = 0 THEN '' ELSE g2.mark END AS legal_person,
       p.rate, t.hazards, p.raise_rate, p.raise_month, p.size
FROM placed p JOIN trades t ON t.key = p.trade JOIN districts d ON d.key = p.district
JOIN brands b1 ON b1.key = (p.place * 3571 + 17) % $brands JOIN brands b2 ON b2.key = (p.place * 3571 + 17) // $brands % $brands
LEFT JOIN brands b3 ON p.place >= $brands * $brands AND b3.key = p.place // ($brands * $brands) - 1
JOIN surnames s ON s.key = p.family JOIN male g1 ON g1.key = p.given JOIN male g2 ON g2.key = p.given_too
"""
PERSONS = """
CREATE TABLE person AS
SELECT p.key, p.body::VARCHAR || substr('10X98765432', p.remainder::INTEGER + 1, 1) AS id_number,
       s.mark || coalesce(r.mark, g1.mark) || coalesce(g2.mark, '') AS name,
       CASE WHEN p.is_male THEN '1' ELSE '2' END AS sex, DATE '1970-01-01' + p.born::INTEGER AS born_on,
       '154' || lpad(p.key::VARCHAR, 8, '0') AS phone, o.mark AS household, p.is_retired
FROM mass_persons p JOIN surnames s ON s.key = p.family JOIN given g1 ON g1.is_male = p.is_male AND g1.key = p.given
LEFT JOIN given g2 ON g2.is_male = p.is_male AND g2.key = p.given_too LEFT JOIN rare r ON r.key = p.rare
JOIN origins o ON o.key = p.household
"""
# How the tax office spells a few numbers and names of the mass: 15 digits, a small x, full-width digits, blanks.
WORK = """
CREATE TABLE work AS
SELECT e.uscc, p.id_number, w.person, w.employer, w.pay_first, w.pay_last, w.held_first, w.held_last, w.cover_first, w.cover_last,
       w.wage, w.declared, w.is_service, w.is_planted, e.raise_rate, e.raise_month,
       CASE WHEN w.is_planted OR w.is_service THEN p.id_number
            WHEN w.person % 997 = 1 AND year(p.born_on) < 2000 THEN substr(p.id_number, 1, 6) || substr(p.id_number, 9, 9)
            WHEN w.person % 991 = 2 THEN lower(p.id_number)
            WHEN w.person % 983 = 3 THEN translate(p.id_number, '0123456789X', $wide)
            WHEN w.person % 977 = 4 THEN ' ' || p.id_number || ' '
            ELSE p.id_number END AS pay_number,
       CASE WHEN NOT w.is_planted AND w.person % 971 = 5 THEN substr(p.name, 1, 1) || ' ' || substr(p.name, 2) ELSE p.name END AS pay_name,
       CASE WHEN w.pay_first > 0 THEN make_date((w.pay_first // 12)::BIGINT, w.pay_first % 12 + 1, 1 + w.person % 12)
            ELSE greatest(p.born_on + 6300, e.registered_on + 30, $opened::DATE - 500 - (w.person * 7919 % 3600)::INTEGER) END AS hired_on
FROM spans w JOIN person p ON p.key = w.person JOIN employer e ON e.key = w.employer
ORDER BY w.employer, w.person, w.pay_first
"""


def build_frame(connection: Connection, mass: Mass, stage: Stage) -> None:
    """Tables `employer`, `person` and `work`, and one table a kind of paper; planted keys follow the mass's."""
    add_dimensions(connection)
    add_employers(connection, mass, stage)
    add_persons(connection, mass, stage)
    add_work(connection, mass, stage)
    add_planted(connection, mass, stage)


def relation(names: Sequence[str], rows: Iterable[Sequence]) -> dict[str, np.ndarray]:
    """Rows as columns DuckDB can read; dates and moments as ISO text."""
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return {name: column_of(values) for name, values in zip(names, columns, strict=True)}


def column_of(values: Sequence) -> np.ndarray:
    column = np.empty(len(values), dtype=object)
    column[:] = [value.isoformat() if isinstance(value, datetime.date) else None if value is None else str(value) for value in values]
    return column


def load(connection: Connection, table: str, columns: dict[str, str], rows: Sequence[Sequence]) -> None:
    """A table of the given columns, filled with the rows."""
    connection.execute(f"CREATE OR REPLACE TABLE {table} ({schema(columns)})")
    if rows:
        connection.register("incoming", relation(list(columns), rows))
        connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")
        connection.unregister("incoming")


def add_dimensions(connection: Connection) -> None:
    marks = {"surnames": (*words.SURNAMES, *words.COMPOUND_SURNAMES), "male": words.MALE, "rare": words.RARE, "brands": words.BRANDS}
    for table, characters in {**marks, "origins": ORIGINS}.items():
        load(connection, table, {"key": "INTEGER", "mark": "VARCHAR"}, list(enumerate(characters)))
    given = [(place, mark, sex) for sex, characters in ((True, words.MALE), (False, words.FEMALE)) for place, mark in enumerate(characters)]
    load(connection, "given", {"key": "INTEGER", "mark": "VARCHAR", "is_male": "BOOLEAN"}, given)
    districts = [(place, code, NAME_PLACES[code]) for place, (code, _, _) in enumerate(DISTRICTS)]
    load(connection, "districts", {"key": "INTEGER", "code": "VARCHAR", "name_place": "VARCHAR"}, districts)
    trades = [(key, t.code, t.name, t.risk_class, "[" + ", ".join(t.words) + "]", t.hazards) for key, t in enumerate(TRADES)]
    columns = {"key": "INTEGER", "code": "VARCHAR", "name": "VARCHAR", "risk_class": "INTEGER", "words": "VARCHAR[]", "hazards": "VARCHAR"}
    load(connection, "trades", columns, trades)


def add_employers(connection: Connection, mass: Mass, stage: Stage) -> None:
    firms = mass.employers
    areas = np.array([int(code[:6]) for code, _, _ in DISTRICTS])[firms["district"]]
    codes = identifiers.credit_codes(np.where(firms["is_individual"], 92, 91), areas, firms["serial"])
    connection.register("mass_employers", {"key": np.arange(len(codes)), **firms, "uscc": codes})
    connection.execute(EMPLOYERS.replace("$brands", str(len(words.BRANDS))))
    names = TABLES["employers"] | {"rate": "INTEGER"}
    load(connection, "planted_employers", {"place": "INTEGER", **names}, [(i, *row) for i, row in enumerate(stage.employers)])
    connection.execute(f"INSERT INTO employer SELECT place + {len(codes)}, * EXCLUDE place, 0, 0, 0 FROM planted_employers")


def add_persons(connection: Connection, mass: Mass, stage: Stage) -> None:
    people = mass.persons
    remainders = identifiers.citizen_remainders(people["body"])
    connection.register("mass_persons", {"key": np.arange(len(remainders)), **people, "remainder": remainders})
    connection.execute(PERSONS)
    columns = {"place": "INTEGER", **TABLES["persons"]}
    load(connection, "planted_persons", columns, [(i, *row) for i, row in enumerate(stage.persons)])
    connection.execute(f"INSERT INTO person SELECT place + {len(remainders)}, * EXCLUDE place, false FROM planted_persons")


def add_work(connection: Connection, mass: Mass, stage: Stage) -> None:
    work, persons, employers = mass.work, len(mass.persons["born"]), len(mass.employers["size"])
    nothing = np.zeros(len(work["person"]), dtype=np.int64)
    connection.register("mass_work", {**work, "declared": nothing})
    names = (
        "person",
        "employer",
        "pay_first",
        "pay_last",
        "held_first",
        "held_last",
        "cover_first",
        "cover_last",
        "wage",
        "declared",
        "kind",
    )
    columns = dict.fromkeys(names[:-1], "BIGINT") | {"kind": "VARCHAR"}
    load(connection, "planted_work", columns, stage.work)
    connection.execute(f"""
        CREATE VIEW spans AS
        SELECT person, employer, pay_first, pay_last, held_first, held_last, held_first AS cover_first, held_last AS cover_last, wage,
               declared, is_service, false AS is_planted FROM mass_work
        UNION ALL
        SELECT person + {persons}, employer + {employers}, pay_first, pay_last, held_first, held_last, cover_first, cover_last, wage,
               declared, kind = 'service', true FROM planted_work""")
    connection.execute(WORK, {"opened": date_in(stage.first, 1).isoformat(), "wide": identifiers.full_width("0123456789X")})


def add_planted(connection: Connection, mass: Mass, stage: Stage) -> None:
    """The scenarios' contracts, events and further pay, with the keys of the frame."""
    persons, employers = len(mass.persons["born"]), len(mass.employers["size"])
    contracts = [(person + persons, firm + employers, *rest) for person, firm, *rest in stage.contracts]
    columns = {"person": "BIGINT", "employer": "BIGINT", "started_on": "DATE", "ended_on": "DATE", "kind": "VARCHAR"}
    load(connection, "planted_contracts", columns, contracts)
    events = [(firm + employers, person + persons, *rest) for firm, person, *rest in stage.events]
    columns = {"employer": "BIGINT", "person": "BIGINT", "scheme": "VARCHAR", "operation": "VARCHAR", "month": "INTEGER"}
    load(connection, "planted_events", columns | {"operated_at": "TIMESTAMP", "channel": "VARCHAR", "reason": "VARCHAR"}, events)
    pays = [(person + persons, firm + employers, *rest) for person, firm, *rest in stage.pays]
    columns = {"person": "BIGINT", "employer": "BIGINT", "month": "INTEGER", "income": "BIGINT", "kind": "VARCHAR", "name": "VARCHAR"}
    load(connection, "planted_pays", columns, pays)
    first_sent = [(firm + employers, month) for firm, month in stage.first_sent]
    load(connection, "first_sent", {"employer": "BIGINT", "month": "INTEGER"}, first_sent)
