"""Chromium for the tests: `from gongdun.site.browser import browser, page, sign_in` in a conftest or a test module.

One browser a worker, one context a test. Every console error fails the test: the strict content policy speaks there.
Without Chromium or a Chinese font the tests are skipped, and say so; with GONGDUN_FULL=1 they fail instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-dev-shm-usage", "--disable-domain-reliability", "--disable-client-side-phishing-detection",
]  # fmt: skip
DESK: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}


def missing() -> str:
    """What of Chromium and a Chinese font is not there, or nothing."""
    if not chromium_path():
        return "Chromium is not installed (Debian: chromium)"
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False).stdout if shutil.which("fc-list") else ""
    return "" if listed.strip() else "no Chinese font is installed (Debian: fonts-noto-cjk)"


def chromium_path() -> str | None:
    return (
        os.environ.get("GONGDUN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if lacking := missing():
        said = f"BROWSER TESTS NOT RUN: {lacking}"
        pytest.fail(said) if os.environ.get("GONGDUN_FULL") == "1" else pytest.skip(said)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=DESK)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page at 1366×768 that fails the test on any console error or uncaught exception."""
    opened = context.new_page()
    said: list[str] = []
    watch(opened, said)
    yield opened
    assert said == [], "The page complained:\n" + "\n".join(said)


def watch(page: Page, said: list[str]) -> None:
    page.on("console", lambda message: note(message, said))
    page.on("pageerror", lambda error: said.append(f"uncaught: {error}"))


def note(message: ConsoleMessage, said: list[str]) -> None:
    # A page that is refused (403, 404, 409, 422, 429) is an answer, and Chromium reports it as an error all the same.
    if message.type == "error" and "Failed to load resource: the server responded with a status of 4" not in message.text:
        said.append(f"{message.location.get('url', '')}: {message.text}")


def sign_in(page: Page, live_server: LiveServer, username: str, password: str = "demo-password-1") -> None:  # noqa: S107 — the tests' own accounts
    """Through the real form, so that what a test sees is what an officer sees."""
    page.goto(f"{live_server.url}/sign-in/")
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.click("main button.btn--go")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def in_english(page: Page) -> None:
    """Press the language switch; the page stays the same."""
    page.click("button[name=language][value=en]")
    page.wait_for_selector("html[lang=en]")
