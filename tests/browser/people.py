"""Officers at their own screens: each has a browser context of their own, and every complaint of a page is kept."""

from axe_playwright_python.sync_playwright import Axe

from gongdun.site.browser import DESK, sign_in, watch

DISTRICT = "新北区"


class Desk:
    """The screens of several officers at once."""

    def __init__(self, browser, live_server):
        self.browser, self.server, self.contexts, self.said = browser, live_server, [], []

    def of(self, username, size=DESK, english=False):
        opened = self.browser.new_context(viewport=size)
        self.contexts.append(opened)
        if english:
            opened.add_cookies([{"name": "django_language", "value": "en", "url": self.server.url}])
        screen = opened.new_page()
        watch(screen, self.said)
        sign_in(screen, self.server, username, f"{username}-password")
        return screen

    def go(self, screen, address):
        screen.goto(self.server.url + address)
        return screen

    def close(self):
        for opened in self.contexts:
            opened.close()
        assert self.said == [], "The pages complained:\n" + "\n".join(self.said)


def violations(screen):
    found = Axe().run(screen).response["violations"]
    return [f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']][:3]}" for one in found]


def press(screen, words):
    """The button with these words, as an officer would find it."""
    screen.get_by_role("button", name=words, exact=False).first.click()
    screen.wait_for_load_state()
