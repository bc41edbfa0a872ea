"""The innocent mass is innocent: files agree with each other, and no person or employer does what only a scenario may do."""

from __future__ import annotations

import pytest

from gongdun.demo.city.tables import TABLES

PLANTED_CODE = "substr(uscc, 10, 1) = '9'"  # planted employers' serials begin with 9


@pytest.mark.parametrize("table", [table for table in TABLES if table not in {"employers", "relations"}])
def test_every_row_points_to_known_people_and_employers(city, table):
    for column, register in (("id_number", "persons"), ("uscc", "employers")):
        if column in TABLES[table] and (table, column) not in {("persons", "id_number"), ("payroll", "id_number"), ("deaths", "id_number")}:
            strangers = f"SELECT count(*) FROM {{{table}}} WHERE {column} NOT IN (SELECT {column} FROM {{{register}}})"
            assert city.rows(strangers) == [(0,)], column


KEYS = {
    "employers": "uscc",
    "persons": "id_number",
    "enrolments": "event_id",
    "declarations": "month, uscc, id_number",
    "payroll": "month, uscc, id_number, kind",
    "other_cover": "month, uscc, id_number, scheme",
    "employment": "uscc, id_number, started_on",
    "licences": "licence_no",
    "certificates": "certificate_no",
    "projects": "project_no",
    "attendance": "project_no, id_number, on_date",
    "placements": "school, id_number, started_on",
    "deaths": "id_number, source",
    "pensioners": "id_number",
    "injuries": "matter_no",
    "assessments": "conclusion_no",
    "claims": "claim_no",
    "periodic": "id_number, benefit",
    "visits": "bill_no, settled_by",
    "third_party": "document_no, kind",
    "relations": "from_uscc, to_uscc, kind",
}


@pytest.mark.parametrize("table", TABLES)
def test_keys_are_unique(city, village, table):
    for place in (city, village):
        assert place.rows(f"SELECT {KEYS[table]} FROM {{{table}}} GROUP BY ALL HAVING count(*) > 1 LIMIT 3") == []


def test_the_mass_is_paid_where_it_is_declared_and_covered_where_it_is_insured(city):
    paid = f"SELECT month, uscc, count(*) FROM {{payroll}} WHERE kind = 'wage' AND NOT {PLANTED_CODE} GROUP BY ALL"
    declared = f"SELECT month, uscc, count(*) FROM {{declarations}} WHERE NOT {PLANTED_CODE} GROUP BY ALL"
    assert city.rows(f"({paid} EXCEPT {declared}) UNION ALL ({declared} EXCEPT {paid})") == []
    covered = "SELECT month, uscc, id_number FROM {other_cover} WHERE scheme = 'pension'"
    assert city.rows(f"SELECT month, uscc, id_number FROM {{declarations}} WHERE NOT {PLANTED_CODE} EXCEPT {covered}") == []


def test_the_mass_declares_what_it_earns_within_the_limits(city):
    apart = city.rows(
        f"""SELECT d.wage, p.income FROM {{declarations}} d JOIN {{payroll}} p USING (month, uscc, id_number)
        WHERE p.kind = 'wage' AND NOT {PLANTED_CODE} AND abs(d.wage - p.income) > 0.1 * p.income LIMIT 3"""
    )
    assert apart == []
    assert city.rows("SELECT min(base), max(base) FROM {declarations} WHERE month >= '2022-01'") == [(4250, 21821)]


def test_declared_months_are_the_months_between_enrolling_and_ceasing(city):
    month = "substr(effective_month, 1, 4)::INTEGER * 12 + substr(effective_month, 6, 2)::INTEGER"
    declared = "substr(month, 1, 4)::INTEGER * 12 + substr(month, 6, 2)::INTEGER"
    outside = f"""
        WITH spans AS (SELECT uscc, id_number, {month} AS start_month,
                              lead({month}, 1, 99999) OVER (PARTITION BY uscc, id_number ORDER BY operated_at, event_id) AS end_month, operation
                       FROM {{enrolments}})
        SELECT d.* FROM {{declarations}} d WHERE NOT EXISTS (
            SELECT 1 FROM spans s WHERE s.operation = 'enrol' AND s.uscc = d.uscc AND s.id_number = d.id_number
            AND {declared} >= s.start_month AND {declared} < s.end_month) LIMIT 3"""
    assert city.rows(outside) == []


