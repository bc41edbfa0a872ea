"""Benefits in Chromium: six journeys, each step by the officer whose step it is, at a screen of their own."""

import os
from datetime import date
from pathlib import Path

import pytest

from gongdun.areas.benefits.models import Batch, Claim, Overpayment, Payable, PeriodicBenefit, Rise
from gongdun.areas.benefits.operations import overpayments
from gongdun.areas.benefits.operations.notices import NoticeRow, take_notices
from gongdun.desk.models import Matter
from gongdun.desk.operations import materials
from gongdun.registry.operations import open_account
from gongdun.registry.queries import everywhere
from gongdun.site.browser import DESK, PHONE
from gongdun.site.builders import JOB, a_city, at, citizen_number, employers, workers
from gongdun.vault.scopes import within
from tests.benefits_office import (
    CITY,
    TODAY,
    Office,
    an_office,
    answered,
    money_arrives,
    sources_are_delivered,
    values_are_confirmed,
)
from tests.browser.people import Desk, press, violations
from tests.journeys.test_benefits_money import a_pensioner

PICTURES = os.environ.get("GONGDUN_PICTURES")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
YEAR = "\n".join(f"{2021}-{month:02d} 6000.00" for month in range(1, 13))
USCC = "91320411MA0000001X"


@pytest.fixture
def desk(browser, live_server):
    opened = Desk(browser, live_server)
    yield opened
    opened.close()


@pytest.fixture
def office(on, settings, tmp_path):
    settings.LAKE = tmp_path / "lake"
    on(TODAY.isoformat())
    a_city()
    with within(everywhere()):
        held = an_office()
        sources_are_delivered()
        values_are_confirmed(held)
        money_arrives(held)
        employers(1), workers(4)
    return held


def picture(screen, name):
    if PICTURES:
        screen.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def only(model, **asked):
    with within(everywhere()):
        return model.objects.get(**asked)


def enter(desk, clerk, benefits, *, wages=YEAR, dependants="", **facts):
    """A claim typed by the clerk, its wages typed from a paper; the matter."""
    desk.go(clerk, "/benefits/new/")
    told = {
        "identity": citizen_number(1),
        "uscc": USCC,
        "recognition": "常人社工认〔2022〕5号",
        "injured_on": "2022-01-10",
        "account": "6222021101000000017",
    } | facts
    for name, value in told.items():
        field = clerk.locator(f"[name={name}]")
        kind = field.evaluate("node => node.type || node.tagName.toLowerCase()")
        field.check() if kind == "checkbox" else field.select_option(value) if kind == "select-one" else field.fill(value)
    clerk.select_option("[name=identity_check]", "社会保障卡")
    for benefit in benefits:
        clerk.check(f"[name=benefits][value={benefit}]")
    if dependants:
        clerk.fill("[name=dependants]", dependants)
    press(clerk, "登记")
    pk = int(clerk.url.rstrip("/").rsplit("/", 1)[1])
    if wages:
        clerk.click("summary:has-text('依纸质材料录入')")
        clerk.fill("[name=typed]", wages)
        clerk.fill("[name=source]", "缴费明细（窗口打印）")
        press(clerk, "录入工资")
    press(clerk, "核算并核查")
    return pk


def answer_all(clerk, said="已核对原件，一致"):
    """Every open check answered, one after another, as the page asks."""
    while clerk.locator("form[action$='/answer/']").count():
        form = clerk.locator("form[action$='/answer/']").first
        form.locator("[name=answer]").fill(said)
        form.locator("button").click()
        clerk.wait_for_load_state()


def materials_in(office, pk):
    with within(everywhere()):
        from_matter = Matter.objects.get(pk=pk)
        for one in from_matter.materials.all():
            check_one(office, pk, one.material)


def check_one(office, pk, material):
    materials.check_material(matter=pk, material=material, state="checked", actor=office.clerk.actor("test"), today=TODAY)


def up_to_approval(desk, office, pk, *, director=False):
    clerk, reviewer, approver = desk.of("benefit.clerk"), desk.of("benefit.reviewer"), desk.of("benefit.approver")
    materials_in(office, pk)
    for screen, words in ((clerk, "报复核"), (reviewer, "复核通过"), (approver, "报负责人审批" if director else "批准核定")):
        desk.go(screen, f"/matters/{pk}/")
        press(screen, words)
    if director:
        last = desk.go(desk.of("benefit.director"), f"/matters/{pk}/")
        press(last, "负责人批准")
    return approver


