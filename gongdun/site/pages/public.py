"""公众页面 — the benefit estimate and the due-date calculator. No sign-in, and nothing is kept: a form is posted, answered and forgotten.

They are posted, not put into the address, because an address stays in histories and logs.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongdun import law
from gongdun.law.citations import cited
from gongdun.law.refusal import Refusal, translate
from gongdun.site.pages.public_forms import DueForm, EstimateForm, PublicForm, tongue
from gongdun.site.pages.public_sheet import lines, payers, receipt, status_word, total


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def estimate(request: HttpRequest) -> HttpResponse:
    switch_language(request)
    form = EstimateForm(request.POST or None)
    context: dict[str, Any] = {}
    if form.is_valid():
        try:
            context = estimated(form, request)
        except Refusal as refusal:
            form.refuse(refusal)
    return answer(request, "site/estimate.html", form, context)


def estimated(form: EstimateForm, request: HttpRequest) -> dict[str, Any]:
    language, asked, facts = tongue(), form.outputs(), form.facts()
    sheet = law.explain(facts, [*asked, "payer"], known=request.today, language=language)  # type: ignore[attr-defined]
    return {
        "sheet": sheet,
        "lines": lines(sheet, asked, language),
        "total": total(sheet, asked, language),
        "payers": payers(sheet, language),
        "receipt": receipt(sheet),
        "doubtful": [used.title[language] for used in sheet.doubtful],
        "area_name": dict(form.fields["area"].choices)[facts["area"]],  # type: ignore[attr-defined]
        "grade_name": dict(form.fields["grade"].choices).get(int(form.cleaned_data["grade"] or 0), ""),  # type: ignore[attr-defined]
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def due_dates(request: HttpRequest) -> HttpResponse:
    switch_language(request)
    form = DueForm(request.POST or None)
    context: dict[str, Any] = {}
    if form.is_valid():
        try:
            context = timed(form, request)
        except Refusal as refusal:
            form.refuse(refusal)
    return answer(request, "site/due.html", form, context)


def timed(form: DueForm, request: HttpRequest) -> dict[str, Any]:
    due, language = form.due(request.today), tongue()  # type: ignore[attr-defined]
    clock = due.clock
    return {
        "due": due,
        "day": due.due_on or due.earliest_on,
        "title": clock.title[language],
        "who": clock.who[language],
        "starts": clock.starts[language],
        "citation": cited(due.citation, language),
        "length": f"{due.total_days} {translate(law.clocks.UNIT_NAMES[clock.unit], language)}",
        "pauses": clock.pauses[language] if clock.pauses else "",
        "consequence": clock.consequence[language],
        "reasons": due.text(language),
        "status_word": status_word(due.status, language),
    }


def switch_language(request: HttpRequest) -> None:
    """A filled page changes its language by being posted again, so that nothing that was entered is lost."""
    if request.POST.get("language") in dict(settings.LANGUAGES):
        translation.activate(request.POST["language"])
        request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]


def answer(request: HttpRequest, template: str, form: PublicForm, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
    if "language" in request.POST:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, translation.get_language(), samesite="Lax")
    return response
