"""What is not opened, and the sentence that says so."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from gongdun.law.refusal import Refusal
from gongdun.plans.reader import guards, read

FOLDER = Path(__file__).parent.parent / "changzhou_2022"
SOURCE = FOLDER / "source.docx"


def refusal(path: Path) -> str:
    with pytest.raises(Refusal) as refused:
        read(path)
    said = refused.value.text("en")
    assert path.name in said
    assert refused.value.text("zh_Hans") != said
    return said


def repacked(path: Path, *, replace: dict[str, bytes] | None = None, add: dict[str, bytes] | None = None) -> Path:
    """The plan's own document with parts changed or added."""
    with zipfile.ZipFile(SOURCE) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(part.filename, (replace or {}).get(part.filename, source.read(part)))
        for name, content in (add or {}).items():
            target.writestr(name, content)
    return path


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    assert "no file" in refusal(tmp_path / "nothing.docx")
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".txt"])
def test_an_empty_file_is_refused(ending, tmp_path):
    path = tmp_path / f"empty{ending}"
    path.write_bytes(b"\n  " if ending == ".txt" else b"")
    assert "is empty" in refusal(path)


@pytest.mark.parametrize("ending", [".pdf", ".doc", ".xls", ".wps", ".csv", ""])
def test_another_kind_of_file_is_refused(ending, tmp_path):
    path = tmp_path / f"plan{ending}"
    path.write_bytes(b"something")
    assert "no plan file" in refusal(path)


def test_a_file_behind_a_password_is_refused(tmp_path):
    path = tmp_path / "locked.docx"
    path.write_bytes(guards.OLE + b"\0" * 600)
    assert "protected by a password" in refusal(path)


def test_macros_are_refused_by_ending_and_by_content(tmp_path):
    named = tmp_path / "plan.docm"
    shutil.copy(SOURCE, named)
    assert "macros" in refusal(named)
    assert "macros" in refusal(repacked(tmp_path / "hidden.docx", add={"word/vbaProject.bin": b"x"}))


def test_a_workbook_under_a_documents_name_is_refused(tmp_path):
    path = tmp_path / "plan.docx"
    openpyxl.Workbook().save(path)
    assert "wrong ending" in refusal(path)


def test_a_damaged_document_is_refused(tmp_path):
    path = tmp_path / "half.docx"
    path.write_bytes(SOURCE.read_bytes()[:9000])
    assert "damaged" in refusal(path)
    assert "damaged" in refusal(repacked(tmp_path / "xml.docx", replace={"word/document.xml": b"<w:document"}))


def test_xml_entities_are_refused_before_any_parser_sees_them(tmp_path):
    evil = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    assert "entities" in refusal(repacked(tmp_path / "entities.docx", replace={"word/document.xml": evil}))


def test_a_zip_bomb_is_refused_by_what_it_claims_and_by_what_it_holds(tmp_path, monkeypatch):
    monkeypatch.setattr(guards, "LARGEST_UNPACKED", 4 * guards.MIB)
    assert "unpacks to far more" in refusal(repacked(tmp_path / "bomb.docx", add={"word/media/a.bin": b"\0" * 5 * guards.MIB}))
    monkeypatch.setattr(guards, "LARGEST_PART", 1000)
    assert "unpacks to far more" in refusal(repacked(tmp_path / "part.docx"))


def test_too_many_parts_are_refused(tmp_path):
    assert "unpacks to far more" in refusal(repacked(tmp_path / "many.docx", add={f"x/{n}.bin": b"" for n in range(guards.MOST_PARTS + 1)}))


def test_a_file_larger_than_any_plan_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(guards, "LARGEST_FILE", 1000)
    shutil.copy(SOURCE, tmp_path / "large.docx")
    assert "too large" in refusal(tmp_path / "large.docx")


def test_a_sheet_of_far_too_many_cells_is_refused(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["XFD9000"] = "x"
    workbook.save(tmp_path / "wide.xlsx")
    assert "147456000 cells" in too_many(tmp_path / "wide.xlsx")


def test_a_merge_over_the_whole_sheet_is_refused_before_it_is_laid_out(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["具体措施"])
    workbook.save(tmp_path / "small.xlsx")
    path = tmp_path / "merged.xlsx"
    merged = b"</sheetData><mergeCells count='1'><mergeCell ref='A1:XFD1048576'/></mergeCells>"
    with zipfile.ZipFile(tmp_path / "small.xlsx") as source, zipfile.ZipFile(path, "w") as target:
        for part in source.infolist():
            target.writestr(part.filename, source.read(part).replace(b"</sheetData>", merged))
    assert "17179869184 cells" in too_many(path)


def test_a_document_whose_cells_claim_to_be_endlessly_wide_is_refused(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=800, cols=5)
    for cell in table._tbl.tr_lst[0].tc_lst:
        cell.grid_span = 60
    document.save(str(tmp_path / "wide.docx"))
    assert "240000 cells" in too_many(tmp_path / "wide.docx")


def too_many(path: Path) -> str:
    with pytest.raises(Refusal, match="far more than a plan") as refused:
        read(path)
    return refused.value.text("en")


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "noise.txt"
    path.write_bytes(b"\x00\x01\x02 not text \xff")
    assert "not readable text" in refusal(path)


def test_a_document_without_a_plan_table_is_refused(tmp_path):
    document = docx.Document()
    document.add_paragraph("常州市会议通知")
    document.save(str(tmp_path / "letter.docx"))
    assert "no plan table" in refusal(tmp_path / "letter.docx")
    (tmp_path / "letter.txt").write_text("各部门：\n请按时参加会议。\n", encoding="utf-8")
    assert "no plan table" in refusal(tmp_path / "letter.txt")


def test_a_heading_without_a_single_measure_is_refused(tmp_path):
    (tmp_path / "heading.txt").write_text("工作任务\t具体措施\t完成时限\t责任单位\n", encoding="utf-8")
    assert "no plan table" in refusal(tmp_path / "heading.txt")