def pay_everything(desk, returned=None):
    """A batch made by one, released by another, its file downloaded, the bank's answer taken in."""
    finance, cashier = desk.of("benefit.finance"), desk.of("benefit.cashier")
    press(desk.go(finance, "/payments/"), "将待支付全部编入批次")
    with within(everywhere()):
        batch = Batch.objects.order_by("-pk").first()
        content = answered(batch, returned={one.reference: returned for one in batch.orders.all()} if returned else None)
    press(desk.go(cashier, f"/payments/{batch.pk}/"), "复核发出")
    desk.go(finance, f"/payments/{batch.pk}/")
    finance.click("summary:has-text('下载银行文件')")
    finance.fill("[name=reason]", "送银行代发")
    with finance.expect_download() as got:
        finance.click("details button:has-text('下载银行文件')")
    assert got.value.suggested_filename == f"batch-{batch.pk}.csv"
    desk.go(finance, f"/payments/{batch.pk}/")
    finance.set_input_files("[name=statement]", {"name": "bank.csv", "mimeType": "text/csv", "buffer": content})
    press(finance, "导入对账单")
    assert "对账单已导入" in finance.inner_text("main, body")
    return finance, batch


def test_grade_four_from_the_window_to_the_bank(desk, office):
    clerk = desk.of("benefit.clerk")
    facts = {"grade": "4", "concluded_on": "2022-07-20", "insured_at_injury": "1", "assessment": "常劳鉴〔2022〕7号"}
    pk = enter(desk, clerk, ["disability_lump_sum", "disability_allowance"], **facts)
    assert "126,000.00" in clerk.inner_text("body") and "4,500.00" in clerk.inner_text("body")
    picture(clerk, "benefit-claim")
    answer_all(clerk)
    approver = up_to_approval(desk, office, pk, director=True)
    with within(everywhere()):
        item = Claim.objects.get(matter=pk).items.get(benefit="disability_lump_sum")
    desk.go(approver, f"/benefits/sheets/{item.pk}/")
    assert "工伤保险条例#35" in approver.inner_text("body") or "第三十五条" in approver.inner_text("body")
    picture(approver, "calculation-sheet")
    finance, _ = pay_everything(desk)
    picture(finance, "batch")
    assert only(Matter, pk=pk).state == "paid"
    desk.go(finance, "/fund/")
    assert "126,000.00" in finance.inner_text("body")
    picture(finance, "fund-books")


def test_a_death_with_four_dependants(desk, office):
    with within(everywhere()):
        take_notices(
            rows=[NoticeRow(workers(1)[0].person_key, "death", date(2022, 3, 5))],
            source="公安",
            ledger=CITY,
            actor=JOB,
            today=TODAY,
            now=at(TODAY),
        )
    clerk = desk.of("benefit.clerk")
    family = "\n".join(
        f"{name},{kind},{sex},{born},{citizen_number(50 + place)},62220211010000{place:02d}"
        for place, (name, kind, sex, born) in enumerate(
            [
                ("李配偶", "spouse", "F", "1960-05-01"),
                ("王子", "child", "M", "2010-06-01"),
                ("王父", "parent", "M", "1945-02-01"),
                ("张母", "parent", "F", "1948-03-01"),
            ]
        )
    )
    wages = "\n".join(f"{2021 + (month > 12)}-{(month - 1) % 12 + 1:02d} 6000.00" for month in range(3, 16))
    facts = {"injured_on": "2022-03-05", "died_on": "2022-03-05", "insured_at_injury": "1"}
    pk = enter(desk, clerk, ["funeral_subsidy", "death_lump_sum", "dependants_pension"], wages=wages, dependants=family, **facts)
    shown = clerk.inner_text("body")
    assert all(amount in shown for amount in ("44,940.00", "948,240.00", "1,846.15", "1,384.62", "1,384.61"))
    answer_all(clerk)
    up_to_approval(desk, office, pk, director=True)
    finance = desk.of("benefit.finance")
    desk.go(finance, "/monthly/")
    finance.fill("[name=month]", "2022-10")
    press(finance, "生成当月应付")
    picture(finance, "monthly")
    with within(everywhere()):
        assert sum(one.gross_fen for one in Payable.objects.filter(benefit="dependants_pension")) == 4_200_000


def test_who_was_insured_later_is_told_who_pays_what(desk, office):
    clerk = desk.of("benefit.clerk")
    facts = {"grade": "4", "care_level": "partial", "concluded_on": "2022-07-20", "insured_from": "2022-05-01"}
    pk = enter(desk, clerk, ["disability_lump_sum", "disability_allowance", "living_care_fee"], **facts)
    row = clerk.inner_text("tr:has-text('一次性伤残补助金')")
    assert "用人单位" in row and "126,000.00" in row
    assert "基金" in clerk.inner_text("tr:has-text('生活护理费')") and "2,247.00" in clerk.inner_text("tr:has-text('生活护理费')")
    answer_all(clerk)
    up_to_approval(desk, office, pk)
    with within(everywhere()):
        assert Payable.objects.count() == 0 and PeriodicBenefit.objects.count() == 2


