"""工伤认定 in Chromium: a dispatched worker from a report to the decision, two officers on one matter, and the pages around a matter in both languages and on a phone."""

from datetime import date

import pytest

from gongdun.areas.recognition import operations as recognition
from gongdun.desk.models import Matter
from gongdun.registry.models import Account
from gongdun.registry.queries import everywhere
from gongdun.site.browser import PHONE as SMALL
from gongdun.site.builders import JOB, a_city, at
from gongdun.vault.scopes import within
from tests.browser.people import Desk, press, violations
from tests.browser.recognising import WORK, arrive_all, choose, decide, fill, investigate, picture, take_in, told
from tests.journeys.injured import a_bureau, a_firm, a_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(browser, live_server):
    opened = Desk(browser, live_server)
    yield opened
    opened.close()


@pytest.fixture
def city():
    a_city()
    with within(everywhere()):
        a_bureau()
        return a_firm().uscc, a_person("潘玥㛃")


def a_report():
    with within(everywhere()):
        return recognition.report_accident(
            office=Account.objects.get(username="xinbei.intake").office, party=None, actor=JOB, today=date(2022, 7, 8),
            told={"employer_name": "常州测试建设有限公司", "happened_at": at(date(2022, 7, 8)), "place": "电子厂二车间", "told": "派遣到电子厂，操作冲床时左手受伤。",
                  "injured": "潘玥㛃", "reporter": "张三"},
        )  # fmt: skip


def test_a_dispatched_worker_is_taken_in_from_a_report_and_the_late_unit_bears_the_gap(desk, city, on):
    on("2022-08-15")
    a_report()
    screen = desk.of("xinbei.intake")
    desk.go(screen, "/recognition/reports/")
    assert "2022-08-08" in screen.inner_text("main")  # the unit's last day has passed
    picture(screen, "accident-reports")
    screen.get_by_role("link", name="据此收件").click()
    assert screen.input_value("[name=place]") == "电子厂二车间"
    screen.select_option("[name=applicant_kind]", "employer")
    screen.select_option("[name=responsibility]", "dispatch")
    fill(
        screen,
        city,
        "14-1",
        injured_at="2022-07-08 09:20",
        diagnosed_at="2022-07-08 10:30",
        place="电子厂二车间",
        told="派遣到电子厂，操作冲床时左手受伤。",
    )
    press(screen, "收件")
    assert "用工单位" in screen.inner_text(".errors")  # a dispatched worker's host unit must be named
    screen.fill("[name=host_employer_name]", "常州某电子有限公司")
    press(screen, "收件")
    assert "费用" in screen.inner_text("main")  # of the gap
    pk = int(screen.url.rstrip("/").split("/")[-1])
    screen.fill("[name=how]", "身份证原件")
    press(screen, "身份和用人单位已核验")
    arrive_all(screen)
    press(screen, "受理")
    officer = investigate(desk, pk, *WORK)
    choose(officer, "14-1", "injury")
    decide(desk, officer, pk)
    found = told(pk)
    assert (found.result, found.gap) == ("injury", (date(2022, 8, 9), date(2022, 8, 15)))
    desk.go(screen, "/recognition/reports/")
    assert "认定 2022-0001" in screen.inner_text("main")


def test_the_second_of_two_officers_on_one_matter_is_told_who_was_first(desk, city, on):
    on("2022-08-15")
    intake, pk, _ = take_in(desk, city, "14-1")
    arrive_all(intake)
    press(intake, "受理")
    first, second = desk.of("xinbei.first"), desk.of("xinbei.other")
    for screen in (first, second):
        desk.go(screen, f"/matters/{pk}/")
    for screen, days in ((first, "15日"), (second, "10日")):
        screen.locator("form[action*='ask_evidence'] [name=reason]").first.fill(days)
        press(screen, "通知单位举证")
    warned = second.inner_text("[role=alert]")
    assert "何喆" in warned and "改过本件" in warned
    assert second.locator("form[action*='ask_evidence'] [name=reason]").first.input_value() == "10日"  # nothing typed is lost
    picture(second, "two-officers")
    with within(everywhere()):
        assert Matter.objects.get(pk=pk).documents.filter(kind="recognition/evidence_notice").count() == 1


