"""Every list in and out by its form: previewed, taken in, undone, given back annotated, exported masked. Through the pages, on real rows."""

import io
import time
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from gongdun.desk.models import SheetImport
from gongdun.desk.sheet_lists import sheet_lists
from gongdun.desk.sheets import SheetRefused, read, template
from gongdun.desk.tests.world import EMPLOYER_HEADINGS, TODAY, book, client_of, code, employer_line, number, officers
from gongdun.registry.models import Account, Employer, Institution, Worker
from gongdun.registry.queries import everywhere
from gongdun.site.builders import a_city, a_run, employers, lead_row, workers
from gongdun.vault.scopes import within

pytestmark = pytest.mark.django_db


@pytest.fixture
def posts(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("GONGDUN_TODAY", TODAY.isoformat())
    settings.LAKE = tmp_path / "lake"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    a_city()
    with within(everywhere()):
        return officers()


def upload(client, key, content, name="单位.xlsx", **more):
    return client.post(f"/sheets/{key}/upload/", {"workbook": SimpleUploadedFile(name, content), **more}, follow=True)


def newest():
    with within(everywhere()):
        return SheetImport.objects.order_by("-pk").defer("content").first()


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def seen(model, **asked):
    with within(everywhere()):
        return list(model.objects.filter(**asked))


def test_only_the_correct_rows_are_taken_in_and_the_rest_comes_back_marked(posts):
    client = client_of(posts["city"])
    rows = [employer_line(1), employer_line(2, industry="不存在的行业"), employer_line(3), employer_line(3), employer_line(4, district="溧阳市")]
    answer = upload(client, "employers", book(EMPLOYER_HEADINGS, rows))
    held = newest()
    assert held.counts == {"total": 5, "importable": 2, "to_mend": 2, "duplicate": 1, "conflicting": 0}
    assert "溧阳市不属于本单位的辖区" in answer.content.decode()
    assert not seen(Employer)
    answer = client.post(f"/sheet-imports/{held.pk}/take/", {"mode": "correct"}, follow=True)
    assert sorted(one.uscc for one in seen(Employer)) == sorted([code(1), code(3)])
    assert seen(Employer, uscc=code(1))[0].risk_class == 2
    marked = openpyxl.load_workbook(io.BytesIO(client.post(f"/sheet-imports/{held.pk}/annotated/").content)).worksheets[0]
    assert marked["E1"].value == "错误说明"
    assert "D3" in marked["E3"].value


def test_all_or_nothing_writes_nothing_while_one_row_is_wrong(posts):
    client = client_of(posts["city"])
    upload(client, "employers", book(EMPLOYER_HEADINGS, [employer_line(1), employer_line(2, industry="不存在的行业")]))
    answer = client.post(f"/sheet-imports/{newest().pk}/take/", {"mode": "all"}, follow=True)
    assert "没有写入" in said(answer)[-1]
    assert not seen(Employer)
    upload(client, "employers", book(EMPLOYER_HEADINGS, [employer_line(1), employer_line(2)]))
    client.post(f"/sheet-imports/{newest().pk}/take/", {"mode": "all"})
    assert len(seen(Employer)) == 2


def test_the_same_file_is_refused_with_the_date_of_the_first_and_taken_again_after_an_undo(posts):
    client, content = client_of(posts["city"]), book(EMPLOYER_HEADINGS, [employer_line(1)])
    upload(client, "employers", content)
    first = newest()
    client.post(f"/sheet-imports/{first.pk}/take/", {"mode": "all"})
    answer = upload(client, "employers", content)
    assert TODAY.isoformat() in said(answer)[-1]
    assert newest().pk == first.pk
    client.post(f"/sheet-imports/{first.pk}/undo/")
    assert not seen(Employer)
    upload(client, "employers", content)
    client.post(f"/sheet-imports/{newest().pk}/take/", {"mode": "all"})
    assert len(seen(Employer)) == 1


def test_two_previews_of_one_file_are_taken_in_once(posts):
    client, content = client_of(posts["city"]), book(EMPLOYER_HEADINGS, [employer_line(1)])
    upload(client, "employers", content)
    first = newest().pk
    upload(client, "employers", content)
    second = newest().pk
    client.post(f"/sheet-imports/{first}/take/", {"mode": "all"})
    assert "没有重复写入" in said(client.post(f"/sheet-imports/{first}/take/", {"mode": "all"}, follow=True))[-1]
    assert TODAY.isoformat() in said(client.post(f"/sheet-imports/{second}/take/", {"mode": "all"}, follow=True))[-1]
    assert len(seen(Employer)) == 1


def test_a_row_that_differs_from_the_register_is_renewed_only_on_request_and_undone_to_what_it_was(posts):
    client = client_of(posts["city"])
    upload(client, "employers", book(EMPLOYER_HEADINGS, [employer_line(1)]))
    client.post(f"/sheet-imports/{newest().pk}/take/", {"mode": "all"})
    upload(client, "employers", book(EMPLOYER_HEADINGS, [employer_line(1, name="常州新名称商行"), employer_line(2)]))
    held = newest()
    assert held.counts["conflicting"] == 1
    client.post(f"/sheet-imports/{held.pk}/take/", {"mode": "correct", "renew": "1"})
    assert seen(Employer, uscc=code(1))[0].name == "常州新名称商行"
    client.post(f"/sheet-imports/{held.pk}/undo/")
    assert [(one.uscc, one.name) for one in seen(Employer)] == [(code(1), "常州测试1号商行")]


def test_an_undo_stops_where_a_lead_uses_a_row_or_the_days_are_over(posts, monkeypatch):
    client = client_of(posts["city"])
    upload(client, "employers", book(EMPLOYER_HEADINGS, [employer_line(1)]))
    held = newest()
    client.post(f"/sheet-imports/{held.pk}/take/", {"mode": "all"})
    with within(everywhere()):
        a_run(TODAY.replace(day=1), [lead_row(Employer.objects.get(), None)])
    assert "线索或办件" in said(client.post(f"/sheet-imports/{held.pk}/undo/", follow=True))[-1]
    assert len(seen(Employer)) == 1
    monkeypatch.setenv("GONGDUN_TODAY", (TODAY + timedelta(days=2)).isoformat())
    assert "次日" in said(client.post(f"/sheet-imports/{held.pk}/undo/", follow=True))[-1]


def test_workers_come_in_by_number_and_no_number_stays_in_clear_in_the_database(posts):
    client = client_of(posts["city"])
    rows = [[number(place), "王测甲", "新北区"] for place in range(1, 4)] + [["3.20411E+17", "李测乙", "新北区"], [number(9), number(8), "新北区"]]
    upload(client, "workers", book(["证件号码", "姓名", "所属地区"], rows))
    held = newest()
    assert (held.counts["importable"], held.counts["to_mend"]) == (3, 2)
    client.post(f"/sheet-imports/{held.pk}/take/", {"mode": "correct"})
    assert len(seen(Worker)) == 3
    assert {one.masked_number for one in seen(Worker)} == {f"{number(place)[:6]}********{number(place)[-4:]}" for place in range(1, 4)}
    page = client.get(f"/sheet-imports/{held.pk}/").content.decode()
    with within(everywhere()), connection.cursor() as cursor:
        cursor.execute("select string_agg(t::text, ' ') from desk_sheetimport t")
        kept = cursor.fetchone()[0] + page
    assert not [place for place in range(1, 10) if number(place) in kept or number(place).encode().hex() in kept]


def test_another_officer_finds_no_workbook_that_is_not_their_own(posts):
    client = client_of(posts["city"])
    upload(client, "employers", book(EMPLOYER_HEADINGS, [employer_line(1)]))
    pk = newest().pk
    for post in ("liyang", "director", "admin"):
        other = client_of(posts[post])
        assert {other.get(f"/sheet-imports/{pk}/").status_code, other.post(f"/sheet-imports/{pk}/annotated/").status_code} == {404}


def test_who_has_not_the_role_is_turned_away(posts):
    client = client_of(posts["director"])
    assert client.get("/sheets/employers/").status_code == 200
    assert client.get("/sheets/employers/template/").status_code == 403
    assert client.get("/sheets/accounts/").status_code == 403
    assert upload(client, "employers", book(EMPLOYER_HEADINGS, [employer_line(1)])).status_code == 403


@pytest.mark.parametrize("key", ["employers", "workers", "institutions", "accounts", "base_reports", "findings"])
def test_every_template_of_a_list_that_comes_in_is_read_back_by_its_own_form(posts, key):
    form = sheet_lists()[key].form()
    for language in ("zh_Hans", "en"):
        with pytest.raises(SheetRefused, match="nothing"):
            read(template(form, language=language), form)


def test_an_export_is_masked_defused_and_journalled(posts):
    with within(everywhere()):
        employers(2)
        workers(2)
    client = client_of(posts["city"])
    upload(client, "employers", book(EMPLOYER_HEADINGS, [employer_line(7, name='=HYPERLINK("x","y")公司')]))
    client.post(f"/sheet-imports/{newest().pk}/take/", {"mode": "all"})
    sheet = openpyxl.load_workbook(io.BytesIO(client.post("/sheets/workers/export/").content)).worksheets[0]
    assert all("********" in sheet.cell(row, 1).value for row in (3, 4))
    firms = openpyxl.load_workbook(io.BytesIO(client.post("/sheets/employers/export/", {"q_q": "公司"}).content)).worksheets[0]
    texts = [str(cell.value) for row in firms.iter_rows() for cell in row]
    assert any(text.startswith("'=HYPERLINK") for text in texts)
    assert not any(text.startswith("=") for text in texts)
    assert any("沈薇" in text and "q=" in text for text in texts)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from vault_entry where action = 'desk.export_sheet'")
        assert cursor.fetchone() == (2,)


def test_accounts_come_in_with_roles_that_fit_and_are_closed_by_an_undo(posts):
    client = client_of(posts["admin"])
    headings = ["登录名", "姓名", "单位", "角色"]
    rows = [
        ["xinbei.zhang", "张明", "新北区工伤保险行政部门", "受理员、审核员"],
        ["xinbei.li", "李明", "新北区工伤保险行政部门", "系统管理员、安全审计员"],
        ["xinbei.wang", "王明", "新北区工伤保险行政部门", "财务"],
        ["xinbei.zhao", "赵明", "新北区工伤保险行政部门", "国王"],
    ]
    upload(client, "accounts", book(headings, rows))
    held = newest()
    assert (held.counts["importable"], held.counts["to_mend"]) == (1, 3)
    client.post(f"/sheet-imports/{held.pk}/take/", {"mode": "correct"})
    opened = Account.objects.get(username="xinbei.zhang")
    assert (opened.roles, opened.is_active, opened.has_usable_password()) == (["intake_clerk", "reviewer"], True, False)
    client.post(f"/sheet-imports/{held.pk}/undo/")
    assert not Account.objects.get(username="xinbei.zhang").is_active


def test_one_row_is_typed_with_the_same_checks_and_a_doubt_is_confirmed_first(posts):
    client = client_of(posts["city"])
    typed = {"uscc": code(1), "name": "常州甲商行", "district": "320411", "industry": "零售业"}
    assert client.post("/sheets/employers/row/", typed).status_code == 302
    wrong = client.post("/sheets/employers/row/", typed | {"uscc": code(2)[:-1] + "?"})
    assert (wrong.status_code, "errors" in wrong.content.decode()) == (422, True)
    doubt = client.post("/sheets/employers/row/", typed | {"uscc": code(2)})
    assert (doubt.status_code, "同一单位" in doubt.content.decode() or code(1) in doubt.content.decode()) == (422, True)
    assert len(seen(Employer)) == 1
    assert client.post("/sheets/employers/row/", typed | {"uscc": code(2), "confirmed": "1"}).status_code == 302
    assert len(seen(Employer)) == 2


def test_an_old_92_code_is_taken_with_a_warning_and_any_other_wrong_code_is_not(posts):
    client = client_of(posts["city"])
    old = "92320411MA1XXXXX0" + "1"
    rows = [[old, "常州老店", "新北区", "零售业"], [code(5)[:-1] + ("0" if code(5)[-1] != "0" else "1"), "常州错店", "新北区", "零售业"]]
    upload(client, "employers", book(EMPLOYER_HEADINGS, rows))
    held = newest()
    assert (held.counts["importable"], held.counts["to_mend"]) == (1, 1)
    client.post(f"/sheet-imports/{held.pk}/take/", {"mode": "correct"})
    assert seen(Employer)[0].warning == "old_code"
    assert "校验位" in client.get("/registers/employers/").content.decode()


def test_institutions_come_in_and_go_again(posts):
    client = client_of(posts["city"])
    content = book(["机构名称", "机构类型", "举办性质", "所属地区"], [["常州测试医院", "医疗机构", "公办", "新北区"], ["常州测试技校", "院校", "民办", "天宁区"]])
    upload(client, "institutions", content)
    held = newest()
    client.post(f"/sheet-imports/{held.pk}/take/", {"mode": "all"})
    assert {one.kind for one in seen(Institution)} == {"hospital", "school"}
    assert "常州测试技校" in client.get("/registers/institutions/?kind=school").content.decode()
    client.post(f"/sheet-imports/{held.pk}/undo/")
    assert not seen(Institution)


WRONG = {
    "a letter": (b"%PDF-1.7 ...", "不是表格"),
    "nothing": (b"", ""),
    "too large": (b"x" * 20_000_001, "20"),
    "other headings": (book(["甲", "乙"], [["1", "2"]]), "没有找到"),
    "headings alone": (book(EMPLOYER_HEADINGS, []), "没有内容"),
}


@pytest.mark.parametrize("name", list(WRONG))
def test_a_wrong_file_is_refused_in_a_sentence_and_leaves_nothing(posts, name):
    content, words = WRONG[name]
    answer = upload(client_of(posts["city"]), "employers", content)
    assert answer.status_code == 200
    assert said(answer) and words in said(answer)[-1]
    assert newest() is None


def test_ten_thousand_rows_are_previewed(posts, record_property):
    rows = [employer_line(place) for place in range(10_000)]
    content, client = book(EMPLOYER_HEADINGS, rows), client_of(posts["city"])
    began = time.perf_counter()
    upload(client, "employers", content)
    record_property("seconds", round(time.perf_counter() - began, 2))
    print(f"10,000 rows previewed in {time.perf_counter() - began:.2f} s")
    assert newest().counts["importable"] == 10_000
