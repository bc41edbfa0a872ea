"""When something is wrong: what, why, what to do next, in the reader's language. The addresses' handlers and the desk's refusals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import get_language

from gongdun.law.refusal import Refusal


def refused(request: HttpRequest, refusal: Refusal, *, status: int = 409) -> HttpResponse:
    """A refusal as a page of its own, or as a notice where htmx awaits a piece of a page (desk.js shows 409 and 422)."""
    context = {"words": refusal.text(get_language() or "zh-hans"), "back": request.META.get("HTTP_REFERER", "")}
    template = "site/parts/refusal.html" if getattr(request, "htmx", False) else "site/refused.html"
    return render(request, template, context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the request, the session or the database: any of them may be what failed."""
    return HttpResponse(loader.get_template("500.html").render({}), status=500)