def test_nobody_is_enrolled_or_hired_before_the_employer_was_registered(city):
    query = (
        f"SELECT count(*) FROM {{employment}} s JOIN {{employers}} e USING (uscc) WHERE NOT {PLANTED_CODE} AND started_on < registered_on"
    )
    assert city.rows(query) == [(0,)]


def test_the_mass_has_no_swing_of_its_own(city):
    swings = city.rows(
        f"""WITH heads AS (SELECT uscc, month, count(*) AS n FROM {{declarations}} WHERE NOT {PLANTED_CODE} GROUP BY ALL),
        steps AS (SELECT n, lag(n) OVER (PARTITION BY uscc ORDER BY month) AS before FROM heads)
        SELECT n, before FROM steps WHERE abs(n - before) >= 10 AND abs(n - before) * 10 >= 3 * before LIMIT 3"""
    )
    assert swings == []


def test_the_mass_at_work_is_younger_than_any_retirement_age(city):
    old = city.rows(
        f"""SELECT count(*) FROM (SELECT DISTINCT id_number FROM {{declarations}} WHERE NOT {PLANTED_CODE}) JOIN {{persons}} USING (id_number)
        WHERE born_on + (CASE sex WHEN '1' THEN INTERVAL 60 YEAR ELSE INTERVAL 50 YEAR END) <= DATE '2022-09-30'"""
    )
    assert old == [(0,)]


def test_the_mass_was_insured_long_before_any_injury_and_injuries_keep_their_order(city):
    early = city.rows(
        f"""SELECT i.matter_no FROM {{injuries}} i JOIN {{enrolments}} e USING (uscc, id_number)
        WHERE NOT {PLANTED_CODE} AND e.operated_at > i.injured_at - INTERVAL 60 DAY LIMIT 3"""
    )
    assert early == []
    unordered = "SELECT count(*) FROM {injuries} WHERE NOT (injured_at < reported_at AND injured_at::DATE < applied_on)"
    assert city.rows(unordered) == [(0,)]
    assert city.rows("SELECT max(applied_on) <= DATE '2022-09-30' FROM {injuries}") == [(True,)]


def test_sizes_follow_a_power_law_and_all_seven_areas_have_employers(city):
    sizes = [size for (size,) in city.rows("SELECT count(*) AS n FROM {payroll-2022-08} GROUP BY uscc ORDER BY n")]
    assert sizes[len(sizes) // 2] < 12 < max(sizes) / 20
    assert len(city.facts["employers_by_district"]) == 7
    assert city.facts["employers_by_district"]["320412-JK"] > 0


def test_a_few_numbers_and_names_come_carelessly_written(city):
    payroll = "SELECT count(*) > 3 FROM {payroll} WHERE "
    for careless in (
        "length(id_number) = 15",
        "id_number LIKE '%x'",
        "id_number LIKE ' %'",
        "id_number LIKE '%\uff19%'",
        "name LIKE '% %'",
    ):
        assert city.rows(payroll + careless) == [(True,)], careless


def test_a_month_sent_again_puts_the_first_sending_right(city):
    wrong = city.rows(
        "SELECT uscc FROM {declarations-2022-08} f JOIN {declarations-2022-08.v2} s USING (uscc, id_number) WHERE f.base <> s.base"
    )
    assert wrong
    assert {code for (code,) in wrong} <= {code for (code,) in city.rows("SELECT uscc FROM {truth} WHERE scenario = 'sent_again'")}
    assert city.rows("SELECT * FROM {payroll-2022-02} EXCEPT SELECT * FROM {payroll-2022-02.v2}") == []
