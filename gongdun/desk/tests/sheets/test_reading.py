"""Workbooks as people really send them, and those that are not let in."""

import csv
import io
import zipfile

import pytest

from gongdun.desk.sheets import digest, export, guards, preview, read, template
from gongdun.desk.sheets.guards import SheetRefused
from gongdun.desk.tests.sheets.stage import FORM, PERSONS, workbook
from gongdun.kernel.identifiers import NUMBER
from gongdun.kernel.indicators import Column
from gongdun.kernel.words import Title

HEAD = ["职工姓名", "身份证号", "参保日期"]
GOOD = ["苗玥", PERSONS[0], "2022-09-01"]


def packed(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def as_csv(encoding: str, delimiter: str = ",") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows([HEAD, GOOD])
    return stream.getvalue().encode(encoding)


def test_title_rows_other_orders_and_synonyms_are_understood():
    table = read(
        workbook([["某单位 9 月参保登记表"], [], ["序号", "参保日期", "姓 名*", "身份证号（18位）"], [1, "2022.9.1", "苗玥", PERSONS[0]]]),
        "a.xlsx",
        FORM,
    )
    assert (table.heading_row, table.columns, table.extra) == (3, {"on": 1, "name": 2, "person": 3}, ("序号",))
    assert (table.rows[0].number, table.rows[0].values["name"]) == (4, "苗玥")


def test_a_missing_required_column_is_refused_by_name():
    with pytest.raises(SheetRefused, match="证件号码、参保日期"):
        read(workbook([["姓名"], ["苗玥"]]), "a.xlsx", FORM)


@pytest.mark.parametrize(
    "content", [as_csv("utf-8"), as_csv("utf-8-sig"), as_csv("gb18030"), as_csv("utf-8", "\t"), as_csv("gb18030", ";")]
)
def test_plain_text_in_either_encoding(content):
    assert read(content, "a.csv", FORM).rows[0].values == {"name": "苗玥", "person": PERSONS[0], "on": "2022-09-01"}


def test_a_number_in_an_identity_column_has_lost_its_end_and_is_never_mended():
    seen = preview(read(workbook([HEAD, ["苗玥", 320411199003072618, "2022-09-01"]]), "a.xlsx", FORM), FORM)
    assert [one.problem.message for one in seen.problems] == [NUMBER.message]
    assert seen.counts.to_mend == 1


def test_a_workbook_of_another_form_is_refused():
    other = type(FORM)(FORM.title, FORM.fields, FORM.citation, "2021-01", "enrolment/other")
    with pytest.raises(SheetRefused, match="enrolment/other"):
        read(template(other, [{"name": "甲"}], language="en", meta={}), "a.xlsx", FORM)


def test_a_workbook_of_an_older_version_is_known():
    older = type(FORM)(FORM.title, FORM.fields, FORM.citation, "2021-01", FORM.id)
    assert not read(template(older, [{"name": "甲"}], language="en", meta={}), "a.xlsx", FORM).is_of_version(FORM)
    assert read(workbook([HEAD, GOOD]), "a.xlsx", FORM).is_of_version(FORM)


BOMB = packed(**{"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b" " * (40 * 2**20)})
MACROS = packed(**{"xl/workbook.xml": b"<workbook/>", "xl/vbaProject.bin": b"x"})
ENCRYPTED = guards.OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
OLD_MACROS = guards.OLE + b"\0" * 600 + "_VBA_PROJECT_CUR".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 \x00", "no table"),
        (b"\x89PNG\x00", "no table"),
        (packed(**{"word/document.xml": b"<w/>"}), "no table"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (packed(**{"xl/workbook.xml": b"<workbook/>"}), "damaged"),
        (guards.OLE + b"\0" * 600, "damaged"),
        (BOMB, "unpacks to far more"),
        (MACROS, "macros"),
        (OLD_MACROS, "macros"),
        (ENCRYPTED, "password"),
        (workbook([HEAD, GOOD], XFD1048576=1), "rows or"),
        (workbook([HEAD]), "no filled row"),
        (workbook([["随便", "什么"], [1, 2]]), "No heading"),
        (workbook([[*HEAD, "姓名"], [*GOOD, "甲"]]), "twice"),
        (workbook([]), "No heading"),
    ],
)
def test_what_is_not_let_in_gets_a_sentence(content, said):
    with pytest.raises(SheetRefused) as refused:
        read(content, "a.xlsx", FORM)
    assert said in refused.value.text("en")


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(guards, "MOST_BYTES", 1000)
    with pytest.raises(SheetRefused, match="larger"):
        read(workbook([HEAD, GOOD]), "a.xlsx", FORM)


def test_the_same_file_has_the_same_digest():
    assert digest(b"a") == digest(b"a") != digest(b"b")
    assert len(digest(b"a")) == 64


def test_an_export_never_holds_a_formula():
    columns = (Column("name", Title("姓名", "Name")), Column("fen", Title("金额", "Amount"), "fen"))
    content = export(Title("名单", "List"), columns, [{"name": "=cmd|' /C calc'!A0", "fen": 625050}], footer=("+导出人：沈薇",))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet, styles = archive.read("xl/worksheets/sheet1.xml"), archive.read("xl/styles.xml")
    assert b"<f>" not in sheet
    assert b"quotePrefix" in styles
    assert b"<v>6250.5</v>" in sheet
