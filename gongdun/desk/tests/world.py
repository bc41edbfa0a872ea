"""Officers and workbooks for the tests of sheets, the register and the months' files."""

from __future__ import annotations

import io
from datetime import date

import xlsxwriter
from django.test import Client
from stdnum.cn import uscc

from gongdun.kernel.identifiers import lengthened
from gongdun.registry.models import Account
from gongdun.site.builders import JOB, TODAY, an_officer, at
from gongdun.vault.actors import SYSTEM

__all__ = ["JOB", "SYSTEM", "TODAY", "at", "book", "client_of", "code", "employer_line", "number", "officers"]


def code(place: int) -> str:
    """A credit code of an invented employer, with its check character."""
    body = f"91320411{place:09d}"
    return body + uscc.calc_check_digit(body)


def number(place: int) -> str:
    """A citizen number of an invented person."""
    return lengthened(f"3204118{place % 10}0{1 + place % 9}{1 + place % 28:02d}{1 + place % 998:03d}")


def officers() -> dict[str, Account]:
    return {
        "city": an_officer("city.agency", "agency", "常州市", "enrolment_clerk", "data_clerk", name="沈薇"),
        "liyang": an_officer("liyang.agency", "agency", "溧阳市", "enrolment_clerk", "data_clerk", name="潘玥"),
        "admin": an_officer("city.admin", "bureau", "常州市", "administrator", name="何群"),
        "inspector": an_officer("xinbei.inspector", "inspection", "新北区", "labour_inspector", name="周峰"),
        "director": an_officer("city.director", "bureau", "常州市", "director", name="唐维"),
    }


def client_of(account: Account, language: str = "") -> Client:
    client = Client(headers={"accept-language": language} if language else None)
    if language:
        client.cookies["django_language"] = language
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def book(headings: list[str], rows: list[list[object]], name: str = "Sheet1") -> bytes:
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = made.add_worksheet(name)
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    for place, row in enumerate([headings, *rows]):
        for column, cell in enumerate(row):
            sheet.write(place, column, cell, day) if isinstance(cell, date) else sheet.write(place, column, cell)
    made.close()
    return buffer.getvalue()


EMPLOYER_HEADINGS = ["统一社会信用代码", "单位名称", "所属地区", "行业"]


def employer_line(place: int, district: str = "新北区", name: str = "", industry: str = "零售业") -> list[object]:
    return [code(place), name or f"常州测试{place}号商行", district, industry]
