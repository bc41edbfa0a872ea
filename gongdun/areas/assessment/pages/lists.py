"""劳动能力鉴定 — applications, a new one, and the sessions with their panels."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gongdun import law
from gongdun.areas.assessment import operations, queries
from gongdun.areas.assessment.forms.application import FORM
from gongdun.areas.assessment.models import Application, Expert, Session, Subject
from gongdun.areas.assessment.pages.acting import act, day, told, whole
from gongdun.areas.assessment.standards import CRITERIA
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.pages import chips
from gongdun.desk.pages.filling import Filling
from gongdun.desk.requests import OfficerRequest
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal


@login_required
def assessments(request: OfficerRequest) -> HttpResponse:
    language, calendar = get_language() or "zh-hans", law.Calendar.shipped()
    asked = Application.objects.select_related("matter").order_by("matter__is_closed", "matter__due_on", "-id")
    page = Paginator(asked, 50).get_page(request.GET.get("page"))
    rows = [
        {
            "one": one,
            "state": procedure_of(one.matter).state(one.matter.state).title.text(language),
            "tone": procedure_of(one.matter).state(one.matter.state).tone,
            "due": chips.of_matter(one.matter, request.today, calendar, language),
        }
        for one in page.object_list
    ]
    return render(request, "assessment/list.html", {"rows": rows, "page": page, "may_apply": request.user.has_role("intake_clerk")})


@login_required
def apply(request: OfficerRequest) -> HttpResponse:
    form, refusal = Filling(FORM, request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid() and form.checked is not None and request.user.office is not None:
        try:
            matter = operations.apply(
                values=form.checked.values, office=request.user.office, actor=request.actor, today=request.today, now=request.now
            )
        except Refusal as refused:
            refusal = refused.text(get_language())
        else:
            return redirect("matter", pk=matter.pk)
    return render(request, "assessment/apply.html", {"form": form, "refusal": refusal}, status=422 if request.method == "POST" else 200)


@login_required
def experts(request: OfficerRequest) -> HttpResponse:
    """专家库 — subjects, hospital, and the seats of the year: who had fewer is drawn first."""
    page = Paginator(Expert.objects.order_by("-is_active", "id"), 50).get_page(request.GET.get("page"))
    labels = {value: str(label) for value, label in Subject.choices}
    rows = [
        {"one": one, "subjects": [labels[name] for name in one.subjects], "load": queries.load(one, request.today.year)}
        for one in page.object_list
    ]
    may = request.user.has_role("intake_clerk", "reviewer")
    return render(request, "assessment/experts.html", {"rows": rows, "page": page, "year": request.today.year, "may_name": may})


@login_required
@require_POST
def release(request: OfficerRequest, pk: int) -> HttpResponse:
    return act(request, lambda: operations.release_expert(expert=pk, actor=request.actor), "assessment_experts")


@login_required
def figures(request: OfficerRequest) -> HttpResponse:
    """措施 27、28 — the simple procedure and Liyang's pilot in figures, over a year up to today."""
    year = min(max(whole(request.GET.get("year", "")) or request.today.year, 2000), request.today.year)
    period = Period(date(year, 1, 1), min(date(year, 12, 31), request.today))
    made = queries.concluded(period)
    simple, seats = queries.simple_conclusions(period), queries.local_seats(period)
    context = {
        "year": year, "years": range(request.today.year, request.today.year - 5, -1), "concluded": made.count(), "simple": simple.count(),
        "share": share(simple.count(), made.count()), "changed": queries.changed(period), "days": queries.simple_days(period),
        "criteria": CRITERIA.values(), "sessions": queries.local_sessions(period).count(), "persons": seats.count(),
        "kilometres": sum(seats.values_list("session__saved_km", flat=True)), "local_days": queries.local_days(period),
        "rates": [(name, asked, count, share(asked, count)) for name, (asked, count) in queries.reassessment_rates(period).items()],
    }  # fmt: skip
    return render(request, "assessment/figures.html", context)


def share(part: int, total: int) -> str:
    return f"{part * 100 / total:.1f}%" if total else "—"


@login_required
def sessions(request: OfficerRequest) -> HttpResponse:
    held = Session.objects.prefetch_related("panels__members__expert", "seats").select_related("organised_by")[:50]
    return render(
        request,
        "assessment/sessions.html",
        {"sessions": held, "subjects": Subject.choices, "may_hold": request.user.has_role("intake_clerk", "reviewer")},
    )


@login_required
@require_POST
def hold(request: OfficerRequest) -> HttpResponse:
    said = told(request, "held_on", "place", "subject", "saved_km")

    def call() -> object:
        if request.user.office is None:
            raise Refusal("A session needs a subject of the list and a place.")
        return operations.hold_session(
            held_on=day(said["held_on"]), place=said["place"], subject=said["subject"], office=request.user.office, actor=request.actor,
            is_local=bool(request.POST.get("is_local")), saved_km=whole(said["saved_km"]) or 0,
        )  # fmt: skip

    return act(request, call, "assessment_sessions")


@login_required
@require_POST
def freeze(request: OfficerRequest, pk: int) -> HttpResponse:
    size = whole(request.POST.get("size", "")) or 0
    return act(
        request, lambda: operations.freeze_pool(session=pk, size=size, actor=request.actor, today=request.today), "assessment_sessions"
    )


@login_required
@require_POST
def draw(request: OfficerRequest, pk: int) -> HttpResponse:
    return act(request, lambda: operations.draw_panel(panel=pk, actor=request.actor, today=request.today), "assessment_sessions")


@login_required
@require_POST
def recuse(request: OfficerRequest, pk: int, expert: int) -> HttpResponse:
    said = told(request, "reason", "state")
    return act(request, lambda: operations.recuse(panel=pk, expert=expert, actor=request.actor, **said), "assessment_sessions")
