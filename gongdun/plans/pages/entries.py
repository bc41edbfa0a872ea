"""What officers enter on a measure's page: typed figures, evidence, reviews; and the files behind them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.plans.models import Evidence, Measure, TypedFigure
from gongdun.plans.operations import evidence as evidence_operations
from gongdun.plans.operations import typed as typed_operations
from gongdun.plans.operations.files import File
from gongdun.plans.pages.board import measure_context, measure_or_404


def day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def uploaded(request: OfficerRequest, name: str = "file") -> File | None:
    held = request.FILES.get(name)
    return File(held.name or "", held.read()) if held else None


def done(request: OfficerRequest, measure: Measure, act: Callable[[], Any], said: str) -> HttpResponse:
    """Make one entry and go back to the measure, or show its page with the refusal."""
    try:
        act()
    except Refusal as refusal:
        context = measure_context(request, measure) | {"refusal": refusal.text(get_language())}
        return render(request, "plans/measure.html", context, status=409)
    messages.success(request, said)
    return redirect("measure", number=measure.number)


@login_required
@require_POST
def type_figure(request: OfficerRequest, number: str) -> HttpResponse:
    measure, told = measure_or_404(number), request.POST
    return done(
        request, measure,
        lambda: typed_operations.type_figure(
            measure=measure.pk, key=told.get("key", ""), value=told.get("value", ""), unit=told.get("unit", ""), on=day(told.get("on", "")),
            reason=told.get("reason", ""), file=uploaded(request), actor=request.actor, today=request.today,
        ),
        _("The figure was entered and is marked as typed."),
    )  # fmt: skip


@login_required
@require_POST
def withdraw_typed(request: OfficerRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(TypedFigure.objects.select_related("measure__plan"), pk=pk)
    act = {"typed": pk, "reason": request.POST.get("reason", ""), "actor": request.actor, "today": request.today}
    return done(request, one.measure, lambda: typed_operations.withdraw_typed(**act), _("The figure was withdrawn."))


@login_required
@require_POST
def add_evidence(request: OfficerRequest, number: str) -> HttpResponse:
    measure, told = measure_or_404(number), request.POST
    return done(
        request, measure,
        lambda: evidence_operations.add_evidence(
            measure=measure.pk, title=told.get("title", ""), on=day(told.get("on", "")), link=told.get("link", ""), file=uploaded(request),
            actor=request.actor, today=request.today,
        ),
        _("The evidence was added and waits for its review."),
    )  # fmt: skip


@login_required
@require_POST
def review_evidence(request: OfficerRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Evidence.objects.select_related("measure__plan"), pk=pk)
    act = {"evidence": pk, "verdict": request.POST.get("verdict", ""), "remark": request.POST.get("remark", "")}
    return done(
        request,
        one.measure,
        lambda: evidence_operations.review_evidence(**act, actor=request.actor, today=request.today),
        _("The evidence was reviewed."),
    )


@login_required
def typed_file(request: OfficerRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(TypedFigure, pk=pk)
    return download(one.document_name, bytes(one.content))


@login_required
def evidence_file(request: OfficerRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Evidence, pk=pk, content__isnull=False)
    return download(one.name, bytes(one.content or b""))


def download(name: str, content: bytes, media_type: str = "application/octet-stream") -> HttpResponse:
    """Always as an attachment: a file handed in is never shown in our own name."""
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store"},
    )
