"""办件 — one matter: facts, clocks, timeline, and the moves it offers, each with its consequence or why it cannot be made."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun import law
from gongdun.desk.catalogue import of_area, procedure_of
from gongdun.desk.citations import cited
from gongdun.desk.clocks import readings
from gongdun.desk.models import Matter
from gongdun.desk.operations import matters
from gongdun.desk.pages import chips
from gongdun.desk.queries.moves import offered, why_not
from gongdun.desk.requests import OfficerRequest
from gongdun.kernel.procedures import Move
from gongdun.kernel.words import Inconsistent
from gongdun.law.refusal import Refusal


@login_required
def matter(request: OfficerRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(Matter.objects.select_related("office", "owner", "employer", "worker"), pk=pk)
    return render(request, "desk/matter.html", shown(request, held))


def shown(request: OfficerRequest, held: Matter) -> dict[str, Any]:
    language, calendar, version = get_language() or "zh-hans", law.Calendar.shipped(), procedure_of(held)
    events = list(held.events.order_by("id"))
    clocks = readings(version, events, today=request.today, calendar=calendar)
    state = version.state(held.state)
    return {
        "matter": held,
        "procedure": version.title.text(language),
        "citation": cited(version.citation, language),
        "state": state.title.text(language),
        "tone": "ok" if state.closed and state.tone == "ok" else state.tone,
        "clocks": [
            (chips.title(one.clock.law, language), chips.of_reading(one, request.today, calendar, language), reasons(one, language))
            for one in clocks
        ],
        "moves": [move_row(one.move, one.refusal, language) for one in offered(held, request.actor)],
        "events": [event_row(held, event, language) for event in reversed(events)],
        "facts": facts(held, language),
        "own_page": own_page(held),
    }


def reasons(reading: Any, language: str) -> tuple[str, ...]:
    """Why the day is the day, and its article."""
    return (*reading.due.text("en" if language.startswith("en") else "zh_Hans"), cited(reading.due.citation, language))


def move_row(step: Move, refusal: Refusal | None, language: str) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": step.title.text(language),
        "consequence": step.consequence.text(language),
        "reason": step.reason,
        "irreversible": step.irreversible,
        "identity_check": step.identity_check,
        "refusal": refusal.text(language) if refusal else "",
    }


def event_row(held: Matter, event: Any, language: str) -> dict[str, Any]:
    if event.kind == "move":
        title = procedure_of(held).move(event.move).title.text(language).rstrip("…")
    else:
        title = {"open": _("Opened"), "assign": _("Passed to"), "note": _("Note"), "paper": _("Document")}.get(event.kind, event.kind)
    words = event.reason or event.text
    return {
        "at": f"{event.on:%m-%d} {localtime(event.at):%H:%M}",
        "title": f"{title}：{words}" if words else title,
        "by": event.account_name,
        "key": event.kind in ("open", "move"),
    }


def facts(held: Matter, language: str) -> list[dict[str, Any]]:
    return [
        {"title": _("Employer"), "value": held.employer.name if held.employer else ""},
        {"title": _("Worker"), "value": held.worker.name if held.worker else ""},
        {"title": _("Handled by"), "value": held.office.name_en if language.startswith("en") else held.office.name},
        {"title": _("Owner"), "value": str(held.owner) if held.owner else _("in the office's queue")},
        {"title": _("Opened"), "value": f"{held.opened_on:%Y-%m-%d}"},
    ]


def own_page(held: Matter) -> dict[str, Any] | None:
    """What the owning area shows of the matter: a template of its own and the values for it, where it has something to say."""
    try:
        parts: Any = of_area(held.procedure, "pages", "matter_parts")
    except AttributeError:
        return None
    say = parts.get(held.procedure)
    try:
        return say(held) if say else None
    except ObjectDoesNotExist:  # a portal user sees the matter, not what the offices keep beside it
        return None


@login_required
@require_POST
def move(request: OfficerRequest, pk: int, name: str) -> HttpResponse:
    """Make a move by the owning area's operation, or the desk's. What cannot be undone is checked on a page first."""
    held = get_object_or_404(Matter.objects.select_related("office", "owner", "employer", "worker"), pk=pk)
    step = step_of(held, name)
    if step.irreversible and not request.POST.get("confirmed"):
        return render(request, "desk/confirm_move.html", shown(request, held) | {"step": move_row(step, None, get_language() or "zh-hans")})
    told: dict[str, Any] = {"matter": pk, "actor": request.actor, "today": request.today, "now": request.now, "revision": revision(request)}
    try:
        # Before the area's operation looks at anything of its own: who may not, is told so and nothing else.
        if no := why_not(held, step, request.actor):
            raise no
        if step.operation:
            of_area(held.procedure, "operations", step.operation)(**told, reason=request.POST.get("reason", ""))
        else:
            matters.move(move=name, **told, reason=request.POST.get("reason", ""), identity_check=request.POST.get("identity_check", ""))
    except Refusal as refusal:
        return render(
            request,
            "desk/matter.html",
            shown(request, held) | {"refusal": refusal.text(get_language()), "kept_reason": request.POST.get("reason", "")},
            status=409,
        )
    messages.success(request, f"{step.title.text(get_language() or 'zh-hans').rstrip('…')} · {held.number}")
    return redirect("matter", pk=pk)


def step_of(held: Matter, name: str) -> Move:
    try:
        return procedure_of(held).move(name)
    except (KeyError, Inconsistent):
        raise Http404 from None


def revision(request: OfficerRequest) -> int | None:
    told = request.POST.get("revision", "")
    return int(told) if told.isdigit() else None


@login_required
@require_POST
def note(request: OfficerRequest, pk: int) -> HttpResponse:
    try:
        matters.note(matter=pk, text=request.POST.get("text", ""), actor=request.actor, today=request.today, now=request.now)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    return redirect("matter", pk=pk)
