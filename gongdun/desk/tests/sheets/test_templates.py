"""What a template holds, and that what is filled in comes back the same."""

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdun.desk.sheets import preview, read, template
from gongdun.desk.tests.sheets.stage import FORM, PERSONS
from gongdun.kernel.forms import Choice, Field, Form
from gongdun.kernel.words import Inconsistent, Title

ROW = {"name": "=SUM(A1)", "person": PERSONS[0], "on": datetime.date(2022, 9, 1), "wage": 625000, "district": "320412"}


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_required_columns_are_starred_and_digit_columns_are_text():
    sheet = opened(template(FORM, language="zh-hans", meta={})).worksheets[0]
    assert [cell.value for cell in sheet[2]][:4] == ["姓名 *", "证件号码 *", "参保日期 *", "月缴费工资"]
    assert sheet["B2"].fill.fgColor.rgb == "FFF8D7DA"
    assert (sheet.column_dimensions["B"].number_format, sheet.column_dimensions["L"].number_format) == ("@", "@")
    assert sheet.freeze_panes == "A3"


def test_drop_downs_come_from_a_hidden_list_and_every_cell_has_its_prompt():
    book = opened(template(FORM, language="zh-hans", meta={}))
    validations = {str(one.sqref).split(":")[0]: one for one in book.worksheets[0].data_validations.dataValidation}
    assert validations["E3"].formula1 == "list_district"
    assert book.defined_names["list_district"].attr_text == "_lists!$A$1:$A$2"
    assert book["_lists"].sheet_state == "hidden"
    assert all(one.prompt for one in validations.values())


def test_the_marks_travel_in_a_sheet_nobody_sees():
    content = template(FORM, [ROW], language="zh-hans", meta={"batch": "NB-2022-08"})
    assert opened(content)["_meta"].sheet_state == "veryHidden"
    assert read(content, "a.xlsx", FORM).meta == {"form": "enrolment/monthly", "version": "2022-01", "batch": "NB-2022-08"}


def test_locked_columns_are_locked_and_the_others_are_not():
    sheet = opened(template(FORM, [ROW], language="zh-hans", meta={}, locked={"name", "person"})).worksheets[0]
    assert sheet.protection.sheet
    assert (sheet["A3"].protection.locked, sheet["E3"].protection.locked) == (True, False)


def test_the_same_form_gives_the_same_bytes():
    assert template(FORM, [ROW], language="en", meta={}) == template(FORM, [ROW], language="en", meta={})


def test_a_list_longer_than_255_characters_is_a_range():
    many = Field(
        "office",
        Title("机构", "Office"),
        "choice",
        choices=tuple(Choice(f"c{n}", Title(f"第{n}经办机构", f"Agency {n}")) for n in range(300)),
    )
    book = opened(template(Form(Title("表", "Form"), (many,), "x#1", "1", "a/b"), language="zh-hans", meta={}))
    assert book.defined_names["list_office"].attr_text == "_lists!$A$1:$A$300"


def test_a_template_that_could_not_be_known_again_is_not_made():
    with pytest.raises(Inconsistent):
        template(FORM, language="en", meta={"form": "other"})
    with pytest.raises(Inconsistent):
        template(FORM, language="en", meta={}, locked={"nobody"})


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\ufffe\uffff"), max_size=40)
ROWS = st.fixed_dictionaries(
    {"name": TEXT, "person": st.sampled_from(PERSONS), "on": st.dates(datetime.date(1880, 1, 1))},
    optional={
        "wage": st.integers(-(10**11), 10**11),
        "district": st.just("320412"),
        "is_new": st.booleans(),
        "share": st.decimals(Decimal(-1), Decimal(1), places=4),
        "month": st.dates(datetime.date(1950, 1, 1), datetime.date(2100, 1, 1)).map(lambda day: day.replace(day=1)),
        "at": st.datetimes(datetime.datetime(1950, 1, 1), datetime.datetime(2100, 1, 1)).map(
            lambda at: at.replace(second=0, microsecond=0)
        ),
        "persons": st.integers(-(10**14), 10**14),
        "remark": TEXT,
        "phone": st.sampled_from(["13812345678", "0519-85681234"]),
    },
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4), st.sampled_from(["zh-hans", "en"]))
def test_what_is_filled_in_comes_back_the_same(written, language):
    checked = [FORM.check({**row, "wage": Decimal(row["wage"]) / 100 if "wage" in row else None}) for row in written]
    values = [dict(one.values) for one in checked]
    back = preview(read(template(FORM, values, language=language, meta={}), "a.xlsx", FORM), FORM)
    assert [dict(row.values) for row in back.rows] == values
