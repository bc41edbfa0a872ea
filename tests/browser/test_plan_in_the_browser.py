"""The plan in Chromium: the director's two minutes, the supervisor's year, an office's answer; in Chinese, with an English pass."""

import os
import re
from pathlib import Path

import pytest

import gongdun.plans
from gongdun.desk.models import Matter
from gongdun.plans import bundles
from gongdun.plans.models import Evidence, LockedMonth, Plan
from gongdun.registry.queries import everywhere
from gongdun.site.browser import DESK, PHONE
from gongdun.site.builders import an_officer
from gongdun.vault.scopes import within
from tests.browser.people import Desk, press, violations
from tests.plan_world import a_plan_world
from tests.test_access import everywhere_to_be

PICTURES = os.environ.get("GONGDUN_PICTURES")
WALL = {"width": 1920, "height": 1080}
OTHERS = Path(gongdun.plans.__file__).parent / "tests" / "plans"
ENGLISH_SENTENCE = re.compile(r"[A-Z]?[a-z]{3,} [a-z]{2,} [a-z]{2,}")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(browser, live_server, on):
    on("2022-10-17")
    with within(everywhere_to_be()):
        a_plan_world()
        an_officer("city.head", "bureau", "常州市", "director", name="唐维")
        an_officer("city.supervisor", "bureau", "常州市", "supervisor", "data_clerk", name="高敏")
    opened = Desk(browser, live_server)
    yield opened
    opened.close()


def picture(screen, name, full=True):
    if PICTURES:
        screen.screenshot(path=f"{PICTURES}/{name}.png", full_page=full)


def addresses():
    return [
        "/board/", "/board/6/", "/board/12/", "/board/9/", "/board/6/inspection/uninsured_rows_handed_over/", "/board/?area=320411&deadline=dated", "/supervision/",
        "/locked-months/", "/reports/", "/reports/districts/", "/plans/",
    ]  # fmt: skip


def test_director_supervisor_and_office_work_the_plan_together(desk, on, tmp_path):
    director, supervisor, office = desk.of("city.head"), desk.of("city.supervisor"), desk.of("xinbei.liaison")
    desk.go(director, "/board/")
    assert director.locator("tr[data-row]").count() == 45
    six = director.locator("tr:has-text('未参保名单交监察核查')")
    assert "正常" not in director.locator("tr:has-text('体检式预防企业')").inner_text()
    six.locator("a.fig").first.click()
    assert "全市共" in director.inner_text("main") and director.locator("tbody tr").count() == 4
    types_a_figure(desk, office)
    reviews_evidence(desk, office, supervisor)
    locks_august(desk, supervisor, director, tmp_path)
    supervises(desk, supervisor, office)
    desk.go(director, "/board/")
    picture(director, "plan-board")
    assert director.locator("tr:has-text('体检式预防企业') .typed").count() == 1
    desk.go(director, "/board/12/")
    picture(director, "plan-measure")


