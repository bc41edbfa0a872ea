"""`gongdun demo generate`: the synthetic city on disk."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongdun.demo.city.files import FORMATS
from gongdun.demo.city.generate import Wish, generate


def parser() -> argparse.ArgumentParser:
    command = argparse.ArgumentParser(prog="gongdun demo generate", description=__doc__)
    command.add_argument("--persons", type=int, default=200_000, help="persons in the city, 2000 or more (default 200000)")
    command.add_argument("--from", dest="first_month", default="2021-10", help="first month, like 2021-10 (the demo's own)")
    command.add_argument("--months", type=int, default=12, help="number of months, 3 to 60 (default 12)")
    command.add_argument("--seed", type=int, default=20221017, help="the same seed and arguments give the same city")
    command.add_argument("--out", type=Path, required=True, help="folder to write")
    command.add_argument("--format", choices=FORMATS, default="parquet")
    command.add_argument("--force", action="store_true", help="replace a folder that is not empty")
    command.add_argument("--quiet", action="store_true", help="no progress bar")
    return command


def main(argv: list[str]) -> int:
    asked = parser().parse_args(argv)
    wish = Wish(asked.persons, asked.first_month, asked.months, asked.seed, asked.format)
    facts = generate(wish, asked.out, force=asked.force, quiet=asked.quiet)
    for table, rows in facts["rows"].items():
        print(f"{table:<13}{rows:>12,}")
    print(f"{'truth':<13}{sum(facts['truth'].values()):>12,}")
    return 0
