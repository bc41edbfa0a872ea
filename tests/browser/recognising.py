"""A recognition at the officers' screens, step by step, as its tests and pictures need it."""

import os
import re

from gongdun.areas.recognition import queries
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within
from tests.browser.people import press
from tests.journeys.injured import PHONE

PICTURES = os.environ.get("GONGDUN_PICTURES")
TYPED = {
    "applicant_name": "常州测试建设有限公司", "worker_name": "潘玥㛃", "phone": PHONE, "employer_name": "常州测试建设有限公司", "employer_phone": "051985120001",
    "occupation": "架子工", "injured_at": "2022-08-12 09:20", "place": "新北区龙城大道工地3号楼", "told": "在脚手架上作业时跳板断裂，坠落受伤。",
    "diagnosed_at": "2022-08-12 10:30", "hospital": "常州市第一人民医院", "diagnosis": "右胫骨骨折",
}  # fmt: skip
WORK = ("work_time", "workplace", "work_cause", "accident")


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
        press(intake, "登记送达")
    press(intake, "送达完成")
    assert "已送达" in intake.inner_text(".head")


def told(pk):
    with within(everywhere()):
        return queries.decision_in_force(pk)
