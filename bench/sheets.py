"""Sheets of 2,000, 10,000 and 50,000 rows: `python -m bench.sheets [ROWS ...]` (default 2000).

Two parts. The engine alone: file to columns, every cell checked with its identity number, duplicates in the file. Then the whole import of a roster of
workers by the desk's own operations, as the pages do it: uploaded and previewed (read, checked, every number looked up in a register of 100,000 workers,
doubles and namesakes found, the workbook sealed and kept, journalled), then taken in (read, checked and looked up anew, new numbers sealed, rows written,
journalled), and the journal's entries sealed. One row in a hundred is wrong and one in ten is in the register already.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from datetime import date
from typing import Any

from stdnum.iso7064 import mod_11_2

from bench.scratch import scratch
from gongdun.desk.sheets import annotate, preview, read, template
from gongdun.desk.tests.sheets.forms import FORM, row

TODAY = date(2022, 10, 17)
REGISTER = 100_000


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


def roster(size: int, first: int) -> list[dict[str, object]]:
    """New persons from `first` on, but every tenth from the register; every hundredth has no name."""
    numbers = [identity(place if place % 10 == 0 else first + place) for place in range(size)]
    return [
        {"identity": number, "name": "9" if place % 100 == 1 else name(place if place % 10 == 0 else first + place), "district": "320411"}
        for place, number in enumerate(numbers)
    ]


def name(number: int) -> str:
    return f"王{chr(0x4E00 + number % 5000)}{chr(0x4E00 + number // 5000 % 5000)}"


class Office:
    """A city with a register, and the clerk who takes rosters in."""

    def __init__(self) -> None:
        builders = importlib.import_module("gongdun.site.builders")
        queries, self.scopes = importlib.import_module("gongdun.registry.queries"), importlib.import_module("gongdun.vault.scopes")
        builders.a_city()
        self.everywhere = queries.everywhere()
        with self.scopes.within(self.everywhere):
            self.account = builders.an_officer("bench.clerk", "agency", "常州市", "enrolment_clerk")
            self.fill(builders.JOB)
        importlib.import_module("django.db").connection.cursor().execute("analyze")
        self.now = builders.at(TODAY)

    def fill(self, actor: Any) -> None:
        registers = importlib.import_module("gongdun.desk.registers.workers")
        operations = importlib.import_module("gongdun.registry.operations")
        numbers = [identity(place) for place in range(REGISTER)]
        keys = dict(zip(numbers, importlib.import_module("gongdun.vault.identities").keys("person", numbers, actor=actor), strict=True))
        rows = [{"identity": number, "name": name(place), "district": "320411"} for place, number in enumerate(numbers)]
        operations.take_workers(rows=[registers.worker_row(one, keys) for one in rows], actor=actor)

    def take_in(self, size: int, first: int) -> str:
        lists, sheets = importlib.import_module("gongdun.desk.sheet_lists"), importlib.import_module("gongdun.desk.operations.sheets")
        sealing = importlib.import_module("gongdun.vault.journal.sealing")
        one = importlib.import_module("gongdun.desk.registers.workers").WORKERS
        data = template(one.form(), roster(size, first), language="zh_Hans")
        actor = self.account.actor("bench")
        with self.scopes.within(self.account.scope()):
            told = lists.Told(actor, TODAY, self.now)
            started = time.perf_counter()
            held = sheets.upload(one=one, content=data, name="roster.xlsx", told=told, actor=actor)
            previewed = time.perf_counter()
            held = sheets.take(one=one, sheet=held.pk, mode="correct", renew=False, told=told, actor=actor)
            taken = time.perf_counter()
        sealing.seal_once()
        done = time.perf_counter()
        assert (held.counts["taken"], held.counts["duplicate"]) == (size - -(-size // 10) - size // 100, -(-size // 10)), held.counts
        speed = held.counts["total"] / (done - started)
        return (
            f"{size:>7,} rows: previewed {previewed - started:.2f} s, taken in {taken - previewed:.2f} s, journal sealed {done - taken:.2f} s; "
            f"from upload to sealed journal {speed:,.0f} rows/s"
        )


def main(sizes: list[int]) -> None:
    for size in sizes:
        print(measure(size))
    with scratch("sheets"):
        office, first = Office(), REGISTER
        print(f"the whole import against a register of {REGISTER:,} workers, load {os.getloadavg()[0]:.1f}:", flush=True)
        for size in sizes:
            print(office.take_in(size, first), flush=True)
            first += size


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [2000])
