"""Every request runs inside the row scope of who asks, the rendering of the answer too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.db import transaction
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from gongdun.registry.queries import areas_by_code
from gongdun.vault.actors import Actor
from gongdun.vault.scopes import NOTHING, Scope, current, within


class UnscopedStream(RuntimeError):
    """A programming error: a stream would read rows after the request's scope is closed."""


class ScopedStream(StreamingHttpResponse):
    """A stream that opens the request's scope again around its generator, which runs after the middleware is through."""

    def __init__(self, rows: Callable[[], Iterable[bytes | str]], **options: object) -> None:
        super().__init__(scoped(rows, current()), **options)


def scoped(rows: Callable[[], Iterable[bytes | str]], scope: Scope) -> Iterator[bytes | str]:
    with within(scope):
        yield from rows()


class RequestScope:
    """Stands after authentication. Gives the request its scope and its actor, and undoes what a failed request wrote."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        areas_by_code.cache_clear()  # another process may have founded an area since
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        with within(scope_of(request)):
            response = self.get_response(request)
            finish(response)
        return response


def finish(response: HttpResponseBase) -> None:
    """Inside the scope: render what is not rendered; by now an exception has become a status, so roll back by that."""
    if isinstance(response, StreamingHttpResponse) and not isinstance(response, (ScopedStream, FileResponse)):
        raise UnscopedStream("A StreamingHttpResponse runs after the request's row scope is closed: use gongdun.site.scoping.ScopedStream.")
    if not getattr(response, "is_rendered", True):
        response.render()  # type: ignore[attr-defined]
    if response.status_code >= 500 or getattr(response, "undoes", False):
        transaction.set_rollback(True)


def scope_of(request: HttpRequest) -> Scope:
    return request.user.scope() if request.user.is_authenticated else NOTHING  # type: ignore[union-attr]


def actor_of(request: HttpRequest) -> Actor:
    """Who the journal will name. An account with offices and roles says so itself by `actor(origin)`."""
    origin, user = request.META.get("REMOTE_ADDR", ""), request.user
    if not user.is_authenticated:
        return Actor(account_id=None, name="anonymous", origin=origin)
    if said := getattr(user, "actor", None):
        return said(origin)
    return Actor(account_id=user.pk, name=user.get_full_name() or user.get_username(), origin=origin)
