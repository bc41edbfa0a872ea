"""The pages of the loop: no barrier in either language at either width, words of one language only, keys alone, and what goes wrong."""

import re

import pytest

from gongdun.desk.models import Lead, Matter
from gongdun.desk.operations import matters
from gongdun.registry.models import Account
from gongdun.registry.queries import everywhere
from gongdun.site.browser import DESK, PHONE
from gongdun.site.builders import TODAY, Team, at
from gongdun.vault.scopes import within
from tests.browser.people import Desk, press, violations
from tests.browser.test_uninsured_loop import build_and_submit, desk, leads, only_matter

__all__ = ["Desk", "desk", "leads"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ENGLISH_SENTENCE = re.compile(r"[A-Z]?[a-z]{3,} [a-z]{2,} [a-z]{2,}")


def addresses(pk, lead):
    return [
        "/worklist/?whose=office", f"/matters/{pk}/", "/lists/", f"/lists/{pk}/rows/", "/leads/", f"/leads/{lead}/", "/base-reports/",
        "/board/", "/board/6/", "/board/6/inspection/uninsured_rows_handed_over/",
    ]  # fmt: skip


def a_lead():
    with within(everywhere()):
        return Lead.objects.order_by("pk").values_list("pk", flat=True)[0]


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_of_the_loop_has_a_barrier_or_scrolls_sideways(desk, leads, size, english):
    lead = a_lead()
    pk = build_and_submit(desk, desk.of("xinbei.liaison"))
    screen = desk.of("xinbei.liaison", size, english)
    for address in addresses(pk, lead):
        desk.go(screen, address)
        assert violations(screen) == [], address
        assert screen.evaluate("document.documentElement.scrollWidth") <= size["width"], address


def test_no_english_sentence_is_left_on_a_chinese_page(desk, leads):
    lead = a_lead()
    screen = desk.of("xinbei.liaison")
    pk = build_and_submit(desk, screen)
    for address in addresses(pk, lead):
        desk.go(screen, address)
        for pre in screen.locator("pre").all():
            pre.evaluate("node => node.remove()")
        assert ENGLISH_SENTENCE.findall(screen.inner_text("body")) == [], address


def test_labels_heads_and_buttons_are_english_on_english_pages(desk, leads):
    """Names, numbers and the city's own wording are data and stay Chinese; what the site says itself does not."""
    lead = a_lead()
    pk = build_and_submit(desk, desk.of("xinbei.liaison"))
    screen = desk.of("xinbei.liaison", english=True)
    for address in addresses(pk, lead):
        desk.go(screen, address)
        said = screen.locator(
            "main h2, main th[scope=col], main dt, main label > span:first-child, main .btn, nav.side a, .light, .moves form + p, .due .why"
        ).all_inner_texts()
        assert [one for one in said if re.search(r"[一-鿿]", one)] == [], address


def test_the_worklist_is_walked_previewed_and_opened_by_keys_alone(desk, leads):
    screen = desk.of("xinbei.liaison")
    pk = build_and_submit(desk, screen)
    desk.go(screen, "/worklist/?whose=office")
    screen.keyboard.press("j")
    screen.keyboard.press(" ")
    screen.wait_for_selector("#drawer:not([hidden]) h2")
    assert "新北 7 月批" in screen.inner_text("#drawer h2")
    screen.keyboard.press("Escape")
    screen.wait_for_selector("#drawer", state="hidden")
    screen.keyboard.press("Enter")
    screen.wait_for_url(f"**/matters/{pk}/")


def test_a_submission_by_the_keyboard_is_the_matters_first_move(desk, leads):
    screen = desk.of("xinbei.liaison")
    desk.go(screen, "/lists/")
    press(screen, "3 行")
    with screen.expect_navigation():
        screen.keyboard.press("Control+Enter")
    assert only_matter(procedure="uninsured_list").state == "submitted"


def test_who_comes_second_learns_who_changed_what_and_keeps_the_typed_reason(desk, leads):
    liaison, approver = desk.of("xinbei.liaison"), desk.of("xinbei.approver")
    pk = build_and_submit(desk, liaison)
    desk.go(approver, f"/matters/{pk}/")
    approver.fill("form[action$='return_to_clerk/'] input[name=reason]", "第 2 行已离职")
    with within(everywhere()):
        act = Team.act(Account.objects.get(username="xinbei.liaison"))
        matters.note(matter=pk, text="单位已来电", actor=act, today=TODAY, now=at(TODAY))
    press(approver, "退回修改")
    said = approver.inner_text("[role=alert]")
    assert "陈静" in said
    assert "单位已来电" in said
    assert approver.input_value("form[action$='return_to_clerk/'] input[name=reason]") == "第 2 行已离职"
    assert only_matter(pk=pk).state == "submitted"


def test_two_officers_race_and_only_the_first_builds_the_list(desk, leads):
    first, second = desk.of("xinbei.liaison"), desk.of("xinbei.second")
    desk.go(first, "/lists/")
    desk.go(second, "/lists/")
    press(first, "3 行")
    press(second, "3 行")
    assert "没有" in second.inner_text(".notices, [role=alert]") or "未选" in second.inner_text("main")
    with within(everywhere()):
        assert Matter.objects.count() == 1


def test_an_empty_selection_sets_no_lead_aside(desk, leads):
    screen = desk.of("xinbei.liaison")
    desk.go(screen, "/leads/")
    with screen.expect_navigation():
        screen.evaluate("document.querySelector('form[action$=\"dismiss/\"]').submit()")
    assert "请选" in screen.inner_text(".note--bad")
    with within(everywhere()):
        assert set(Lead.objects.values_list("state", flat=True)) == {"new"}
