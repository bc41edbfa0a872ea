"""The site's own pages in real Chromium: both languages, desk and phone, keyboard alone, paper."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.plugins.otp_totp.models import TOTPDevice

from gongdun.site.browser import DESK, PHONE, in_english, sign_in
from gongdun.site.tests.accounts import PASSWORD, an_officer
from gongdun.site.tests.test_sign_in import code_of

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


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
def test_an_approver_registers_a_device_and_every_page_on_the_way_has_no_barrier(page, live_server, settings, english):
    settings.DEMO = False
    an_officer(roles=["approver"])
    page.goto(live_server.url + "/sign-in/")
    if english:
        in_english(page)
    name = "en" if english else "zh"
    sign_in_expecting(page, live_server, "**/sign-in/device/")
    picture(page, f"first-device-{name}")
    assert violations(page) == []
    page.fill("#id_code", code_of(TOTPDevice.objects.get()))
    page.click("main button.btn--go")
    page.wait_for_selector(".tokens")
    picture(page, f"recovery-codes-{name}")
    assert violations(page) == []
    for address in ("/account/device/", "/account/password/", "/", "/nowhere/"):
        page.goto(live_server.url + address)
        picture(page, f"{address.strip('/').replace('/', '-') or 'home'}-{name}")
        assert violations(page) == [], address
    page.context.clear_cookies(name="sessionid")
    sign_in_expecting(page, live_server, "**/sign-in/code/")
    picture(page, f"code-{name}")
    assert violations(page) == []


def sign_in_expecting(page, live_server, address):
    page.goto(live_server.url + "/sign-in/")
    page.fill("#id_username", "chenjing")
    page.fill("#id_password", PASSWORD)
    page.click("main button.btn--go")
    page.wait_for_url(address)


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


def test_a_number_is_shown_for_a_reason_and_refused_without_one(page, live_server):
    page.goto(live_server.url + "/patterns/")
    page.click(".reveal summary")
    picture(page, "reveal", full=False)
    page.select_option(".reveal select", value="other")
    page.click(".reveal button.btn--go")
    page.wait_for_selector(".masked .note--bad")
    page.reload()
    page.click(".reveal summary")
    page.click(".reveal button.btn--go")
    page.wait_for_selector(".revealed")
    assert page.inner_text(".revealed") == "320411197601012618"
    assert violations(page) == []


def test_a_row_is_previewed_in_the_drawer_and_the_drawer_follows_the_cursor(page, live_server):
    page.goto(live_server.url + "/patterns/list/")
    page.keyboard.press("j")
    page.keyboard.press(" ")
    page.wait_for_selector("#drawer:not([hidden]) h2")
    assert page.inner_text("#drawer h2") == "周启航"
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"]
    page.keyboard.press("j")
    page.wait_for_selector("#drawer h2:has-text('潘玥')")
    picture(page, "drawer", full=False)
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.wait_for_selector("#drawer", state="hidden")
    page.keyboard.press("Enter")
    page.wait_for_url("**/patterns/?matter=2")


def test_a_preview_is_an_address_of_its_own(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/patterns/list/")
    page.click("[data-preview] >> nth=2")
    assert page.inner_text("#drawer h2") == "王立群"
    context.close()


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
def test_the_wall_fills_its_screen_and_no_more(page, live_server, english):
    wall = {"width": 1920, "height": 1080}
    page.set_viewport_size(wall)
    if english:
        page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
    page.goto(live_server.url + "/patterns/wall/")
    picture(page, f"wall-{'en' if english else 'zh'}")
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [1920, 1080]
    assert (
        page.evaluate("[...document.querySelectorAll('.wall .panel')].filter(one => one.scrollHeight > one.clientHeight + 1).length") == 0
    )
    assert violations(page) == []


def test_g_opens_the_next_and_needs_no_field(page, live_server):
    page.goto(live_server.url + "/patterns/list/")
    page.keyboard.press("g")
    page.wait_for_url("**/patterns/")


def test_drafts_are_kept_every_twenty_seconds_and_on_demand(page, live_server):
    page.clock.install()
    page.goto(live_server.url + "/patterns/")
    page.clock.run_for(25_000)
    assert "20" in page.inner_text("[data-draft-said]")
    page.fill("#id_employer", "常州苇岸家具有限公司")
    page.clock.run_for(25_000)
    page.wait_for_selector("[data-draft-said]:has-text('已存')")
    page.evaluate("document.querySelector('[data-draft-said]').textContent = ''")
    page.fill("#id_employer", "常州澄川电子有限公司")
    page.keyboard.press("Control+s")
    page.wait_for_selector("[data-draft-said]:has-text('已存')")


def test_unsaved_words_are_not_left_behind_without_a_warning(page, live_server):
    page.goto(live_server.url + "/patterns/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.type("#id_employer", "常州")
    page.evaluate("window.location.assign('/keys/')")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert page.url.endswith("/patterns/")


def test_who_is_left_alone_is_warned_and_then_signed_out(page, live_server):
    an_officer()
    page.clock.install()
    sign_in(page, live_server, "chenjing")
    page.clock.run_for(28 * 60 * 1000 + 1000)
    assert "2 分钟后自动退出" in page.inner_text("#main")
    page.context.clear_cookies(name="sessionid")
    page.clock.run_for(123 * 1000)
    page.wait_for_url("**/sign-in/?idle=1")
    assert "没有操作，已自动退出" in page.inner_text("main")


@pytest.mark.parametrize("size", [PHONE, {"width": 1920, "height": 1080}], ids=["phone", "wide"])
def test_the_list_fits_the_phone_and_the_wide_screen(page, live_server, size):
    page.set_viewport_size(size)
    page.goto(live_server.url + "/patterns/list/?row=2")
    picture(page, f"list-{size['width']}")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert violations(page) == []
