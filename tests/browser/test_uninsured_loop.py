"""措施 6、7 in Chromium, in Chinese: each step by the officer whose step it is, at a screen of their own."""

import os
from datetime import date
from pathlib import Path

import pytest

import gongdun.plans
from gongdun.areas.inspection import operations as inspection
from gongdun.areas.inspection.models import ListRow
from gongdun.desk.models import Matter
from gongdun.plans.operations import adopt_plan
from gongdun.registry.queries import everywhere
from gongdun.site.browser import PHONE
from gongdun.site.builders import JOB, a_city, a_run, a_team, an_officer, employers, lead_row, workers
from gongdun.vault.scopes import within
from tests.browser.people import Desk, press

PICTURES = os.environ.get("GONGDUN_PICTURES")
FOLDER = Path(gongdun.plans.__file__).parent / "changzhou_2022"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(browser, live_server):
    opened = Desk(browser, live_server)
    yield opened
    opened.close()


@pytest.fixture
def leads():
    """Three uninsured workers of 新北区 found in July, at two employers."""
    a_city()
    with within(everywhere()):
        a_team()
        an_officer("city.director", "bureau", "常州市", "director", name="唐维")
        an_officer("jintan.agency", "agency", "金坛区", "enrolment_clerk", "approver", name="潘玥")
        adopt_plan(folder=FOLDER, actor=JOB, today=date(2022, 6, 1))
        firms, people = employers(2), workers(3)
        rows = [lead_row(firms[0], people[0]), lead_row(firms[0], people[1]), lead_row(firms[1], people[2])]
        a_run(date(2022, 7, 1), rows)
    return firms, people, rows


def only_matter(**asked):
    with within(everywhere()):
        return Matter.objects.get(**asked)


def test_four_officers_take_a_list_round_and_the_board_moves(desk, leads, on):
    liaison, approver, director = desk.of("xinbei.liaison"), desk.of("xinbei.approver"), desk.of("city.director")
    assert "还没有明细" in desk.go(director, "/board/").inner_text("tr:has-text('未参保名单交监察核查')")
    pk = build_and_submit(desk, liaison)
    approve(desk, approver, liaison, pk)
    hand_over(desk, liaison, pk)
    on("2022-08-22")
    find(desk, desk.of("xinbei.inspector", PHONE), pk)
    rematch(leads)
    on("2022-09-14")
    desk.go(liaison, f"/matters/{pk}/")
    press(liaison, "复比后办结")
    assert "已办结" in liaison.inner_text(".head")
    see_the_figure_move(desk, director)
    see_the_total_without_the_rows(desk, desk.of("jintan.agency"))


def build_and_submit(desk, liaison):
    desk.go(liaison, "/lists/")
    press(liaison, "3 行")
    assert "新北 7 月批" in liaison.inner_text("h1")
    pk = int(liaison.url.rstrip("/").split("/")[-1])
    press(liaison, "报审名单")
    greyed = liaison.locator(".moves li", has_text="批准名单")
    assert greyed.locator("button").is_disabled()
    assert "审批人" in greyed.locator("p").inner_text()
    return pk


def approve(desk, approver, liaison, pk):
    desk.go(approver, "/worklist/")
    assert approver.locator("[data-row]").count() == 1
    approver.click("[data-open]")
    press(approver, "批准名单")
    assert "已审批待交办" in desk.go(liaison, f"/matters/{pk}/").inner_text(".head")


def hand_over(desk, liaison, pk):
    press(liaison, "交办给监察机构")
    assert "不可撤回，请先核对" in liaison.inner_text("main")
    assert only_matter(pk=pk).state == "approved"
    press(liaison, "交办给监察机构")
    assert only_matter(pk=pk).state == "handed_over"


def find(desk, inspector, pk):
    desk.go(inspector, f"/matters/{pk}/")
    press(inspector, "签收名单")
    desk.go(inspector, f"/lists/{pk}/rows/")
    assert inspector.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    if PICTURES:
        inspector.screenshot(path=str(Path(PICTURES) / "findings-phone.png"))
    for key in "236":
        record(inspector, key)
    press(inspector, "撤回")
    assert inspector.locator("main").inner_text().count("已补办") >= 1
    record(inspector, "1")
    with within(everywhere()):
        assert sorted(ListRow.objects.values_list("finding", flat=True)) == ["insured", "no_relation", "refused"]
    desk.go(inspector, f"/matters/{pk}/")
    press(inspector, "反馈核查结果")
    assert only_matter(pk=pk).state == "answered"


def record(inspector, key):
    """A key records the finding of the row in hand, as soon as two inspectors are named."""
    inspector.fill("input[name=finders]", "周峰、吴兵")
    inspector.locator("h1").click()
    with inspector.expect_navigation():
        inspector.keyboard.press(key)


def rematch(leads):
    """September: the next month's data are in; the first worker is insured now."""
    firms, people, rows = leads
    with within(everywhere()):
        run, _found = a_run(date(2022, 8, 1), rows[1:], today=date(2022, 9, 12))
        insured = {(firms[0].key, people[0].person_key)}
        assert inspection.rematch(run=run, insured=insured, still_asked=set(), actor=JOB, today=date(2022, 9, 13)) == 3


def see_the_figure_move(desk, director):
    desk.go(director, "/board/")
    row = director.locator("tr:has-text('未参保名单交监察核查')")
    assert row.locator("a.fig").first.inner_text() == "3"
    assert "1 ÷ 3" in row.inner_text()
    row.locator("a.fig").first.click()
    director.wait_for_url("**/uninsured_rows_handed_over/")
    assert director.locator("[data-row]").count() == 3
    assert "已参保" in director.inner_text("table")


def see_the_total_without_the_rows(desk, clerk):
    desk.go(clerk, "/board/6/inspection/uninsured_rows_handed_over/")
    assert "交办未参保行数 3" in clerk.inner_text("h1")
    assert clerk.locator("[data-row]").count() == 0
    assert "王测" not in clerk.inner_text("main")


def test_an_abnormal_base_is_reported_determined_approved_and_answered(desk, leads):
    inspector = desk.of("xinbei.inspector")
    report(desk, inspector, "91320411MA9999999X")
    assert "91320411MA9999999X" in inspector.inner_text(".errors")
    assert inspector.input_value("[name=actual]") == "8000"
    report(desk, inspector, leads[0][0].uscc)
    pk = only_matter(procedure="base_report").pk
    clerk = desk.of("xinbei.agency")
    desk.go(clerk, f"/matters/{pk}/")
    press(clerk, "签收核定")
    press(clerk, "报审核定结果")
    assert "滞纳金" in clerk.inner_text("main")
    assert clerk.locator("table td.mono").count() == 3
    approver = desk.of("xinbei.agency2")
    desk.go(approver, f"/matters/{pk}/")
    press(approver, "批准核定")
    desk.go(clerk, f"/matters/{pk}/")
    press(clerk, "答复监察机构")
    director = desk.of("city.director")
    desk.go(director, "/board/")
    row = director.locator("tr:has-text('缴费基数异常核定')").inner_text()
    assert "1 ÷ 1" in row
    assert "比例" not in row


def report(desk, inspector, uscc):
    desk.go(inspector, "/base-reports/new/")
    for name, value in {
        "uscc": uscc,
        "first": "2022-04",
        "last": "2022-06",
        "declared": "5000",
        "actual": "8000",
        "evidence": "工资发放表 4 至 6 月",
    }.items():
        inspector.fill(f"main [name={name}]", value)
    press(inspector, "报告经办机构")
