"""先行支付法律培训 — sessions, who was there, who passed and until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.areas.recoupment import operations
from gongdun.areas.recoupment.models import TrainingSession
from gongdun.areas.recoupment.operations import NewSession
from gongdun.areas.recoupment.queries import PASS_SCORE
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal


@login_required
def training(request: OfficerRequest) -> HttpResponse:
    sessions = [
        {
            "session": one,
            "results": [{"result": row, "passed": (row.score or 0) >= PASS_SCORE} for row in one.results.select_related("account")],
        }
        for one in TrainingSession.objects.prefetch_related("results")[:50]
    ]
    return render(request, "recoupment/training.html", {"sessions": sessions, "may_hold": request.user.has_role(*operations.HOLDERS)})


@login_required
@require_POST
def hold(request: OfficerRequest) -> HttpResponse:
    def work() -> None:
        file = request.FILES.get("material")
        operations.hold_session(
            session=NewSession(
                title=request.POST.get("title", ""), held_on=day(request.POST.get("held_on", "")), teacher=request.POST.get("teacher", ""),
                hours=number(request.POST.get("hours", "")), material_name=str(file.name) if file else "", material=file.read() if file else b"",
                roster=tuple(request.POST.get("roster", "").split()),
            ),
            actor=request.actor, today=request.today, now=request.now,
        )  # fmt: skip

    return said(request, work, _("The session is recorded."))


@login_required
@require_POST
def scores(request: OfficerRequest, pk: int) -> HttpResponse:
    def work() -> None:
        told = {
            name.removeprefix("score_"): number(str(score))
            for name, score in request.POST.items()
            if name.startswith("score_") and str(score).strip()
        }
        operations.enter_scores(session=pk, scores=told, actor=request.actor, today=request.today, now=request.now)

    return said(request, work, _("The tests are entered."))


def said(request: OfficerRequest, work: Callable[[], None], done: str) -> HttpResponse:
    try:
        work()
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    else:
        messages.success(request, done)
    return redirect("legal_training")


def day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal("“{text}” is no day. Write it like 2022-10-17.", text=text) from None


def number(text: str) -> int:
    if not str(text).strip().isdigit():
        raise Refusal("“{text}” is no whole number.", text=text)
    return int(text)
