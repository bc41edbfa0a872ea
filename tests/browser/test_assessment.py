"""劳动能力鉴定 in Chromium: the simple procedure from the counter to both sides, and the area's pages in both languages and on a phone."""

import pytest

from gongdun.areas.assessment import queries
from gongdun.registry.queries import everywhere
from gongdun.site.browser import PHONE as SMALL
from gongdun.site.builders import a_city, citizen_number
from gongdun.vault.scopes import within
from tests.browser.people import Desk, press, violations
from tests.browser.recognising import picture
from tests.journeys.assessed import a_committee, recognised

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(browser, live_server):
    opened = Desk(browser, live_server)
    yield opened
    opened.close()


@pytest.fixture
def decision():
    """An injury of 新北区, recognised and served; the city's committee has its clerk, reviewer and approver."""
    a_city()
    with within(everywhere()):
        a_committee()
        return recognised()


def take_in(desk, decision):
    clerk = desk.of("city.assess")
    desk.go(clerk, "/assessment/new/")
    for name, value in {"kind": "first", "applicant_kind": "worker", "is_stable": "是"}.items():
        clerk.select_option(f"[name={name}]", value)
    typed = {
        "applicant_name": "潘玥㛃",
        "identity": citizen_number(7),
        "recognition_number": decision.number,
        "injured_parts": "右胫骨骨折术后",
    }
    for name, value in typed.items():
        clerk.fill(f"[name={name}]", value)
    press(clerk, "收件")
    for box in clerk.locator("form[action$='/materials/'] input[type=checkbox]").all():
        box.check()
    press(clerk, "勾选的材料已收到并核对")
    press(clerk, "受理")
    clerk.select_option("form[action$='/subject/'] [name=subject]", "orthopaedics")
    press(clerk, "确定科目")
    return clerk, int(clerk.url.rstrip("/").split("/")[-1])


def test_the_simple_procedure_from_the_counter_to_both_sides(desk, decision, on):
    on("2022-09-26")
    clerk, pk = take_in(desk, decision)
    reviewer = desk.of("city.review")
    desk.go(reviewer, f"/matters/{pk}/")
    reviewer.select_option("[name=criterion]", "fracture_united")
    reviewer.locator("form[action$='/simple/'] button").click()
    press(reviewer, "科目分类完成")
    for name, value in {"findings": "骨折愈合，功能良好。", "items": "10-4", "grade": "10"}.items():
        reviewer.fill(f"form[action$='/opinion/'] [name={name}]", value)
    reviewer.locator("form[action$='/opinion/'] button").click()
    reviewer.locator("form[action*='conclude_simply'] [name=identity_check]").select_option("card_seen")
    press(reviewer, "简易程序出具意见")
    press(reviewer, "提出结论")
    picture(reviewer, "assessment-matter")
    approver = desk.of("city.sign")
    desk.go(approver, f"/matters/{pk}/")
    press(approver, "作出鉴定结论")
    press(approver, "作出鉴定结论")
    desk.go(clerk, f"/matters/{pk}/")
    for side, who in (("worker", "本人"), ("employer", "单位收发室")):
        clerk.select_option("form[action$='/service/'] [name=side]", side)
        for name, value in {"recipient": who, "receiver": who, "delivered_on": "2022-09-26"}.items():
            clerk.fill(f"form[action$='/service/'] [name={name}]", value)
        press(clerk, "登记送达")
    press(clerk, "送达完成")
    assert "已送达" in clerk.inner_text(".head")
    picture(clerk, "assessment-served")
    assert violations(clerk) == []
    with within(everywhere()):
        found = queries.grade_in_force(decision.matter)
    assert (found.grade, found.items) == (10, ("10-4",))
    desk.go(clerk, "/assessment/figures/")
    assert "1 · 100.0%" in clerk.inner_text("main")
    picture(clerk, "assessment-figures-one")


def test_the_pages_of_assessment_read_in_both_languages_and_on_a_phone(desk, decision, on):
    on("2022-09-26")
    clerk, _ = take_in(desk, decision)
    desk.go(clerk, "/assessment/sessions/")
    for name, value in {"held_on": "2022-09-28", "place": "溧阳市人民医院", "saved_km": "140"}.items():
        clerk.fill(f"[name={name}]", value)
    clerk.locator("form[action$='/sessions/new/'] button").click()
    desk.go(clerk, "/sheets/assessment_experts/row/")
    for name, value in {"name": "专家玥", "hospital": "常州市第一人民医院", "title": "主任医师"}.items():
        clerk.fill(f"[name={name}]", value)
    clerk.select_option("[name=subject]", "orthopaedics")
    clerk.select_option("[name=is_local]", "否")
    clerk.locator("main form button.btn--go").first.click()
    clerk.wait_for_load_state()
    pages = {"list": "/assessment/", "apply": "/assessment/new/", "experts": "/assessment/experts/", "sessions": "/assessment/sessions/",
             "figures": "/assessment/figures/"}  # fmt: skip
    for name, size, english in (("zh", None, False), ("en", None, True), ("phone", SMALL, False)):
        screen = desk.of("city.assess", **({"size": size} if size else {}), english=english)
        for page, address in pages.items():
            desk.go(screen, address)
            picture(screen, f"assessment-{page}-{name}")
            assert violations(screen) == [], (page, name)
            assert screen.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (page, name)
    assert "专家玥" in desk.go(screen, "/assessment/experts/").inner_text("main")
