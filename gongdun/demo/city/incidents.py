"""What happens to the innocent mass: injuries with their papers, claims and bills, retired people's deaths, periodic benefits, ordinary visits.

Only people who stay with one employer over all months are hurt, so that nothing about their cover can be doubted.
"""

# ruff: noqa: S608 - the statements are put together from this package's own names and numbers

from __future__ import annotations

import numpy as np

from gongdun.demo.city import words
from gongdun.demo.city.frame import Connection, load
from gongdun.demo.city.mass import Mass, weighted
from gongdun.demo.city.months import date_in, last_date
from gongdun.demo.city.places import HOSPITALS
from gongdun.demo.city.stage import ALWAYS, NEVER, Stage, days
from gongdun.demo.city.tables import TABLES

SELECTED_OTHERWISE = {"employers", "persons", "enrolments", "declarations", "payroll", "other_cover", "employment"}
# Injuries a year in a hundred thousand workers, by risk class 1 to 8.
RATES = np.array([90, 180, 380, 640, 820, 1000, 1100, 1500])
GRADES = (0, 10, 9, 8, 7, 6)  # 0: not assessed
GRADE_WEIGHTS = [45, 34, 12, 6, 2, 1]
MONTHS_OF_WAGE = {10: 7, 9: 9, 8: 11, 7: 13, 6: 16}  # disability lump sum, 条例 36 and 37
ARTICLES = ("14-1", "14-6", "14-5", "14-2", "15-1")
ARTICLE_WEIGHTS = [80, 11, 5, 3, 1]


def add_incidents(connection: Connection, mass: Mass, stage: Stage, rng: np.random.Generator) -> None:
    """One table a kind of paper, `planted_*`: the scenarios' rows, then the mass's."""
    for table, columns in TABLES.items():
        if table not in SELECTED_OTHERWISE:
            rows = [tuple(row.get(name) for name in columns) for row in stage.rows.get(table, [])]
            load(connection, f"planted_{table}", columns, rows)
    risk = np.array(connection.execute("SELECT risk_class FROM employer ORDER BY key").fetchnumpy()["risk_class"])
    add_hurt(connection, draw_hurt(rng, mass, risk, stage), stage)
    add_retired(connection, mass, stage, rng)
    add_visits(connection, mass, stage, rng)


def draw_hurt(rng: np.random.Generator, mass: Mass, risk: np.ndarray, stage: Stage) -> dict[str, np.ndarray]:
    """Who is hurt, when, how badly; two colleagues of the same employer saw it."""
    work, sizes = mass.work, mass.employers["size"]
    months = stage.last - stage.first + 1
    stays = (work["held_first"] == ALWAYS) & (work["held_last"] == NEVER) & (sizes[work["employer"]] >= 3)
    draw = rng.integers(0, 1_200_000, len(stays))
    chosen = np.flatnonzero(stays & (draw < RATES[risk[work["employer"]] - 1] * months))
    count, starts = len(chosen), np.cumsum(sizes) - sizes
    employer = work["employer"][chosen]
    seat = chosen - starts[employer]
    opened, closed = days(date_in(stage.first, 1)), days(last_date(stage.last))
    return {
        "serial": np.arange(count) + 1,
        "person": work["person"][chosen],
        "employer": employer,
        "witness_one": work["person"][starts[employer] + (seat + 1) % sizes[employer]],
        "witness_two": work["person"][starts[employer] + (seat + 2) % sizes[employer]],
        "wage": work["wage"][chosen],
        "day": rng.integers(opened, closed + 1, count),
        "minute": rng.integers(6 * 60, 21 * 60, count),
        "visit_minutes": rng.integers(25, 240, count),
        "report_hours": rng.integers(2, 40, count),
        "apply_days": rng.integers(5, 29, count),
        "article": weighted(rng, ARTICLE_WEIGHTS, count),
        "is_recognised": rng.integers(0, 100, count) < 95,
        "body_part": rng.integers(0, len(words.BODY_PARTS), count),
        "diagnosis": rng.integers(0, len(words.DIAGNOSES), count),
        "hospital": rng.integers(0, len(HOSPITALS), count),
        "text": rng.integers(0, 1 << 60, count),
        "picture": rng.integers(0, 1 << 60, count),
        "bed_days": np.where(rng.integers(0, 100, count) < 35, rng.integers(4, 25, count), 0),
        "bill": rng.integers(20_000, 180_000, count),
        "grade": np.array(GRADES)[weighted(rng, GRADE_WEIGHTS, count)],
        "assess_days": rng.integers(110, 230, count),
    }


