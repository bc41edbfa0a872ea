"""月度快照 — prepare, lock, restate, fetch the bundle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.plans.models import LockedFigure, LockedMonth, Restatement
from gongdun.plans.operations import months as operations
from gongdun.plans.pages.board import current_plan
from gongdun.plans.pages.entries import download
from gongdun.plans.pages.history import months as months_of
from gongdun.plans.pages.history import restated, said
from gongdun.plans.pages.looks import language
from gongdun.plans.queries.figures import indicator
from gongdun.plans.queries.months import last_day, standing


@login_required
def months_page(request: OfficerRequest) -> HttpResponse:
    return render(request, "plans/months.html", months_context(request))


def months_context(request: OfficerRequest) -> dict[str, Any]:
    plan = current_plan()
    there = {one.month: one for one in plan.months.select_related("prepared_by", "locked_by")}
    ended = [month for month in months_of(plan, request.today) if last_day(month) < request.today]
    return {
        "plan": plan, "months": [{"month": month, "held": there.get(month)} for month in reversed(ended)],
        "waiting": [restated(one) for one in waiting(plan.pk)],
        "may_prepare": request.user.has_role(*operations.PREPARERS), "may_lock": request.user.has_role(*operations.LOCKERS),
    }  # fmt: skip


def waiting(plan: int) -> list[Restatement]:
    found = Restatement.objects.filter(figure__locked__plan=plan, confirmed_on=None)
    return list(found.select_related("figure__locked", "stated_by"))


@login_required
def month_page(request: OfficerRequest, pk: int) -> HttpResponse:
    return render(request, "plans/month.html", month_context(request, get_object_or_404(LockedMonth.objects.select_related("plan"), pk=pk)))


def month_context(request: OfficerRequest, one: LockedMonth) -> dict[str, Any]:
    changed = {each.pk for each in operations.changed_since(one)} if one.locked_on else set()
    figures = one.figures.filter(office=None).prefetch_related("restatements")
    return {
        "plan": one.plan, "one": one, "figures": [figure_line(each, each.pk in changed) for each in figures],
        "may_prepare": request.user.has_role(*operations.PREPARERS), "may_lock": request.user.has_role(*operations.LOCKERS),
    }  # fmt: skip


def figure_line(one: LockedFigure, is_changed: bool) -> dict[str, Any]:
    kind, now = indicator(one.key), standing(one)
    return {
        "pk": one.pk, "key": one.key, "title": kind.title.text(language()), "unit": "" if one.aggregate == "share" else kind.unit.text(language()),
        "value": said(kind, one.aggregate, one.rows, one.counted), "now": said(kind, one.aggregate, now.rows, now.counted) if now.restatement else "",
        "reason": now.restatement.reason if now.restatement else "", "rows": one.rows, "root": one.root, "is_changed": is_changed,
    }  # fmt: skip


def act(request: OfficerRequest, one: LockedMonth | None, work: Callable[[], Any], said_then: str) -> HttpResponse:
    try:
        work()
    except Refusal as refusal:
        words = {"refusal": refusal.text(get_language())}
        if one is None:
            return render(request, "plans/months.html", months_context(request) | words, status=409)
        return render(request, "plans/month.html", month_context(request, one) | words, status=409)
    messages.success(request, said_then)
    return redirect("plan_months") if one is None else redirect("plan_month", pk=one.pk)


@login_required
@require_POST
def prepare_month(request: OfficerRequest) -> HttpResponse:
    plan, told = current_plan(), request.POST.get("month", "")
    try:
        month = date.fromisoformat(f"{told}-01")
    except ValueError:
        month = date.max
    work = {"plan": plan.pk, "month": month, "actor": request.actor, "today": request.today}
    return act(request, None, lambda: operations.prepare_month(**work), _("The month was prepared; another officer locks it."))


@login_required
@require_POST
def lock_month(request: OfficerRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(LockedMonth.objects.select_related("plan"), pk=pk)
    work = {"locked": pk, "digest": request.POST.get("digest", ""), "actor": request.actor, "today": request.today}
    return act(request, one, lambda: operations.lock_month(**work), _("The month is locked."))


@login_required
@require_POST
def restate(request: OfficerRequest, pk: int) -> HttpResponse:
    figure = get_object_or_404(LockedFigure.objects.select_related("locked__plan"), pk=pk)
    work = {"figure_id": pk, "reason": request.POST.get("reason", ""), "actor": request.actor, "today": request.today}
    return act(request, figure.locked, lambda: operations.restate(**work), _("The restatement waits for its second officer."))


@login_required
@require_POST
def confirm_restatement(request: OfficerRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Restatement.objects.select_related("figure__locked__plan"), pk=pk)
    work = {"restatement": pk, "actor": request.actor, "today": request.today}
    return act(request, one.figure.locked, lambda: operations.confirm_restatement(**work), _("The restatement is in force."))


@login_required
@require_POST
def bundle(request: OfficerRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(LockedMonth.objects.select_related("plan"), pk=pk)
    try:
        name, content = operations.fetch_bundle(locked=pk, reason=request.POST.get("reason", ""), actor=request.actor)
    except Refusal as refusal:
        return render(request, "plans/month.html", month_context(request, one) | {"refusal": refusal.text(get_language())}, status=409)
    return download(name, content, "application/zip")
