"""The desk's pages in Chromium: checklist, notice, service, cover, journal, findings; no barrier in either language and width; by keys."""

import os
from pathlib import Path

import pytest

from gongdun.areas.inspection.models import ListRow
from gongdun.desk.models import IssuedDocument
from gongdun.desk.operations import materials
from gongdun.registry.models import Account
from gongdun.registry.queries import everywhere
from gongdun.site.browser import DESK, PHONE
from gongdun.site.builders import TODAY, an_officer, at, citizen_number, workers
from gongdun.vault.scopes import within
from tests.browser.people import Desk, press, violations
from tests.browser.test_uninsured_loop import build_and_submit, desk, leads, only_matter
from tests.desk import example

__all__ = ["Desk", "desk", "leads"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("GONGDUN_PICTURES")


@pytest.fixture
def file(desk, leads, monkeypatch):
    """A file with a worker, one material seen, a notice issued."""
    example.stand(monkeypatch)
    with within(everywhere()):
        clerk = account("xinbei.liaison")
        matter = example.an_application(clerk, "commuting", worker=workers(1, first=41)[0])
        act = {"actor": clerk.actor("test"), "today": TODAY}
        materials.check_materials(matter=matter.pk, states={"form": "checked", "contract": "seen"}, remarks={"contract": "原件待核"}, **act)
        materials.ask_for_missing(matter=matter.pk, now=at(TODAY), **act)
        an_officer("xinbei.auditor", "bureau", "新北区", "journal_auditor", name="审计员")
    return matter


def account(username):

    return Account.objects.get(username=username)


def picture(screen, name):
    if PICTURES:
        screen.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_of_the_file_has_a_barrier_or_scrolls_sideways(desk, file, size, english):
    screen = desk.of("xinbei.liaison", size, english)
    with within(everywhere()):
        paper = IssuedDocument.objects.get().pk
    pages = {
        "file": f"/matters/{file.pk}/", "document": f"/documents/{paper}/", "register": "/documents/", "cover": "/leave-cover/", "phrases": "/phrases/",
        "worklist": f"/worklist/?row={file.pk}&employer=cz", "leads": "/leads/?severity=high",
    }  # fmt: skip
    for name, address in pages.items():
        desk.go(screen, address)
        picture(screen, f"{name}-{'en' if english else 'zh'}-{size['width']}")
        assert violations(screen) == [], address
        assert screen.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    press(desk.go(screen, f"/matters/{file.pk}/"), "Draft the document" if english else "拟稿")
    picture(screen, f"draft-{'en' if english else 'zh'}-{size['width']}")
    assert violations(screen) == []


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
def test_the_journals_page_has_no_barrier_and_finds_the_matter(desk, file, english):
    screen = desk.of("xinbei.auditor", DESK, english)
    desk.go(screen, f"/journal/?matter={file.number}")
    picture(screen, f"journal-{'en' if english else 'zh'}")
    assert violations(screen) == []
    assert "desk.issue_document" in screen.inner_text("main")


def test_a_full_number_is_shown_without_leaving_the_page_and_hides_itself(desk, file):
    screen = desk.of("xinbei.liaison")
    desk.go(screen, f"/matters/{file.pk}/")
    screen.clock.install()
    screen.click(".reveal summary:has-text('显示')")
    press(screen, "显示完整") if screen.get_by_role("button", name="显示完整").count() else screen.click(".reveal[open] form button")
    screen.wait_for_selector(".revealed")
    number = citizen_number(41)
    assert number in screen.inner_text("main")
    screen.clock.run_for(61_000)
    assert number not in screen.inner_text("main")


def test_a_draft_is_kept_by_ctrl_s_and_a_wrong_one_says_why(desk, file):
    screen = desk.of("xinbei.liaison")
    desk.go(screen, f"/matters/{file.pk}/")
    screen.select_option("select[name=kind]", "receipt")
    press(screen, "拟稿")
    screen.fill("textarea[name=phone]", "0519-00000000")
    with screen.expect_navigation():
        screen.keyboard.press("Control+s")
    assert "草稿已保存" in screen.inner_text(".notices")
    assert "0519-00000000" in screen.inner_text(".paper")


def test_the_inspector_finds_by_number_undoes_by_u_and_adds_a_photo(desk, leads, tmp_path):
    liaison, approver, inspector = desk.of("xinbei.liaison"), desk.of("xinbei.approver"), desk.of("xinbei.inspector", PHONE)
    pk = build_and_submit(desk, liaison)
    press(desk.go(approver, f"/matters/{pk}/"), "批准名单")
    press(desk.go(liaison, f"/matters/{pk}/"), "交办给监察机构")
    press(liaison, "交办给监察机构")
    press(desk.go(inspector, f"/matters/{pk}/"), "签收名单")
    desk.go(inspector, f"/lists/{pk}/rows/")
    picture(inspector, "findings-390")
    assert violations(inspector) == []
    photo = tmp_path / "现场.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    inspector.fill("input[name=finders]", "周峰、吴兵")
    inspector.set_input_files("input[name=photo]", str(photo))
    inspector.locator("h1").click()
    with inspector.expect_navigation():
        inspector.keyboard.press("2")
    assert inspector.get_by_role("link", name="照片").count() == 1
    with inspector.expect_navigation():
        inspector.keyboard.press("u")
    with within(everywhere()):
        assert set(ListRow.objects.values_list("finding", flat=True)) == {""}
        assert only_matter(pk=pk).attachments.get().subject == "row:1"
    wide = desk.of("xinbei.inspector")
    desk.go(wide, f"/lists/{pk}/rows/")
    picture(wide, "findings-1366")
    assert violations(wide) == []