def add_hurt(connection: Connection, hurt: dict[str, np.ndarray], stage: Stage) -> None:
    """Injuries and, while the city's months last, bills, conclusions and the lump sum."""
    connection.register("drawn", hurt)
    connection.execute(f"""
        CREATE TABLE hurt AS
        SELECT h.*, p.id_number, p.phone, e.uscc, w1.id_number || ';' || w2.id_number AS witnesses,
               DATE '1970-01-01' + h.day::INTEGER AS hurt_on,
               (DATE '1970-01-01' + h.day::INTEGER)::TIMESTAMP + to_minutes(h.minute::BIGINT) AS injured_at,
               '常工认〔' || year(DATE '1970-01-01' + h.day::INTEGER) || '〕' || lpad(h.serial::VARCHAR, 7, '0') || '号' AS matter_no,
               {listed(HOSPITALS, "h.hospital")} AS hospital_name
        FROM drawn h JOIN person p ON p.key = h.person JOIN employer e ON e.key = h.employer
        JOIN person w1 ON w1.key = h.witness_one JOIN person w2 ON w2.key = h.witness_two
        WHERE h.day + greatest(h.apply_days, h.bed_days + 1) <= {days(last_date(stage.last))} ORDER BY h.serial""")
    last = f"DATE '{last_date(stage.last)}'"
    connection.execute(f"""
        INSERT INTO planted_injuries
        SELECT matter_no, uscc, id_number, injured_at, injured_at + to_minutes(visit_minutes::BIGINT),
               injured_at + to_hours(report_hours::BIGINT), hurt_on + apply_days::INTEGER, {listed(ARTICLES, "article")},
               CASE WHEN is_recognised THEN '予以认定' ELSE '不予认定' END, {listed(words.BODY_PARTS, "body_part")}, hospital_name, witnesses,
               NULL, phone, 'a' || printf('%015x', text), 'a' || printf('%015x', picture) FROM hurt""")
    connection.execute(f"""
        INSERT INTO planted_visits
        SELECT 'MZ' || lpad(serial::VARCHAR, 9, '0'), id_number, hospital_name, 'out', injured_at + to_minutes(visit_minutes::BIGINT), NULL,
               {listed(words.DIAGNOSES, "diagnosis")}, bill * 0.01::DECIMAL(3,2), 'work_injury' FROM hurt WHERE is_recognised
        UNION ALL
        SELECT 'ZY' || lpad(serial::VARCHAR, 9, '0'), id_number, hospital_name, 'in', injured_at + to_minutes(visit_minutes + 60::BIGINT),
               hurt_on + 1 + bed_days::INTEGER, {listed(words.DIAGNOSES, "diagnosis")}, bill * bed_days * 0.01::DECIMAL(3,2), 'work_injury'
        FROM hurt WHERE is_recognised AND bed_days > 0""")
    assessed = f"FROM hurt WHERE is_recognised AND grade > 0 AND hurt_on + assess_days::INTEGER <= {last}"
    connection.execute(f"""
        INSERT INTO planted_assessments
        SELECT '常劳鉴〔' || year(hurt_on + assess_days::INTEGER) || '〕' || lpad(serial::VARCHAR, 7, '0') || '号', matter_no, grade, NULL,
               hurt_on + assess_days::INTEGER {assessed}""")
    add_claims(connection, assessed, last)


