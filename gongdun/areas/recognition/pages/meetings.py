"""疑难案件 (措施 25) — meetings with their agenda, conclusions, and whether the decisions followed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gongdun.areas.recognition import operations
from gongdun.areas.recognition.models import Decision, Discussion, Meeting
from gongdun.areas.recognition.pages.acting import day, whole
from gongdun.desk.models import Matter
from gongdun.desk.requests import OfficerRequest
from gongdun.law.recognition import items
from gongdun.law.refusal import Refusal


@login_required
def meetings(request: OfficerRequest) -> HttpResponse:
    labels = dict(Decision.Result.choices)
    language = "en" if (get_language() or "").startswith("en") else "zh_Hans"
    held = Meeting.objects.prefetch_related("discussions__matter").select_related("office")[:50]
    open_matters = Matter.objects.filter(procedure="recognition", is_closed=False).order_by("number")[:100]
    context = {
        "meetings": [
            {
                "one": one,
                "rows": [{"row": row, "result": labels.get(row.result, ""), "followed": followed(row)} for row in one.discussions.all()],
            }
            for one in held
        ],
        "matters": open_matters,
        "kinds": Meeting.Kind.choices,
        "items": [(one.code, f"{one.code} {one.title[language]}") for one in items().values()],
        "results": Decision.Result.choices[:3],
        "may_hold": request.user.has_role(*operations.CHAIRS),
    }
    return render(request, "recognition/meetings.html", context)


def followed(row: Discussion) -> bool | None:
    """None while nothing was decided since."""
    decision = row.matter.decisions.filter(decided_on__gte=row.meeting.held_on).last()
    return None if decision is None or not row.conclusion else (decision.result, decision.item) == (row.result, row.item)


@login_required
@require_POST
def hold(request: OfficerRequest) -> HttpResponse:
    said = {name: request.POST.get(name, "").strip() for name in ("kind", "title", "attendants", "judiciary", "question")}
    question = said.pop("question")
    agenda = [(number, question) for text in request.POST.getlist("matter") if (number := whole(text)) is not None]
    try:
        operations.hold_meeting(held_on=day(request.POST.get("held_on", "")), agenda=agenda, actor=request.actor, **said)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    return redirect("meetings")


@login_required
@require_POST
def conclude(request: OfficerRequest, pk: int) -> HttpResponse:
    said = {name: request.POST.get(name, "").strip() for name in ("conclusion", "result", "item")}
    try:
        operations.conclude(discussion=pk, actor=request.actor, today=request.today, now=request.now, **said)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    return redirect("meetings")
