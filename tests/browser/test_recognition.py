"""工伤认定 in Chromium: each officer at a screen of their own, the worker on a phone; six injuries from the counter to the decision."""

import os
import re
from datetime import date

import pytest

from gongdun.areas.recognition import queries
from gongdun.desk.models import Matter
from gongdun.registry.queries import everywhere
from gongdun.site.browser import PHONE as SMALL
from gongdun.site.browser import watch
from gongdun.site.builders import a_city
from gongdun.vault.scopes import within
from tests.browser.people import Desk, press, violations
from tests.journeys.injured import PHONE, a_bureau, a_firm, a_person

PICTURES = os.environ.get("GONGDUN_PICTURES")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TYPED = {
    "applicant_name": "常州测试建设有限公司", "worker_name": "潘玥㛃", "phone": PHONE, "employer_name": "常州测试建设有限公司", "employer_phone": "051985120001",
    "occupation": "架子工", "injured_at": "2022-08-12 09:20", "place": "新北区龙城大道工地3号楼", "told": "在脚手架上作业时跳板断裂，坠落受伤。",
    "diagnosed_at": "2022-08-12 10:30", "hospital": "常州市第一人民医院", "diagnosis": "右胫骨骨折",
}  # fmt: skip
WORK = ("work_time", "workplace", "work_cause", "accident")


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


def picture(screen, name):
    if PICTURES:
        screen.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def fill(screen, city, item, **changes):
    uscc, identity = city
    for name, value in (TYPED | {"uscc": uscc, "identity": identity} | changes).items():
        tag = screen.locator(f"[name={name}]")
        tag.select_option(value) if tag.evaluate("one => one.tagName") == "SELECT" else tag.fill(value)
    screen.select_option("[name=claimed_item]", item)


def take_in(desk, city, item, **changes):
    screen = desk.of("xinbei.intake")
    desk.go(screen, "/recognition/new/")
    screen.select_option("[name=applicant_kind]", changes.pop("applicant_kind", "employer"))
    fill(screen, city, item, **changes)
    press(screen, "收件")
    code = re.search(r"\d{6}-[A-Z2-9]{8}", screen.inner_text("main"))[0]
    pk = int(screen.url.rstrip("/").split("/")[-1])
    screen.fill("[name=how]", "身份证原件")
    press(screen, "身份和用人单位已核验")
    return screen, pk, code


def arrive_all(screen):
    for box in screen.locator("#materials input[type=checkbox]").all():
        box.check()
    press(screen, "勾选的材料已收到并核对")


def investigate(desk, pk, *elements, record=True, answers=None):
    screen = desk.of("xinbei.first")
    desk.go(screen, f"/matters/{pk}/")
    if record:
        screen.locator("#records summary").click()
        for name, value in {
            "title": "调查笔录（张三）",
            "made_on": "2022-08-15",
            "officers": "何喆、丁珺",
            "text": "他从脚手架上掉下来。",
            "pages": "2",
        }.items():
            screen.fill(f"#records [name={name}]", value)
        press(screen, "加入记录")
    for element in elements:
        weigh(screen, element, (answers or {}).get(element, "supported"))
    return screen


def weigh(screen, element, answer):
    form = screen.locator(f"form[action$='/elements/{element}/']").first
    form.locator("xpath=..").locator("summary").click()
    form.locator("[name=answer]").select_option(answer)
    form.locator("[name=note]").fill("证人陈述一致")
    form.locator("button").click()
    screen.wait_for_load_state()


def choose(screen, item, result, reason=""):
    form = screen.locator("form[action$='/article/']")
    form.locator("[name=item]").select_option(item)
    form.locator("[name=result]").select_option(result)
    form.locator("[name=reason]").fill(reason)
    form.locator("button").click()
    screen.wait_for_load_state()


def decide(desk, screen, pk):
    press(screen, "提出认定意见")
    approver = desk.of_with_code("xinbei.decider") if hasattr(desk, "of_with_code") else desk.of("xinbei.decider")
    desk.go(approver, f"/matters/{pk}/")
    press(approver, "作出认定决定")
    press(approver, "作出认定决定")
    assert "已决定待送达" in approver.inner_text(".head")
    return approver


def serve(desk, intake, pk):
    desk.go(intake, f"/matters/{pk}/")
    for side, who in (("worker", "本人"), ("employer", "单位收发室")):
        intake.select_option("#decisions [name=side]", side)
        for name, value in {"recipient": who, "receiver": who, "delivered_on": "2022-08-15"}.items():
            intake.fill(f"#decisions form[action$='/service/'] [name={name}]", value)
        press(intake, "记录送达")
    press(intake, "送达完成")
    assert "已送达" in intake.inner_text(".head")


def told(pk):
    with within(everywhere()):
        return queries.decision_in_force(pk)


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
