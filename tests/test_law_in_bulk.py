"""A city in columns: `law.table` equals the independent reader's integer columns in every cell, to the fen and to the day.

200,000 persons by default. Ten million, in blocks of a quarter million:

    GONGDUN_LAW_BULK=1 python -m pytest -q tests/test_law_in_bulk.py
"""

import os
from datetime import date

import numpy as np
import pytest

from gongdun import law
from tests.law_reader.columns import blocks, mismatches, read_columns, vocabulary

TOTAL = 10_000_000 if os.environ.get("GONGDUN_LAW_BULK") == "1" else 200_000
DECISIONS = (date(2024, 9, 12), date(2026, 11, 2))
MONEY = {"wages_sum", "area_average_wage", "last_year_average_wage", "minimum_wage"}
TENTHS = 100_000  # the engine's ratios are millionths, the reader's taper is in tenths


def table_of(columns: dict[str, np.ndarray]) -> dict:
    """The reader's columns as a table of the engine: fen under `<fact>_fen`, words with None where nothing is stated."""
    words = {name: column.astype(object) for name, column in vocabulary(columns).items() if column.dtype.kind == "U"}
    words["care_level"][words["care_level"] == ""] = None
    rest = {f"{name}_fen" if name in MONEY else name: column for name, column in columns.items() if name not in words}
    return {**rest, **words, "pay_month": np.full(len(columns["grade"]), np.datetime64("2026-11-01"))}


def found(columns: dict[str, np.ndarray], outputs: list[str], decided_on: date) -> dict[str, np.ndarray]:
    answer = law.table(table_of(columns), outputs, known=decided_on)
    cells = {name: answer[name] for name in outputs}
    cells["taper"] = np.where(cells["taper"] % TENTHS == 0, cells["taper"] // TENTHS, -1)
    return cells


@pytest.mark.parametrize("decided_on", DECISIONS)
def test_the_table_equals_the_reader_in_every_cell(decided_on):
    rows = 0
    for seed, columns in enumerate(blocks(20261123, TOTAL // len(DECISIONS), decided_on)):
        expected = read_columns(columns, decided_on)
        assert mismatches(found(columns, list(expected), decided_on), expected) == {}, f"block {seed}"
        rows += len(columns["grade"])
    assert rows == TOTAL // len(DECISIONS)


def test_a_fen_in_one_cell_is_found():
    columns = next(blocks(7, 1_000, DECISIONS[1]))
    expected = read_columns(columns, DECISIONS[1])
    cells = found(columns, list(expected), DECISIONS[1])
    cells["disability_lump_sum"][417] += 1
    assert mismatches(cells, expected) == {"disability_lump_sum": [417]}