def add_claims(connection: Connection, assessed: str, last: str) -> None:
    """The disability lump sum a month after the conclusion, to the person's own account (whose Luhn digit is true)."""
    due = " ".join(f"WHEN {grade} THEN {months}" for grade, months in MONTHS_OF_WAGE.items())
    digits = [f"(person // {10**place} % 10) * {2 if place % 2 == 0 else 1}" for place in range(9)]
    luhn = " + ".join(f"(({digit}) // 10 + ({digit}) % 10)" for digit in [*digits, "9 * 2", "9", "9 * 2", "9"])
    connection.execute(f"""
        INSERT INTO planted_claims
        SELECT 'DY' || lpad(serial::VARCHAR, 8, '0'), matter_no, id_number, uscc, 'disability_lump_sum',
               wage * CASE grade {due} END * 0.01::DECIMAL(3,2), NULL, NULL,
               '9999' || lpad(person::VARCHAR, 14, '0') || ((10 - ({luhn}) % 10) % 10), hurt_on + assess_days::INTEGER + 30
        {assessed} AND hurt_on + assess_days::INTEGER + 30 <= {last}""")


def add_retired(connection: Connection, mass: Mass, stage: Stage, rng: np.random.Generator) -> None:
    """Of the retired one in fifty dies within the months, one in twenty draws a verified living-care fee."""
    retired = np.flatnonzero(mass.persons["is_retired"])
    lot = rng.permutation(len(retired))
    dead, drawing = retired[lot[: len(retired) // 50]], retired[lot[len(retired) // 50 :][: len(retired) // 20]]
    opened, closed = days(date_in(stage.first, 1)), days(last_date(stage.last))
    connection.register("dead", {"person": dead, "day": rng.integers(opened, closed, len(dead)), "source": rng.integers(0, 3, len(dead))})
    connection.execute(f"""
        INSERT INTO planted_deaths SELECT p.id_number, p.name, DATE '1970-01-01' + d.day::INTEGER, {listed(("police", "civil", "health"), "d.source")}
        FROM dead d JOIN person p ON p.key = d.person ORDER BY p.key""")
    verified = days(date_in(stage.last - 6, 1)) + rng.integers(0, 150, len(drawing))
    connection.register("drawing", {"person": drawing, "day": verified, "since": 12 + rng.integers(0, 120, len(drawing))})
    since = f"({stage.first} - d.since)"
    connection.execute(f"""
        INSERT INTO planted_periodic
        SELECT p.id_number, 'living_care_fee', lpad(({since} // 12)::VARCHAR, 4, '0') || '-' || lpad(({since} % 12 + 1)::VARCHAR, 2, '0'),
               2247, DATE '1970-01-01' + d.day::INTEGER, NULL
        FROM drawing d JOIN person p ON p.key = d.person ORDER BY p.key""")


def add_visits(connection: Connection, mass: Mass, stage: Stage, rng: np.random.Generator) -> None:
    """Ordinary outpatient visits on medical insurance, one in a hundred persons over the months."""
    persons = rng.permutation(len(mass.persons["born"]))[: len(mass.persons["born"]) // 100]
    opened, closed = days(date_in(stage.first, 1)), days(last_date(stage.last))
    count = len(persons)
    visits = {
        "person": persons,
        "day": rng.integers(opened, closed, count),
        "minute": rng.integers(480, 1000, count),
        "hospital": rng.integers(0, len(HOSPITALS), count),
        "bill": rng.integers(3_000, 60_000, count),
    }
    connection.register("ordinary", visits)
    connection.execute(f"""
        INSERT INTO planted_visits
        SELECT 'YB' || lpad(p.key::VARCHAR, 9, '0'), p.id_number, {listed(HOSPITALS, "v.hospital")}, 'out',
               (DATE '1970-01-01' + v.day::INTEGER)::TIMESTAMP + to_minutes(v.minute::BIGINT), NULL, 'J06.900', v.bill * 0.01::DECIMAL(3,2), 'medical'
        FROM ordinary v JOIN person p ON p.key = v.person WHERE v.person NOT IN (SELECT person FROM hurt) ORDER BY p.key""")


def listed(choices: tuple[str, ...], place: str) -> str:
    """SQL that picks a choice by its place."""
    values = ", ".join(f"'{choice}'" for choice in choices)
    return f"([{values}])[1 + {place}]"
