"""Answers carry a strict content policy, a session left alone ends, and a refusal that no page showed is shown still."""

from __future__ import annotations

from collections.abc import Callable
from time import time

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse

from gongdun.law.refusal import Refusal
from gongdun.site.business_date import now
from gongdun.site.pages import errors

POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

Handler = Callable[[HttpRequest], HttpResponse]


class ContentSecurityPolicy:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Referrer-Policy", "same-origin")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store")
        return response


class IdleSignOut:
    """Thirty minutes without a request sign the officer out; the desk's drafts are kept."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            # The session's own age, not the business date: this is about a person at a screen.
            last, now = request.session.get("last_seen"), int(time())
            if last is not None and now - last > settings.IDLE_SECONDS:
                logout(request)
            elif last is None or now - last > 60:
                request.session["last_seen"] = now
        return self.get_response(request)


class BusinessDate:
    """Every request carries the business date; nothing below the site asks a clock."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = now()  # type: ignore[attr-defined]
        request.today = request.now.date()  # type: ignore[attr-defined]
        return self.get_response(request)


class Refusals:
    """A refusal is one sentence and undoes the request; a row that an operation looked for in vain lies outside the scope: not found."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal | ObjectDoesNotExist):
            return None
        answer = errors.refused(request, exception) if isinstance(exception, Refusal) else errors.not_found(request, exception)
        answer.undoes = True  # type: ignore[attr-defined]  # read by the request's scope, once the answer is rendered
        return answer
