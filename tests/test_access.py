"""Who sees what: every address as every kind of account, the tables without any filter, and nobody's number in clear anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from gongdun.desk.menu import menu
from gongdun.desk.models import Attachment, IssuedDocument, Lead, Matter, SheetImport
from gongdun.registry.models import Employer, Worker
from gongdun.registry.queries import everywhere
from gongdun.vault import checks, identities, journal
from gongdun.vault.checks import scoped_models
from gongdun.vault.models import PartyScoped, Scoped
from gongdun.vault.scopes import NOTHING, Scope, within
from tests.access_world import PLACES, a_world
from tests.access_world import Post as Holder

pytestmark = pytest.mark.django_db
POSTS = [
    *(f"{place.prefix}.{post}" for place in PLACES for post in ("liaison", "approver", "inspector", "agency_clerk")),
    "city.director", "city.agency_auditor", "liyang.administrator", "tianning.inspector", "school", "anonymous",
]  # fmt: skip
# Which rows an address speaks of: there, a foreign row's number is answered by 404. Other numbers are tried with every row's.
ROWS = {
    "matter": Matter,
    "move": Matter,
    "note": Matter,
    "lead": Lead,
    "list_rows": Matter,
    "record_finding": Matter,
    **dict.fromkeys(("check_materials", "give_receipt", "attach", "hand_over_matter", "draft_document"), Matter),
    **dict.fromkeys(
        ("document", "issue_document", "discard_document", "preview_document", "download_document", "void_document", "serve_document"),
        IssuedDocument,
    ),
    "attachment": Attachment,
    "reveal_number": Worker,
    "worker": Worker,
    "employer": Employer,
}
ROWS |= {"list_rows": Matter, "record_finding": Matter}
# A workbook is its uploader's own: nobody else finds it, though the counts of their scope say that it is there.
ROWS |= dict.fromkeys(("sheet_import", "sheet_take", "sheet_undo", "sheet_annotated"), SheetImport)
NOWHERE = 987_654_321
WORDS = {
    "form": ("pdf", "docx"),
    "subject": ("matter:1:receive",),
    "page": ("worklist", "leads"),
    "name": ("receive", "answer", "hand_over", "determine", "no_such_move"),
    "number": ("6", "99"),
    "key": (
        "inspection/uninsured_rows_handed_over",
        "no/such",
        "employers",
        "workers",
        "institutions",
        "accounts",
        "leads",
        "findings",
        "base_reports",
    ),
    "month": ("2022-07", "nonsense"),
    "table": ("payroll", "none-such"),
}
QUESTIONS = {
    "employers": ("?q=czcsjx", "?district=320481", "?page=9"),
    "workers": ("?q=0001", "?q=0101", "?district=320411"),
    "worklist": ("?whose=office", "?whose=done", "?group=later"),
    "leads": ("?rule=enrolment/uninsured_employees", "?page=9"),
    "search": ("?q=czcsjx", "?q=0001", "?q=0101", "?q=%E5%B8%B8%E5%B7%9E", "?q=%E5%90%8D%E5%8D%95"),
}
OPEN_TO_ALL = {
    "estimate",
    "due_dates",
    "login",
    "sign_in_code",
    "sign_in_device",
    "logout",
    "set_language",
    "display",
    "keys",
    "portal",
    "portal_report",
    "portal_apply",
    "portal_leave",
}


class Address:
    """One named pattern, with the numbers and words its places take."""

    def __init__(self, name: str, route: str, converters: dict, view: object) -> None:
        self.name, self.route, self.converters, self.methods = name, route, converters, methods(view)

    @property
    def answers_get(self) -> bool:
        return self.methods is None or "get" in self.methods

    def urls(self, numbers: list[int]) -> Iterator[tuple[str, int | None]]:
        """Every address with these row numbers, and the number of the row it speaks of."""
        tried = [
            numbers if isinstance(one, IntConverter) and place == "pk" else self.words(place) for place, one in self.converters.items()
        ]
        for values in product(*tried):
            url, said = f"/{self.route}", dict(zip(self.converters, values, strict=True))
            for place, value in said.items():
                url = re.sub(rf"<(?:\w+:)?{place}>", str(value), url)
            yield url, said.get("pk")

    def words(self, place: str) -> tuple[object, ...]:
        return (1, 2, 999) if isinstance(self.converters[place], IntConverter) else WORDS.get(place, ("1", "none-such"))


def methods(view: object) -> frozenset[str] | None:
    """What a view answers to, as require_POST and class-based views know it; None where it says nothing."""
    while view is not None:
        if held := getattr(view, "view_class", None):
            return frozenset(held.http_method_names) - {"options", "head"}
        for cell in getattr(view, "__closure__", None) or ():
            if isinstance(cell.cell_contents, list | tuple) and {"GET", "POST"} & {str(one) for one in cell.cell_contents}:
                return frozenset(one.lower() for one in cell.cell_contents)
        view = getattr(view, "__wrapped__", None)
    return None


@cache
def addresses() -> list[Address]:
    return list(gathered(get_resolver(), ""))


def gathered(resolver: URLResolver, before: str) -> Iterator[Address]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from gathered(one, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield Address(one.name or "", before + str(one.pattern), one.pattern.converters, one.callback)


@pytest.fixture
def world(settings, tmp_path, monkeypatch):
    """A small world in this test's transaction, with a home and keys of its own."""
    monkeypatch.setenv("GONGDUN_TODAY", "2022-08-22")
    settings.LAKE = tmp_path / "lake"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with within(everywhere_to_be()):
        return a_world()


