"""The public pages: the law's own amounts, nothing kept, refusals at their fields, both languages, phone, paper and no JavaScript."""

import os
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongdun import law
from gongdun.desk.templatetags.look import yuan_text
from gongdun.law.citations import cited
from gongdun.site.browser import DESK, PHONE
from gongdun.site.security import POLICY

pytestmark = pytest.mark.django_db
PICTURES = os.environ.get("GONGDUN_PICTURES")
TODAY = date(2022, 10, 17)
NINTH = {
    "injured_on": "2022-07-11", "grade": "9", "average_wage": "6,850.25", "area": "320400", "ended_on": "2022-10-10", "ended_by": "worker",
    "born_on": "1966-03-15", "retirement_kind": "M60",
}  # fmt: skip
THIRD = {
    "injured_on": "2022-07-11", "grade": "3", "average_wage": "2000", "area": "320400", "concluded_on": "2022-09-01", "care_level": "most",
}  # fmt: skip
DEATH = {
    "injured_on": "2022-07-11", "average_wage": "6850.25", "area": "320400", "died_on": "2022-07-12",
    "person1_kind": "spouse", "person1_born_on": "1960-01-01", "person1_sex": "F",
    "person2_kind": "child", "person2_born_on": "2015-01-01", "person2_left": "on",
}  # fmt: skip
ROLLED = {"clock": "recognition.decision", "started_on": "2022-08-01", "suspended1_from": "2022-08-10", "suspended1_to": "2022-08-21"}


