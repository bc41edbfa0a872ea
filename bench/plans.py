"""The whole board and the rows of a figure over a full city: `python -m bench.plans [MATTERS] [PERSONS]` (default 20000 200000; asked for: 200000 2000000).

Rows are real rows of the city's tables, written by SQL into a database of the bench's own, which is dropped afterwards; the board is asked as the site's own
role with its row scopes. Times are the median of seven calls, nothing cached between them; the statements of one board are counted.
"""

from __future__ import annotations

import importlib
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

from gongdun.site import testing

TODAY = date(2022, 10, 17)
CALLS = 7
# %% as psycopg wants it; every row lies in a district of the city, as the city's own offices keep it.
WORKERS = """insert into registry_worker (ledger, district, person_key, name, pinyin, initials, masked_number, last_four, sex, born_on)
select a.ledger_id, a.id, g, '王' || g, 'wang', 'w', '3204**********' || lpad((g %% 10000)::text, 4, '0'), lpad((g %% 10000)::text, 4, '0'), 'M', date '1980-01-01' + (g %% 9000)::int
from generate_series(1, {persons}) g join (select id, ledger_id, row_number() over (order by id) - 1 n, count(*) over () c from registry_area where kind = 'district') a on a.n = g %% a.c"""
EMPLOYERS = """insert into registry_employer (ledger, district, uscc, name, pinyin, initials, kind, industry_code, industry, risk_class, hazards, legal_person, key, warning)
select a.ledger_id, a.id, 'B' || lpad(g::text, 17, '0'), '企业' || g, 'qiye', 'qy', 'enterprise', '34', '通用设备制造业', 4, '{{}}', '', g, ''
from generate_series(1, {employers}) g join (select id, ledger_id, row_number() over (order by id) - 1 n, count(*) over () c from registry_area where kind = 'district') a on a.n = g %% a.c"""
MATTERS = """insert into desk_matter (ledger, district, number, procedure, procedure_version, title, state, is_closed, office_id, facts, opened_on, due_clock, is_paused, waits_for, barred, last_event, revision, employer_id, worker_id)
select e.ledger, e.district, 'B' || g, 'base_report', date '2021-01-01', '基数', 'answered', true, o.id, '{{}}', date '2022-01-01' + (g %% 280)::int, '', false, '{{}}', '{{}}', '', 1, e.id, null
from generate_series(1, {matters}) g join (select id, ledger, district, row_number() over (order by id) - 1 n, count(*) over () c from registry_employer) e on e.n = g %% e.c
join registry_office o on o.kind = 'agency' and o.area_id = e.ledger"""
REPORTS = """insert into inspection_basereport (ledger, district, matter_id, employer_id, reported_by_id, reported_on, from_month, to_month, declared_base_fen, actual_wage_fen, evidence, arrears_fen, late_fee_fen, calculation, answered_on)
select m.ledger, m.district, m.id, m.employer_id, o.id, m.opened_on, date '2022-01-01', date '2022-03-01', 426000, 800000, '', 1000 + m.id %% 9000, m.id %% 700, '{{}}', m.opened_on + (m.id %% 30)::int
from desk_matter m join registry_office o on o.kind = 'inspection' and o.area_id = m.district where m.number like 'B%%'"""
LISTS = """insert into desk_matter (ledger, district, number, procedure, procedure_version, title, state, is_closed, office_id, facts, opened_on, due_clock, is_paused, waits_for, barred, last_event, revision)
select a.ledger_id, a.id, 'L' || a.id || '-' || g, 'uninsured_list', date '2021-01-01', '名单', 'answered', true, o.id, '{{}}', date '2022-01-01' + g, '', false, '{{}}', '{{}}', '', 1
from registry_area a cross join generate_series(1, 280) g join registry_office o on o.kind = 'bureau' and o.area_id = a.id where a.kind = 'district'"""
LIST = """insert into inspection_uninsuredlist (ledger, district, matter_id, month, batch, built_by_id, inspectorate_id, handed_over_on, feedback_due_on, answered_on, rematched_on)
select m.ledger, m.district, m.id, date_trunc('month', m.opened_on), m.number, m.office_id, o.id, m.opened_on, m.opened_on + 60, m.opened_on + (20 + m.id %% 50)::int, case when m.id %% 3 > 0 then m.opened_on + 35 end
from desk_matter m join registry_office o on o.kind = 'inspection' and o.area_id = m.district where m.number like 'L%%'"""
LEADS = """insert into desk_lead (ledger, district, fingerprint, rule, rule_version, severity, employer_id, worker_id, period, figures, state, first_run_id, last_run_id, raised_on, viewers)
select w.ledger, w.district, 'b' || w.id, 'enrolment/uninsured_employees', '1', 'high', null, w.id, '2022-07', '{{}}', 'confirmed', r.id, r.id, date '2022-07-01', '{{}}'
from registry_worker w cross join (select id from desk_run order by id limit 1) r where w.person_key <= {matters}"""
ROWS = """insert into inspection_listrow (ledger, district, matter_id, position, lead_id, employer_id, worker_id, source, figures, finding, finders, remark, persons_gained, arrears_fen, is_held, rematch)
select l.ledger, l.district, m.id, row_number() over (partition by m.id), l.id, e.id, l.worker_id, 'tax', '{{}}', case l.id %% 3 when 0 then 'insured' else 'enrolled_now' end, '', '', 1, 100 + l.id %% 9000, false, case l.id %% 4 when 0 then 'explained' else 'insured' end
from (select *, row_number() over (partition by district order by id) n from desk_lead) l
join (select id, district, row_number() over (partition by district order by id) - 1 n, count(*) over (partition by district) c from desk_matter where number like 'L%%') m on m.district = l.district and m.n = l.n %% m.c
join (select min(id) id, district from registry_employer group by district) e on e.district = l.district"""


