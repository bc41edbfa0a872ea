"""The site's own pages in real Chromium: both languages, desk and phone, keyboard alone, paper."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from gongdun.site.browser import DESK, PHONE, in_english, sign_in
from gongdun.site.tests.accounts import PASSWORD, an_officer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("GONGDUN_PICTURES")


@pytest.fixture(autouse=True)
def demo(settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setenv("GONGDUN_TODAY", "2022-10-17")


def picture(page, name, full=True):
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=full)


def violations(page):
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']][:3]}" for one in found]


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("address", ["/sign-in/", "/patterns/", "/keys/"])
def test_the_pages_have_no_barrier_and_never_scroll_sideways(page, live_server, address, size, english):
    an_officer()
    page.set_viewport_size(size)
    page.goto(live_server.url + address)
    if english:
        in_english(page)
    name = f"{address.strip('/')}-{'en' if english else 'zh'}-{size['width']}"
    picture(page, name)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("choice", ["text=large", "contrast=high"])
def test_large_type_and_high_contrast_have_no_barrier_either(page, live_server, choice):
    name, value = choice.split("=")
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page.goto(live_server.url + "/patterns/")
    picture(page, f"patterns-{value}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"]


def test_an_officer_signs_in_by_the_keyboard_alone(page, live_server):
    an_officer()
    page.goto(live_server.url + "/sign-in/")
    for _step in range(30):
        if page.evaluate("document.activeElement.id") == "id_username":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("chenjing")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    assert page.inner_text(".who summary b") == "陈静"


def test_the_account_menu_enlarges_the_type_and_signs_out(page, live_server):
    an_officer()
    sign_in(page, live_server, "chenjing")
    page.click(".who summary")
    picture(page, "who", full=False)
    page.click("button[name=text]")
    page.wait_for_selector("html.large")
    page.click(".who summary")
    page.click(".who__menu form:last-child button")
    page.wait_for_url("**/sign-in/")


def test_keys_move_select_and_explain_and_never_act_inside_fields(page, live_server):
    page.goto(live_server.url + "/patterns/")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("[data-row].at").inner_text().strip().startswith("认定 2022-0388")
    page.keyboard.press("x")
    assert page.locator("[data-pick]:checked").count() == 1
    assert page.inner_text("[data-count]") == "1"
    page.keyboard.press("k")
    assert page.locator("[data-row].at").inner_text().strip().startswith("认定 2022-0352")
    page.fill("#id_employer", "")
    page.type("#id_employer", "jx?")
    assert page.input_value("#id_employer") == "jx?"
    assert page.locator("[data-pick]:checked").count() == 1
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    picture(page, "keys-dialog", full=False)
    page.keyboard.press("Escape")
    assert not page.locator("dialog#keys").is_visible()


def test_the_tick_of_all_rows_ticks_them_and_the_bar_goes_away_with_the_last(page, live_server):
    page.goto(live_server.url + "/patterns/")
    assert not page.locator("[data-bulk]").is_visible()
    page.check("[data-all]")
    assert page.inner_text("[data-count]") == "3"
    picture(page, "bulk", full=False)
    page.click("[data-clear]")
    page.wait_for_selector("[data-bulk]", state="hidden")


def test_an_error_summary_takes_the_focus_and_leads_to_its_field(page, live_server):
    page.goto(live_server.url + "/patterns/")
    assert page.evaluate("document.activeElement.className") == "errors"
    page.click(".errors a >> nth=1")
    assert page.evaluate("document.activeElement.id") == "id_phone"


def test_every_page_works_without_javascript(browser, live_server):
    an_officer()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, "chenjing")
    page.goto(live_server.url + "/patterns/")
    assert page.locator("[data-bulk]").is_visible()
    page.click(".reveal summary")
    assert page.locator(".reveal form").is_visible()
    in_english(page)
    page.click("a[data-dialog=keys]")
    page.wait_for_url("**/keys/")
    context.close()


def test_on_paper_menu_buttons_and_reveals_are_gone_and_tags_keep_their_words(page, live_server):
    page.goto(live_server.url + "/patterns/")
    page.emulate_media(media="print")
    picture(page, "patterns-paper")
    for gone in (".side", ".top", ".btn", ".reveal", ".bulk", ".chip", ".skip"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator(".masked").first.inner_text().strip() == "320411********2618"
    assert page.locator(".due b").first.is_visible()


def test_a_revealed_number_hides_itself_again(page, live_server):
    page.goto(live_server.url + "/patterns/")
    page.clock.install()
    page.evaluate(
        """() => { const spot = document.querySelector(".masked");
        spot.innerHTML = '<span data-seconds="60">320411197601012618</span> <span data-left>60</span>';
        spot.dispatchEvent(new CustomEvent("htmx:afterSwap", {bubbles: true, detail: {target: spot}})); }"""
    )
    page.clock.run_for(30_000)
    assert page.inner_text(".masked") == "320411197601012618 30"
    page.clock.run_for(31_000)
    assert page.inner_text(".masked") == "320411********2618"
