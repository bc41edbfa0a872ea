"""The two invented cities' plans, cell by cell, against what was written down by hand; and every plan through its own export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongdun.law.refusal import Refusal
from gongdun.plans.reader import City, PlanTable, city_from_toml, read
from gongdun.plans.reader.table_files import write
from gongdun.plans.reader.word_files import read_word
from gongdun.plans.reader.workbooks import read_workbook
from gongdun.plans.tests.plans import make_plans

PLANS = Path(__file__).parent / "plans"
CHANGZHOU = Path(__file__).parent.parent / "changzhou_2022" / "source.docx"


def yunze() -> City:
    return city_from_toml(PLANS / "yunze.toml")


def said(plan: PlanTable) -> dict[str, object]:
    return {key: value for key, value in plan.to_json().items() if key != "unresolved"}


@pytest.mark.parametrize("name", ["yunze-2024.xlsx", "chenghu-2024.docx"])
def test_every_cell_is_read_as_written_down_by_hand(name):
    path = PLANS / name
    plan = read(path, city=yunze() if name.startswith("yunze") else None)
    assert plan.to_json() == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_the_target_cells_own_words_are_kept():
    plan = read(PLANS / "yunze-2024.xlsx", city=yunze())
    assert [each.target_text for each in plan.measures] == ["100%", "新增３.２万人", "/", "12家", "检查200户次以上", "", "", "", ""]


def test_other_offices_keep_the_name_the_cell_gives_them():
    plan = read(PLANS / "chenghu-2024.docx")
    assert [office.name for office in plan.measure("二-1").support] == ["应急管理局", "住建局", "总工会"]


def test_without_a_description_the_districts_come_from_the_table_and_that_is_said():
    plan = read(PLANS / "yunze-2024.xlsx")
    assert [office.area for office in plan.measure("7").lead] == ["临溪县", "沐阳市", "清浦区"]
    assert any(entry.text == "各县（市、区）人社局" and "no description" in entry.reason for entry in plan.unresolved)


def test_the_files_are_those_the_script_makes(tmp_path):
    make_plans.make_workbook(tmp_path / "again.xlsx")
    make_plans.make_document(tmp_path / "again.docx")
    assert read_workbook(tmp_path / "again.xlsx") == read_workbook(PLANS / "yunze-2024.xlsx")
    assert read_word(tmp_path / "again.docx") == read_word(PLANS / "chenghu-2024.docx")


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
@pytest.mark.parametrize("name", ["changzhou", "yunze-2024.xlsx", "chenghu-2024.docx"])
def test_an_exported_plan_reads_back_the_same(name, ending, tmp_path):
    path = CHANGZHOU if name == "changzhou" else PLANS / name
    city = yunze() if name.startswith("yunze") else None
    plan, out = read(path, city=city), tmp_path / f"out.{ending}"
    write(plan, out)
    again = read(out, city=city)
    assert said(again) == said(plan)
    places = {"A line outside the measures.", "A remark: it was read, but a measure has no place for it."}
    assert {(each.text, each.reason) for each in again.unresolved} == {
        (each.text, each.reason) for each in plan.unresolved if each.reason not in places
    }


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_an_export_has_the_six_columns_and_its_chapters_are_merged(ending, tmp_path):
    out = tmp_path / f"out.{ending}"
    write(read(CHANGZHOU), out)
    (grid,) = read_word(out) if ending == "docx" else read_workbook(out)
    top = 0 if ending == "docx" else 1
    assert [cell.text for cell in grid.rows[top]] == ["工作任务", "工作目标", "具体措施", "完成时限", "责任单位", "配合单位"]
    assert all(grid.rows[row][0] is grid.rows[top + 1][0] for row in range(top + 1, top + 9))
    assert grid.rows[top + 9][0].text == "二、全面推进工伤预防工作"


def test_an_export_with_another_ending_is_refused(tmp_path):
    with pytest.raises(Refusal, match=r"exported as \.docx or \.xlsx"):
        write(read(CHANGZHOU), tmp_path / "out.pdf")
    assert list(tmp_path.iterdir()) == []