def everywhere_to_be() -> Scope:
    """Everywhere before the city is founded: its areas are numbered from one."""
    return Scope(ledgers=tuple(range(1, 20)), districts=tuple(range(1, 20)))


def signed_in(post: Holder, **options: object) -> Client:
    client = Client(raise_request_exception=False, **options)
    if post.account:
        client.force_login(post.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def marks(post: Holder) -> set[str]:
    """What names a row that the post must not see: firms, credit codes, people, masks, matter numbers."""
    with within(everywhere()):
        firms, people, matters = (list(model.objects.all()) for model in (Employer, Worker, Matter))
        named = [(row, (row.name, row.uscc)) for row in firms] + [(row, (row.name, row.masked_number)) for row in people]
        named += [(row, (row.number,)) for row in matters]
        # A portal's own matter names its employer and its worker.
        own = {word for row in matters if post.sees(row) for word in about(row)}
        return {word for row, words in named if not post.sees(row) for word in words} - own


def about(matter: Matter) -> list[str]:
    return [matter.number, *([matter.employer.name] if matter.employer else []), *([matter.worker.name] if matter.worker else [])]


def numbers(address: Address, post: Holder) -> tuple[list[int], set[int]]:
    """The row numbers to try at an address, and those of foreign rows."""
    with within(everywhere()):
        models = [ROWS[address.name]] if address.name in ROWS else scoped_models()
        rows = [row for model in models for row in model.objects.all()]
        foreign = {row.pk for row in rows if not post.sees(row)} if address.name in ROWS else set()
        return sorted({row.pk for row in rows} | {NOWHERE}), foreign | {NOWHERE}


@pytest.mark.parametrize("name", POSTS)
def test_no_address_fails_or_shows_a_foreign_row_and_unknown_rows_are_not_found(world, name):
    post = world[name]
    client, foreign_marks, found, asked = signed_in(post), marks(post), [], 0
    for address in addresses():
        tried, foreign = numbers(address, post)
        for url, pk in address.urls(tried if address.answers_get else tried[-1:]):
            for question in ("", *QUESTIONS.get(address.name, ())):
                asked += 1
                answer = client.get(url + question)
                found += faults(url + question, address, answer, foreign_marks, pk in foreign, post)
    assert sorted(set(found)) == []
    assert asked > 60


@pytest.mark.parametrize("name", POSTS)
def test_every_item_of_the_menu_opens_for_whom_it_stands_there(world, name):
    post = world[name]
    if post.account is None:
        return
    client = signed_in(post)
    with within(everywhere()):
        items = [item for group in menu(post.account, "/") for item in group.items]
    assert [(item.url, answer.status_code) for item in items if (answer := client.get(item.url)).status_code != 200] == []
    assert items


def faults(url: str, address: Address, answer, foreign_marks: set[str], is_foreign: bool, post: Holder) -> Iterator[str]:
    text = body(answer)
    if answer.status_code >= 500:
        yield f"{url}: {answer.status_code}"
    if leaked := sorted(mark for mark in foreign_marks if mark in text):
        yield f"{url} shows {leaked[:3]}"
    if post.account is None:
        if address.name not in OPEN_TO_ALL and not is_turned_away(answer, address):
            yield f"{url} answers {answer.status_code} to nobody"
    elif not address.answers_get:
        if answer.status_code != 405:
            yield f"{url} answers {answer.status_code} to GET"
    elif is_foreign and address.name in ROWS and answer.status_code != 404:
        yield f"{url} answers {answer.status_code} for a row that is not there"


def is_turned_away(answer, address: Address) -> bool:
    """To the sign-in, or to the portal's, where a receipt's code is asked for; the builders' patterns are not there at all."""
    if address.name.startswith("portal"):
        return answer.headers.get("Location", "") == "/injury/" or not address.answers_get
    return "/sign-in/" in answer.headers.get("Location", "") or (answer.status_code in (404, 405) and address.name.startswith("pattern"))


def body(answer) -> str:
    held = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return held.decode("utf-8", "replace")


def kept() -> dict[str, str]:
    """A digest of every scoped table."""
    with within(everywhere()), connection.cursor() as cursor:
        found = {}
        for model in scoped_models():
            table = model._meta.db_table
            cursor.execute(f"select coalesce(md5(string_agg(t::text, chr(10) order by id)), '') from \"{table}\" t")
            found[table] = cursor.fetchone()[0]
        return found


# A note asks for the row and for some role that works at the desk: a director or an inspector may leave one on what they see.
OPEN_TO_READERS = {"note"}
IDLE = {"city.agency_auditor", "liyang.administrator", "tianning.inspector", "school", "anonymous", "city.director"}  # may act on no row


@pytest.mark.parametrize("name", POSTS)
def test_a_post_without_the_right_changes_nothing(world, name):
    """Foreign rows for everybody; every row for posts that may act on none."""
    post = world[name]
    client, before, found = signed_in(post), kept(), []
    everything, foreign_alone = harm(post, everything=True), harm(post, everything=False)
    for address in addresses():
        tried, foreign = numbers(address, post)
        is_wide = name in IDLE and address.name not in OPEN_TO_READERS
        for url, pk in address.urls(tried if is_wide else sorted(foreign)):
            answer = client.post(url, everything if is_wide else foreign_alone)
            if answer.status_code >= 500:
                found.append(f"{url}: {answer.status_code}")
            if post.account and address.name in ROWS and pk in foreign and answer.status_code not in (302, 403, 404, 405):
                found.append(f"{url} answers {answer.status_code} to a foreign POST")
            if post.account is None and address.name not in OPEN_TO_ALL and not is_turned_away(answer, address):
                found.append(f"{url} answers {answer.status_code} to nobody")
            if address.name == "logout" and post.account:
                client = signed_in(post)
    assert found == []
    assert {table for table, digest in kept().items() if digest != before[table]} == set()


def harm(post: Holder, *, everything: bool) -> dict[str, object]:
    """What an attacker would send: every field the pages know, filled; rows picked out of lists are foreign ones, or all."""
    with within(everywhere()):
        rows = [row for model in (Lead, Matter) for row in model.objects.all()]
    # Leads and matters are numbered apart: a foreign lead's number may be an own matter's.
    own = set() if everything else {row.pk for row in rows if post.sees(row)}
    picked = [row.pk for row in rows if row.pk not in own]
    districts = [row.district for row in rows if everything or not post.sees(row)]
    return {
        "confirmed": "1", "reason": "试", "text": "试", "identity_check": "x", "finding": "insured", "finders": "甲、乙", "district": next(iter(districts), 0),
        "reason_code": "duplicate", "kind": "receipt", "method": "mail", "recipient": "试", "delivered_on": "2022-08-20", "missing": "试", "remark": "试", "pick": picked, "to": post.account.pk if post.account else 0,
    }  # fmt: skip


def test_no_post_passes_without_its_token(world):
    client = signed_in(world["xinbei.liaison"], enforce_csrf_checks=True)
    answers = {url: client.post(url).status_code for address in addresses() for url, _ in address.urls([1])}
    assert set(answers.values()) == {403}


@pytest.mark.parametrize("name", POSTS)
def test_without_any_filter_each_account_sees_its_own_rows_of_every_table(world, name):
    post = world[name]
    with within(everywhere_to_be()):
        expected = {model: {row.pk for row in model.objects.all() if post.sees(row)} for model in scoped_models()}
        whole = {model: model.objects.count() for model in scoped_models()}
    assert min(whole.values()) >= len(PLACES)
    with within(post.account.scope() if post.account else NOTHING):
        assert {model: set(model.objects.values_list("pk", flat=True)) for model in scoped_models()} == expected
        assert {model: len(list(model.objects.raw(f'select * from "{model._meta.db_table}"'))) for model in scoped_models()} == {
            model: len(rows) for model, rows in expected.items()
        }
    if name == "school":
        assert sum(map(len, expected.values())) >= 3
        assert not expected[Employer] and not expected[Lead]
    elif name != "city.director":
        assert all(len(rows) < whole[model] for model, rows in expected.items())


def test_every_scoped_table_carries_the_policy_and_the_role_owns_nothing(world):
    assert checks.problems() == []
    with connection.cursor() as cursor:
        cursor.execute("select tablename, policyname from pg_policies where schemaname = 'public'")
        policies = dict(cursor.fetchall())
        cursor.execute("select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace")
        enabled = {name for (name,) in cursor.fetchall()}
        cursor.execute("select count(*) from pg_class where relowner = current_user::regrole and relnamespace = 'public'::regnamespace")
        assert cursor.fetchone() == (0,)
    tables = {model._meta.db_table for model in scoped_models()}
    assert len(tables) >= 15
    assert tables <= enabled
    assert tables <= policies.keys()
    assert any(issubclass(model, PartyScoped) for model in scoped_models())
    assert all(issubclass(model, Scoped) for model in scoped_models())


NUMBERS = [f"32041119{year}01010008" for year in range(60, 64)]  # invented: the sequence 000 is never given out


def test_a_full_identity_number_is_in_no_table_no_file_and_no_page(world, tmp_path):
    post = world["xinbei.liaison"]
    actor = post.account.actor("test")
    with within(everywhere()):
        keys = identities.keys("person", NUMBERS, actor=actor)
        assert identities.reveal(keys[0], actor=actor, reason="核对", now=post.account.date_joined) == NUMBERS[0]
        journal.record(actor=actor, action="test.note", subject="matter:1", after={"masks": identities.masks(keys)}, persons=keys)
    pages = [body(signed_in(post).get(f"/search/?q={number}")) for number in (NUMBERS[0][-4:], "王测")]
    texts = [*table_texts(), *(path.read_text("latin-1") for path in tmp_path.rglob("*") if path.is_file()), *pages]
    assert any("0008" in text for text in texts)  # the last four are there to be found, so the search below would find more
    assert [number for number in NUMBERS if any(number in text or number.encode().hex() in text for text in texts)] == []


def table_texts() -> Iterator[str]:
    """Every table the role can read, as text; bytes come as hexadecimal."""
    with within(everywhere()), connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relkind in ('r', 'p', 'v') and relnamespace = 'public'::regnamespace")
        for (table,) in cursor.fetchall():
            with transaction.atomic():
                cursor.execute(f'select string_agg(t::text, chr(10)) from "{table}" t')
                yield cursor.fetchone()[0] or ""
