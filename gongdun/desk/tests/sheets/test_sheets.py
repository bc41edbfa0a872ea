"""Sheets: out as a template, back as rows, marked in the user's own workbook. Real workbooks, no stand-ins."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdun.desk.sheets import Known, Limits, Origin, SheetRefused, Status, annotate, export, preview, read, template
from gongdun.desk.sheets.annotating import NOTES
from gongdun.desk.sheets.previewing import DUPLICATE
from gongdun.desk.sheets.reading import letters
from gongdun.desk.tests.sheets.forms import FORM, identity, row
from gongdun.kernel import faults
from gongdun.kernel.forms import Field, Form, Kind, Problem
from gongdun.law.refusal import translate

HEADINGS = [field.label for field in FORM.fields]
LINE = ["戴晓霞", identity(1), "常州澄川电子有限公司", "13912345678", "2022-09-01", 6250, None, None, "武进区", "否", None, None]
ORIGIN = Origin("沈薇", datetime.datetime(2022, 10, 17, 10, 26), "武进区，2022 年 9 月")


def workbook(*rows: list, headings: list[str] = HEADINGS, above: int = 0) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("名册")
    for number, cells in enumerate([*[["常州市参保登记表"]] * above, headings, *rows]):
        for place, cell in enumerate(cells):
            sheet.write(number, place, cell)
    book.close()
    return buffer.getvalue()


def line(**changed: object) -> list:
    names = [field.name for field in FORM.fields]
    return [changed.get(name, cell) for name, cell in zip(names, LINE, strict=True)]


def previewed(*rows: list, **more: object):
    return preview(read(workbook(*rows), FORM), FORM, **more)


def test_a_filled_template_comes_back_with_the_same_values():
    rows = [row(number) for number in range(20)]
    table = read(template(FORM, rows, language="zh_Hans"), FORM)
    seen = preview(table, FORM)
    assert seen.is_all_correct
    assert [found.values for found in seen.rows] == rows
    assert (table.extra, table.absent, table.is_other_version) == ((), (), False)


VALUES = st.fixed_dictionaries(
    {
        "name": st.text("王李玥喆珺曌㛃·", min_size=2, max_size=6).filter(lambda text: text[0] != "·" and text[-1] != "·"),
        "number": st.integers(0, 900),
        "enrolled_on": st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 12, 31)),
        "wage": st.integers(0, 10**9),
        "share": st.decimals(0, 1, places=4).map(lambda share: Decimal(str(share))),
        "note": st.one_of(st.none(), st.text("=+-@1a，（）工伤", min_size=1, max_size=20)),
        "has_contract": st.booleans(),
    }
)


@settings(max_examples=25, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=5), st.sampled_from(["zh_Hans", "en"]))
def test_whatever_is_filled_in_comes_back(drawn: list[dict], language: str):
    rows = [row(one.pop("number"), **one) for one in drawn]
    seen = preview(read(template(FORM, rows, language=language), FORM), FORM)
    assert [found.values for found in seen.rows] == rows


def test_the_template_tells_what_may_be_chosen_and_keeps_digits_as_text():
    book = openpyxl.load_workbook(io.BytesIO(template(FORM, language="zh_Hans")))
    sheet = book.worksheets[0]
    validations = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert [cell.value for cell in sheet[2]][:3] == ["*姓名", "*证件号码", "*单位名称"]
    assert sheet.column_dimensions["B"].width >= 22
    assert sheet["B3"].number_format == "@"
    assert validations["I3:I100001"].formula1 == "list_districts"
    assert "社会保险法" in validations["F3:F100001"].prompt
    assert (book["字典"].sheet_state, book["_meta"].sheet_state) == ("hidden", "veryHidden")
    assert sheet.freeze_panes == "B3"


def test_the_example_row_is_let_go_and_a_changed_one_is_not():
    data = template(FORM, [row(1)], language="zh_Hans")
    assert read(data, FORM).numbers == (4,)
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.worksheets[0]["A3"] = "岳珺"
    buffer = io.BytesIO()
    book.save(buffer)
    assert read(buffer.getvalue(), FORM).numbers == (3, 4)


def test_headings_are_found_below_titles_in_any_order_and_by_other_names():
    turned = ["备 注", "区划：", "其他列", "*身份证号（必填）", "职工姓名", "单位名称", "参保日期"]
    table = read(workbook(["", "武进区", "x", identity(1), "戴晓霞", "一家公司", "2022.9.1"], headings=turned, above=3), FORM)
    assert (table.header_row, table.numbers, table.extra) == (4, (5,), ("其他列",))
    assert table.columns["identity"] == [identity(1)]
    assert table.letter("identity") == "D"
    assert "wage" in table.absent


def test_a_number_in_the_identity_column_is_always_an_error():
    (found,) = previewed(line(identity=3.204111990010112e17)).rows
    assert (found.status, found.values["identity"]) == (Status.TO_MEND, None)
    assert [problem.fault for problem in found.problems] == [faults.NUMBERED]


def test_each_row_is_counted_once_and_each_mistake_by_column():
    register = lambda rows: [Known(rows[0].number, Status.CONFLICTING, Problem("enrolled_on", DUPLICATE, {"row": 0}))]  # noqa: E731
    seen = previewed(
        line(), line(identity=identity(2)), line(), line(enrolled_on="9月初", wage="约5000"), line(district="武进"), existing=register
    )
    assert (seen.total, seen.importable, seen.to_mend, seen.duplicates, seen.conflicting) == (5, 1, 2, 1, 1)
    assert {(count.letter, count.fault.code, count.times) for count in seen.fault_counts} >= {("E", "not_date", 1), ("F", "not_money", 1)}
    assert [problem.suggestion for problem in seen.rows[4].problems if problem.suggestion] == ["武进区"]
    assert not seen.is_all_correct


def test_the_register_is_asked_once_and_only_about_rows_that_are_right():
    asked: list[list[int]] = []

    def register(rows):
        asked.append([found.number for found in rows])
        return ()

    previewed(line(), line(enrolled_on="9月初"), line(identity=identity(3)), existing=register)
    assert asked == [[2, 4]]


def test_what_was_tidied_is_told_by_row():
    seen = previewed(line(name="戴　晓霞", enrolled_on="2022年9月1日"))
    assert [(number, change.field) for number, change in seen.changes] == [(2, "name"), (2, "enrolled_on")]
    assert sum(seen.change_counts.values()) == 2


def test_no_problem_carries_a_citizen_number():
    (found,) = previewed(line(identity="320411199001011234")).rows
    assert "320411199001011234" not in repr(found.problems)


def test_the_users_own_workbook_comes_back_marked_with_its_drop_downs():
    original = template(FORM, [row(1), row(2, name="张三2"), row(1)], language="zh_Hans")
    seen = preview(read(original, FORM), FORM)
    book = openpyxl.load_workbook(io.BytesIO(annotate(original, seen)))
    sheet = book.worksheets[0]
    assert sheet["A5"].fill.fgColor.rgb == "FFF4C7C3"
    assert "不像姓名" in sheet["A5"].comment.text
    assert sheet["M2"].value == "错误说明"
    assert sheet["M5"].value.startswith("A5:")
    assert sheet["B6"].fill.fgColor.rgb == "FFFBE3C0"
    assert sheet.auto_filter.ref == "A2:M6"
    assert len(sheet.data_validations.dataValidation) >= 4
    assert "list_districts" in book.defined_names
    assert book["_meta"].sheet_state == "veryHidden"


def test_the_marked_workbook_is_read_again_and_marked_in_the_same_column():
    original = template(FORM, [row(1, name="张三2")], language="zh_Hans")
    marked = annotate(original, preview(read(original, FORM), FORM))
    table = read(marked, FORM)
    again = openpyxl.load_workbook(io.BytesIO(annotate(marked, preview(table, FORM)))).worksheets[0]
    assert table.extra == ()
    assert [cell.value for cell in again[2]].count("错误说明") == 1
    assert translate(NOTES, "zh_Hans") == "错误说明"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_text_table_is_read_in_both_encodings_and_comes_back_as_a_workbook(encoding: str):
    cells = [",".join(HEADINGS), ",".join("" if cell is None else str(cell) for cell in line(name="=1+1"))]
    original = "\r\n".join(cells).encode(encoding)
    seen = preview(read(original, FORM), FORM)
    sheet = openpyxl.load_workbook(io.BytesIO(annotate(original, seen))).worksheets[0]
    assert seen.rows[0].values["identity"] == identity(1)
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("'=1+1", "s")


def test_an_export_holds_what_it_was_given_and_says_who_took_it():
    masked = row(1, identity="320411********0017", note='=HYPERLINK("x")')
    sheet = openpyxl.load_workbook(io.BytesIO(export(FORM, [masked], title="九月名单", watermark=ORIGIN))).worksheets[0]
    assert sheet["B3"].value == "320411********0017"
    assert (sheet["L3"].value, sheet["L3"].data_type) == ('\'=HYPERLINK("x")', "s")
    assert sheet["F3"].value == 5000.01
    assert sheet["A5"].value == "共 1 行，沈薇 于 2022-10-17 10:26 导出；筛选条件：武进区，2022 年 9 月"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_excel_would_run_is_defused(text: str):
    sheet = openpyxl.load_workbook(io.BytesIO(export(FORM, [row(1, note=text)], title=text, watermark=ORIGIN))).worksheets[0]
    assert sheet["L3"].value.startswith("'")
    assert sheet["L3"].data_type == "s"


def refused(data: bytes, **more: object) -> str:
    with pytest.raises(SheetRefused) as caught:
        read(data, FORM, **more)
    assert caught.value.text("zh_Hans") != caught.value.text("en")
    return caught.value.text("en")


def zipped(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def test_what_is_no_sheet_is_refused_by_its_content():
    assert "no sheet" in refused(b"%PDF-1.7 ...")
    assert "no sheet" in refused(b"")
    assert "no sheet" in refused(zipped(letter=b"x"))
    assert "damaged" in refused(b"PK\x03\x04 broken")


def test_macros_passwords_and_archives_that_swell_are_refused():
    assert "macros" in refused(zipped(**{"xl__workbook.xml": b"", "xl__vbaProject.bin": b""}))
    assert "password" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert "swells" in refused(zipped(**{"xl__workbook.xml": b"0" * 60_000_000}))


def test_too_much_is_refused_with_the_limit():
    rows = [line(identity=identity(number)) for number in range(6)]
    assert "more than 5 rows" in refused(workbook(*rows), limits=Limits(rows=5))
    assert "at most 0 MB" in refused(workbook(*rows), limits=Limits(size=100))


@pytest.mark.parametrize("far", ["XFD1048576", "XFD2"])
def test_one_cell_in_the_last_corner_is_refused_before_it_reserves_the_whole_sheet(far: str):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, [cell or "" for cell in LINE])
    sheet.write(far, 1)
    book.close()
    assert "and column 16384" in refused(buffer.getvalue(), limits=Limits(cells=30_000))


def test_a_format_far_out_is_no_cell():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, [cell or "" for cell in LINE])
    sheet.write_blank("XFD1048576", None, book.add_format({"bold": True}))
    book.close()
    assert read(buffer.getvalue(), FORM).size == 1


def test_midnight_comes_back_as_a_moment():
    at = datetime.datetime(2022, 3, 1)
    form = Form(
        "表",
        "form",
        (Field("at", "时间", "Time", Kind.DATETIME), Field("number", "数", "Number", Kind.INTEGER)),
        version=datetime.date(2022, 1, 1),
        citation="工伤保险条例",
        id="moments",
    )
    back = preview(read(template(form, [{"at": at, "number": 1}], language="zh_Hans"), form), form)
    assert [row.values["at"] for row in back.rows] == [at]


def test_a_sheet_without_the_headings_is_refused_and_names_them():
    assert "姓名" in refused(workbook(["a"], headings=["甲", "乙"]))
    assert "证件号码" in refused(workbook(["a"], headings=["姓名", "单位名称", "参保日期"]))
    assert "twice" in refused(workbook(["a"], headings=["姓名", "职工姓名", "证件号码"]))
    assert "nothing" in refused(workbook())


def test_another_forms_template_is_refused_and_an_older_version_is_told():
    other = replace(FORM, id="another_form")
    assert "another_form" in refused(template(other, [row(1)], language="zh_Hans"))
    older = replace(FORM, version=datetime.date(2021, 1, 1))
    assert read(template(older, [row(1)], language="zh_Hans"), FORM).is_other_version


def test_the_same_file_has_the_same_hash():
    data = workbook(line())
    assert read(data, FORM).sha256 == read(data, FORM).sha256 != read(workbook(line(name="岳珺")), FORM).sha256


def test_columns_have_excels_letters():
    assert [letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
