"""What a preview counts, and the user's own workbook coming back with its faults marked."""

import io

import openpyxl
import pytest

from gongdun.desk.sheets import Judgement, Standing, annotate, preview, read, template
from gongdun.desk.tests.sheets.stage import FORM, PERSONS, workbook
from gongdun.kernel.identifiers import CHECK
from gongdun.kernel.readings import UNREADABLE_DATE

HEAD = ["姓名", "证件号码", "参保日期", "区划"]
ROWS = [
    ["苗玥", PERSONS[0], "2022.9.1", "武进区"],
    ["戴晓霞", PERSONS[1][:-1] + "9", "9月初", "武进区"],
    ["苗玥", PERSONS[0], "2022-09-01", "武进区"],
    ["岳珺", PERSONS[1], "2022-07-01", "武进区"],
]
ENROLLED = "Enrolled already on {on}."


def judge(rows):
    assert all(row.standing is Standing.IMPORTABLE for row in rows)
    return [
        Judgement(row.number, "on", ENROLLED, {"on": "2022-06-15"}, Standing.CONFLICTING) for row in rows if row.values["name"] == "岳珺"
    ]


def seen(content: bytes, name: str = "a.xlsx"):
    return preview(read(content, name, FORM), FORM, judge=judge)


def test_every_row_stands_in_one_place():
    found = seen(workbook([HEAD, *ROWS]))
    assert [row.standing.value for row in found.rows] == ["importable", "to_mend", "duplicate", "conflicting"]
    counts = found.counts
    assert (counts.total, counts.importable, counts.to_mend, counts.duplicates, counts.conflicting) == (4, 1, 1, 1, 1)
    assert [(one.row, one.problem.message) for one in found.problems][:2] == [(3, CHECK.message), (3, UNREADABLE_DATE)]
    assert found.changes == {"date_rewritten": 1}


def test_a_judge_that_speaks_about_no_row_is_an_error():
    with pytest.raises(ValueError, match="99"):
        preview(read(workbook([HEAD, ROWS[0]]), "a.xlsx", FORM), FORM, judge=lambda rows: [Judgement(99, "on", ENROLLED)])


def test_the_own_workbook_comes_back_marked_and_keeps_its_lists():
    written = [FORM.check(dict(zip(("name", "person", "on", "district"), ROWS[3], strict=True))).values]
    content = template(FORM, written, language="zh-hans", meta={"batch": "b"})
    book = openpyxl.load_workbook(io.BytesIO(annotate(content, seen(content), FORM)))
    sheet = book.worksheets[0]
    assert sheet.cell(2, 13).value == "错误说明"
    assert sheet["C3"].comment is not None
    assert sheet["C3"].fill.fgColor.rgb == "FFF8B4B4"
    assert sheet["A3"].comment is None
    assert "2022-06-15" in sheet.cell(3, 13).value
    assert sheet.auto_filter.ref == "A2:M3"
    assert book["_meta"].sheet_state == "veryHidden"
    assert "list_district" in book.defined_names
    assert len(sheet.data_validations.dataValidation) == 12


def test_a_mended_workbook_loses_its_old_marks():
    first = annotate(workbook([HEAD, *ROWS]), seen(workbook([HEAD, *ROWS])), FORM)
    book = openpyxl.load_workbook(io.BytesIO(first))
    book.worksheets[0]["B3"], book.worksheets[0]["C3"] = PERSONS[2], "2022-09-02"
    stream = io.BytesIO()
    book.save(stream)
    again = seen(stream.getvalue())
    assert again.table.extra == ()
    sheet = openpyxl.load_workbook(io.BytesIO(annotate(stream.getvalue(), again, FORM))).worksheets[0]
    assert [cell.value for cell in sheet[1]].count("错误说明") == 1
    person = FORM.check({"person": PERSONS[2]}).values["person"]
    assert (sheet["B3"].comment is None, sheet["C3"].comment is None) == (person is not None, True)


def test_plain_text_comes_back_as_a_workbook_without_formulas():
    content = "姓名,证件号码,参保日期,备注\n苗玥,320,2022-09-01,=1+1\n".encode("gb18030")
    sheet = openpyxl.load_workbook(io.BytesIO(annotate(content, seen(content, "a.csv"), FORM, language="en"))).worksheets[0]
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=1+1", "s")
    assert sheet["E2"].value.startswith("Identity number: ")