def build(matters: int, persons: int) -> None:
    """Founded by the operations, filled by SQL: what is measured reads, it does not write."""
    builders, operations = importlib.import_module("gongdun.site.builders"), importlib.import_module("gongdun.plans.operations")
    connection, writing = importlib.import_module("django.db").connection, importlib.import_module("gongdun.vault.writing")
    folder = testing.PACKAGE / "plans" / "changzhou_2022"
    scopes, registry = importlib.import_module("gongdun.vault.scopes"), importlib.import_module("gongdun.registry.queries")
    builders.a_city()
    operations.adopt_plan(folder=folder, actor=builders.JOB, today=date(2022, 1, 10))
    with scopes.within(registry.everywhere()), writing.unguarded("a bench"), connection.cursor() as cursor:
        builders.a_run(date(2022, 7, 1), [])
        for statement in (WORKERS, EMPLOYERS, MATTERS, REPORTS, LISTS, LIST, LEADS, ROWS):
            cursor.execute(statement.format(persons=persons, employers=max(persons // 16, 100), matters=matters).replace("%%", "%"))
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def median(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds: the median and the slowest of the calls, after one that is not counted."""
    times = []
    for _turn in range(CALLS + 1):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[1:]), max(times[1:])


def measure() -> None:
    board, figures = importlib.import_module("gongdun.plans.queries.board"), importlib.import_module("gongdun.plans.queries.figures")
    plans, connection = importlib.import_module("gongdun.plans.queries.plans"), importlib.import_module("django.db").connection
    capture = importlib.import_module("django.test.utils").CaptureQueriesContext
    scopes, registry = importlib.import_module("gongdun.vault.scopes"), importlib.import_module("gongdun.registry.queries")
    plan = plans.current_plan()
    with capture(connection) as held:
        rows = board.board(plan, TODAY)
    print(f"{len(rows)} measures, {sum(len(row.figures) for row in rows)} figures, {len(held)} statements")
    print("whole board: median {:.0f} ms, slowest {:.0f} ms".format(*median(lambda: board.board(plan, TODAY))))
    period = board.period_of(plan, TODAY)
    with scopes.within(registry.everywhere()):
        found = {
            key: figures.figure(key, period).rows
            for row in rows
            for key in row.measure.indicators
            if key in {one.key for one in row.figures}
        }
        for key, count in sorted(found.items(), key=lambda one: -one[1]):
            if count:
                first = median(lambda key=key: (figures.rows(key, period).count(), list(figures.told(key, period)[:100])))
                print("  {}: {:,} rows, counted and first page opened: median {:.0f} ms, slowest {:.0f} ms".format(key, count, *first))


def main(asked: list[int]) -> int:
    matters, persons = (asked + [20_000, 200_000][len(asked) :])[:2]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    server = testing.Server()
    database = testing.WorkerDatabase(server, f"gd_bench_plans_{os.getpid()}")
    try:
        importlib.import_module("django").setup()
        database.renew()
        settings = testing.connections["default"].settings_dict
        parts = testing.psycopg.conninfo.conninfo_to_dict(server.url(database.name, testing.SITE))
        settings.update(NAME=database.name, USER=testing.SITE, HOST=parts.get("host", ""), PORT=parts.get("port", ""))
        started = time.perf_counter()
        build(matters, persons)
        print(
            f"{2 * matters:,} rows under {matters:,} matters, {persons:,} persons: built in {time.perf_counter() - started:.0f} s",
            flush=True,
        )
        measure()
    finally:
        testing.connections.close_all()
        database.drop()
        server.release()
    return 0


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]]))
