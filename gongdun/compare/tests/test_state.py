"""Spans and employer-months: advanced by the month they come out as if rebuilt, and a late correction is carried through."""

import random

import duckdb
import pytest

from gongdun.compare.database import connect
from gongdun.compare.intake.importing import Importer
from gongdun.compare.intake.sources import find_sources
from gongdun.compare.keys import LocalKeys
from gongdun.compare.lake import Lake
from gongdun.compare.months import Month
from gongdun.compare.relations import Relations
from gongdun.compare.retirement import MEN, WOMEN_WORKERS, retirement_month
from gongdun.compare.state.spans import REBUILD
from gongdun.compare.tests.builders import a_declaration, citizen, deliver

MONTHS = [f"2022-{month:02d}" for month in range(1, 7)]
PEOPLE = [citizen(number) for number in range(40)]
KEYS = LocalKeys(b"k" * 32)


def deliver_month(data, month, seed):
    """A random half of the people, some of them at two employers."""
    chance = random.Random(f"{seed}{month}")
    rows = [a_declaration(month, person, at=at) for person in PEOPLE for at in (1, 2) if chance.random() < 0.5]
    deliver(data, f"declarations-{month}", rows)


def state_at(tmp_path, month):
    lake = Lake(tmp_path / "lake")
    with Importer(lake, KEYS).session() as importer:
        for source in find_sources(tmp_path / "data", Month.parse(month)):
            importer.bring_in(source)
    connection = connect(tmp_path / "scratch")
    Relations(connection, Month.parse(month)).from_lake(lake, tmp_path / "state", frozenset({"declarations"}))
    spans = connection.execute("select employer_key, person_key, start_month, end_month from spans order by all").fetchall()
    rebuilt = connection.execute(f"select * from ({REBUILD}) order by all").fetchall()
    months = connection.execute("select employer_key, month, heads, base_total from employer_months order by all").fetchall()
    connection.close()
    return spans, rebuilt, months


@pytest.mark.parametrize("seed", range(3))
def test_spans_advanced_month_by_month_are_those_rebuilt_from_scratch(tmp_path, seed):
    for month in MONTHS:
        deliver_month(tmp_path / "data", month, seed)
        spans, rebuilt, _ = state_at(tmp_path, month)
        assert spans == rebuilt and spans


def test_a_late_correction_is_carried_through_every_later_month(tmp_path):
    for month in MONTHS:
        deliver_month(tmp_path / "data", month, "first")
    before, _, months_before = state_at(tmp_path, MONTHS[-1])
    deliver_month(tmp_path / "data", "2022-03", "corrected")
    spans, rebuilt, months = state_at(tmp_path, MONTHS[-1])
    assert spans == rebuilt != before
    changed = {after[1] for after, old in zip(months, months_before, strict=True) if after != old}
    assert changed == {Month.parse("2022-03").index}


def test_a_damaged_state_file_is_made_again(tmp_path):
    for month in MONTHS[:2]:
        deliver_month(tmp_path / "data", month, "x")
    spans, _, _ = state_at(tmp_path, MONTHS[1])
    (tmp_path / "state" / "spans" / "2022-01.parquet").write_bytes(b"torn")
    (tmp_path / "state" / "spans" / "2022-02.parquet").unlink()
    assert state_at(tmp_path, MONTHS[1])[0] == spans


@pytest.mark.parametrize(
    ("born", "category", "retires"),
    [("1964-12", MEN, "2024-12"), ("1965-01", MEN, "2025-02"), ("1976-09", MEN, "2039-09"), ("1984-11", WOMEN_WORKERS, "2039-11")],
)
def test_the_retirement_month_is_that_of_the_published_table(born, category, retires):
    assert str(Month(retirement_month(Month.parse(born).index, category))) == retires


def test_an_unfinished_write_leaves_the_lake_as_it_was(tmp_path, monkeypatch):
    deliver_month(tmp_path / "data", MONTHS[0], "x")
    before = state_at(tmp_path, MONTHS[0])[0]
    deliver_month(tmp_path / "data", MONTHS[0], "other")
    monkeypatch.setattr(Importer, "write", full_disk)
    with pytest.raises(OSError, match="No space"):
        state_at(tmp_path, MONTHS[0])
    monkeypatch.undo()
    lake = Lake(tmp_path / "lake")
    assert [partition.version for partition in lake.current("declarations", Month.parse(MONTHS[0]))] == [1]
    (tmp_path / "data" / f"declarations-{MONTHS[0]}.csv").unlink()
    deliver_month(tmp_path / "data", MONTHS[0], "x")
    assert state_at(tmp_path, MONTHS[0])[0] == before


def full_disk(importer, select, path):
    """As the system says it when the disk is full."""
    raise OSError(28, "No space left on device")


def test_a_disk_that_fills_up_inside_the_copy_leaves_no_half_file(tmp_path):
    lake = Lake(tmp_path / "lake")
    with Importer(lake, KEYS).session() as importer, pytest.raises(duckdb.Error):
        importer.write("select error('disk full') from range(10)", tmp_path / "lake" / "v1.parquet")
    assert list((tmp_path / "lake").iterdir()) == []


def test_work_larger_than_the_memory_allowed_spills_and_ends(tmp_path):
    connection = connect(tmp_path, "60MB")
    connection.execute("create temp table large as select i, md5(i::varchar) as digest from range(1500000) r(i)")
    counted = connection.execute("select count(*) from (select digest, row_number() over (order by digest) from large)").fetchone()
    connection.close()
    assert counted == (1500000,)
