"""工伤认定 in Chromium: each officer at a screen of their own, the worker on a phone; six injuries from the counter to the decision."""

import re
from datetime import date

import pytest

from gongdun.desk.models import Matter
from gongdun.registry.queries import everywhere
from gongdun.site.browser import PHONE as SMALL
from gongdun.site.browser import watch
from gongdun.site.builders import a_city
from gongdun.vault.scopes import within
from tests.browser.people import Desk, press, violations
from tests.browser.recognising import WORK, arrive_all, choose, decide, fill, investigate, picture, serve, take_in, told, weigh
from tests.journeys.injured import PHONE, a_bureau, a_firm, a_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(browser, live_server):
    opened = Desk(browser, live_server)
    yield opened
    opened.close()


@pytest.fixture
def city():
    """The register knows one firm and one person; the bureau of 新北区 has its four officers."""
    a_city()
    with within(everywhere()):
        a_bureau()
        return a_firm().uscc, a_person("潘玥㛃")


def test_a_scaffold_fall_goes_from_the_counter_to_both_sides_and_the_worker_follows_it_on_a_phone(desk, city, browser, live_server, on):
    on("2022-08-15")
    intake, pk, code = take_in(desk, city, "14-1")
    greyed = intake.locator(".moves li", has_text="受理（事实清楚）")
    assert greyed.locator("button").is_disabled() and "劳动关系" in greyed.locator("p").inner_text()
    arrive_all(intake)
    press(intake, "受理")
    assert "已受理调查中" in intake.inner_text(".head")
    screen = investigate(desk, pk, *WORK[:3])
    choose(screen, "14-1", "injury")
    assert "事故伤害" in screen.inner_text("main")  # the missing element is named
    weigh(screen, "accident", "supported")
    choose(screen, "14-1", "injury")
    picture(screen, "recognition-matter")
    decide(desk, screen, pk)
    serve(desk, intake, pk)
    picture(intake, "recognition-served")
    assert violations(intake) == []
    assert told(pk).effective_on == date(2022, 8, 15)
    phone = browser.new_context(viewport=SMALL).new_page()
    said = []
    watch(phone, said)
    phone.goto(f"{live_server.url}/injury/")
    picture(phone, "portal-start")
    for wrong in ("13999999999", PHONE):
        for name, value in {"code": code, "last_four": city[1][-4:], "phone": wrong}.items():
            phone.fill(f"[name={name}]", value)
        press(phone, "打开办件")
    assert "2023-02-15" in phone.inner_text("main") and "新北工认〔2022〕1号" in phone.inner_text("main")
    picture(phone, "portal-file")
    assert violations(phone) == [] and said == []
    with phone.expect_download() as download:
        phone.locator("form", has_text="认定工伤决定书").locator("button").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_a_worker_applies_and_supplements_online_and_the_officer_accepts(desk, city, browser, live_server, on):
    on("2022-08-15")
    phone = browser.new_context(viewport=SMALL).new_page()
    phone.goto(f"{live_server.url}/injury/report/")
    phone.select_option("[name=office]", label="新北区工伤保险行政部门")
    for name, value in {
        "employer_name": "常州测试建设有限公司",
        "happened_at": "2022-08-15 09:20",
        "place": "工地",
        "injured": "潘玥㛃",
        "told": "坠落",
        "reporter": "张三",
    }.items():
        phone.fill(f"[name={name}]", value)
    press(phone, "报告")
    assert "SB2022-00001" in phone.inner_text("main")
    phone.goto(f"{live_server.url}/injury/apply/")
    phone.select_option("[name=office]", label="新北区工伤保险行政部门")
    phone.select_option("[name=applicant_kind]", "worker")
    fill(phone, city, "14-1")
    press(phone, "提交申请")
    picture(phone, "portal-done")
    code = re.search(r"\d{6}-[A-Z2-9]{8}", phone.inner_text("main"))[0]
    phone.goto(f"{live_server.url}/injury/")
    for name, value in {"code": code, "last_four": city[1][-4:], "phone": PHONE}.items():
        phone.fill(f"[name={name}]", value)
    press(phone, "打开办件")
    assert "劳动关系" in phone.inner_text("main")
    phone.set_input_files("[name=file]", {"name": "contract.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 contract"})
    press(phone, "提交文件")
    assert "文件已收到" in phone.inner_text("body")
    with within(everywhere()):
        pk = Matter.objects.get().pk
    intake = desk.of("xinbei.intake")
    desk.go(intake, f"/matters/{pk}/")
    intake.fill("[name=how]", "网上实名加身份证原件")
    press(intake, "身份和用人单位已核验")
    arrive_all(intake)
    press(intake, "受理")
    assert "已受理调查中" in intake.inner_text(".head")


