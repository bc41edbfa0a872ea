"""What each file holds, selected from the frame. Whole numbers until the last step, which turns fen into yuan with two places."""

# ruff: noqa: S608 - the statements are put together from this package's own names and numbers
from __future__ import annotations

from gongdun.demo.city.months import date_in, last_reset, limits, month_text
from gongdun.demo.city.tables import TABLES

YUAN = "(({fen})::DECIMAL(16,2) * 0.01)::DECIMAL(14,2)"
MONTH_TEXT = "lpad(({month} // 12)::VARCHAR, 4, '0') || '-' || lpad(({month} % 12 + 1)::VARCHAR, 2, '0')"


def raised(month: str, first: int) -> str:
    """How often an employer raised wages after the city's first month, up to a month."""
    return f"(({month} - raise_month) // 12 - ({first} - raise_month) // 12)"


def declarations(month: int, first: int, *, is_first_sending: bool = False) -> str:
    """Bases are declared in July or on hiring, and clamped between the month's floor and ceiling (令103号 art 4)."""
    floor, ceiling = limits(month)
    declared_in = f"greatest({max(last_reset(month), first)}, held_first)"
    told = f"CASE WHEN declared > 0 THEN declared ELSE wage * (10000 + {raised(declared_in, first)} * raise_rate) // 10000 // 100 * 100 END"
    if is_first_sending:
        told = f"CASE WHEN employer IN (SELECT employer FROM first_sent WHERE month = {month}) THEN {floor} ELSE {told} END"
    return f"""
        SELECT '{month_text(month)}' AS month, uscc, id_number, {YUAN.format(fen="told")} AS wage,
               {YUAN.format(fen=f"greatest({floor}, least({ceiling}, told))")} AS base, true AS paid
        FROM (SELECT uscc, id_number, {told} AS told FROM work WHERE held_first <= {month} AND held_last >= {month})"""


def payroll(month: int, first: int) -> str:
    """What the tax office heard: the wage with its raises, up to one and a half percent more or less each month."""
    noise = f"(9850 + (person * 7919 + {month * 104729}) % 301)"
    income = f"wage * (10000 + {raised(str(month), first)} * raise_rate) // 10000 * {noise} // 10000"
    return f"""
        SELECT '{month_text(month)}' AS month, uscc, pay_number AS id_number, pay_name AS name,
               CASE WHEN is_service THEN 'service' ELSE 'wage' END AS kind, {YUAN.format(fen=income)} AS income
        FROM work WHERE pay_first <= {month} AND pay_last >= {month}
        UNION ALL
        SELECT '{month_text(month)}', e.uscc, p.id_number, x.name, x.kind, {YUAN.format(fen="x.income")}
        FROM planted_pays x JOIN person p ON p.key = x.person JOIN employer e ON e.key = x.employer WHERE x.month = {month}"""


def other_cover(month: int) -> str:
    parts = [
        f"SELECT '{month_text(month)}' AS month, uscc, id_number, '{scheme}' AS scheme FROM work "
        f"WHERE cover_first <= {month} AND cover_last >= {month}"
        for scheme in ("pension", "medical")
    ]
    return " UNION ALL ".join(parts)


def enrolments() -> str:
    """The mass's events follow from its spans; the scenarios' are their own."""
    hired = "(year(hired_on) * 12 + month(hired_on) - 1)"
    operated = "hired_on::TIMESTAMP + to_minutes((least(person % 5, 28 - least(day(hired_on), 28)) * 1440 + 510 + person % 480)::BIGINT)"
    left = "make_date((held_last // 12)::BIGINT, held_last % 12 + 1, 26)::TIMESTAMP + to_minutes((510 + person % 480)::BIGINT)"
    mass = "FROM work WHERE NOT is_planted AND held_last >= held_first"
    return f"""
        SELECT 'A' || lpad(rowid::VARCHAR, 9, '0') AS event_id, uscc, id_number, 'employee' AS scheme, 'enrol' AS operation,
               {MONTH_TEXT.format(month=hired)} AS effective_month, {operated} AS operated_at,
               CASE WHEN person % 3 = 0 THEN '窗口' ELSE '网办' END AS channel, '新参保' AS reason {mass}
        UNION ALL
        SELECT 'C' || lpad(rowid::VARCHAR, 9, '0'), uscc, id_number, 'employee', 'cease',
               {MONTH_TEXT.format(month="(held_last + 1)")}, {left}, '网办', '个人辞职' {mass} AND held_last < 100000
        UNION ALL
        SELECT 'P' || lpad(x.rowid::VARCHAR, 9, '0'), e.uscc, p.id_number, x.scheme, x.operation, {MONTH_TEXT.format(month="x.month")},
               x.operated_at, x.channel, x.reason
        FROM planted_events x JOIN person p ON p.key = x.person JOIN employer e ON e.key = x.employer"""


def employment() -> str:
    return """
        SELECT uscc, id_number, hired_on AS started_on,
               CASE WHEN held_last < 100000 THEN last_day(make_date((held_last // 12)::BIGINT, held_last % 12 + 1, 1)) END AS ended_on,
               'labour' AS kind
        FROM work WHERE NOT is_planted AND NOT is_service
        UNION ALL
        SELECT e.uscc, p.id_number, x.started_on, x.ended_on, x.kind
        FROM planted_contracts x JOIN person p ON p.key = x.person JOIN employer e ON e.key = x.employer"""


def employers() -> str:
    columns = ", ".join("(rate * 0.0001::DECIMAL(6,4))::DECIMAL(6,4) AS rate" if name == "rate" else name for name in TABLES["employers"])
    return f"SELECT {columns} FROM employer ORDER BY key"


def persons() -> str:
    return f"SELECT {', '.join(TABLES['persons'])} FROM person ORDER BY key"


def pensioners() -> str:
    """The mass's retired: men at 60, women at 50 or 55; and the planted."""
    age = "CASE WHEN sex = '1' THEN 60 WHEN key % 3 = 0 THEN 55 ELSE 50 END"
    return f"""
        SELECT id_number, make_date(year(born_on) + {age}, month(born_on), 1) AS retired_on, '企业退休人员' AS kind
        FROM person WHERE is_retired
        UNION ALL SELECT * FROM planted_pensioners"""


def licences(first: int) -> str:
    """Chemical and construction firms hold their licences; the planted ones bring theirs."""
    return f"""
        SELECT 'XK' || lpad(key::VARCHAR, 8, '0') AS licence_no, uscc, hazards AS kind, DATE '{date_in(first - 14, 1)}' AS issued_on,
               DATE '{date_in(first + 60, 1)}' AS expires_on
        FROM employer WHERE size > 0 AND hazards IN ('chemical', 'construction')
        UNION ALL SELECT * FROM planted_licences"""


def planted(table: str) -> str:
    return f"SELECT * FROM planted_{table}"
