"""What leaves the house about the plan: the table with progress, the brief on one page, the addresses answered to each kind of account."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import docx
import pytest
from django.test import Client
from openpyxl import load_workbook

from gongdun.desk.documents import pdf
from gongdun.plans.documents.progress_brief import ProgressBrief, compose
from gongdun.plans.reader import read
from gongdun.registry.models import Account
from gongdun.vault.scopes import within
from tests.plan_world import a_plan_world
from tests.test_access import everywhere_to_be

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("GONGDUN_TODAY", "2022-10-17")
    settings.LAKE = tmp_path / "lake"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with within(everywhere_to_be()):
        a_plan_world()
    return signed_in("city.director")


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_table_goes_out_with_its_six_columns_and_progress(client, tmp_path):
    document = docx.Document(io.BytesIO(client.get("/reports/table.docx").content))
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["工作任务", "工作目标", "具体措施", "完成时限", "责任单位", "配合单位", "进展"]
    assert len(table.rows) == 46
    assert "偏慢" in table.rows[6].cells[6].text and "未计量" in table.rows[1].cells[6].text
    sheet = load_workbook(io.BytesIO(client.get("/reports/table.xlsx").content)).active
    assert sheet.max_row == 47 and sheet.cell(8, 7).value.startswith("偏慢")


def test_a_plan_goes_out_as_its_table_and_reads_back(client, tmp_path):
    path = Path(tmp_path) / "out.docx"
    pk = client.get("/plans/").context["plans"][0]["plan"].pk
    path.write_bytes(client.get(f"/plans/{pk}/export/?as=docx").content)
    again = read(path)
    assert [one.number for one in again.measures] == [str(number) for number in range(1, 46)]


def pages(content: bytes) -> int:
    return int(re.search(rb"/Type\s*/Pages\s*/Count (\d+)", content)[1])


def test_the_brief_is_one_page_however_much_changed(client):
    answer = client.get("/reports/brief.pdf")
    assert answer.status_code == 200 and pages(answer.content) == 1
    many = tuple((f"{number} 未参保名单交监察核查", "1,284行", "1,300行") for number in range(45))
    behind = tuple((f"{number} 体检式预防企业和更长的名字", "滞后", "两种进度都达不到目标，且期限已过仍有佐证未齐") for number in range(45))
    full = ProgressBrief(
        "常州市人力资源和社会保障局",
        "2022 年扩面增效 45 项措施",
        date(2022, 10, 17),
        (("滞后", 45),),
        "8月末锁定",
        many,
        behind,
        12,
        "ab" * 32,
    )
    assert pages(pdf(compose(full))) == 1


def test_plans_are_for_those_who_keep_them_and_reading_is_for_every_officer(client):
    office = signed_in("xinbei.liaison")
    assert office.get("/plans/").status_code == 403 and client.get("/plans/").status_code == 200
    for address in ("/board/", "/locked-months/", "/supervision/", "/reports/", "/reports/districts/", "/wall/"):
        assert office.get(address).status_code == 200, address
    assert Client().get("/wall/").status_code == 302
    assert office.get("/board/99/").status_code == 404