def test_a_bank_return_is_corrected_by_the_clerk_and_paid_again(desk, office):
    clerk = desk.of("benefit.clerk")
    pk = enter(desk, clerk, ["disability_lump_sum"], grade="10", concluded_on="2022-07-20", insured_at_injury="1")
    answer_all(clerk)
    up_to_approval(desk, office, pk)
    finance, _ = pay_everything(desk, returned="账号户名不符")
    desk.go(finance, "/payments/")
    assert "银行退回" in finance.inner_text("body")
    desk.go(clerk, f"/matters/{pk}/")
    picture(clerk, "returned")
    clerk.fill("form[action$='/account/'] [name=account]", "6222021101000000099")
    clerk.fill("form[action$='/account/'] [name=reason]", "本人持社保卡更正")
    press(clerk, "更正账户")
    pay_everything(desk)
    assert only(Payable).state == "paid" and only(Matter, pk=pk).state == "paid"


def test_a_rise_is_rehearsed_adopted_and_opens_to_its_sheet(desk, office):
    with within(everywhere()):
        a_pensioner(office)
    finance, clerk, approver = desk.of("benefit.finance"), desk.of("benefit.clerk"), desk.of("benefit.approver")
    desk.go(finance, "/monthly/")
    finance.fill("[name=month]", "2022-09")
    press(finance, "生成当月应付")
    desk.go(clerk, "/rises/")
    clerk.fill("[name=document]", "苏人社发〔2022〕（虚构）号")
    clerk.fill("[name=pay_month]", "2022-10")
    press(clerk, "对全部领取人员预演")
    rise = only(Rise)
    desk.go(clerk, f"/rises/{rise.pk}/")
    assert "2,115.00" in clerk.inner_text("body") and "4,735.00" in clerk.inner_text("body")
    picture(clerk, "rise")
    clerk.click("tr[data-row] a")
    clerk.wait_for_load_state()
    assert "4735.00" in clerk.inner_text("pre") and "235" in clerk.inner_text("pre")
    press(desk.go(approver, f"/rises/{rise.pk}/"), "采纳调整")
    assert only(PeriodicBenefit).amount_fen == 473_500
    pay_everything(desk)


def test_an_overpayment_in_instalments(desk, office):
    with within(everywhere()):
        worker = a_pensioner(office)
        overpayments.open_overpayment(
            worker=worker, benefit="disability_allowance", amount_fen=300_000, reason="2022年8月工资核减后多付", **Office.act(office.clerk)
        )
    pk = only(Overpayment).matter_id
    clerk, approver, finance = desk.of("benefit.clerk"), desk.of("benefit.approver"), desk.of("benefit.finance")
    press(desk.go(approver, f"/matters/{pk}/"), "确认多付")
    desk.go(clerk, f"/matters/{pk}/")
    clerk.fill("[name=plan]", "2022-10-17 1000.00 refund\n2022-10-17 2000.00 refund")
    press(clerk, "登记退还期次")
    picture(clerk, "overpayment")
    for receipt in ("回单1001", "回单1002"):
        desk.go(finance, f"/matters/{pk}/")
        finance.locator("form[action$='/refund/'] [name=receipt]").first.fill(receipt)
        finance.locator("form[action$='/refund/'] button").first.click()
        finance.wait_for_load_state()
    press(desk.go(finance, f"/matters/{pk}/"), "全部退还办结")
    assert only(Overpayment).open_fen == 0 and only(Matter, pk=pk).state == "returned"


PAGES = ("/benefits/", "/benefits/new/", "/parameters/", "/payments/", "/fund/", "/monthly/", "/rises/", "/legal-training/")


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_of_benefits_has_a_barrier_or_scrolls_sideways(desk, office, size, english):
    with within(everywhere()):
        a_pensioner(office)
        matter = Matter.objects.get(procedure="benefit_claim")
        item = Claim.objects.get(matter=matter).items.get()
        mine = open_account(
            username="worker.wang",
            display_name="王测",
            office=None,
            roles=[],
            actor=JOB,
            password="worker.wang-password",
            party=matter.party,
        )
    assert mine.party < 0
    addresses = [*PAGES, f"/matters/{matter.pk}/", f"/benefits/sheets/{item.pk}/"]
    for who in ("benefit.clerk", "benefit.finance"):
        screen = desk.of(who, size, english)
        for address in addresses:
            desk.go(screen, address)
            assert violations(screen) == [], address
            assert screen.evaluate("document.documentElement.scrollWidth") <= size["width"], address
            picture(screen, f"{who}-{address.strip('/').replace('/', '-')}-{'en' if english else 'zh'}-{size['width']}")
    screen = desk.go(desk.of("worker.wang", size, english), "/my-benefits/")
    assert violations(screen) == [] and "4,500.00" in screen.inner_text("body")
    assert screen.evaluate("document.documentElement.scrollWidth") <= size["width"]
    picture(screen, f"mine-{'en' if english else 'zh'}-{size['width']}")