@pytest.fixture(autouse=True)
def business_day(settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setenv("GONGDUN_TODAY", TODAY.isoformat())


def in_english(client):
    client.cookies["django_language"] = "en"
    return client


def explained(facts, *outputs):
    return law.explain(facts, outputs, known=TODAY).amounts


def said(amount):
    return yuan_text(int(amount * 100))


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_subsidies_are_those_of_the_law(client):
    facts = {
        "area": 320400, "injured_on": "2022-07-11", "grade": 9, "average_wage": "6850.25", "ended_on": "2022-10-10", "ended_by": "worker",
        "born_on": "1966-03-15", "sex": "M", "retirement_kind": "M60",
    }  # fmt: skip
    outputs = ["disability_lump_sum", "injury_medical_subsidy", "employment_subsidy"]
    response = client.post("/estimate/", NINTH)
    shown = {line.title: line.results for line in response.context["lines"] if line.is_asked}
    assert list(shown.values()) == [(said(amount),) for amount in explained(facts, *outputs).values()]
    assert response.context["total"].fen == 10_665_225
    assert "106,652.25" in text(response)
    assert "壹拾万陆仟陆佰伍拾贰元贰角伍分" in text(response)
    assert response.context["total"].parts == (("工伤保险基金", 9_165_225), ("用人单位", 1_500_000))


def test_the_allowance_its_top_up_and_living_care_are_those_of_the_law(client):
    facts = {
        "area": 320400,
        "injured_on": "2022-07-11",
        "grade": 3,
        "average_wage": "2000",
        "concluded_on": "2022-09-01",
        "care_level": "most",
    }
    amounts = explained(facts, "disability_lump_sum", "disability_allowance_top_up", "disability_allowance", "living_care_fee")
    response = client.post("/estimate/", THIRD)
    shown = {line.title: line.results for line in response.context["lines"] if line.is_asked}
    assert sorted(shown.values()) == sorted((said(amount),) for amount in amounts.values())
    assert response.context["total"].fen == int(amounts["disability_lump_sum"] * 100)


def test_death_benefits_and_each_dependants_pension_are_those_of_the_law(client):
    people = [{"kind": "spouse", "born_on": "1960-01-01", "sex": "F"}, {"kind": "child", "born_on": "2015-01-01", "orphan": True}]
    facts = {"area": 320400, "injured_on": "2022-07-11", "died_on": "2022-07-12", "average_wage": "6850.25", "dependants": people}
    amounts = explained(facts, "funeral_subsidy", "death_lump_sum", "dependants_pension")
    assert [Decimal("2740.10"), Decimal("2740.10")] == amounts["dependants_pension"]
    shown = [line.results for line in client.post("/estimate/", DEATH).context["lines"] if line.is_asked]
    assert shown == [
        (said(amounts["funeral_subsidy"]),), (said(amounts["death_lump_sum"]),), tuple(map(said, amounts["dependants_pension"])),
    ]  # fmt: skip


def test_wages_may_be_given_month_by_month(client):
    wages = " ".join(["6600.00"] * 6 + ["7100.50"] * 6)
    response = client.post("/estimate/", {**NINTH, "average_wage": "", "wages_12m": wages})
    assert response.context["total"].fen == 10_665_225


def test_every_step_shows_its_article_and_every_unconfirmed_value_is_marked(client):
    response = client.post("/estimate/", NINTH)
    sheet, words = response.context["sheet"], text(response)
    assert sheet.doubtful
    for step in sheet.steps_in("zh_Hans"):
        assert cited(step.citation, "zh_Hans") in words
    for used in sheet.parameters:
        assert cited(used.citation, "zh_Hans") in words
        assert used.since.isoformat() in words
    marked = sum(used.status == "unverified" for step in sheet.steps_in("zh_Hans") for used in step.parameters)
    assert response.content.decode().count('class="tag tag--warn"') == marked
    assert "这是估算" in words


def test_nothing_is_kept(client):
    with CaptureQueriesContext(connection) as asked:
        answers = [client.post("/estimate/", NINTH), client.post("/estimate/", DEATH), client.post("/due/", ROLLED)]
    # Row scopes hide rows from a count, so the statements themselves are looked at: not even a read concerns the visitor.
    assert [
        one["sql"] for one in asked if not re.match(r"(?i)(select (current_setting|set_config)\(|savepoint|release savepoint)", one["sql"])
    ] == []
    for response in answers:
        assert response.status_code == 200
        assert "sessionid" not in response.cookies
        assert response.headers["Content-Security-Policy"] == POLICY
        assert "no-store" in response.headers["Cache-Control"]


def test_a_fact_the_law_misses_is_asked_for_at_its_field(client):
    response = client.post("/estimate/", {**NINTH, "born_on": ""})
    assert response.status_code == 422
    assert "sheet" not in response.context
    assert response.context["form"].errors["born_on"] == ["缺少事实出生日期，所求项目须用到它：请补充。"]
    assert 'href="#id_born_on"' in response.content.decode()


def test_a_fact_about_a_dependant_is_asked_for_at_that_dependant(client):
    response = client.post("/estimate/", {**DEATH, "person1_sex": ""})
    assert list(response.context["form"].errors) == ["person1_sex"]


@pytest.mark.parametrize(
    ("entries", "field"),
    [
        ({**NINTH, "average_wage": "-5"}, "average_wage"),
        ({**DEATH, "died_on": "2022-07-01"}, "died_on"),
        ({**NINTH, "grade": "11"}, "grade"),
        ({**NINTH, "grade": ""}, "grade"),
        ({**NINTH, "injured_on": "2022-02-30"}, "injured_on"),
        ({**DEATH, "person3_sex": "M"}, "person3_kind"),
        ({**NINTH, "injured_on": "2030-01-01", "ended_on": ""}, "__all__"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_computed(client, entries, field):
    response = client.post("/estimate/", entries)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "106,652.25" not in text(response)
    assert 'class="errors"' in response.content.decode()


def test_a_refusal_speaks_english_to_who_reads_english(client):
    response = in_english(client).post("/estimate/", {**NINTH, "ended_by": ""})
    assert response.context["form"].errors["ended_by"] == [
        "The fact Ended by is missing; the output asked for needs it: add it to the case."
    ]


def test_a_value_that_is_not_published_yet_is_named_and_nothing_stands_in_for_it(client):
    response = in_english(client).post("/estimate/", {**NINTH, "injured_on": "2030-01-01", "ended_on": ""})
    (sentence,) = response.context["form"].non_field_errors()
    assert "Area's average wage of the same period" in sentence
    assert "injured_on" not in sentence


@pytest.mark.parametrize(("address", "entries"), [("/estimate/", NINTH), ("/estimate/", DEATH), ("/due/", ROLLED)])
def test_a_filled_page_changes_its_language_and_keeps_what_was_entered(client, address, entries):
    response = client.post(address, {**entries, "language": "en"})
    assert response.cookies["django_language"].value == "en"
    assert '<html lang="en"' in response.content.decode()
    assert response.context["form"].data["average_wage" if "average_wage" in entries else "clock"] in response.content.decode()
    assert "这是估算" not in text(response)


def test_a_due_date_is_that_of_the_law_with_its_roll_and_suspended_days(client):
    due = law.clocks.due(
        "recognition.decision", date(2022, 8, 1), calendar=law.Calendar.shipped(), suspensions=[(date(2022, 8, 10), date(2022, 8, 21))]
    )
    response = client.post("/due/", ROLLED)
    assert response.context["day"] == due.due_on
    assert due.suspended_days == 12
    words = text(response)
    for sentence in (*due.text("zh_Hans"), "工伤保险条例第20条", due.consequence["zh_Hans"]):
        assert sentence in words


def test_a_roll_is_shown_with_its_reason(client):
    response = client.post("/due/", {"clock": "recognition.employer_application", "started_on": "2022-09-01"})
    assert response.context["due"].rolled_from == date(2022, 10, 1)
    assert response.context["day"] == date(2022, 10, 8)
    assert "顺延" in text(response)


def test_a_day_in_a_year_without_a_notice_is_provisional(client):
    response = client.post("/due/", {"clock": "recognition.employer_application", "started_on": "2029-09-05"})
    assert response.context["due"].provisional
    assert "暂定" in text(response)


@pytest.mark.parametrize(
    ("entries", "field"),
    [
        ({"clock": "recognition.decision"}, "started_on"),
        ({"clock": "recognition.service", "started_on": "2022-08-01", "extended": "on"}, "clock"),
        ({"clock": "recognition.evidence", "started_on": "2022-08-01"}, "clock"),
        ({"clock": "recognition.decision", "started_on": "2022-08-01", "extension": "5"}, "extension"),
        ({"clock": "recognition.decision", "started_on": "2022-08-01", "suspended1_to": "2022-08-05"}, "suspended1_from"),
        ({**ROLLED, "suspended1_to": "2022-08-01"}, "suspended1_from"),
        ({"clock": "recognition.forty_eight_hours", "started_on": "2022-08-01"}, "clock"),
        ({"clock": "nothing", "started_on": "2022-08-01"}, "clock"),
    ],
)
def test_a_period_that_cannot_be_is_refused(client, entries, field):
    response = client.post("/due/", entries)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_every_public_clock_can_be_chosen_and_answers_or_refuses_in_a_sentence(client):
    for clock in law.clocks.clocks().values():
        if not clock.internal:
            response = client.post("/due/", {"clock": clock.id, "started_on": "2022-08-01"})
            assert response.status_code in (200, 422), clock.id
            assert ("due" in response.context) == (response.status_code == 200)


def test_hours_run_from_the_time_of_day(client):
    response = client.post("/due/", {"clock": "recognition.forty_eight_hours", "started_on": "2022-08-01", "started_at": "09:30"})
    assert "09:30" in text(response)
    assert response.context["day"] == date(2022, 8, 3)


def test_the_sign_in_page_leads_to_both(client):
    words = client.get("/sign-in/").content.decode()
    assert 'href="/estimate/"' in words
    assert 'href="/due/"' in words


def picture(page, name):
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def fill(page, entries):
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for name, value in entries.items():
        spot = page.locator(f"[name={name}]")
        if value == "on":
            spot.check()
        elif spot.evaluate("one => one.tagName") == "SELECT":
            spot.select_option(value)
        else:
            spot.fill(value)


def has_no_barrier(page, size):
    found = Axe().run(page).response["violations"]
    assert [f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(
    ("address", "entries"), [("/estimate/", NINTH), ("/estimate/", DEATH), ("/due/", ROLLED)], ids=["ninth", "death", "due"]
)
def test_both_pages_have_no_barrier_empty_filled_in_english_and_on_paper(page, live_server, address, entries, size):
    name = f"{address.strip('/')}-{len(entries)}-{size['width']}"
    page.set_viewport_size(size)
    page.goto(live_server.url + address)
    has_no_barrier(page, size)
    fill(page, entries)
    page.click("#entries .btn--go")
    page.wait_for_selector(".calc")
    picture(page, name)
    has_no_barrier(page, size)
    page.click("button[name=language][value=en]")
    page.wait_for_selector("html[lang=en] .calc")
    picture(page, f"{name}-en")
    has_no_barrier(page, size)
    page.emulate_media(media="print")
    picture(page, f"{name}-paper")
    assert not page.locator("#entries").is_visible()
    assert page.locator(".calc").is_visible()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_both_pages_work_without_javascript(browser, live_server):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    for address, entries in (("/estimate/", THIRD), ("/due/", ROLLED)):
        page.goto(live_server.url + address)
        for name, value in entries.items():
            spot = page.locator(f"[name={name}]")
            (spot.select_option if name in ("grade", "area", "care_level", "clock") else spot.fill)(value)
        page.click("#entries .btn--go")
        assert page.locator(".calc").is_visible()
    context.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_error_summary_takes_the_focus_and_leads_to_the_field(page, live_server):
    page.goto(live_server.url + "/estimate/")
    fill(page, {**NINTH, "born_on": ""})
    page.click("#entries .btn--go")
    page.wait_for_selector(".errors")
    picture(page, "estimate-refused")
    page.click(".errors a")
    assert page.evaluate("document.activeElement.id") == "id_born_on"
    has_no_barrier(page, DESK)
