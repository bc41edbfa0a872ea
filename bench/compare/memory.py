"""Five gigabytes of CSV through the import in two gigabytes of memory, measured: `python -m bench.compare.memory [--gigabytes 5]`.

The process is held to the limit by the system where it can be (`RLIMIT_DATA`), the engine to a smaller one, and the highest resident memory is read.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from bench.compare.worker import peak
from gongdun.compare.intake.importing import Importer
from gongdun.compare.intake.sources import source_of
from gongdun.compare.keys import LocalKeys
from gongdun.compare.lake import Lake
from gongdun.demo.city.generate import Wish, generate

GIGABYTE = 1 << 30
LIMIT = 2 * GIGABYTE
SHARE = "1200MB"  # the engine's; the rest is for Python, its keys and the allocator
PERSONS = 300_000


def main(argv: list[str]) -> int:
    words = argparse.ArgumentParser(prog="python -m bench.compare.memory", description=__doc__)
    words.add_argument("--gigabytes", type=float, default=5)
    words.add_argument("--work", type=Path, help="folder for the files (default: a temporary one); what is there is not made again")
    words.add_argument("--import-only", action="store_true", help=argparse.SUPPRESS)
    asked = words.parse_args(argv)
    if asked.import_only:
        return bring_in(asked.work)
    with tempfile.TemporaryDirectory(prefix="gongdun-bench-") as temporary:
        work = asked.work or Path(temporary)
        made = make(work, int(asked.gigabytes * GIGABYTE))
        print(f"{made.name}: {made.stat().st_size / GIGABYTE:.2f} GiB", flush=True)
        return subprocess.run([sys.executable, "-m", "bench.compare.memory", "--import-only", "--work", str(work)], check=False).returncode


def make(work: Path, size: int) -> Path:
    """One month's attendance of many sites, as large as wished: valid people of the synthetic city, a day and a site each."""
    path = work / "attendance.csv"
    if path.exists() and path.stat().st_size >= size:
        return path
    if not (work / "city").exists():
        generate(Wish(PERSONS, "2022-06", 3, 1, "parquet"), work / "city", quiet=True)
    connection = duckdb.connect(config={"memory_limit": SHARE, "preserve_insertion_order": "false"})
    rows_a_person = size // (PERSONS * 65) + 1  # a line takes 65 bytes
    connection.execute(
        f"""copy (select 'XM' || lpad(cast(day % 977 as varchar), 12, '0') as project_no, id_number, date '2018-01-01' + cast(day as integer) as on_date, uscc
        from (select p.id_number, d.uscc from read_parquet('{work}/city/persons.parquet') p
              left join (select id_number, min(uscc) uscc from read_parquet('{work}/city/payroll-2022-08.parquet') group by 1) d using (id_number))
        cross join range({rows_a_person}) days(day)) to '{path}' (format csv, header true)"""
    )
    return path


def bring_in(work: Path) -> int:
    resource.setrlimit(resource.RLIMIT_DATA, (LIMIT, LIMIT))
    started = time.perf_counter()
    with Importer(Lake(work / "lake"), LocalKeys(b"k" * 32), SHARE).session() as importer:
        partition = importer.bring_in(source_of(work / "attendance.csv"))
    seconds = time.perf_counter() - started
    print(
        f"{partition.rows:,} rows in {seconds:.0f} s, {partition.rejected} rejected; highest resident memory {peak(None)} MB of {LIMIT >> 20}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
