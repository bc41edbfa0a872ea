"""From a month's files to the list at labour inspection, in Chromium: uploaded, compared by the worker's job, listed; and the next month confirms."""

import os
from datetime import date
from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from gongdun.areas.inspection import operations as inspection
from gongdun.areas.inspection.models import ListRow
from gongdun.desk import jobs
from gongdun.desk.models import Lead, Matter
from gongdun.desk.operations.matters import move
from gongdun.registry.models import Employer
from gongdun.registry.queries import everywhere
from gongdun.site.browser import DESK, PHONE
from gongdun.site.builders import Team, a_city, an_officer, at
from gongdun.site.tests.sheet_world import EMPLOYER_HEADINGS, book, code, employer_line, officers
from gongdun.site.tests.test_deliveries import declarations, employers, payroll, persons
from gongdun.vault.scopes import within
from tests.browser.people import Desk, press, violations
from tests.browser.test_pages_of_the_loop import ENGLISH_SENTENCE

PICTURES = os.environ.get("GONGDUN_PICTURES")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(browser, live_server, settings, tmp_path):
    settings.LAKE = tmp_path / "lake"
    opened = Desk(browser, live_server)
    yield opened
    opened.close()


@pytest.fixture
def posts():
    a_city()
    with within(everywhere()):
        held = officers()
        held["liaison"] = an_officer("xinbei.liaison", "bureau", "新北区", "inspection_liaison", name="陈静")
        held["approver"] = an_officer("xinbei.approver", "bureau", "新北区", "approver", name="顾文")
        held["head"] = an_officer("xinbei.head", "inspection", "新北区", "inspection_head", "labour_inspector", name="吴兵")
    return held


def picture(screen, name):
    if PICTURES:
        screen.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def files(folder, month, missing):
    """A month's four files; the last `missing` people are paid and not declared."""
    held = {
        "employers.xlsx": employers() + b"", "persons.xlsx": persons(), f"payroll-{month}.csv": payroll(month),
        f"declarations-{month}.csv": declarations(month, missing),
    }  # fmt: skip
    place = folder / month
    place.mkdir()
    for name, content in held.items():
        (place / name).write_bytes(content)
    return [str(place / name) for name in held if month == "2022-06" or "-" in name]


def deliver(desk, screen, folder, month, missing):
    desk.go(screen, f"/months/{month}/")
    screen.set_input_files("input[name=file]", files(folder, month, missing))
    screen.fill("input[name=source]", "省平台")
    press(screen, "上传并校验")


def run_jobs():
    for job in ProcrastinateJob.objects.filter(status="todo").order_by("id"):
        {"desk.compare": jobs.compare, "desk.follow_up": jobs.follow}[job.task_name](**job.args)


def compared(desk, screen, month):
    """Asked for on the page, done by the job, seen by the page that asks again by itself."""
    desk.go(screen, f"/months/{month}/")
    press(screen, "开始比对")
    screen.wait_for_selector("#comparison:has-text('等待后台任务')")
    picture(screen, f"month-waiting-{month}")
    run_jobs()
    run_jobs()
    screen.wait_for_selector("#comparison:has-text('监察交办与稽核：复比行数')", timeout=15_000)


def test_uploaded_files_become_leads_a_list_and_the_next_month_confirms(desk, posts, on, tmp_path):
    clerk = desk.of("city.agency")
    deliver(desk, clerk, tmp_path, "2022-06", missing=2)
    deliver(desk, clerk, tmp_path, "2022-07", missing=2)
    assert "2" in clerk.inner_text(".notices")
    compared(desk, clerk, "2022-07")
    picture(clerk, "month-compared")
    liaison = desk.of("xinbei.liaison")
    desk.go(liaison, "/lists/")
    press(liaison, "2 行")
    with within(everywhere()):
        matter = Matter.objects.get(procedure="uninsured_list")
    through_inspection(matter, posts)
    on("2022-09-14")
    deliver(desk, clerk, tmp_path, "2022-08", missing=0)
    compared(desk, clerk, "2022-08")
    assert clerk.locator("#comparison dt:has-text('监察') + dd").inner_text() == "2"
    with within(everywhere()):
        assert set(ListRow.objects.values_list("rematch", flat=True)) == {"insured"}
        assert not Lead.objects.filter(rule="enrolment/uninsured_employees", resolved_in=None).exists()
    desk.go(liaison, f"/matters/{matter.pk}/")
    press(liaison, "复比后办结")
    assert "已办结" in liaison.inner_text(".head")


