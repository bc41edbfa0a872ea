"""A month's files through the pages: taken in or refused with row, column, value and reason; compared by the job; followed up by the areas."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from gongdun.compare.lake import Lake
from gongdun.compare.runner import LAKE
from gongdun.desk import jobs
from gongdun.desk.models import Comparison, Delivery, Lead
from gongdun.desk.operations import comparisons
from gongdun.desk.operations.deliveries import told_table
from gongdun.desk.tests.world import JOB, TODAY, book, client_of, code, number, officers
from gongdun.registry.models import Employer, Snapshot, Worker
from gongdun.registry.queries import everywhere
from gongdun.site.builders import a_city
from gongdun.vault.scopes import within

pytestmark = pytest.mark.django_db
FIRMS, PEOPLE = 3, 12
EMPLOYERS = ["统一社会信用代码", "单位名称", "行业代码", "行业", "风险类别", "所属地区", "登记日期", "单位类型", "法定代表人", "费率"]
PAYROLL = ["所属期", "统一社会信用代码", "证件号码", "姓名", "所得项目", "收入额"]
DECLARED = ["month", "uscc", "id_number", "wage", "base", "paid"]


@pytest.fixture
def posts(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("GONGDUN_TODAY", TODAY.isoformat())
    settings.LAKE = tmp_path / "lake"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    a_city()
    with within(everywhere()):
        return officers()


def employers(district="320411"):
    rows = [[code(p), f"常州测试{p}公司", "5211", "零售业", 2, district, date(2020, 1, 1), "enterprise", "王测", "0.4%"] for p in range(FIRMS)]
    return book(EMPLOYERS, rows)


def persons():
    return book(["证件号码", "姓名", "性别", "出生日期"], [[number(p), "王测甲", "1", date(1980, 1, 1)] for p in range(PEOPLE)])


def payroll(month="2022-07", wrong=0):
    rows = [[month, code(p % FIRMS), number(p), "王测甲", "工资薪金", "6000.00"] for p in range(PEOPLE)]
    for place in range(wrong):
        rows[place][5] = "约六千"
    return csv(PAYROLL, rows)


def declarations(month="2022-07", missing=2):
    """Everybody is declared but the last ones."""
    return csv(DECLARED, [[month, code(p % FIRMS), number(p), "6000.00", "6000.00", "1"] for p in range(PEOPLE - missing)])


def csv(headings, rows):
    return "\r\n".join(",".join(map(str, row)) for row in [headings, *rows]).encode()


def upload(client, *files, month="2022-07", table=""):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(f"/months/{month}/upload/", {"file": sent, "source": "省平台", "table": table}, follow=True)


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def whole_month(client, month="2022-07", missing=2):
    """The month, after the month before it in which the same ones were missing: two months in a row make a lead."""
    upload(client, ("payroll-2022-06.csv", payroll("2022-06")), ("declarations-2022-06.csv", declarations("2022-06", missing)), month="2022-06")
    return upload(
        client, ("employers.xlsx", employers()), ("persons.xlsx", persons()), (f"payroll-{month}.csv", payroll(month)),
        (f"declarations-{month}.csv", declarations(month, missing)), month=month,
    )  # fmt: skip


def run_jobs():
    """What the worker would do, in order."""
    for job in ProcrastinateJob.objects.filter(status="todo").order_by("id"):
        {"desk.compare": jobs.compare, "desk.follow_up": jobs.follow}[job.task_name](**job.args)


def test_a_months_files_come_in_and_the_register_is_renewed_without_keeping_a_number(posts, tmp_path):
    client = client_of(posts["city"])
    answer = whole_month(client)
    assert "4" in said(answer)[-1]
    page = answer.content.decode()
    assert page.count("第 1 版") >= 4
    with within(everywhere()):
        assert Employer.objects.count() == FIRMS
        assert set(Worker.objects.values_list("district", flat=True)) == {Employer.objects.first().district}
        assert Worker.objects.count() == PEOPLE
    assert set(Snapshot.objects.values_list("table", "source")) == {(one, "省平台") for one in ("employers", "persons", "payroll", "declarations")}
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not [p for p in range(PEOPLE) if any(number(p).encode() in content for content in kept)]


def test_rejects_are_shown_by_row_column_value_and_reason_and_leave_as_a_workbook(posts):
    client = client_of(posts["city"])
    rows = [["2022-07", code(0), number(p), "王测甲", "工资薪金", "6000.00"] for p in range(40)]
    rows[4][2] = number(4)[:-1] + ("0" if number(4)[-1] != "0" else "1")
    upload(client, ("payroll-2022-07.csv", csv(PAYROLL, rows)))
    held = Delivery.objects.get()
    assert (held.state, held.row_count, held.rejected_count) == ("taken", 40, 1)
    page = client.get(f"/deliveries/{held.pk}/").content.decode()
    assert "证件号码" in page and "********" in page
    assert rows[4][2] not in page
    sheet = openpyxl.load_workbook(io.BytesIO(client.post(f"/deliveries/{held.pk}/rejects/").content)).worksheets[0]
    assert sheet["A3"].value == 6
    assert rows[4][2] not in str([cell.value for row in sheet.iter_rows() for cell in row])


def test_a_file_with_too_much_wrong_is_refused_whole_and_its_rejects_can_still_be_read(posts, settings):
    client = client_of(posts["city"])
    answer = upload(client, ("payroll-2022-07.csv", payroll(wrong=3)))
    held = Delivery.objects.get()
    assert (held.state, held.rejected_count) == ("refused", 3)
    assert "整个文件未收" in said(answer)[-1]
    assert str(settings.LAKE) not in answer.content.decode()
    assert "约六千" in client.get(f"/deliveries/{held.pk}/").content.decode()
    assert not Snapshot.objects.exists()
    upload(client, ("payroll-2022-07.csv", payroll()))
    assert "约六千" in client.get(f"/deliveries/{held.pk}/").content.decode()


def test_the_same_file_is_refused_with_the_date_of_the_first_and_another_becomes_the_next_version(posts):
    client = client_of(posts["city"])
    upload(client, ("payroll-2022-07.csv", payroll()))
    answer = upload(client, ("payroll-2022-07.csv", payroll()))
    assert TODAY.isoformat() in said(answer)[-1]
    upload(client, ("payroll-2022-07.csv", payroll() + b"\r\n"))
    assert sorted(Snapshot.objects.values_list("version", flat=True)) == [1, 2]


def test_a_delivery_that_the_database_did_not_keep_comes_in_anew(posts, settings, monkeypatch):
    client = client_of(posts["city"])
    with monkeypatch.context() as patched:
        patched.setattr("gongdun.registry.operations.note_snapshot", broken)
        with pytest.raises(ZeroDivisionError):
            upload(client, ("employers.xlsx", employers()))
    with within(everywhere()):
        assert not Employer.objects.exists()
    upload(client, ("employers.xlsx", employers()))
    with within(everywhere()):
        assert Employer.objects.count() == FIRMS
    assert [len(versions) for versions in Lake(settings.LAKE / LAKE).partitions.values()] == [1]


def broken(**_):
    raise ZeroDivisionError


def test_the_comparison_runs_as_a_job_and_its_leads_reach_the_desk(posts):
    client = client_of(posts["city"])
    whole_month(client)
    page = client.post("/months/2022-07/compare/", follow=True).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "正在比对" in said(client.post("/months/2022-07/compare/", follow=True))[-1]
    run_jobs()
    run_jobs()
    held = Comparison.objects.get()
    assert (held.state, held.is_followed_up) == ("done", True)
    page = client.get("/months/2022-07/progress/").content.decode()
    assert "hx-trigger" not in page and f"<b>{held.run.new_count}</b>" in page
    with within(posts["city"].scope()):
        assert [lead.worker.name for lead in Lead.objects.filter(rule="enrolment/uninsured_employees")] == ["王测甲", "王测甲"]


def test_a_job_that_runs_twice_doubles_nothing(posts, settings):
    client = client_of(posts["city"])
    whole_month(client)
    client.post("/months/2022-07/compare/")
    pk = Comparison.objects.get().pk
    first = comparisons.carry_out(comparison=pk, folder=settings.LAKE, actor=JOB)
    with within(everywhere()):
        count = Lead.objects.count()
    again = comparisons.carry_out(comparison=pk, folder=settings.LAKE, actor=JOB)
    assert first.run == again.run
    with within(everywhere()):
        assert Lead.objects.count() == count == first.run.new_count


def test_a_month_without_files_fails_with_a_sentence_and_may_be_asked_for_again(posts):
    client = client_of(posts["city"])
    client.post("/months/2022-07/compare/")
    run_jobs()
    assert Comparison.objects.get().state == "failed"
    page = client.get("/months/2022-07/").content.decode()
    assert Comparison.objects.get().refusal["zh_Hans"][:6] in page
    whole_month(client)
    client.post("/months/2022-07/compare/")
    assert Comparison.objects.count() == 2


def test_a_broken_off_job_is_said_and_the_month_can_be_compared_again(posts):
    client = client_of(posts["city"])
    whole_month(client)
    client.post("/months/2022-07/compare/")
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'failed'")
    assert "中断" in client.get("/months/2022-07/").content.decode()
    client.post("/months/2022-07/compare/")
    assert [one.state for one in Comparison.objects.order_by("pk")] == ["failed", "waiting"]


def test_only_the_citys_data_clerk_delivers_and_sees_rejects(posts):
    upload(client_of(posts["city"]), ("payroll-2022-07.csv", payroll()))
    pk = Delivery.objects.get().pk
    for post in ("liyang", "inspector", "director"):
        client = client_of(posts[post])
        assert client.get("/months/2022-07/").status_code == 200
        answer = upload(client, ("declarations-2022-07.csv", declarations()))
        assert "市级经办机构的数据专员" in said(answer)[-1]
        assert client.get(f"/deliveries/{pk}/").status_code == 403
        client.post("/months/2022-07/compare/")
    assert Delivery.objects.count() == 1
    assert not Comparison.objects.exists()
    assert client_of(posts["admin"]).get("/months/2022-07/").status_code == 403


def zipped(**entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WRONG = {
    "macros in an old workbook": ("payroll-2022-07.xls", OLE + "_VBA_PROJECT".encode("utf-16-le"), "宏"),
    "macros": ("payroll-2022-07.xlsx", zipped(**{"xl__workbook.xml": b"", "xl__vbaProject.bin": b""}), "宏"),
    "a zip bomb": ("payroll-2022-07.xlsx", zipped(**{"xl__workbook.xml": b"0" * 60_000_000}), "解压"),
    "a large workbook": ("payroll-2022-07.xlsx", b"PK\x03\x04" + b"0" * 20_100_000, "20"),
    "a csv called xlsx": ("payroll-2022-07.xlsx", payroll(), "扩展名"),
    "a workbook called csv": ("payroll-2022-07.csv", book(PAYROLL, []), "不是表格"),
    "broken parquet": ("payroll-2022-07.parquet", b"PAR1xxxx", "Parquet"),
    "no parquet": ("payroll-2022-07.parquet", b"xxxx", "Parquet"),
    "other headings": ("payroll-2022-07.csv", csv(["甲", "乙"], [["1", "2"]]), "payroll"),
    "headings alone": ("payroll-2022-07.csv", csv(PAYROLL, []), ""),
    "an empty whole table": ("deaths.csv", csv(["证件号码", "姓名", "死亡日期", "来源"], []), ""),
    "nothing": ("payroll-2022-07.csv", b"", ""),
    "a letter": ("payroll-2022-07.pdf", b"%PDF-1.7", "不是表格"),
    "an unknown table": ("工作簿1.csv", payroll(), "哪张表"),
    "another month": ("payroll-2022-06.csv", payroll("2022-06"), "2022-06"),
    "a month inside that is another": ("payroll-2022-07.csv", payroll("2022-06"), ""),
    "an unknown district": ("employers.xlsx", employers("999999"), "所属地区"),
    "an archive": ("payroll-2022-07.csv", b"\x00\x01\x02\x03" * 500, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", list(WRONG))
def test_a_wrong_file_is_refused_in_a_sentence_and_leaves_no_row(posts, name):
    file, content, words = WRONG[name]
    answer = upload(client_of(posts["city"]), (file, content))
    assert answer.status_code == 200
    assert words in said(answer)[-1]
    assert [one.state for one in Delivery.objects.all()] == ["refused"]
    assert not Snapshot.objects.exists()
    with within(everywhere()):
        assert not Employer.objects.exists()


def test_formulas_without_a_value_are_missing_values_and_never_run(posts):
    buffer = io.BytesIO()
    made = openpyxl.Workbook()
    made.active.append(PAYROLL)
    for place in range(30):
        made.active.append(["2022-07", code(0), number(place), "王测甲", "工资薪金", "6000.00" if place else "=1+1"])
    made.save(buffer)
    upload(client_of(posts["city"]), ("payroll-2022-07.xlsx", buffer.getvalue()))
    held = Delivery.objects.get()
    assert (held.state, held.rejected_count) == ("taken", 1)


@pytest.mark.parametrize(
    ("name", "table"),
    [("payroll-2022-08.csv", "payroll"), ("2022年8月个税申报.xlsx", "payroll"), ("缴费申报(终).xlsx", "declarations"), ("工作簿1.xlsx", "")],
)
def test_a_files_name_tells_its_table(name, table):
    assert told_table(name) == table


def test_every_contract_has_a_page_and_a_template_that_is_read_back_by_its_headings(posts):
    client = client_of(posts["city"])
    for table in ("payroll", "employers", "injuries"):
        assert client.get(f"/months/contracts/{table}/").status_code == 200
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"/months/contracts/{table}/template/").content)).worksheets[0]
        assert all(cell.value for cell in sheet[1])
