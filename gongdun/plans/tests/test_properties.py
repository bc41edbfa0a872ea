"""What must hold for any cell and any file: no crash, no word lost, no number or date out of thin air."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongdun.law.refusal import Refusal
from gongdun.plans.reader import read
from gongdun.plans.reader.city import city_for, known_cities
from gongdun.plans.reader.deadlines import read_deadline
from gongdun.plans.reader.drafts import Drafting
from gongdun.plans.reader.grid import Cell, Grid, rectangle
from gongdun.plans.reader.numbering import split_number
from gongdun.plans.reader.numerals import NUMBER, fold, number
from gongdun.plans.reader.offices import read_offices
from gongdun.plans.reader.reading import understood
from gongdun.plans.reader.table import PlanTable
from gongdun.plans.reader.table_files import write
from gongdun.plans.reader.targets import target_in_cell, targets_in_text

CHANGZHOU = known_cities()[0]
FAST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
SLOW = settings(FAST, max_examples=25)

OFFICE_PIECES = [
    "市", "辖市（区）", "各辖市（区）", "常州市", "溧阳市", "金坛区", "武进", "经开区", "工伤保险行政部门", "社保经办机构", "劳动监察部门", "人社局",
    "、", "，", "；", "和", "及", "以及", "\n", " ", "（牵头）", "市场监管局", "应急管理局", "各技工院校", "等", "有关方面", "属地", "就业", "部门", "另行确定", "两级", "/", "。",
]  # fmt: skip
DATE_PIECES = [
    "2024年",
    "今年",
    "3月",
    "12月",
    "底",
    "前",
    "第三季度",
    "上半年",
    "每",
    "月",
    "季度",
    "全年",
    "按",
    "部署",
    "长期",
    "-",
    "30日",
    "年底",
    "完成",
    "二〇二四年",
    "13",
]
TARGET_PIECES = [
    "不少于", "不低于", "新增", "达到", "≥", "120", "２３", "1.6", "%", "万", "家", "人", "次", "百分之", "七十", "以上", "2-3", "年", "月", "，", "；", "、", "（", "）", "上年度", "的", "增长", "每",
    "左右", "一次性", "三", "控制在", "以内", "元", "1,200", "率",
]  # fmt: skip
ROW_PIECES = [
    *OFFICE_PIECES[:14],
    *DATE_PIECES[:12],
    *TARGET_PIECES[:14],
    "一、扩面",
    "（1）",
    "2.",
    "推进参保",
    "注：",
    "合计",
    "工作任务",
    "责任单位",
    "完成时限",
    "",
    "",
]


def phrases(pieces: list[str], most: int = 8) -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(pieces), max_size=most).map("".join)
    return words | st.text(max_size=20) | st.tuples(words, st.text(max_size=4), words).map("".join)


def letters(text: str) -> str:
    return re.sub(r"[\s、，；,;。.!（）()/|和与及并跟以等—\-–无]", "", text)


@FAST
@given(phrases(OFFICE_PIECES))
def test_every_sign_of_an_office_cell_is_read_or_reported(text):
    reading = read_offices(text, CHANGZHOU)
    assert "".join(token.text for token in reading.tokens) == text
    reported = " ".join(said for said, _ in reading.unresolved)
    names = " ".join(office.name for office in reading.offices)
    for token in reading.tokens:
        if token.sort == "unknown":
            assert letters(token.text) in letters(reported)
        elif token.sort == "other":
            assert letters(token.text) in letters(names)


@FAST
@given(phrases(OFFICE_PIECES))
def test_an_office_stands_in_a_known_area_or_in_none(text):
    areas = {area.name for area in CHANGZHOU.areas}
    for office in read_offices(text, CHANGZHOU).offices:
        assert office.kind in {"agency", "bureau", "inspection", "other"}
        assert office.area is None or office.area in areas


@FAST
@given(phrases(OFFICE_PIECES))
def test_a_kind_in_the_cell_is_an_office_in_the_answer(text):
    reading = read_offices(text, CHANGZHOU)
    assert {token.value for token in reading.tokens if token.sort == "kind"} == {office.kind for office in reading.offices} - {"other"}


@FAST
@given(st.lists(phrases(OFFICE_PIECES), max_size=4), phrases(["云泽市", "2024年", "临溪县", "某省", "计划"]))
def test_any_city_can_be_read_from_any_words(cells, title):
    city = city_for([title], cells)
    for cell in cells:
        reading = read_offices(cell, city)
        assert "".join(token.text for token in reading.tokens) == cell


@FAST
@given(phrases(DATE_PIECES, 5), st.none() | st.integers(2000, 2099))
def test_a_deadline_is_understood_or_has_a_reason(text, year):
    deadline, reason = read_deadline(text, year)
    assert deadline.text == text
    assert (deadline.kind is None) == (reason is not None)
    assert (deadline.on is not None) == (deadline.kind == "by")
    if deadline.on and year is None:
        assert re.search(r"\d{4}|二零", fold(text))


@FAST
@given(phrases(TARGET_PIECES))
def test_a_target_in_words_stands_in_the_words(text):
    targets, unresolved = targets_in_text(text)
    for target in targets:
        assert target.text in text
        assert target.value >= 0
        assert (target.relation == "between") == (target.value_max is not None)
        assert json.loads(json.dumps(target.to_json())) == target.to_json()
    assert all(said and said in text for said, _ in unresolved)


@FAST
@given(phrases(TARGET_PIECES))
def test_every_piece_of_a_target_cell_is_a_target_or_reported(text):
    targets, unresolved = target_in_cell(text)
    kept = "".join(target.text for target in targets) + "".join(said for said, _ in unresolved)
    assert Counter(letters(kept)) == Counter(letters(text))


@FAST
@given(st.text(max_size=12) | st.from_regex(NUMBER, fullmatch=True))
def test_a_number_is_exact_or_none(text):
    value = number(text)
    assert value is None or (value >= 0 and value.is_finite())


@FAST
@given(st.text(max_size=30) | phrases(["（1）", "1.", "一、", "①", "1.6%", "2022年", "推进"]))
def test_a_number_in_front_and_its_rest_are_the_text(text):
    if numbered := split_number(text):
        assert (
            numbered.label + re.sub(r"^\s*", "", numbered.rest) in re.sub(r"(?<=\S)\s+", "", text) + text.strip() or numbered.rest in text
        )
        assert numbered.number


TABLES = st.lists(st.lists(phrases(ROW_PIECES, 3), min_size=1, max_size=7), max_size=8)
HEADING = ["工作任务", "工作目标", "具体措施", "完成时限", "责任单位", "配合单位"]


def grid_of(rows: list[list[str]], *, merges: bool) -> Grid:
    return Grid(
        "1",
        rectangle([[Cell(text, row, column) for column, text in enumerate(cells, 1)] for row, cells in enumerate(rows, 1)]),
        merges=merges,
    )


def everything(plan: PlanTable) -> str:
    kept = [plan.title]
    for measure in plan.measures:
        kept += [measure.chapter, measure.task, measure.label, measure.text, measure.deadline.text]
        kept += [measure.number, measure.lead_text, measure.support_text, measure.target_text]
    return "".join(kept + [entry.text for entry in plan.unresolved])


@FAST
@given(TABLES, st.booleans())
def test_no_cell_of_any_table_is_lost(rows, merges):
    drafting = Drafting()
    drafting.grid(grid_of([HEADING, *rows], merges=merges), several=False)
    drafting.close_unused()
    kept = re.sub(r"\s", "", everything(understood(drafting, None)))
    for row in rows:
        if any("工作任务" in cell or "责任单位" in cell or "完成时限" in cell for cell in row):
            continue
        for cell in row[:6]:
            words = re.sub(r"[\s、.（）]", "", cell)
            assert words in re.sub(r"[\s、.（）]", "", kept)


@SLOW
@given(TABLES)
def test_any_table_in_any_file_is_read_or_refused(tmp_path, rows):
    text = [[re.sub(r"[^\x20-\ud7ff\n]", "", cell) for cell in row] for row in [HEADING, *rows]]
    for path in (tmp_path / "plan.docx", tmp_path / "plan.xlsx", tmp_path / "plan.txt"):
        FILES[path.suffix](path, text)
        try:
            plan = read(path)
        except Refusal as refusal:
            assert "{" not in refusal.text("en")
            continue
        assert plan.measures
        json.dumps(plan.to_json(), ensure_ascii=False)


def word_file(path: Path, rows: list[list[str]]) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=7)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
    document.save(str(path))


def excel_file(path: Path, rows: list[list[str]]) -> None:
    workbook = openpyxl.Workbook()
    for number_of_row, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = workbook.active.cell(number_of_row, column)
            cell.value, cell.data_type = text, "s"
    workbook.save(path)


def text_file(path: Path, rows: list[list[str]]) -> None:
    path.write_text("\n\n".join("\n".join("\t" + cell for cell in row) for row in rows), encoding="utf-8")


FILES = {".docx": word_file, ".xlsx": excel_file, ".txt": text_file}


@SLOW
@given(st.binary(max_size=300), st.sampled_from([".docx", ".xlsx", ".txt"]))
def test_any_bytes_are_refused_in_a_sentence(tmp_path, content, ending):
    path = tmp_path / f"noise{ending}"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read(path)
    assert path.name in refused.value.text("en")


CLEAN = st.text(alphabet="推进参保工作加强监管完善机制一二三0123家个％", min_size=1, max_size=12).map(lambda words: "做" + words)


@SLOW
@given(
    st.lists(
        st.tuples(st.sampled_from(["一、扩面", "二、预防"]), CLEAN, st.sampled_from(["全年", "3月底前", "待定"])), min_size=1, max_size=6
    )
)
def test_what_is_written_reads_back(tmp_path, measures):
    rows = [
        [chapter, "", f"（{place}）{text}", deadline, "市人社局", ""]
        for place, (chapter, text, deadline) in enumerate(sorted(measures), start=1)
    ]
    excel_file(tmp_path / "plan.xlsx", [["常州市2024年工作计划", "", "", "", "", ""], HEADING, *rows])
    plan = read(tmp_path / "plan.xlsx")
    for ending in ("docx", "xlsx"):
        write(plan, tmp_path / f"out.{ending}")
        again = read(tmp_path / f"out.{ending}")
        assert again.to_json()["measures"] == plan.to_json()["measures"]
