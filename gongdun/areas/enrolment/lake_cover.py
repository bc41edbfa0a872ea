# ruff: noqa: S608 (paths of our own lake and whole numbers; no value of a file becomes SQL)
"""What the lake knows of cover: heads per employer and month, and one employer's or person's history, each with its source and month."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongdun.compare.lake import Lake
from gongdun.compare.months import Month
from gongdun.desk.lake_rows import relation, rows

HIGH_RISK_TRADES = ("06", "07", "08", "09", "10", "11", "12", "25", "26", "30", "31", "32", "47", "48", "49", "50")
HIGH_RISK_MARKS = ("dust", "chemical", "construction")


def month_of(month: date) -> Month:
    return Month.parse(f"{month:%Y-%m}")


def heads(lake: Lake, month: date) -> list[dict[str, Any]]:
    """Per employer key: insured, paid, both, new_form, base_total (fen), and heads by scheme as "scheme:heads" in one text, has_lift_licence. Insured are the month's declarations, paid its taxed wages."""
    of = month_of(month)
    declared = relation(lake, "declarations", of, "employer_key, person_key, month, base")
    paid = relation(lake, "payroll", of, "employer_key, person_key, month, kind, income")
    return rows(f"""
        with declared as (select employer_key, person_key, max(base) as base from ({declared}) where month = {of.index} group by 1, 2),
        paid as (select distinct employer_key, person_key from ({paid}) where month = {of.index} and kind = 'wage' and income > 0),
        held as ({holders(lake, of)}),
        lifts as ({lift_installers(lake, of)}),
        schemes as (select employer_key, string_agg(scheme || ':' || heads, ',' order by scheme) as schemes
            from (select employer_key, scheme, count(*) as heads from ({covers(lake, of)}) group by 1, 2) group by 1)
        select coalesce(d.employer_key, p.employer_key, l.employer_key) as employer_key, count(d.person_key) as insured, count(p.person_key) as paid,
            count(case when d.person_key is not null and p.person_key is not null then 1 end) as both,
            count(case when h.scheme = 'new_form' then 1 end) as new_form, cast(coalesce(sum(d.base), 0) as bigint) as base_total,
            coalesce(max(s.schemes), '') as schemes, bool_or(l.employer_key is not null) as has_lift_licence
        from declared d
        full join paid p on p.employer_key = d.employer_key and p.person_key = d.person_key
        full join lifts l on l.employer_key = coalesce(d.employer_key, p.employer_key)
        left join held h on h.employer_key = d.employer_key and h.person_key = d.person_key
        left join schemes s on s.employer_key = coalesce(d.employer_key, p.employer_key)
        group by 1 order by 1""")


def lift_installers(lake: Lake, month: Month) -> str:
    """Employers with a licence to install lifts that was in force on a day of the month."""
    first, last = f"date '{month}-01'", f"date '{Month(month.index + 1)}-01'"
    licences = relation(lake, "licences", month, "employer_key, kind, issued_on, expires_on")
    return f"""select distinct employer_key from ({licences})
        where kind = 'lift' and (issued_on is null or issued_on < {last}) and (expires_on is null or expires_on >= {first})"""


def holders(lake: Lake, month: Month) -> str:
    """Person, employer and scheme of each cover whose last event up to the month is an enrolment."""
    events = relation(lake, "enrolments", month, "event_id, employer_key, person_key, scheme, operation, effective_month, operated_at")
    return f"""select employer_key, person_key, arg_max(scheme, (effective_month, operated_at, event_id)) as scheme from ({events})
        where effective_month <= {month.index} group by 1, 2
        having arg_max(operation, (effective_month, operated_at, event_id)) = 'enrol'"""


