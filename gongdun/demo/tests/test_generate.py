"""The generator: the same city from the same seed, whole or not at all, in three formats, with numbers that pass their checks."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from python_calamine import CalamineWorkbook
from stdnum import luhn
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from gongdun.demo.city.generate import Wish, generate
from gongdun.demo.city.tables import MONTHLY, TABLES
from gongdun.demo.city.workbook import write_workbook
from gongdun.demo.commands import main
from gongdun.law.refusal import Refusal

SMALL = Wish(2_000, "2022-01", 3, 11)


def content(folder: Path) -> dict[str, list[tuple]]:
    return {
        path.name: sorted(map(repr, duckdb.sql(f"SELECT * FROM read_parquet('{path}')").fetchall()))
        for path in sorted(folder.glob("*.parquet"))
    }


def test_the_same_seed_gives_the_same_rows_whatever_the_threads(tmp_path, monkeypatch):
    facts = generate(SMALL, tmp_path / "one", quiet=True)
    connect = duckdb.connect

    def single_threaded():
        connection = connect()
        connection.execute("SET threads = 1")
        return connection

    monkeypatch.setattr(duckdb, "connect", single_threaded)
    again = generate(SMALL, tmp_path / "two", quiet=True)
    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert facts == again


def test_another_seed_gives_another_city(tmp_path):
    generate(SMALL, tmp_path / "one", quiet=True)
    generate(Wish(2_000, "2022-01", 3, 12), tmp_path / "two", quiet=True)
    assert content(tmp_path / "one")["persons.parquet"] != content(tmp_path / "two")["persons.parquet"]


def test_every_table_of_the_contract_is_written(city):
    names = {path.stem for path in city.folder.glob("*.parquet")}
    for table in set(TABLES) - set(MONTHLY):
        assert table in names
    for table in MONTHLY:
        assert {f"{table}-{month}" for month in city.facts["months"]} <= names
    assert city.facts["rows"]["persons"] == 20_000
    assert all(city.facts["rows"][table] > 0 for table in TABLES)
    assert json.loads((city.folder / "city.json").read_text(encoding="utf-8")) == city.facts


def test_a_folder_with_other_contents_is_never_replaced(tmp_path):
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(Refusal, match="is not empty"):
        generate(SMALL, tmp_path, quiet=True)
    with pytest.raises(Refusal, match="no earlier city"):
        generate(SMALL, tmp_path, force=True, quiet=True)
    assert (tmp_path / "letter.txt").read_text() == "keep me"


def test_force_replaces_an_earlier_city_whole(tmp_path):
    generate(Wish(2_000, "2022-01", 5, 11), tmp_path / "city", quiet=True)
    generate(SMALL, tmp_path / "city", force=True, quiet=True)
    assert not (tmp_path / "city" / "payroll-2022-05.parquet").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["city"]


def test_a_failure_leaves_nothing_behind(tmp_path, monkeypatch):
    def broken(*_):
        raise OSError("disk full")

    monkeypatch.setattr("gongdun.demo.city.generate.write_truth", broken)
    with pytest.raises(OSError, match="disk full"):
        generate(SMALL, tmp_path / "city", quiet=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wish", [(1_999, "2022-01", 12), (2_000, "2022-13", 12), (2_000, "2022-01", 2)])
def test_impossible_wishes_are_refused(wish):
    with pytest.raises(Refusal):
        Wish(*wish, seed=1)


def test_csv_and_excel_hold_what_parquet_holds(tmp_path):
    for kind in ("parquet", "csv", "xlsx"):
        generate(Wish(2_000, "2022-01", 3, 11, kind), tmp_path / kind, quiet=True)
    expected = [
        (month, code, number, name, kind, f"{income:.2f}")
        for month, code, number, name, kind, income in duckdb.sql(
            f"SELECT * FROM read_parquet('{tmp_path}/parquet/payroll-2022-02.parquet')"
        ).fetchall()
    ]
    with (tmp_path / "csv" / "payroll-2022-02.csv").open(encoding="utf-8", newline="") as handle:
        assert [tuple(row) for row in csv.reader(handle)][1:] == expected
    sheet = CalamineWorkbook.from_path(str(tmp_path / "xlsx" / "payroll-2022-02.xlsx")).get_sheet_by_index(0).to_python()
    assert [tuple(row) for row in sheet][1:] == expected


def test_every_number_passes_its_check_and_lies_in_a_reserved_block(city):
    numbers = [row[0] for row in city.rows("SELECT id_number FROM {persons}")]
    assert all(mod_11_2.is_valid(number) and int(number[14:17]) >= 980 for number in numbers)
    assert len(set(numbers)) == len(numbers)
    codes = [row[0] for row in city.rows("SELECT uscc FROM {employers}")]
    assert all(uscc.is_valid(code) and code[8] == "Y" for code in codes)
    assert len(set(codes)) == len(codes)
    assert all(luhn.is_valid(account) and account.startswith("9999") for (account,) in city.rows("SELECT account FROM {claims}"))
    assert city.rows("SELECT count(*) FROM {persons} WHERE phone NOT LIKE '154%' OR length(phone) <> 11") == [(0,)]


def test_old_county_codes_and_rare_characters_are_among_them(city):
    assert city.rows("SELECT count(*) > 50 FROM {persons} WHERE substr(id_number, 1, 6) IN ('320405', '320482', '320421')") == [(True,)]
    assert city.rows("SELECT count(*) > 20 FROM {persons} WHERE regexp_matches(name, '[玥喆珺曌㛃]')") == [(True,)]


def test_the_workbook_counts_its_own_mistakes(city, tmp_path):
    mistakes = write_workbook(city.folder, "payroll", "320411", "2022-08", tmp_path / "sheet.xlsx", limit=50)
    sheet = CalamineWorkbook.from_path(str(tmp_path / "sheet.xlsx")).get_sheet_by_index(0).to_python()
    assert sheet[0][4] == "证件号码"
    assert len(sheet) == 52
    assert len(mistakes) == 8
    for mistake in mistakes[3:7]:
        assert str(sheet[mistake.row - 1][sheet[0].index(mistake.column)]).startswith(mistake.value.removesuffix(".00"))
    assert Decimal(str(sheet[8][7] if sheet[8][7] != "六千元" else 0)) <= 0


def test_the_workbook_refuses_a_city_without_its_files(tmp_path):
    with pytest.raises(Refusal, match="no city in Parquet"):
        write_workbook(tmp_path, "payroll", "320411", "2022-08", tmp_path / "sheet.xlsx")


def test_the_command_line_names_its_commands(capsys, tmp_path):
    assert main([]) == 0
    assert "generate" in capsys.readouterr().out
    assert main(["nothing"]) == 2
    arguments = ["generate", "--persons", "2000", "--from", "2022-01", "--months", "3", "--out", str(tmp_path / "city"), "--quiet"]
    assert main(arguments) == 0
    assert "payroll" in capsys.readouterr().out


def test_every_refusal_is_said_in_chinese():
    with pytest.raises(Refusal) as refused:
        Wish(10, "2022-01", 12, 1)
    assert refused.value.text("zh_Hans") == "城市至少要有 2000 人才容得下全部情形；所要求的是 10 人。"
    catalogue = Path(generate.__code__.co_filename).parents[1] / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    told = catalogue.read_text(encoding="utf-8").replace('"\n"', "")
    for module in sorted(Path(generate.__code__.co_filename).parent.glob("*.py")):
        for message in re.findall(r'Refusal\(\s*"([^"]+)"', module.read_text(encoding="utf-8")):
            assert f'msgid "{message}"' in told, message
