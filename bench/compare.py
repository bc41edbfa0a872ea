"""How long a comparison takes: import, state, each rule, a month's increment, and the mere decoding of the same files.

`python bench/compare.py [--persons 50000] [--months 12] [--rounds 5]`: the default ends in minutes. Medians of the rounds, which are interleaved.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from gongdun.compare.database import connect
from gongdun.compare.engines.duck import DuckEngine
from gongdun.compare.intake.importing import Importer
from gongdun.compare.intake.sources import find_sources
from gongdun.compare.keys import LocalKeys
from gongdun.compare.lake import Lake
from gongdun.compare.months import Month
from gongdun.compare.relations import Relations
from gongdun.compare.rules.rule import load_rules
from gongdun.compare.thresholds import parameter_rows
from gongdun.demo.city.generate import Wish, generate

FIRST = "2021-10"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--persons", type=int, default=50_000)
    words.add_argument("--months", type=int, default=12)
    words.add_argument("--rounds", type=int, default=5)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongdun-bench-") as folder:
        bench(Path(folder), asked.persons, asked.months, asked.rounds)


def bench(folder: Path, persons: int, months: int, rounds: int) -> None:
    generate(Wish(persons, FIRST, months, 1, "parquet"), folder / "data", quiet=True)
    month = Month(Month.parse(FIRST).index + months - 1)
    lake = Lake(folder / "lake")
    print(f"{persons} persons × {months} months")
    print(f"{'import':<32}{timed(lambda: bring_in(folder, lake, month)):>10.3f} s")
    print(f"{'state from scratch':<32}{timed(lambda: make_state(folder, lake, month)):>10.3f} s")
    shutil.rmtree(folder / "state" / "spans")
    make_state(folder, lake, Month(month.index - 1))
    print(f"{'state, one month further':<32}{timed(lambda: make_state(folder, lake, month)):>10.3f} s")
    for name, seconds in sorted(medians(folder, lake, month, rounds).items(), key=lambda item: item[1]):
        print(f"{name:<32}{seconds:>10.3f} s")
    print(f"{'peak memory':<32}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:>10} MB")


def timed(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def bring_in(folder: Path, lake: Lake, month: Month) -> None:
    with Importer(lake, LocalKeys(b"k" * 32)).session() as importer:
        for source in find_sources(folder / "data", month):
            importer.bring_in(source)


def make_state(folder: Path, lake: Lake, month: Month) -> None:
    connection = connect(folder / "scratch")
    Relations(connection, month).from_lake(lake, folder / "state")
    connection.close()


def medians(folder: Path, lake: Lake, month: Month, rounds: int) -> dict[str, float]:
    """Each rule and the decode-only scan of the declarations, in turn, so many rounds."""
    connection = connect(folder / "scratch")
    Relations(connection, month).from_lake(lake, folder / "state")
    districts = [district for (district,) in connection.execute("select distinct district from employers").fetchall()]
    engine, times = DuckEngine(connection), {}
    decode = "select sum(hash(month, employer_key, person_key, wage, base)) from declarations"
    for _ in range(rounds):
        times.setdefault("decode declarations only", []).append(timed(lambda: connection.execute(decode).fetchall()))
        for rule in load_rules():
            rows = parameter_rows(rule, [], districts, month)
            times.setdefault(rule.id, []).append(timed(lambda rule=rule, rows=rows: list(engine.rows(rule.query, rows))))
    connection.close()
    return {name: statistics.median(seconds) for name, seconds in times.items()}


if __name__ == "__main__":
    main()
