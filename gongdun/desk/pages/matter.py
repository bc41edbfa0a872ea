"""办件 — one matter: facts, clocks, timeline, and the moves it offers, each with its consequence or why it cannot be made."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun import law
from gongdun.desk.catalogue import of_area, procedure_of
from gongdun.desk.citations import cited
from gongdun.desk.clocks import readings
from gongdun.desk.models import Matter
from gongdun.desk.operations import matters
from gongdun.desk.operations import tools as own_tools
from gongdun.desk.pages import chips
from gongdun.desk.pages.file import materials_part
from gongdun.desk.pages.papers import paper_rows
from gongdun.desk.queries import files, tools
from gongdun.desk.queries.moves import offered, why_not
from gongdun.desk.refusals import Changed
from gongdun.desk.registers.workers import WORKERS
from gongdun.desk.requests import OfficerRequest
from gongdun.kernel.procedures import Move, Procedure
from gongdun.kernel.words import Inconsistent
from gongdun.law.refusal import Refusal
from gongdun.registry.queries import officers

# How an officer made sure who stands there (措施 40), in the words that go into the file.
IDENTITY_CHECKS = (
    ("card_seen", gettext_lazy("identity card seen, person present")),
    ("card_read", gettext_lazy("identity card read by the device")),
    ("agent", gettext_lazy("agent, with power of attorney and both cards")),
    ("social_card", gettext_lazy("electronic social security card")),
    ("face", gettext_lazy("face compared on-line")),
)
KINDS = (("clock", gettext_lazy("Steps")), ("paper", gettext_lazy("Documents")), ("note", gettext_lazy("Notes")))
OF_KIND = {"clock": ("open", "move", "clock"), "paper": ("paper", "serve", "file"), "note": ("note", "assign", "reveal")}


@login_required
def matter(request: OfficerRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(Matter.objects.select_related("office", "owner", "employer", "worker"), pk=pk)
    return render(request, "desk/matter.html", shown(request, held))


def shown(request: OfficerRequest, held: Matter) -> dict[str, Any]:
    language, calendar, version = get_language() or "zh-hans", law.Calendar.shipped(), procedure_of(held)
    events = list(held.events.order_by("id"))
    clocks = readings(version, events, today=request.today, calendar=calendar)
    state = version.state(held.state)
    works = files.may_work(request.user, held)
    drafts = tools.drafts(request.user, f"matter:{held.pk}:") if works else {}
    kind = request.GET.get("events", "")
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
        "moves": [move_row(one.move, one.refusal, language) | drafted(drafts, held, one.move) for one in offered(held, request.actor)],
        "events": [event_row(held, event, language) for event in reversed(events) if kind not in OF_KIND or event.kind in OF_KIND[kind]],
        "event_kinds": [(id_, title, sum(event.kind in OF_KIND[id_] for event in events)) for id_, title in KINDS],
        "event_kind": kind,
        "event_count": len(events),
        "steps": steps(version, events, held, language),
        "materials": materials_part(held, language) if version.materials else None,
        "papers": paper_rows(held, language),
        "draftable": [(name, one.title.text(language)) for name, one in files.draftable(held)] if works else [],
        "may_receipt": works and any(name == "receipt" for name, _kind in files.draftable(held)),
        "attachments": files.attachments(held),
        "may_work": works,
        "may_reveal": works and held.worker is not None,
        "colleagues": [one for one in officers(held.office_id) if one.pk != held.owner_id] if works else [],
        "phrases": tools.phrases(request.user) if works else [],
        "identity_checks": IDENTITY_CHECKS,
        "facts": facts(held, language, may_open=WORKERS.may_read(request.user.roles)),
        "own_page": own_page(held),
    }


def reasons(reading: Any, language: str) -> tuple[str, ...]:
    """Why the day is the day, and its article."""
    return (*reading.due.text("en" if language.startswith("en") else "zh_Hans"), cited(reading.due.citation, language))


def drafted(drafts: dict[str, Any], held: Matter, step: Move) -> dict[str, Any]:
    """What the officer had typed for this move and not yet submitted."""
    draft = drafts.get(f"matter:{held.pk}:{step.id}")
    said = {"draft": draft.fields, "kept_at": localtime(draft.kept_at)} if draft else {"draft": {}, "kept_at": None}
    return said | {"draft_url": reverse("keep_draft", args=[f"matter:{held.pk}:{step.id}"])}


def steps(version: Procedure, events: list[Any], held: Matter, language: str) -> list[dict[str, str]]:
    """The states gone through, with the day of each, and where the matter stands."""
    walked = [(event.target, f"{event.on:%m-%d}") for event in events if event.kind in ("open", "move") and event.target]
    shown_ = walked[-6:]
    last = len(shown_) - 1
    return [
        {"title": version.state(id_).title.text(language), "small": on, "state": "now" if place == last and not held.is_closed else "done"}
        for place, (id_, on) in enumerate(shown_)
    ]


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
        title = {
            "open": _("Opened"),
            "assign": _("Passed to"),
            "note": _("Note"),
            "paper": _("Document"),
            "serve": _("Served"),
            "file": _("Attachment"),
            "reveal": _("Full number shown"),
        }.get(event.kind, event.kind)
    checks = dict(IDENTITY_CHECKS)
    words = " · ".join(
        filter(
            None, [event.text if event.kind != "reveal" else "", event.reason, str(checks.get(event.identity_check, event.identity_check))]
        )
    )
    return {
        "at": f"{event.on:%m-%d} {localtime(event.at):%H:%M}",
        "title": f"{title}：{words}" if words else title,
        "by": event.account_name
        + (_(" for %(name)s") % {"name": event.facts["covers"]} if event.kind == "move" and event.facts.get("covers") else ""),
        "key": event.kind in ("open", "move"),
    }


def facts(held: Matter, language: str, *, may_open: bool) -> list[dict[str, Any]]:
    """What the matter is about; who may read the register is led on to its pages."""
    opens = {"employer": held.employer, "worker": held.worker} if may_open else {}
    links = {name: reverse(name, args=[party.pk]) for name, party in opens.items() if party}
    return [
        {"title": _("Employer"), "value": held.employer.name if held.employer else "", "href": links.get("employer", "")},
        {"title": _("Worker"), "value": held.worker.name if held.worker else "", "href": links.get("worker", "")},
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
    reason = request.POST.get("reason", "")
    if step.irreversible and not request.POST.get("confirmed"):
        typed = {"reason": reason, "identity_check": request.POST.get("identity_check", "")}
        return render(
            request,
            "desk/confirm_move.html",
            shown(request, held) | {"step": move_row(step, None, get_language() or "zh-hans"), "typed": typed},
        )
    told: dict[str, Any] = {"matter": pk, "actor": request.actor, "today": request.today, "now": request.now, "revision": revision(request)}
    try:
        # Before the area's operation looks at anything of its own: who may not, is told so and nothing else.
        if no := why_not(held, step, request.actor):
            raise no
        if step.operation:
            of_area(held.procedure, "operations", step.operation)(**told, reason=reason)
        else:
            matters.move(move=name, **told, reason=reason, identity_check=request.POST.get("identity_check", ""))
        if request.POST.get("keep_phrase") and reason.strip():
            own_tools.keep_phrase(text=reason, actor=request.actor)
        own_tools.drop_draft(subject=f"matter:{pk}:{name}", actor=request.actor)
    except Refusal as refusal:
        typed = {"reason": reason, "identity_check": request.POST.get("identity_check", "")}
        context = shown(request, held) | {
            "refusal": refusal.text(get_language()),
            "typed_move": name,
            "typed": typed,
            "changed": isinstance(refusal, Changed),
        }
        return render(request, "desk/matter.html", context, status=409)
    messages.success(request, f"{step.title.text(get_language() or 'zh-hans').rstrip('…')} · {held.number}")
    if request.POST.get("then") == "next":
        return redirect(f"{reverse('next_matter')}?after={pk}")
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
