"""Claims entered and fully validated with journal and durable commits; determinations in bulk; a pension run; `python -m bench.benefits`.

    python -m bench.benefits [--claims 400] [--workers 4] [--determinations 100000] [--pensions 50000]

A claim is two operations, each its own durable commit with its journal entry: it is entered (matter with number, checklist, timeline event, claim with
sealed account) and calculated (amounts by the law with sheet and receipt, uses of confirmed values, eleven checks). What is validated of each claim:
roles · benefit known · recognition named · procedure and state · role, office and separation of the move · wages of twelve months and their gaps ·
facts known, in bounds and without contradiction · every parameter known on the day and confirmed by two · payer by cover, item and day ·
recognition in force, served, on this person and injury · assessment's grade · identity · death · prison · pension · duplicate grant ·
other insurance · cover at the injury · wages without gaps · resignation near retirement. Two claims in a row of one worker touch the same rows.

The database is a fresh one of the embedded server, `fsync` and `synchronous_commit` as installed: a commit is on the disk.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from datetime import date
from typing import Any

SCRATCH = tempfile.mkdtemp(prefix="gongdun-bench-")
os.environ.setdefault("GONGDUN_HOME", SCRATCH)
os.environ.setdefault("GONGDUN_DEVELOP", "1")

import numpy as np  # noqa: E402

from gongdun import law  # noqa: E402
from gongdun.site.commands.database import ready  # noqa: E402

TODAY = date(2022, 10, 17)
FACTS = {"grade": 10, "concluded_on": "2022-07-20", "insured_at_injury": True}


def bulk(rows: int) -> str:
    """Lump sums of many persons at once, every value confirmed, to the fen."""
    chance = np.random.default_rng(5)
    data = {
        "area": np.full(rows, 320400), "injured_on": np.full(rows, np.datetime64("2022-01-10")), "grade": chance.integers(1, 11, rows),
        "wages_sum_fen": chance.integers(36_000_00, 240_000_00, rows), "wages_count": np.full(rows, 12), "veteran_relapse": np.zeros(rows, bool),
    }  # fmt: skip
    book = law.confirm(document="bench")
    law.table({name: column[:10] for name, column in data.items()}, ["disability_lump_sum"], book=book, known=TODAY, final=True)
    started = time.perf_counter()
    found = law.table(data, ["disability_lump_sum"], book=book, known=TODAY, final=True)
    took = time.perf_counter() - started
    return f"{rows:,} determinations in bulk: {took * 1000:.1f} ms, {int(found['disability_lump_sum'].sum()) / 100:,.2f} yuan"


def prepare(claims: int, pensions: int) -> dict[str, Any]:
    """The city, its officers, workers and sources; everything in the scratch database."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    django.setup()
    from gongdun.registry.queries import everywhere
    from gongdun.site.builders import a_city, employers, workers
    from gongdun.vault.scopes import within
    from tests.benefits_office import an_account, an_office, money_arrives, sources_are_delivered, values_are_confirmed

    a_city()
    with within(everywhere()):
        office = an_office()
        sources_are_delivered()
        values_are_confirmed(office)
        money_arrives(office, 1_000_000_000_00)
        employers(1)
        people = workers(min(claims, 900))
        account = an_account(1)
        started = time.perf_counter()
        took = pension_run(office, people[0], account, pensions)
    return {"clerk": office.clerk.pk, "account": account, "pension": took, "setup": time.perf_counter() - started}


def pension_run(office: Any, worker: Any, account: int, count: int) -> str:
    """A month of many monthly benefits made payable, put into one batch, in one transaction each."""
    from gongdun.areas.benefits.models import PeriodicBenefit
    from gongdun.areas.benefits.operations import payments, periodic
    from gongdun.vault.writing import unguarded
    from tests.benefits_office import Office

    with unguarded("the bench's recipients"):
        PeriodicBenefit.objects.bulk_create(
            (
                PeriodicBenefit(
                    benefit="disability_allowance", worker=worker, person_key=worker.person_key, payee_name="某", account_key=account, account_mask="*1",
                    grade=4, entitled_on=date(2021, 6, 20), from_month=date(2022, 10, 1), amount_fen=337_050, ledger=1, district=4,
                )
                for _ in range(count)
            ),
            batch_size=5000,
        )  # fmt: skip
    started = time.perf_counter()
    made = periodic.run_month(month=TODAY, **Office.act(office.finance))
    run = time.perf_counter() - started
    payments.make_batch(**Office.act(office.finance))
    return f"pension run of {made['sums']:,}: {run:.2f} s payable, {time.perf_counter() - started - run:.2f} s in one batch, {made['fen'] / 100:,.2f} yuan"


def enter(told: tuple[int, int, dict[str, Any]]) -> tuple[float, float, int]:
    """One worker: its share of the claims, entered and calculated; seconds of each half, and how many."""
    first, count, world = told
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    django.setup()
    from gongdun.areas.benefits.operations import claims
    from gongdun.registry.models import Account, Employer, Worker
    from gongdun.registry.queries import everywhere
    from gongdun.site.builders import at
    from gongdun.vault.scopes import within
    from tests.benefits_office import a_claim, declared

    with within(everywhere()):
        clerk, firm = Account.objects.select_related("office__area").get(pk=world["clerk"]), Employer.objects.first()
        people = list(Worker.objects.order_by("pk"))
    act = {"actor": clerk.actor("bench"), "today": TODAY, "now": at(TODAY)}
    months = declared(firm, date(2021, 1, 1), 14, 600_000)
    entered = calculated = 0.0
    for place in range(first, first + count):
        new = a_claim(
            people[place % len(people)], firm, ("disability_lump_sum",), date(2022, 1, 10), facts=FACTS, recognition=f"认〔2022〕{place}号",
            account_key=world["account"],
        )  # fmt: skip
        started = time.perf_counter()
        with within(everywhere()):
            matter = claims.open_claim(claim=new, declared=months, **act)
        middle = time.perf_counter()
        with within(everywhere()):
            claims.calculate(matter=matter.pk, **act)
        entered += middle - started
        calculated += time.perf_counter() - middle
    return entered, calculated, count


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench.benefits", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=400)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--determinations", type=int, default=100_000)
    parser.add_argument("--pensions", type=int, default=50_000)
    asked = parser.parse_args(argv)
    print(bulk(asked.determinations), flush=True)
    cluster = ready()
    pool = multiprocessing.get_context("spawn")
    with pool.Pool(1) as one:
        world = one.apply(prepare, (asked.claims, asked.pensions))
    print(world["pension"], flush=True)
    share = asked.claims // asked.workers
    with pool.Pool(asked.workers) as workers:
        workers.map(enter, [(10_000_000 + 10 * place, 5, world) for place in range(asked.workers)], chunksize=1)  # warm: programs compiled
        started = time.perf_counter()
        told = workers.map(enter, [(share * place, share, world) for place in range(asked.workers)], chunksize=1)
        took = time.perf_counter() - started
    count = sum(one[2] for one in told)
    print(
        f"{count:,} claims entered and fully validated by {asked.workers} workers: {count / took:,.0f}/s for the pair "
        f"(entering {sum(one[0] for one in told) / count * 1000:.1f} ms, validating {sum(one[1] for one in told) / count * 1000:.1f} ms a claim and worker)"
    )
    if cluster:
        cluster.release()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