def test_the_school_run_is_suspended_and_resumed_and_decided_with_a_stated_reason(desk, city, on):
    on("2022-08-15")
    intake, pk, _ = take_in(desk, city, "14-6", told="送孩子到校后去单位途中与货车碰撞。")
    arrive_all(intake)
    press(intake, "受理")
    screen = investigate(
        desk, pk, "commuting", "traffic_accident", "not_mainly_responsible", answers={"not_mainly_responsible": "contested"}
    )
    screen.locator("form[action$='/moves/suspend/'] [name=reason], form[action*='suspend'] [name=reason]").first.fill(
        "等待交警部门认定责任"
    )
    press(screen, "中止")
    assert "已中止" in screen.inner_text(".head")
    screen.locator("form[action*='resume'] [name=reason]").first.fill("交警部门出具道路交通事故证明")
    press(screen, "恢复")
    choose(screen, "14-6", "injury", "无法查清事故成因，综合证据不能证明本人负主要责任。")
    decide(desk, screen, pk)
    assert told(pk).item == "14-6"


def test_a_death_within_forty_eight_hours_is_deemed_an_injury(desk, city, on):
    on("2022-08-15")
    intake, pk, _ = take_in(
        desk,
        city,
        "15-1-1",
        applicant_kind="kin",
        injured_at="2022-08-12 14:00",
        diagnosed_at="2022-08-12 14:40",
        died_at="2022-08-14 10:00",
        diagnosis="急性心肌梗死",
    )
    arrive_all(intake)
    press(intake, "受理（事实清楚）")
    screen = investigate(desk, pk, "work_time", "work_post", "sudden_illness")
    assert "依据就诊和死亡时间计算" in screen.inner_text("#elements")
    choose(screen, "15-1-1", "deemed")
    decide(desk, screen, pk)
    assert told(pk).result == "deemed"


def test_an_occupational_disease_rests_on_its_certificate(desk, city, on):
    on("2022-08-15")
    intake, pk, _ = take_in(desk, city, "14-4", injured_at="2015-03-01 08:00", diagnosed_at="2022-08-01 09:00", diagnosis="职业性矽肺壹期")
    arrive_all(intake)
    press(intake, "受理")
    screen = investigate(desk, pk, record=False)
    form = screen.locator("form[action$='/elements/disease_certificate/']")
    form.locator("xpath=..").locator("summary").click()
    form.locator("[name=proof]").select_option("material:disease_certificate")
    form.locator("button").click()
    screen.wait_for_load_state()
    choose(screen, "14-4", "injury")
    decide(desk, screen, pk)
    assert told(pk).injured_on == date(2022, 8, 1)


def test_a_refusal_is_overturned_in_court_and_decided_anew(desk, city, on):
    on("2022-08-15")
    intake, pk, _ = take_in(desk, city, "14-1")
    arrive_all(intake)
    press(intake, "受理")
    screen = investigate(desk, pk, *WORK, answers={"work_cause": "refuted"})
    choose(screen, "14-1", "refused")
    decide(desk, screen, pk)
    serve(desk, intake, pk)
    intake.locator("#decisions summary", has_text="收到复议或者诉讼").click()
    for name, value in {"authority": "新北区人民法院", "paper": "（2022）苏0411行初31号", "brought_by": "潘玥㛃"}.items():
        intake.fill(f"form[action$='/challenges/'] [name={name}]", value)
    press(intake, "开始答辩计时")
    assert "复议或者诉讼中" in intake.inner_text(".head")
    intake.locator("form[action*='revoke'] [name=reason]").first.fill("（2022）苏0411行初31号判决撤销")
    press(intake, "决定被撤销，重新调查")
    desk.go(screen, f"/matters/{pk}/")
    weigh(screen, "work_cause", "supported")
    choose(screen, "14-1", "injury")
    decide(desk, screen, pk)
    assert told(pk).result == "injury"
    with within(everywhere()):
        assert list(Matter.objects.get(pk=pk).decisions.values_list("state", flat=True)) == ["revoked", "in_force"]
