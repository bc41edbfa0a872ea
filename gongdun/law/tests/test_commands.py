import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gongdun.law import casebook_page
from gongdun.law.cases import load
from gongdun.law.clocks_page import page
from gongdun.law.commands import main

CASE = """
- name: 九级与递减
  date: 2022-10-01
  input: {area: "320400", ended_on: 2022-09-01, ended_by: worker, sex: M, born_on: 1965-06-20, retirement_kind: M60, grade: 9}
  output: {taper: 0.4, injury_medical_subsidy: 20000, employment_subsidy: 10000}
- name: 十一级
  date: 2022-10-01
  input: {area: "320400", grade: 11}
  ask: [disability_lump_sum]
  output: {refused: grade}
"""


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


@pytest.fixture
def city(tmp_path):
    path = tmp_path / "city.parquet"
    rows = {
        "area": ["320400", "320402"],
        "injured_on": [date(2022, 3, 1), date(2022, 4, 1)],
        "wages_12m": [[Decimal("5000.00")], [Decimal("6000.10"), Decimal("7000.30")]],
        "area_average_wage": [Decimal("7490.00"), None],
        "grade": [9, 10],
    }
    pq.write_table(pa.table(rows), path)
    return path


def test_explain_prints_the_sheet_and_json(book, tmp_path, capsys):
    path = tmp_path / "one.yaml"
    path.write_text(CASE.split("- name: 十一级")[0], encoding="utf-8")
    assert main(["explain", str(path), "--lang", "zh_Hans"]) == 0
    assert "计算书" in capsys.readouterr().out
    assert main(["explain", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["outputs"]["employment_subsidy"] == "10000.00"
    assert main(["explain", str(path), "--final", "--lang", "en"]) == 2
    assert "not confirmed" in capsys.readouterr().err


def test_cases_count_mismatches_and_decide_the_exit(book, capsys):
    assert main(["cases", str(book), "--lang", "en"]) == 0
    assert "2 cases, 0 with mismatches" in capsys.readouterr().out
    book.write_text(CASE.replace("20000", "20000.01").replace("refused: grade", "refused: true"), encoding="utf-8")
    assert main(["cases", str(book), "--lang", "en"]) == 1
    assert "injury_medical_subsidy should be 20000.01, found 20000.00" in capsys.readouterr().out
    assert main(["cases", str(book), "--set", "taper_share.2@2015-06-01=0.41"]) == 1


def test_table_reads_and_writes_parquet(city, tmp_path, capsys):
    out = tmp_path / "out.parquet"
    assert main(["table", str(city), str(out), "--outputs", "disability_lump_sum,own_wage"]) == 0
    assert pq.read_table(out).to_pylist()[1] == {"disability_lump_sum": 4550140, "own_wage": 650020}
    assert "receipt" in json.loads(capsys.readouterr().out)


def test_whatif_prints_totals_by_group(city, capsys):
    assert main(["whatif", str(city), "--outputs", "disability_lump_sum", "--set", "lump_sum_months.9@2011-01-01=10", "--by", "grade"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == {"disability_lump_sum": 500000}


def test_sql_and_clock_print(capsys):
    assert main(["sql", "--outputs", "own_wage"]) == 0
    assert capsys.readouterr().out.startswith("WITH l0")
    assert main(["clock", "recognition.decision", "2022-08-02", "--suspend", "2022-08-05..2022-08-09", "--json", "--lang", "en"]) == 0
    assert json.loads(capsys.readouterr().out)["due_on"] == "2022-10-08"
    assert main(["clock", "assessment.review", "2022-08-02", "--lang", "en"]) == 0
    assert "Earliest day: 2023-08-02" in capsys.readouterr().out
    assert main(["clock", "recognition.forty_eight_hours", "2022-08-02T09:30"]) == 0


@pytest.mark.parametrize(
    "words",
    [
        ["clock", "nope", "2022-01-01"],
        ["clock", "recognition.decision", "soon"],
        ["clock"],
        ["explain", "missing.yaml"],
        ["sql", "--outputs", "own_wage", "--set", "x"],
    ],
)
def test_a_refusal_is_one_sentence_and_exit_two(words, capsys):
    assert main(words) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_the_page_of_clocks_has_not_drifted():
    committed = Path(__file__).parents[3] / "docs" / "law" / "clocks.md"
    assert committed.read_text(encoding="utf-8") == page("zh_Hans"), "run: gongdun law clock --list --lang zh_Hans > docs/law/clocks.md"


def test_the_page_of_the_casebook_has_not_drifted():
    committed = Path(__file__).parents[3] / "docs" / "law" / "casebook.md"
    assert committed.read_text(encoding="utf-8") == casebook_page.page(), "run: gongdun law cases --page > docs/law/casebook.md"


def test_the_page_of_the_casebook_has_every_case(capsys):
    assert main(["cases", "--page"]) == 0
    said = capsys.readouterr().out
    names = [case["name"] for path in casebook_page.SPEC.glob("*.yaml") for case in load(path.read_text(encoding="utf-8"))]
    assert len(names) > 300 and all(f"| {name.replace('|', '；')} |" in said for name in names)
    assert main(["cases"]) == 2
