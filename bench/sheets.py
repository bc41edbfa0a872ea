"""Reading and checking sheets of 2,000, 10,000 and 50,000 rows: `python bench/sheets.py [ROWS ...]` (default 2000).

The engine's part of an import: file to columns, every cell checked with its identity number, duplicates in the file. The journal and the
register's look-ups are the desk's part and are measured there.
"""

from __future__ import annotations

import sys
import time

from stdnum.iso7064 import mod_11_2

from gongdun.desk.sheets import annotate, preview, read, template
from gongdun.desk.tests.sheets.forms import FORM, row


def identity(number: int) -> str:
    """A different number in every row."""
    body = f"320411{1950 + number % 50}{1 + number // 50 % 12:02}{1 + number // 600 % 28:02}{number // 16800 % 1000:03}"
    return body + mod_11_2.calc_check_digit(body)


def measure(size: int) -> str:
    rows = [row(number, identity=identity(number), name="9" if number % 100 == 0 else "戴晓霞") for number in range(size)]
    started = time.perf_counter()
    data = template(FORM, rows, language="zh_Hans")
    written = time.perf_counter()
    table = read(data, FORM)
    loaded = time.perf_counter()
    seen = preview(table, FORM)
    checked = time.perf_counter()
    annotate(data, seen)
    marked = time.perf_counter()
    assert (seen.total, seen.to_mend) == (size, -(-size // 100))
    speed = size / (checked - written)
    return (
        f"{size:>7,} rows: write {written - started:.2f} s, read {loaded - written:.2f} s, check {checked - loaded:.2f} s, "
        f"annotate {marked - checked:.2f} s; read and check {speed:,.0f} rows/s"
    )


def main(sizes: list[int]) -> None:
    for size in sizes:
        print(measure(size))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [2000])
