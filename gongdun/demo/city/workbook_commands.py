"""`gongdun demo workbook`: a clerk's workbook out of the synthetic city."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongdun.demo.city.places import DISTRICTS
from gongdun.demo.city.workbook import SHEETS, write_workbook


def parser() -> argparse.ArgumentParser:
    command = argparse.ArgumentParser(prog="gongdun demo workbook", description=__doc__)
    command.add_argument("--city", type=Path, required=True, help="folder of a generated city (Parquet)")
    command.add_argument("--table", choices=list(SHEETS), default="payroll")
    command.add_argument("--district", choices=[code for code, _, _ in DISTRICTS], default="320411")
    command.add_argument("--month", required=True, help="like 2022-08")
    command.add_argument("--rows", type=int, default=400, help="rows to take (default 400)")
    command.add_argument("--out", type=Path, required=True, help="the .xlsx to write")
    return command


def main(argv: list[str]) -> int:
    asked = parser().parse_args(argv)
    for mistake in write_workbook(asked.city, asked.table, asked.district, asked.month, asked.out, limit=asked.rows):
        print(f"第{mistake.row}行 {mistake.column}：{mistake.what}（{mistake.value}）")
    return 0
