"""Language, display, errors, the start page, the menu and what every answer carries."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse
from django.utils import translation

from gongdun.desk import menu
from gongdun.law.refusal import Refusal
from gongdun.site import business_date, oidc
from gongdun.site.pages import errors
from gongdun.site.tests.accounts import an_officer

pytestmark = pytest.mark.django_db
FORBIDDEN = (":has(", "color-mix(", "oklch(", "@layer", "@container", "accent-color", "subgrid", "http://", "https://", "@import")
SHIPPED = ("gongdun/gongdun.css", "gongdun/keys.js", "gongdun/desk.js")
TEMPLATES = sorted((Path(__file__).resolve().parents[2]).rglob("templates/**/*.html"))


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_runs_in_chromium_90_and_asks_nothing_from_outside(name):
    text = Path(finders.find(name)).read_text(encoding="utf-8")
    said = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    assert [word for word in FORBIDDEN if word in said] == []
    assert "eval(" not in said and "new Function" not in said


def test_the_stylesheet_nests_no_rules():
    text = re.sub(r"/\*.*?\*/", "", Path(finders.find("gongdun/gongdun.css")).read_text(encoding="utf-8"), flags=re.DOTALL)
    depth = deepest = 0
    for sign in re.sub(r"@(media|page)[^{]*", "@", text):
        depth += (sign == "{") - (sign == "}")
        deepest = max(deepest, depth)
    assert depth == 0 and deepest == 2  # a media query and the rule inside it


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_a_style_or_a_script_of_its_own(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"""\sstyle=|<style|\son\w+=["']|<script(?![^>]*\ssrc=)|javascript:""", text)


def test_chinese_is_the_default_whatever_the_browser_was_installed_in(client):
    page = client.get(reverse("login"), headers={"accept-language": "en-US"})
    assert '<html lang="zh-CN"' in page.content.decode()
    assert page.headers["Content-Language"] == "zh-hans"


def test_the_language_switch_keeps_the_page(client):
    assert client.post(reverse("set_language"), {"language": "en", "next": "/keys/?a=1"}).url == "/keys/?a=1"
    assert '<html lang="en"' in client.get(reverse("login")).content.decode()


def test_display_keeps_the_page_and_refuses_foreign_addresses_and_unknown_words(client):
    response = client.post(reverse("display"), {"text": "large", "contrast": "sideways", "next": "/keys/?a=1"})
    assert response.url == "/keys/?a=1" and set(response.cookies) == {"text"}
    assert 'class="large"' in client.get(reverse("login")).content.decode()
    assert client.post(reverse("display"), {"next": "https://elsewhere.example/"}).url == reverse("home")


def test_every_answer_has_the_strict_policy(client):
    policy = client.get(reverse("login")).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "这个网址没有内容"), ("en", "There is nothing at this address")])
def test_a_wrong_address_is_answered_in_plain_words(client, language, words):
    client.cookies["django_language"] = language
    response = client.get("/nowhere/")
    assert response.status_code == 404 and words in response.content.decode()


def test_a_form_without_its_token_is_explained():
    response = Client(enforce_csrf_checks=True).post(reverse("login"), {"username": "x"})
    assert response.status_code == 403 and "页面放置过久" in response.content.decode()


@pytest.mark.parametrize(("view", "status", "words"), [(errors.bad_request, 400, "请求无法读取"), (errors.denied, 403, "你不能打开这一页")])
def test_refused_requests_are_explained(view, status, words):
    with translation.override("zh-hans"):
        response = view(RequestFactory().get("/"), Exception())
    assert response.status_code == status and words in response.content.decode()


def test_the_page_of_a_fault_needs_no_request_no_session_and_no_database():
    with translation.override("zh-hans"):
        response = errors.failed(RequestFactory().get("/"))
    assert response.status_code == 500 and "系统出错" in response.content.decode()


def test_a_refusal_is_a_page_or_for_htmx_a_notice(rf):
    request = rf.get("/", headers={"hx-request": "true"})
    request.htmx = True
    refusal = Refusal("The note is empty. Write what the next colleague should know.")
    with translation.override("zh-hans"):
        response = errors.refused(request, refusal)
    assert response.status_code == 409
    assert response.content.decode().strip() == '<p class="note note--bad" role="alert">备注是空的。请写下接手同事需要知道的事。</p>'