def events_of(lake: Lake, month: date, employer_key: int, person_key: int | None = None) -> list[dict[str, Any]]:
    """Enrol, cease and roll-back of an employer, or of one person there, the latest first."""
    events = relation(
        lake,
        "enrolments",
        month_of(month),
        "event_id, employer_key, person_key, scheme, operation, effective_month, operated_at, channel, reason",
    )
    person = "" if person_key is None else f"and person_key = {int(person_key)}"
    found = rows(f"""select * from ({events}) where employer_key = {int(employer_key)} {person}
        order by effective_month desc, operated_at desc, event_id desc limit 300""")
    return [row | {"effective_month": str(Month(int(row["effective_month"])))} for row in found]


def declared_months(lake: Lake, month: date, employer_key: int) -> list[dict[str, Any]]:
    """Monthly declarations of an employer: heads and bases, the latest first."""
    declared = relation(lake, "declarations", month_of(month), "employer_key, person_key, month, base, paid")
    found = rows(f"""select month, count(*) as heads, cast(sum(base) as bigint) as base_total_fen, count(case when paid then 1 end) as paid
        from ({declared}) where employer_key = {int(employer_key)} group by month order by month desc limit 24""")
    return [row | {"month": str(Month(int(row["month"])))} for row in found]


def is_high_risk(industry_code: str, hazards: list[str]) -> bool:
    """Detection rule R-01: dust, chemicals, construction, or the trades that stand for them."""
    return bool(set(hazards) & set(HIGH_RISK_MARKS)) or industry_code[:2] in HIGH_RISK_TRADES


def held_covers(lake: Lake, month: date) -> set[tuple[int, int, str]]:
    """(employer key, person key, scheme) of everybody covered in a month: their last event up to it is an enrolment."""
    return {(row["employer_key"], row["person_key"], row["scheme"]) for row in rows(holders(lake, month_of(month)))}


def covers_of(lake: Lake, month: date) -> dict[int, list[tuple[int, str]]]:
    """Person key → (employer key, scheme) of every cover of a month."""
    found: dict[int, list[tuple[int, str]]] = {}
    for row in rows(covers(lake, month_of(month))):
        found.setdefault(row["person_key"], []).append((row["employer_key"], row["scheme"]))
    return found


def employees(lake: Lake, month: date) -> set[int]:
    """Person keys with an employee's cover in a month."""
    found = rows(f"select distinct person_key from ({covers(lake, month_of(month))}) where scheme = 'employee'")
    return {row["person_key"] for row in found}


def project_covers(lake: Lake, month: date) -> dict[str, tuple[date, date]]:
    """Number → first and last day of the cover of each project that has both, as the newest delivery up to the month says."""
    projects = relation(lake, "projects", month_of(month), "project_no, covered_from, covered_to")
    found = rows(f"select * from ({projects}) where covered_from is not null and covered_to is not null")
    return {row["project_no"]: (row["covered_from"], row["covered_to"]) for row in found}


def covers(lake: Lake, month: Month) -> str:
    """Person, employer and scheme of everybody insured in a month: declared in it, or enrolled and not ceased; an employee where nothing else is said."""
    declared = relation(lake, "declarations", month, "employer_key, person_key, month")
    return f"""select distinct coalesce(d.employer_key, h.employer_key) as employer_key, coalesce(d.person_key, h.person_key) as person_key,
            coalesce(h.scheme, 'employee') as scheme
        from (select distinct employer_key, person_key from ({declared}) where month = {month.index}) d
        full join ({holders(lake, month)}) h on h.employer_key = d.employer_key and h.person_key = d.person_key"""


def insured_units(lake: Lake, on: date, person_key: int) -> list[tuple[int, str]]:
    """(employer key, scheme) of every cover of a person on a day, by the declarations and events of its month."""
    found = rows(f"select * from ({covers(lake, month_of(on))}) where person_key = {int(person_key)} order by employer_key")
    return [(row["employer_key"], row["scheme"]) for row in found]


def last_month(lake: Lake) -> date | None:
    """The newest month of declarations that came in."""
    months = [month for table, month in lake.partitions if table == "declarations" and month[:1].isdigit()]
    return date.fromisoformat(f"{max(months)}-01") if months else None