def test_an_employer_asks_for_a_longer_term_at_the_counter_and_the_approver_consents(desk, city, on):
    on("2022-08-15")
    intake = desk.of("xinbei.intake")
    desk.go(intake, "/recognition/extensions/")
    for name, value in {
        "uscc": city[0],
        "worker_name": "潘玥㛃",
        "identity": city[1],
        "injured_on": "2022-08-01",
        "ground": "职工昏迷，材料在外省医院",
    }.items():
        intake.fill(f"[name={name}]", value)
    press(intake, "收件")
    pk = int(intake.url.rstrip("/").split("/")[-1])
    approver = desk.of("xinbei.decider")
    desk.go(approver, f"/matters/{pk}/")
    approver.locator("form[action*='grant'] [name=reason]").first.fill("同意延长至2022-09-30")
    press(approver, "同意延长")
    press(approver, "同意延长")
    assert "已同意延长" in approver.inner_text(".head")
    desk.go(intake, "/recognition/extensions/")
    assert "2022-09-30" in intake.inner_text("main")
    picture(intake, "extensions")
    assert violations(intake) == []


def test_the_pages_around_a_matter_read_in_both_languages_and_on_a_phone(desk, city, on):
    on("2022-08-15")
    take_in(desk, city, "14-1")
    pages = {"list": "/recognition/", "apply": "/recognition/new/", "reports": "/recognition/reports/", "extensions": "/recognition/extensions/",
             "quality": "/recognition/quality/", "meetings": "/recognition/meetings/", "found": "/recognition/?q=%E6%BD%98&state=received",
             "sheet": "/sheets/recognition_applications/"}  # fmt: skip
    for name, size, english in (("zh", None, False), ("en", None, True), ("phone", SMALL, False)):
        screen = desk.of("xinbei.intake", **({"size": size} if size else {}), english=english)
        for page, address in pages.items():
            desk.go(screen, address)
            picture(screen, f"page-{page}-{name}")
            assert violations(screen) == [], (page, name)
            assert screen.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (page, name)
    desk.go(screen, "/recognition/?state=archived")
    assert "潘玥㛃" not in screen.inner_text("main")


def test_a_difficult_matter_is_put_on_an_agenda_concluded_and_its_decision_follows(desk, city, on):
    on("2022-08-15")
    intake, pk, _ = take_in(desk, city, "14-1")
    arrive_all(intake)
    press(intake, "受理")
    officer = desk.of("xinbei.first")
    desk.go(officer, "/recognition/meetings/")
    form = officer.locator("form[action$='/meetings/new/']")
    for name, value in {
        "title": "八月疑难案件研讨",
        "held_on": "2022-08-15",
        "attendants": "何喆、丁珺、顾曌",
        "question": "脚手架上坠落，劳务分包未签合同",
    }.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("[name=matter]").locator("visible=true").first.evaluate(
        "one => one.tagName === 'SELECT' ? one.options[0].selected = true : one.checked = true"
    )
    form.locator("button").click()
    officer.wait_for_load_state()
    answer = officer.locator("form[action*='/discussions/']").first
    answer.locator("[name=conclusion]").fill("单位未举证非工伤，应当认定。")
    answer.locator("[name=result]").select_option("injury")
    answer.locator("[name=item]").select_option("14-1")
    answer.locator("button").click()
    officer.wait_for_load_state()
    investigate(desk, pk, *WORK)
    matter = desk.of("xinbei.first")
    desk.go(matter, f"/matters/{pk}/")
    choose(matter, "14-1", "injury")
    decide(desk, matter, pk)
    assert "单位未举证非工伤" in matter.inner_text("main") or "单位未举证非工伤" in desk.go(matter, f"/matters/{pk}/").inner_text("main")
    desk.go(officer, "/recognition/meetings/")
    picture(officer, "meetings-followed")
    assert violations(officer) == []
    assert "认定 2022-0001" in officer.inner_text("main")
    desk.go(officer, "/recognition/quality/")
    assert "1 100.0%" in officer.inner_text("main")
    picture(officer, "quality-one")