def test_the_patterns_are_for_the_demo_and_technicians(client, settings):
    assert client.get(reverse("patterns")).status_code == 404
    settings.DEMO = True
    assert client.get(reverse("patterns")).status_code == 200


# --- the menu


@pytest.fixture
def two_items(monkeypatch):
    found = (
        menu.MenuItem("mine", "待办", "keys", order=1, count=lambda account: 34),
        menu.MenuItem("data", "口令", "code_device", roles=frozenset({"journal_auditor"}), hot=True),
        menu.MenuItem("top", "消息", "password_change", count=lambda account: 3),
    )
    monkeypatch.setattr(menu, "items", lambda: found)


def test_the_menu_shows_what_the_roles_open_and_where_one_is(client, two_items):
    client.force_login(an_officer(), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("keys")).content.decode()
    assert re.search(r'<a href="/keys/" aria-current="page">待办<span>34</span></a>', page)
    assert "口令<" not in page
    assert re.search(r'消息 <span class="count">3</span>', page)


def test_the_start_page_is_the_first_of_the_menu(client, two_items):
    client.force_login(an_officer(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("home")).url == reverse("keys")


def test_who_has_no_page_is_told_whom_to_ask(client, monkeypatch):
    monkeypatch.setattr(menu, "items", tuple)
    client.force_login(an_officer(roles=[]), backend="django.contrib.auth.backends.ModelBackend")
    assert "角色由单位管理员分配" in client.get(reverse("home")).content.decode()


def test_an_unknown_group_is_refused_when_it_is_written():
    with pytest.raises(ValueError, match="no menu group 'mien'"):
        menu.MenuItem("mien", "待办", "keys")


# --- the business date, the unified identity


def test_the_demo_lives_on_its_own_monday(monkeypatch):
    monkeypatch.setenv("GONGDUN_TODAY", "2022-10-17")
    assert business_date.today() == date(2022, 10, 17)
    assert business_date.now().utcoffset().total_seconds() == 8 * 3600


def test_without_a_pin_the_date_is_shanghais(monkeypatch):
    monkeypatch.delenv("GONGDUN_TODAY", raising=False)
    with time_machine.travel("2022-10-16T17:00:00Z"):
        assert business_date.today() == date(2022, 10, 17)


def test_the_unified_identity_is_off_by_default_and_a_half_written_one_is_refused():
    assert oidc.settings_from({}) == {}
    with pytest.raises(oidc.Incomplete, match="GONGDUN_OIDC_KEYS"):
        oidc.settings_from({"GONGDUN_OIDC_CLIENT_ID": "gongdun", "GONGDUN_OIDC_CLIENT_SECRET": "s"})


def test_a_whole_unified_identity_makes_no_accounts():
    told = {f"GONGDUN_OIDC_{name}": name.lower() for name in ("CLIENT_ID", "CLIENT_SECRET", "AUTHORIZE", "TOKEN", "USER", "KEYS")}
    assert oidc.settings_from(told)["OIDC_CREATE_USER"] is False


def test_no_two_addresses_share_a_name_or_a_route():
    """Areas bring their own addresses; the first of two equal ones would hide the second for ever."""
    walked = [(f"{prefix}{pattern.pattern}", pattern.name) for prefix, pattern in patterns(get_resolver().url_patterns)]
    routes, names = Counter(route for route, _ in walked), Counter(name for _, name in walked if name)
    assert [route for route, times in routes.items() if times > 1] == []
    assert [name for name, times in names.items() if times > 1] == []


def patterns(found, prefix=""):
    for one in found:
        if hasattr(one, "url_patterns"):
            yield from patterns(one.url_patterns, f"{prefix}{one.pattern}")
        else:
            yield prefix, one


@pytest.mark.parametrize(
    ("roles", "where"),
    [
        (("intake_clerk",), "/worklist/"),
        (("director",), "/board/"),
        (("journal_auditor",), "/journal/"),
        (("labour_inspector",), "/worklist/"),
    ],
)
def test_each_begins_the_day_where_the_work_is(client, roles, where):
    client.force_login(an_officer(roles=roles))
    assert client.get("/").headers["Location"] == where
