# ruff: noqa: S608 (paths of our own lake; no value of a file becomes SQL)
"""Rows of the lake that the register and the desk need: employers, persons with their district, who is covered in a month."""

from __future__ import annotations

from typing import Any

import duckdb

from gongdun.compare.lake import Lake
from gongdun.compare.months import Month

NOBODY_KNOWS = "320400"  # a person no employer of the city paid or declared belongs to the city itself


def relation(lake: Lake, table: str, month: Month, columns: str) -> str:
    """SQL of a table's current files up to a month, or of no rows where it never came."""
    files = ", ".join(f"'{lake.path(partition)}'" for partition in lake.current(table, month))
    return f"select {columns} from read_parquet([{files}], union_by_name = true)" if files else f"select {nothing(columns)} where false"


def nothing(columns: str) -> str:
    return ", ".join(f"null as {name.strip()}" for name in columns.split(","))


def rows(query: str) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        found = connection.execute(query)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def employers(lake: Lake, month: Month) -> list[dict[str, Any]]:
    columns = (
        "employer_key, name, kind, industry_code, industry, risk_class, district, hazards, legal_person_key, registered_on, cancelled_on"
    )
    return rows(relation(lake, "employers", month, columns))


def persons(lake: Lake, month: Month) -> list[dict[str, Any]]:
    """Persons with the district of the employer who last paid or declared them."""
    seen = " union all ".join(relation(lake, table, month, "person_key, employer_key, month") for table in ("declarations", "payroll"))
    return rows(f"""
        with seen as ({seen}),
        last as (select person_key, arg_max(employer_key, month) as employer_key from seen group by person_key)
        select p.person_key, p.name_key, p.sex, p.born_on, coalesce(e.district, '{NOBODY_KNOWS}') as district
        from ({relation(lake, "persons", month, "person_key, name_key, sex, born_on")}) p
        left join last l on l.person_key = p.person_key
        left join ({relation(lake, "employers", month, "employer_key, district")}) e on e.employer_key = l.employer_key""")


def person_districts(lake: Lake, month: Month) -> dict[int, str]:
    """Person key → area code of the employer who last paid or declared them, for those somebody did."""
    seen = " union all ".join(relation(lake, table, month, "person_key, employer_key, month") for table in ("declarations", "payroll"))
    found = rows(f"""
        with seen as ({seen}),
        last as (select person_key, arg_max(employer_key, month) as employer_key from seen group by person_key)
        select l.person_key, e.district from last l
        join ({relation(lake, "employers", month, "employer_key, district")}) e on e.employer_key = l.employer_key""")
    return {row["person_key"]: row["district"] for row in found}


def districts(lake: Lake, month: Month) -> set[str]:
    """Every district that employers of the lake name."""
    return {row["district"] for row in rows(f"select distinct district from ({relation(lake, 'employers', month, 'district')})")}


def covered(lake: Lake, month: Month) -> set[tuple[int, int | None]]:
    """(employer key, person key) of everybody declared in a month, and (employer key, None) of every employer with anybody."""
    declared = relation(lake, "declarations", month, "employer_key, person_key, month")
    pairs = rows(f"select distinct employer_key, person_key from ({declared}) where month = {month.index}")
    return {(row["employer_key"], row["person_key"]) for row in pairs} | {(row["employer_key"], None) for row in pairs}
