"""`gongdun plan read` and `gongdun plan export` as a person runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gongdun.cli import main
from gongdun.plans.reader import read

FOLDER = Path(__file__).parent.parent / "changzhou_2022"
PLANS = Path(__file__).parent / "plans"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGDUN_LANG", "en")


def test_json_is_the_whole_plan_in_the_agreed_shape(capsys):
    assert main(["plan", "read", str(FOLDER / "source.txt"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == read(FOLDER / "source.docx").to_json()
    assert list(said) == ["title", "year", "measures", "unresolved"]
    assert list(said["measures"][11]) == [
        "number", "chapter", "task", "text", "deadline", "lead", "support", "lead_text", "support_text", "targets",
    ]  # fmt: skip
    assert said["measures"][14]["targets"][0]["value"] == 0.016


def test_a_person_sees_counts_dates_offices_and_targets(capsys):
    assert main(["plan", "read", str(FOLDER / "source.docx")]) == 0
    said = capsys.readouterr().out
    assert "45 measures: all year 34, as directed 1, by a date 10; 11 targets; 0 not understood" in said
    for line in (
        "[2022-03-31] 建立工伤预防委员会或联席会议机制",
        "Target: ≥ 120 家",
        "Target: ≥ 1.6 %",
        "Target: ≥ 70 %",
        "Target: = 2 – 3 家",
        "Target: ≥ 1,266 人",
    ):
        assert line in said


def test_the_same_in_chinese(capsys, monkeypatch):
    monkeypatch.setenv("GONGDUN_LANG", "zh_Hans")
    assert main(["plan", "read", str(PLANS / "chenghu-2024.docx")]) == 0
    said = capsys.readouterr().out
    assert "8 项措施" in said
    assert "责任单位：市人社局" in said
    assert "未能识别" in said
    assert "有关方面协商确定" in said


def test_what_is_not_understood_is_listed_with_its_place(capsys):
    main(["plan", "read", str(PLANS / "yunze-2024.xlsx"), "--city", str(PLANS / "yunze.toml")])
    assert "二、预防康复 row 6, column 6: 择机推进 — This deadline is not understood." in capsys.readouterr().out


def test_an_export_reads_back_as_the_plan(tmp_path, capsys):
    for ending in ("docx", "xlsx"):
        out = tmp_path / f"plan.{ending}"
        assert main(["plan", "export", str(FOLDER), str(out)]) == 0
        assert "45 measures" in capsys.readouterr().out
        assert read(out).to_json() == read(FOLDER / "source.docx").to_json()


def test_a_refusal_is_one_sentence_and_exit_code_2(tmp_path, capsys):
    assert main(["plan", "read", str(tmp_path / "gone.docx")]) == 2
    assert capsys.readouterr().err == "There is no file gone.docx: check the path, then read again.\n"


def test_the_reader_runs_without_django():
    code = "import sys, gongdun.plans.commands; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
