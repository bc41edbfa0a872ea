"""The same seven measures in many layouts: each is built as a real file and must read as the plain one does."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pytest

from gongdun.plans.reader import PlanTable, read

TITLE = "常州市工伤保险重点工作任务分解表（2023年度）"
HEADINGS = {
    "chapter": "工作任务", "task": "工作目标", "text": "具体措施", "deadline": "完成时限", "lead": "责任单位", "support": "配合单位",
}  # fmt: skip
ORDER = list(HEADINGS)
ONE, TWO = "一、扩面征缴", "二、工伤预防"
MEASURES = [
    {"chapter": ONE, "task": "1. 扩大覆盖面", "text": "（1）推动高风险行业参保", "deadline": "全年", "lead": "市、辖市（区）社保经办机构", "support": "市、辖市（区）工伤保险行政部门"},
    {"chapter": ONE, "task": "1. 扩大覆盖面", "text": "（2）新增参保2-3万人", "deadline": "12月底前", "lead": "市社保经办机构", "support": ""},
    {"chapter": ONE, "task": "2. 齐抓共管", "text": "（3）提供未参保名单", "deadline": "每季度", "lead": "市工伤保险行政部门及市社保经办机构", "support": "市、辖市（区）劳动监察部门"},
    {"chapter": TWO, "task": "3. 深化协同", "text": "（4）建立联席会议机制", "deadline": "3月底前", "lead": "常州市、溧阳市、金坛区、武进区工伤保险行政部门", "support": ""},
    {"chapter": TWO, "task": "3. 深化协同", "text": "（5）建设培训基地，不少于2个", "deadline": "第三季度", "lead": "溧阳市、武进区工伤保险行政部门和社保经办机构", "support": "市工伤保险行政部门"},
    {"chapter": TWO, "task": "4. 推进项目", "text": "（6）培训费占比不低于70%", "deadline": "按上级部署", "lead": "市社保经办机构，溧阳市工伤保险行政部门", "support": "就业、职建等部门"},
    {"chapter": TWO, "task": "4. 推进项目", "text": "（7）对距退休不足5年的人员加强审核", "deadline": "长期坚持", "lead": "市社保经办机构", "support": ""},
]  # fmt: skip
Rows = list[list[str]]


def rows_of(order: list[str] = ORDER, headings: dict[str, str] = HEADINGS) -> Rows:
    return [[headings[role] for role in order]] + [[measure[role] for role in order] for measure in MEASURES]


def save_workbook(path: Path, rows: Rows, merges: tuple[str, ...] = (), title: str = TITLE) -> PlanTable:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in [[title], *rows]:
        sheet.append([value or None for value in row])
    for area in merges:
        sheet.merge_cells(area)
    workbook.save(path.with_suffix(".xlsx"))
    return read(path.with_suffix(".xlsx"))


def save_document(path: Path, tables: list[Rows], lines: tuple[str, ...] = ("附件", TITLE)) -> PlanTable:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    for rows in tables:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
        document.add_paragraph("")
    document.save(str(path.with_suffix(".docx")))
    return read(path.with_suffix(".docx"))


def save_text(path: Path, text: str, encoding: str = "utf-8") -> PlanTable:
    path.with_suffix(".txt").write_text(text, encoding=encoding)
    return read(path.with_suffix(".txt"))


def cell_lines(rows: Rows) -> str:
    return TITLE + "\n" + "\n\n".join("\n".join("\t" + cell for cell in row) for row in rows) + "\n"


def without(rows: Rows, column: int) -> Rows:
    return [row[:column] + row[column + 1 :] for row in rows]


def plain(path: Path) -> PlanTable:
    return save_workbook(path, rows_of())


def columns_turned_round(path: Path) -> PlanTable:
    return save_workbook(path, rows_of(["support", "lead", "deadline", "chapter", "task", "text"]))


def columns_shuffled(path: Path) -> PlanTable:
    return save_document(path, [rows_of(["deadline", "chapter", "lead", "task", "support", "text"])])


def other_words(path: Path) -> PlanTable:
    words = {
        "chapter": "重点任务",
        "task": "任务目标",
        "text": "工作举措",
        "deadline": "时间节点",
        "lead": "牵头单位",
        "support": "协办单位",
    }
    return save_workbook(path, rows_of(headings=words))


def still_other_words(path: Path) -> PlanTable:
    words = {
        "chapter": "类 别",
        "task": "主要任务",
        "text": "工作\n内容",
        "deadline": "时限（月）",
        "lead": "主办部门",
        "support": "配合部门：",
    }
    return save_document(path, [rows_of(headings=words)])


def true_merges(path: Path) -> PlanTable:
    rows = rows_of()
    for place, row in enumerate(rows[1:]):
        row[0] = row[0] if place in {0, 3} else ""
        row[1] = row[1] if place in {0, 2, 3, 5} else ""
    return save_workbook(path, rows, ("A1:F1", "A3:A5", "A6:A9", "B3:B4", "B6:B7", "B8:B9"))


def blanks_for_merges(path: Path) -> PlanTable:
    rows = rows_of()
    for before, row in reversed(list(pairwise(rows[1:]))):
        row[:2] = [now if now != was else "" for was, now in zip(before[:2], row[:2], strict=True)]
    return save_document(path, [rows])


def heading_on_every_page(path: Path) -> PlanTable:
    rows = rows_of()
    return save_document(path, [[*rows[:3], rows[0], *rows[3:6], rows[0], *rows[6:]]])


def tables_split_by_pages(path: Path) -> PlanTable:
    rows = rows_of()
    return save_document(path, [rows[:4], rows[4:6], [rows[0], *rows[6:]]])


def row_cut_by_a_page(path: Path) -> PlanTable:
    rows = rows_of()
    rest = ["", "", "构审核"[1:], "", "", ""]
    first, last = rows[7][2].removesuffix("审核"), rest
    cut = [*rows[7][:2], first, rows[7][3], "市社保经", rows[7][5]]
    last[4] = "办机构"
    return save_document(path, [[*rows[:7], cut, last]])


def chapters_across_the_table(path: Path) -> PlanTable:
    rows = without(rows_of(), 0)
    return save_workbook(path, [rows[0], [ONE], *rows[1:4], [TWO], *rows[4:]], ("A3:E3", "A7:E7"))


def chapters_across_without_merge(path: Path) -> PlanTable:
    rows = without(rows_of(), 0)
    return save_text(path, cell_lines([rows[0], [ONE], *rows[1:4], [TWO], *rows[4:]]))


def numbers_in_their_own_column(path: Path) -> PlanTable:
    rows = rows_of()
    shown = [["序号", *rows[0]]] + [[str(place), *row[:2], row[2][3:], *row[3:]] for place, row in enumerate(rows[1:], start=1)]
    return save_workbook(path, shown)


def other_numbering(path: Path) -> PlanTable:
    rows = rows_of()
    for place, row in enumerate(rows[1:]):
        row[2] = "①②③④⑤⑥⑦"[place] + row[2][3:]
    return save_document(path, [rows])


def full_width_figures(path: Path) -> PlanTable:
    wide = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))
    rows = rows_of()
    return save_document(path, [[rows[0]] + [[row[0], row[1], *(cell.translate(wide) for cell in row[2:])] for row in rows[1:]]])


def text_between_tabs(path: Path) -> PlanTable:
    return save_text(path, TITLE + "\n" + "\n".join("\t".join(row) for row in rows_of()) + "\n")


def text_in_an_older_encoding(path: Path) -> PlanTable:
    return save_text(path, cell_lines(rows_of()).replace("\n", "\r\n"), "gb18030")


def text_in_sixteen_bits(path: Path) -> PlanTable:
    return save_text(path, cell_lines(rows_of()), "utf-16")


def heading_of_two_rows(path: Path) -> PlanTable:
    rows = rows_of()
    top = [*rows[0][:4], "责任分工", ""]
    below = ["", "", "", "", "牵头单位", "配合单位"]
    return save_workbook(path, [top, below, *rows[1:]], ("E2:F2", "A2:A3", "B2:B3", "C2:C3", "D2:D3"))


def one_sheet_a_chapter(path: Path) -> PlanTable:
    rows = without(rows_of(), 0)
    workbook = openpyxl.Workbook()
    workbook.active.title = ONE
    workbook.create_sheet(TWO)
    for sheet, part in zip(workbook.worksheets, (rows[1:4], rows[4:]), strict=True):
        for row in [[TITLE], rows[0], *part] if sheet.title == ONE else [rows[0], *part]:
            sheet.append([value or None for value in row])
    workbook.save(path.with_suffix(".xlsx"))
    return read(path.with_suffix(".xlsx"))


VARIANTS = [
    columns_turned_round, columns_shuffled, other_words, still_other_words, true_merges, blanks_for_merges, heading_on_every_page,
    tables_split_by_pages, row_cut_by_a_page, chapters_across_the_table, chapters_across_without_merge, numbers_in_their_own_column,
    other_numbering, full_width_figures, text_between_tabs, text_in_an_older_encoding, text_in_sixteen_bits, heading_of_two_rows,
    one_sheet_a_chapter,
]  # fmt: skip
SAID_ITS_OWN_WAY = {full_width_figures: ("text", "targets")}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return plain(tmp_path_factory.mktemp("plain") / "plan").to_json()


def test_the_plain_layout_is_understood(expected):
    assert expected["unresolved"] == []
    assert [measure["number"] for measure in expected["measures"]] == list("1234567")
    assert [measure["deadline"]["date"] for measure in expected["measures"]] == [
        None, "2023-12-31", None, "2023-03-31", "2023-09-30", None, None,
    ]  # fmt: skip
    assert [[target["value"] for target in measure["targets"]] for measure in expected["measures"]] == [[], [20000], [], [], [2], [0.7], []]


def compared(plan: dict[str, object], own_way: tuple[str, ...]) -> dict[str, object]:
    measures = [{key: value for key, value in measure.items() if key not in own_way} for measure in plan["measures"]]
    return {**plan, "measures": measures}


@pytest.mark.parametrize("layout", VARIANTS, ids=lambda layout: layout.__name__)
def test_another_layout_says_the_same(layout: Callable[[Path], PlanTable], expected, tmp_path):
    own_way = SAID_ITS_OWN_WAY.get(layout, ())
    plan = layout(tmp_path / "plan").to_json()
    assert compared(plan, own_way) == compared(expected, own_way)


def test_full_width_figures_are_the_same_numbers(tmp_path):
    plan = full_width_figures(tmp_path / "plan")
    assert [[str(target.value) for target in measure.targets] for measure in plan.measures] == [[], ["20000"], [], [], ["2"], ["0.7"], []]


def test_a_table_without_supporting_offices_has_none(tmp_path):
    plan = save_workbook(tmp_path / "plan", without(rows_of(), 5))
    assert [measure.support for measure in plan.measures] == [()] * 7
    assert plan.unresolved == ()


def test_a_column_nobody_knows_is_reported_cell_by_cell(tmp_path):
    rows = [[*row, extra] for row, extra in zip(rows_of(), ["颜色", "红", "", "", "", "", "", "绿"], strict=True)]
    plan = save_workbook(tmp_path / "plan", rows)
    assert [(entry.row, entry.column, entry.text) for entry in plan.unresolved] == [(3, 7, "红"), (9, 7, "绿")]


def test_numbers_that_begin_anew_carry_their_chapter(tmp_path):
    rows = rows_of()
    for row, number in zip(rows[1:], [1, 2, 3, 1, 2, 3, 4], strict=True):
        row[2] = f"（{number}）" + row[2][3:]
    plan = save_workbook(tmp_path / "plan", rows)
    assert [measure.number for measure in plan.measures] == ["一-1", "一-2", "一-3", "二-1", "二-2", "二-3", "二-4"]


def test_numbers_that_begin_anew_in_each_task_carry_the_task_too(tmp_path):
    rows = rows_of()
    for row, number in zip(rows[1:], [1, 2, 1, 1, 2, 1, 2], strict=True):
        row[2] = f"（{number}）" + row[2][3:]
    plan = save_workbook(tmp_path / "plan", rows)
    assert [measure.number for measure in plan.measures] == ["一-1-1", "一-1-2", "一-2-1", "二-3-1", "二-3-2", "二-4-1", "二-4-2"]


def test_a_number_printed_with_its_chapter_stays_as_printed(tmp_path):
    rows = rows_of()
    for row, number in zip(rows[1:], ["一-1", "一-2", "一-3", "二-1", "二-2", "二-3", "二-4"], strict=True):
        row[2] = number + " " + row[2][3:]
    plan = save_workbook(tmp_path / "plan", rows)
    assert (plan.measures[3].number, plan.measures[3].text) == ("二-1", "建立联席会议机制")


def test_a_number_that_stands_twice_is_reported(tmp_path):
    rows = rows_of()
    rows[2][2] = rows[2][2].replace("（2）", "（1）")
    plan = save_workbook(tmp_path / "plan", without(rows, 0))
    assert [(entry.row, entry.reason) for entry in plan.unresolved] == [
        (3, "This number stands twice in the plan."),
        (4, "This number stands twice in the plan."),
    ]


def test_a_plan_without_numbers_is_counted_chapter_by_chapter(tmp_path):
    rows = rows_of()
    for row in rows[1:]:
        row[2] = row[2][3:]
    assert [measure.number for measure in save_workbook(tmp_path / "plan", rows).measures][:4] == ["一-1", "一-2", "一-3", "二-1"]


def test_a_date_without_a_year_in_the_title_is_not_guessed(tmp_path):
    plan = save_workbook(tmp_path / "plan", rows_of(), title="常州市工伤保险重点工作任务分解表")
    assert plan.year is None
    assert plan.measures[3].deadline.to_json() == {"kind": None, "date": None}
    assert {(entry.text, entry.reason) for entry in plan.unresolved} == {
        (text, "The date has no year, and the title gives none.") for text in ("12月底前", "3月底前", "第三季度")
    }


def test_a_title_of_several_years_gives_none(tmp_path):
    assert save_workbook(tmp_path / "plan", rows_of(), title="常州市工伤保险三年行动方案（2024—2026年）").year is None


def test_numbers_that_word_counts_itself_are_read(tmp_path):
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=0, cols=6)
    for row in rows_of():
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for place, row in enumerate(table.rows[1:]):
        paragraph = row.cells[2].paragraphs[0]
        paragraph.text = paragraph.text[3:]
        paragraph.style = document.styles["List Number"]
        if place % 2:
            paragraph._p.get_or_add_pPr().get_or_add_numPr()._add_numId().val = numbered_list(document)
    document.save(str(tmp_path / "plan.docx"))
    plan = read(tmp_path / "plan.docx")
    assert [measure.number for measure in plan.measures] == list("1234567")
    assert plan.measures[0].text == "推动高风险行业参保"


def test_words_that_begin_with_another_number_than_their_column_keep_it(tmp_path):
    rows = [["序号", *rows_of()[0]]] + [[str(place + 10), *row] for place, row in enumerate(rows_of()[1:], start=1)]
    plan = save_workbook(tmp_path / "plan", rows)
    assert [measure.number for measure in plan.measures] == ["11", "12", "13", "14", "15", "16", "17"]
    assert plan.measures[1].text == "（2）新增参保2-3万人"


def test_a_number_over_several_measures_stands_in_front_of_theirs(tmp_path):
    rows = [["序号", *rows_of()[0]]] + [[number, *row] for number, row in zip(["1", "", "2", "3", "", "4", ""], rows_of()[1:], strict=True)]
    for row in rows[1:]:
        row[3] = row[3][3:]
    plan = save_workbook(tmp_path / "plan", rows, ("A3:A4", "A6:A7", "A8:A9"))
    assert [measure.number for measure in plan.measures] == ["1-1", "1-2", "2", "3-1", "3-2", "4-1", "4-2"]


def test_a_hidden_sheet_is_named_and_not_read(tmp_path):
    plan_path = tmp_path / "plan.xlsx"
    save_workbook(plan_path, rows_of())
    workbook = openpyxl.load_workbook(plan_path)
    workbook.create_sheet("备选项").append(["全年"])
    workbook["备选项"].sheet_state = "hidden"
    workbook.save(plan_path)
    plan = read(plan_path)
    assert len(plan.measures) == 7
    assert [(entry.text, entry.reason) for entry in plan.unresolved] == [("备选项", "The sheet is hidden and was not read.")]


def test_a_sheet_without_a_heading_is_reported_cell_by_cell(tmp_path):
    plan_path = tmp_path / "plan.xlsx"
    save_workbook(plan_path, rows_of())
    workbook = openpyxl.load_workbook(plan_path)
    workbook.create_sheet("填表说明").append(["每月报送", "联系人"])
    workbook.save(plan_path)
    assert [(entry.sheet, entry.text) for entry in read(plan_path).unresolved] == [("填表说明", "每月报送"), ("填表说明", "联系人")]


def test_one_cell_may_name_who_leads_and_who_supports(tmp_path):
    rows = without(rows_of(), 5)
    rows[2][4] = "牵头单位：市社保中心；配合单位：市工伤保险行政部门、市劳动监察部门"
    plan = save_workbook(tmp_path / "plan", rows)
    assert [(each.kind, each.area) for each in plan.measures[1].lead] == [("agency", "常州市")]
    assert [(each.kind, each.area) for each in plan.measures[1].support] == [("bureau", "常州市"), ("inspection", "常州市")]
    assert plan.unresolved == ()


def test_a_year_on_a_line_of_its_own_belongs_to_the_title(tmp_path):
    plan = save_document(tmp_path / "plan", [rows_of()], ("附件1：", "常州市工伤保险重点工作任务分解表", "（2023年度）"))
    assert (plan.title, plan.year, plan.unresolved) == (TITLE, 2023, ())


def test_one_measure_over_several_rows_gathers_its_offices(tmp_path):
    rows = rows_of()
    more = ["", "", "", "", "市工伤保险行政部门", ""]
    plan = save_workbook(tmp_path / "plan", [*rows[:2], more, *rows[2:]], ("A3:A4", "B3:B4", "C3:C4", "D3:D4"))
    assert len(plan.measures) == 7
    assert plan.measures[0].lead_text == "市、辖市（区）社保经办机构\n市工伤保险行政部门"
    assert {office.kind for office in plan.measures[0].lead} == {"agency", "bureau"}


def test_a_deadline_hanging_over_several_measures_is_each_ones(tmp_path):
    rows = rows_of()
    rows[2][3] = rows[3][3] = ""
    plan = save_workbook(tmp_path / "plan", rows, ("D3:D5",))
    assert [each.deadline.kind for each in plan.measures[:4]] == ["year_round", "year_round", "year_round", "by"]


def test_an_empty_deadline_and_an_empty_lead_are_reported(tmp_path):
    rows = rows_of()
    rows[4][3] = rows[5][4] = ""
    plan = save_document(tmp_path / "plan", [rows])
    assert [(entry.row, entry.column, entry.reason) for entry in plan.unresolved] == [
        (5, 3, "The deadline is empty."),
        (6, 3, "No office leads this measure."),
    ]


def test_a_chapter_that_no_measure_follows_is_reported(tmp_path):
    plan = save_text(tmp_path / "plan", cell_lines([*rows_of(), ["三、政策宣传"]]))
    assert [(entry.text, entry.reason) for entry in plan.unresolved] == [("三、政策宣传", "This row belongs to no measure.")]


def test_a_note_below_the_table_is_reported(tmp_path):
    plan = save_workbook(tmp_path / "plan", [*rows_of(), ["注：每月5日前报送进展"]], ("A10:F10",))
    assert [(entry.row, entry.text) for entry in plan.unresolved] == [(10, "注：每月5日前报送进展")]


def numbered_list(document: docx.document.Document) -> int:
    """The number of the list that the default template's "List Number" style uses."""
    return int(document.styles["List Number"].element.pPr.numPr.numId.val)