def through_inspection(matter, posts):
    """Approved, handed over, found and answered: the pages of these steps have tests of their own."""
    day = date(2022, 8, 15)
    act = {"matter": matter.pk, "today": day, "now": at(day)}
    with within(everywhere()):
        move(move="submit", actor=Team.act(posts["liaison"]), **act)
        move(move="approve", actor=Team.act(posts["approver"]), **act)
        inspection.hand_over(actor=Team.act(posts["liaison"]), **act)
        move(move="receive", actor=Team.act(posts["inspector"]), **act)
        told = [{"position": row.position, "finding": "enrolled_now"} for row in matter.list_rows.all()]
        inspection.record_findings(matter=matter.pk, findings=told, actor=Team.act(posts["inspector"]), today=day, finders="周峰、吴兵")
        inspection.answer(actor=Team.act(posts["inspector"]), **act)


def a_workbook(folder):
    rows = [
        employer_line(1),
        employer_line(2, industry="不存在的行业"),
        employer_line(3),
        employer_line(3),
        employer_line(4, district="武进"),
    ]
    path = folder / "单位.xlsx"
    path.write_bytes(book(EMPLOYER_HEADINGS, rows))
    return str(path)


def test_a_workbook_is_previewed_taken_in_and_undone_by_keys(desk, posts, tmp_path):
    screen = desk.of("city.agency")
    desk.go(screen, "/sheets/employers/")
    screen.set_input_files("input[name=workbook]", a_workbook(tmp_path))
    screen.locator("input[name=workbook]").press("Control+Enter")
    screen.wait_for_url("**/sheet-imports/*/")
    assert "可导入" in screen.inner_text(".quad")
    picture(screen, "sheet-preview")
    screen.locator("input[name=mode][value=correct]").press("Control+Enter")
    screen.wait_for_selector(".notices")
    with within(everywhere()):
        assert sorted(Employer.objects.values_list("uscc", flat=True)) == sorted([code(1), code(3)])
    press(screen, "整批撤销")
    with within(everywhere()):
        assert not Employer.objects.exists()


ADDRESSES = [
    "/months/", "/months/2022-07/", "/months/contracts/payroll/", "/sheets/", "/sheets/employers/", "/sheets/employers/row/", "/registers/",
    "/registers/areas/", "/registers/offices/", "/registers/employers/", "/registers/workers/", "/registers/institutions/", "/registers/industries/",
    "/registers/codes/",
]  # fmt: skip
OFFICERS = ["/registers/officers/", "/sheets/accounts/", "/sheets/accounts/row/"]


def everything(desk, posts, folder, screen):
    """Addresses with rows on them: files delivered, a preview with every kind of row, an officer."""
    deliver(desk, screen, folder, "2022-06", missing=2)
    desk.go(screen, "/sheets/employers/")
    screen.set_input_files("input[name=workbook]", a_workbook(folder))
    press(screen, "上传并校验")
    return [*ADDRESSES, screen.url.removeprefix(desk.server.url), "/months/2022-06/", "/deliveries/1/"]


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_has_a_barrier_scrolls_sideways_or_speaks_the_other_language(desk, posts, tmp_path, size, english):
    addresses = everything(desk, posts, tmp_path, desk.of("city.agency"))
    found = []
    for username, mine in (("city.agency", addresses), ("city.admin", [*OFFICERS, f"/registers/officers/{posts['liaison'].pk}/"])):
        screen = desk.of(username, size, english)
        for address in mine:
            desk.go(screen, address)
            found += [f"{address}: {one}" for one in violations(screen)]
            if screen.evaluate("document.documentElement.scrollWidth") > size["width"]:
                found.append(f"{address} scrolls sideways")
            is_list_of_words = address == "/registers/codes/"  # every code in both languages
            if not english and not is_list_of_words and ENGLISH_SENTENCE.findall(screen.inner_text("body")):
                found.append(f"{address} says {ENGLISH_SENTENCE.findall(screen.inner_text('body'))}")
            if size is DESK:
                picture(screen, address.strip("/").replace("/", "-") + ("-en" if english else ""))
    assert found == []