def types_a_figure(desk, office):
    """An office types what the system cannot count; without a document nothing is taken."""
    desk.go(office, "/board/12/")
    office.locator("#typed summary").click()
    form = office.locator("form[action$='/typed/']")
    for name, value in (("value", "24"), ("unit", "家"), ("on", "2022-10-14"), ("reason", "体检台账尚未接入系统")):
        form.locator(f"[name={name}]").fill(value)
    form.locator("[name=file]").set_input_files({"name": "台账.exe", "mimeType": "application/pdf", "buffer": b"MZ"})
    form.locator("button").click()
    assert "内容与名称不符" in office.inner_text("[role=alert]")
    office.locator("#typed summary").click()
    for name, value in (("value", "24"), ("unit", "家"), ("on", "2022-10-14"), ("reason", "体检台账尚未接入系统")):
        form.locator(f"[name={name}]").fill(value)
    form.locator("[name=file]").set_input_files({"name": "台账.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    form.locator("button").click()
    office.wait_for_selector("#typed .typed")
    assert "陈静" in office.inner_text("#typed") and "SHA-256" in office.inner_text("#typed")


def reviews_evidence(desk, office, supervisor):
    desk.go(office, "/board/6/")
    office.locator("#evidence summary").click()
    form = office.locator("form[action$='/evidence/']")
    for name, value in (("title", "七月批名单"), ("on", "2022-08-15"), ("link", "inspection/uninsured_rows_handed_over")):
        form.locator(f"[name={name}]").fill(value)
    form.locator("button").click()
    office.wait_for_selector("#evidence :text('待审核')")
    assert office.locator("text=认可佐证").count() == 0
    desk.go(supervisor, "/board/6/")
    press(supervisor, "认可佐证")
    supervisor.wait_for_selector("#evidence :text('已认可')")


def locks_august(desk, supervisor, director, tmp_path):
    """One prepares, the other locks; the bundle is checked on its own."""
    desk.go(supervisor, "/locked-months/")
    supervisor.locator("tr:has-text('2022-08') button").click()
    supervisor.wait_for_selector("tr:has-text('2022-08') :text('待锁定')")
    desk.go(supervisor, "/locked-months/")
    supervisor.locator("tr:has-text('2022-08') a").click()
    assert supervisor.locator("text=锁定此月").count() == 0
    desk.go(director, "/locked-months/")
    director.locator("tr:has-text('2022-08') a").click()
    press(director, "锁定此月")
    director.wait_for_selector(":text('已锁定')")
    picture(director, "plan-month")
    director.fill("form[action$='/bundle/'] [name=reason]", "市审计核对")
    with director.expect_download() as coming:
        press(director, "下载数据包")
    path = tmp_path / "month.zip"
    coming.value.save_as(path)
    assert bundles.check(path.read_bytes(), expected_digest=LockedMonth.objects.get().digest) == []


def supervises(desk, supervisor, office):
    desk.go(supervisor, "/supervision/")
    supervisor.locator("tr:has-text('体检式预防企业')").filter(has_text="溧阳").locator("input[type=checkbox]").first.check()
    picture(supervisor, "plan-supervision")
    supervisor.fill("[name=words]", "年内 120 家，请报进展")
    press(supervisor, "提醒所选单位")
    supervisor.wait_for_selector(":text('已提醒待回复')")
    with within(everywhere()):
        pk = Matter.objects.get(procedure="supervision").pk
    answers = desk.of("liyang.liaison")
    desk.go(answers, f"/matters/{pk}/")
    assert "回复须附佐证" in answers.inner_text(".moves")  # the move stays, greyed, with its reason
    form = answers.locator(f"form[action='/supervision/{pk}/evidence/']")
    for name, value in (("title", "体检企业目录"), ("on", "2022-10-14")):
        form.locator(f"[name={name}]").fill(value)
    form.locator("[name=file]").set_input_files({"name": "目录.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    form.locator("button").click()
    answers.wait_for_selector(":text('目录.pdf')")
    answers.fill("form[action$='/reply/'] [name=reason]", "已完成 20 家")
    press(answers, "回复督办")
    answers.wait_for_selector(":text('已回复待审')")
    picture(answers, "plan-answer")
    with within(everywhere()):
        assert Evidence.objects.filter(matter=pk).count() == 1
    desk.go(supervisor, f"/matters/{pk}/")
    assert "溧阳" in supervisor.inner_text("main")


def test_another_citys_table_becomes_a_plan_in_the_browser(desk):
    screen = desk.of("city.supervisor")
    desk.go(screen, "/plans/")
    screen.set_input_files("[name=file]", str(OTHERS / "yunze-2024.xlsx"))
    screen.set_input_files("[name=city]", str(OTHERS / "yunze.toml"))
    press(screen, "读入此表")
    screen.wait_for_selector("h1")
    picture(screen, "plan-draft", full=False)
    assert screen.locator("section[id^=measure-]").count() == screen.locator("button:has-text('确认此项措施')").count() > 3
    press(screen, "采用计划")
    assert "未确认" in screen.inner_text("[role=alert]")
    for place in range(screen.locator("section[id^=measure-]").count()):
        section = screen.locator(f"#measure-{place}")
        if not section.locator("details[open]").count():
            section.locator("summary").click()
        if not section.locator("[name=deadline_kind]").input_value():
            section.locator("[name=deadline_kind]").select_option("year_round")
        section.locator("button", has_text="确认此项措施").click()
        screen.wait_for_selector(f"#measure-{place} :text('已确认')")
    press(screen, "采用计划")
    screen.wait_for_selector(":text('此草案已采用')")
    desk.go(screen, "/board/")
    assert str(Plan.objects.order_by("-year").first().year) == "2024"
    assert screen.locator(".light--ok, .light--done").count() == 0  # nothing is measured yet, so nothing is green
    picture(screen, "plan-other-city")


def test_the_wall_fills_its_screen_with_aggregates_only(desk):
    screen = desk.of("city.head", WALL)
    desk.go(screen, "/wall/")
    picture(screen, "plan-wall", full=False)
    assert screen.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [1920, 1080]
    said = screen.inner_text("body")
    assert "常州测试机械" not in said and "王测" not in said
    assert screen.locator("a, form").count() == 0
    assert violations(screen) == []


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_of_the_plan_has_a_barrier_or_scrolls_sideways(desk, size, english):
    screen = desk.of("city.director", size, english)
    for address in addresses():
        desk.go(screen, address)
        assert violations(screen) == [], address
        assert screen.evaluate("document.documentElement.scrollWidth") <= size["width"], address
        if size == DESK:
            picture(screen, f"plan-{'en' if english else 'zh'}{address.split('?')[0].replace('/', '-')}")


def test_each_language_keeps_to_itself(desk):
    screen = desk.of("city.director")
    for address in addresses():
        desk.go(screen, address)
        for pre in screen.locator("pre").all():
            pre.evaluate("node => node.remove()")
        assert ENGLISH_SENTENCE.findall(screen.inner_text("body")) == [], address
    other = desk.of("city.director", english=True)
    for address in addresses():
        desk.go(other, address)
        said = other.locator(
            "main h2, main th[scope=col], main dt, main label > span:first-child, main .btn, nav.side a, .light"
        ).all_inner_texts()
        assert [one for one in said if re.search(r"[一-鿿]", one)] == [], address
