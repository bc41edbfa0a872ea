"""The request's scope, through Django's real handler: middleware, ATOMIC_REQUESTS, rendering, streams, errors."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import RequestFactory
from django.urls import path

from gongdun.site.scoping import ScopedStream
from gongdun.vault.actors import Actor
from gongdun.vault.scopes import Scope, current
from gongdun.vault.tests.test_scopes import CITY, LIYANG, SCHOOL, Matter, ids, tables

__all__ = ["tables"]


@dataclass
class Officer:
    """What the middleware needs of an account, and no more."""

    pk: int
    seen: Scope
    roles: frozenset[str] = field(default_factory=frozenset)
    is_authenticated = True

    def scope(self) -> Scope:
        return self.seen

    def get_full_name(self) -> str:
        return "王芳"

    def actor(self, origin: str) -> Actor:
        return Actor(account_id=self.pk, name="王芳", office_id=3, roles=self.roles, origin=origin)


WANG = Officer(1, Scope(ledgers=(CITY,)), frozenset({"intake_clerk"}))
LI = Officer(2, Scope(ledgers=(LIYANG,)))
SCHOOL_AGENT = Officer(3, Scope(parties=(SCHOOL,)))
OFFICERS = {officer.pk: officer for officer in (WANG, LI, SCHOOL_AGENT)}
SEEN = {1: "1,3", 2: "2,4", 3: "3,4"}


class SignIn:
    """Stands in for the session: the officer is named by a header."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.user = OFFICERS.get(int(request.headers.get("X-Officer", "0")), AnonymousUser())
        return self.get_response(request)


def listed() -> str:
    return ",".join(str(number) for number in sorted(ids(Matter.objects.all())))


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(listed())


def rendered_late(request: HttpRequest) -> HttpResponse:
    """A lazy queryset that the template reads after the view's own transaction."""
    template = engines["django"].from_string("{% for row in rows %}{{ row.pk }}{% if not forloop.last %},{% endif %}{% endfor %}")
    return TemplateResponse(request, template, {"rows": Matter.objects.order_by("pk")})


def streamed(request: HttpRequest) -> StreamingHttpResponse:
    return ScopedStream(lambda: (f"{row.pk}," for row in Matter.objects.order_by("pk").iterator()))


def streamed_bare(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(f"{row.pk}," for row in Matter.objects.order_by("pk"))


def a_file(request: HttpRequest) -> FileResponse:
    return FileResponse(open(__file__, "rb"))


def failing(request: HttpRequest) -> HttpResponse:
    Matter.objects.create(ledger=CITY, district=11, title="半途")
    raise ZeroDivisionError


def failing_quietly(request: HttpRequest) -> HttpResponse:
    Matter.objects.create(ledger=CITY, district=11, title="半途")
    return HttpResponse("no", status=503)


def writing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Matter.objects.create(ledger=CITY, district=11, title="新办件").pk))


def foreign(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Matter.objects.get(pk=2).title)


def who(request: HttpRequest) -> HttpResponse:
    return HttpResponse(repr((request.actor, current())))


urlpatterns = [
    path(f"{view.__name__}/", view)
    for view in (plain, rendered_late, streamed, streamed_bare, a_file, failing, failing_quietly, writing, foreign, who)
]


@pytest.fixture
def ask(tables, settings):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [f"{__name__}.SignIn", "gongdun.site.scoping.RequestScope", "django.middleware.common.CommonMiddleware"]
    settings.ALLOWED_HOSTS = ["*"]
    # The house's own frame asks who is signed in, and its pages for their addresses; here only the scope is looked at.
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
    handler = WSGIHandler()

    def get(view: str, officer: Officer | None = None):
        headers = {"X-Officer": str(officer.pk)} if officer else {}
        return handler.get_response(RequestFactory(headers=headers).get(f"/{view}/", REMOTE_ADDR="10.0.0.7"))

    return get


@pytest.mark.parametrize("view", ["plain", "rendered_late"])
@pytest.mark.parametrize("officer", [WANG, LI, SCHOOL_AGENT])
def test_a_page_shows_the_officers_own_rows_even_when_it_is_rendered_late(ask, view, officer):
    assert ask(view, officer).content.decode() == SEEN[officer.pk]


@pytest.mark.parametrize("view", ["plain", "rendered_late"])
def test_nobody_signed_in_sees_no_row(ask, view):
    response = ask(view)
    assert (response.status_code, response.content) == (200, b"")


def test_a_foreign_row_is_an_error_and_not_a_page(ask):
    assert ask("foreign", WANG).status_code == 500  # DoesNotExist: a real page asks get_object_or_404
    assert ask("foreign", LI).content.decode() == "溧阳"


def test_a_stream_reads_inside_the_scope_of_its_request(ask):
    response = ask("streamed", SCHOOL_AGENT)
    assert ask("plain", WANG).content == b"1,3"  # another request in between
    assert b"".join(response) == b"3,4,"


def test_a_stream_without_a_scope_is_refused_and_a_file_is_not(ask):
    assert ask("streamed_bare", WANG).status_code == 500
    response = ask("a_file", WANG)
    assert response.status_code == 200
    response.close()


@pytest.mark.parametrize("view", ["failing", "failing_quietly"])
def test_a_failed_request_leaves_no_row(ask, view):
    assert ask(view, WANG).status_code >= 500
    assert ask("plain", WANG).content == b"1,3"


def test_a_good_request_is_committed(ask):
    number = ask("writing", WANG).content.decode()
    connection.close()
    assert ask("plain", WANG).content.decode() == f"1,3,{number}"


def test_the_request_says_who_acts_and_what_they_see(ask):
    expected = (Actor(account_id=1, name="王芳", office_id=3, roles=frozenset({"intake_clerk"}), origin="10.0.0.7"), WANG.seen)
    assert ask("who", WANG).content.decode() == repr(expected)
    assert "anonymous" in ask("who").content.decode()


def test_eight_threads_of_alternating_officers_leak_nothing(ask):
    leaks, answers = [], []

    def browser(number: int) -> None:
        try:
            for turn in range(60):
                officer = OFFICERS[1 + (number + turn) % 3]
                said = ask("rendered_late" if turn % 2 else "plain", officer).content.decode()
                answers.append(said)
                if said != SEEN[officer.pk]:
                    leaks.append((officer.pk, said))
        finally:
            connection.close()

    threads = [threading.Thread(target=browser, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 480
    assert leaks == []
