"""措施 36 in Chromium: a clerk freezes the three trades, checks each unit, clears a listed person and reports; another officer closes the campaign."""

from datetime import date

import pytest

from gongdun.areas.enrolment import operations as enrolment
from gongdun.areas.enrolment.conditions import CONDITIONS
from gongdun.areas.enrolment.models import Campaign, CampaignUnit
from gongdun.desk.models import IssuedDocument
from gongdun.desk.operations.leads import take_run
from gongdun.plans.queries.figures import figure
from gongdun.registry.queries import everywhere
from gongdun.site.browser import DESK, PHONE
from gongdun.site.builders import JOB, Team, a_city, a_team, employers, workers
from gongdun.vault import journal
from gongdun.vault.scopes import within
from tests.browser.people import Desk, press, violations
from tests.journeys import test_special_trades as story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(browser, live_server, on):
    on("2022-05-16")
    a_city()
    with within(everywhere()):
        team = a_team()
        firms = employers(4)
        story.a_covered_project(team, firms[2])
        story.months(story.APRIL, *firms)
        take_run(month=story.APRIL, digest="april", manifest={"rules": story.RULES}, rows=[], actor=JOB, today=story.OPENED)
    held = Desk(browser, live_server)
    held.team, held.firms = team, firms
    yield held
    held.close()


def opened(screen, desk):
    desk.go(screen, "/campaigns/")
    screen.fill("input[name=title]", "电梯建筑新业态专项治理")
    screen.select_option("select[name=measure]", "36")
    screen.fill("input[name=due_on]", "2022-06-30")
    press(screen, "开立专项")
    press(screen, "固定范围并开始")
    assert "不可撤回，请先核对" in screen.inner_text("body")
    press(screen, "固定范围并开始")
    with within(everywhere()):
        return Campaign.objects.get()


def listed(desk):
    """The site's list and the platform's, of which one person is neither on the roster nor insured."""
    clerk = Team.act(desk.team.agency_clerk)
    with within(everywhere()):
        visitor, rider = workers(2)
        enrolment.take_attendance(
            unit=story.of("site").pk, worker=visitor, from_on=date(2022, 5, 2), until_on=date(2022, 5, 13), covers={}, actor=clerk,
            today=story.OPENED,
        )  # fmt: skip
        enrolment.take_platform_person(
            unit=story.of("new_form").pk, worker=rider, month=story.APRIL, basis="平台名册0412", income_fen=530_000, base_fen=425_000, covers={},
            actor=clerk, today=story.OPENED,
        )  # fmt: skip


def checked_and_settled(screen, address):
    with within(everywhere()):
        units = list(CampaignUnit.objects.values_list("pk", "group"))
    for pk, group in units:
        screen.goto(address)
        form = screen.locator(f"form[action='/campaigns/units/{pk}/check/']")
        form.locator("xpath=ancestor::details").locator("summary").click()
        for item in CONDITIONS[group]:
            form.locator(f"select[name=condition_{item}]").select_option("met")
        form.locator("input[name=words]").fill("核对台账")
        form.locator("button").click()
        screen.wait_for_load_state()
        form = screen.locator(f"form[action='/campaigns/units/{pk}/']")
        form.locator("xpath=ancestor::details").locator("summary").click()
        form.locator("select[name=finding]").select_option("in_order")
        form.locator("button").click()
        screen.wait_for_load_state()


def test_a_campaign_is_frozen_checked_reported_and_closed(desk, on):
    screen = desk.of("xinbei.agency")
    held = opened(screen, desk)
    address = f"{desk.server.url}/matters/{held.matter_id}/"
    said = screen.inner_text("body")
    assert "电梯安装单位" in said and "新北体育中心改造" in said and "特种设备安装许可在有效期内" in said
    listed(desk)
    checked_and_settled(screen, address)
    said = screen.inner_text("body")
    assert "未核清1人次" in said and "专项中还有 1 户没有结论" in said  # the site stayed open
    form = screen.locator("form[action*='/campaigns/persons/']")
    form.locator("xpath=ancestor::details").locator("summary").click()
    form.locator("input[name=words]").fill("设备供应商到访")
    form.locator("button").click()
    screen.wait_for_load_state()
    with within(everywhere()):
        left = CampaignUnit.objects.get(finding="")
    form = screen.locator(f"form[action='/campaigns/units/{left.pk}/']")
    form.locator("xpath=ancestor::details").locator("summary").click()
    form.locator("select[name=finding]").select_option("in_order")
    form.locator("button").click()
    screen.wait_for_load_state()
    compared(desk)
    on("2022-06-28")
    screen.goto(address)
    press(screen, "提交结案报告")
    on("2022-06-30")
    other = desk.of("xinbei.agency2")
    other.goto(address)
    press(other, "批准结案")
    proven(held)
    looked_at(desk, address)


def compared(desk):
    day = date(2022, 6, 10)
    with within(everywhere()):
        story.months(story.MAY, *desk.firms)
        may = take_run(month=story.MAY, digest="may", manifest={"rules": story.RULES}, rows=[], actor=JOB, today=day)
        enrolment.rematch_campaigns(run=may, still_asked=set(), actor=JOB, today=day)


def proven(held):
    with within(everywhere()):
        held.refresh_from_db()
        assert (held.frozen_on, held.closed_on, held.matter.state) == (date(2022, 5, 16), date(2022, 6, 30), "closed")
        document = IssuedDocument.objects.get(matter=held.matter_id)
        assert (document.kind, document.issued_on) == ("enrolment/campaign_report", date(2022, 6, 28))
        lift = CampaignUnit.objects.filter(group="lift").order_by("id").values_list("base_before_fen", "base_after_fen")
        assert list(lift) == [(426_000, 426_000), (720_000, 720_000)]
        assert figure("inspection/special_trades_settled", story.YEAR).value == 1
        assert "campaign.close" in {entry.action for entry in journal.search(subject=f"matter:{held.matter_id}")}


def looked_at(desk, address):
    for size in (DESK, PHONE):
        for english in (False, True):
            shown = desk.of("xinbei.agency", size, english)
            shown.goto(address)
            assert violations(shown) == [], (size, english)
            assert shown.evaluate("document.documentElement.scrollWidth") <= size["width"]
