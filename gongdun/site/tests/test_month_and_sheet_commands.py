"""The command line does what the pages do: a month in, compared; lists in, out and back."""

import argparse

import openpyxl
import pytest

from gongdun.desk.models import Lead, SheetImport
from gongdun.desk.tests.test_deliveries import declarations, employers, payroll, persons, posts
from gongdun.desk.tests.world import EMPLOYER_HEADINGS, book, employer_line
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Employer
from gongdun.registry.queries import everywhere
from gongdun.site import month_work, sheet_work
from gongdun.site.commands import month, sheet
from gongdun.vault.scopes import within

pytestmark = pytest.mark.django_db
__all__ = ["posts"]


def done(module, parser, *words):
    told = parser.parse_args([str(word) for word in words])
    assert isinstance(told, argparse.Namespace)
    return getattr(module, told.act)(told)


@pytest.fixture
def files(tmp_path):
    held = {
        "employers.xlsx": employers(), "persons.xlsx": persons(), "payroll-2022-07.csv": payroll(), "declarations-2022-07.csv": declarations(),
    }  # fmt: skip
    for name, content in held.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in held]


def test_a_month_is_taken_in_shown_and_compared(posts, files, tmp_path, capsys):
    before = [tmp_path / "payroll-2022-06.csv", tmp_path / "declarations-2022-06.csv"]
    for path, content in zip(before, (payroll("2022-06"), declarations("2022-06")), strict=True):
        path.write_bytes(content)
    assert done(month_work, month.parser(), "take", "2022-06", *before) == 0
    assert done(month_work, month.parser(), "take", "2022-07", *files) == 0
    assert done(month_work, month.parser(), "take", "2022-07", files[0]) == 1
    assert done(month_work, month.parser(), "show", "2022-07") == 0
    assert "payroll" in capsys.readouterr().out
    assert done(month_work, month.parser(), "compare", "2022-07") == 0
    with within(everywhere()):
        assert Lead.objects.filter(rule="enrolment/uninsured_employees").count() == 2


def test_a_month_without_files_is_told_so(posts):
    assert done(month_work, month.parser(), "compare", "2022-07") == 2


def test_a_list_is_checked_taken_in_undone_and_taken_out(posts, tmp_path, capsys):
    path, out = tmp_path / "firms.xlsx", tmp_path / "out.xlsx"
    path.write_bytes(book(EMPLOYER_HEADINGS, [employer_line(1), employer_line(2, industry="没有")]))
    words = ("employers", path, "--as", "city.agency")
    assert done(sheet_work, sheet.parser(), "check", *words, "--annotated", tmp_path / "marked.xlsx") == 1
    assert openpyxl.load_workbook(tmp_path / "marked.xlsx").worksheets[0]["E3"].value
    with pytest.raises(Refusal):
        done(sheet_work, sheet.parser(), "take", *words, "--all")
    assert done(sheet_work, sheet.parser(), "take", *words) == 0
    with within(everywhere()):
        assert Employer.objects.count() == 1
        number = SheetImport.objects.get(state="taken").pk
    assert done(sheet_work, sheet.parser(), "export", "employers", out, "--as", "city.agency") == 0
    assert openpyxl.load_workbook(out).worksheets[0]["A3"].value
    assert done(sheet_work, sheet.parser(), "undo", number, "--as", "city.agency") == 0
    assert done(sheet_work, sheet.parser(), "template", "employers", out) == 0
    assert done(sheet_work, sheet.parser(), "lists") == 0
    with within(everywhere()):
        assert not Employer.objects.exists()


def test_nobody_takes_in_for_an_account_without_the_role_or_without_being(posts, tmp_path):
    path = tmp_path / "firms.xlsx"
    path.write_bytes(book(EMPLOYER_HEADINGS, [employer_line(1)]))
    for username in ("city.director", "nobody"):
        with pytest.raises(Refusal):
            done(sheet_work, sheet.parser(), "take", "employers", path, "--as", username)
