"""督办 — who lags and did nothing lately, what is open under which clock, and what each office owes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun import law
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.models import IssuedDocument, Matter
from gongdun.desk.pages import chips
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.plans.models import Evidence, Measure
from gongdun.plans.operations import evidence as evidence_operations
from gongdun.plans.operations import supervision as operations
from gongdun.plans.pages import looks
from gongdun.plans.pages.board import current_plan
from gongdun.plans.pages.entries import day, download, uploaded
from gongdun.plans.queries import supervision as queries
from gongdun.registry.models import Office

ACTS = {"chase": operations.chase, "escalate": operations.escalate, "withdraw": operations.withdraw_supervision}


@login_required
def supervision_page(request: OfficerRequest) -> HttpResponse:
    return render(request, "plans/supervision.html", context_of(request))


def context_of(request: OfficerRequest) -> dict[str, Any]:
    plan, office = current_plan(), request.user.office
    is_city = office is not None and office.kind == "bureau" and office.is_city
    owed = [one for one in queries.owed(plan, request.today) if is_city or (office and one.office.pk == office.pk)]
    open_now = [
        matter_row(one, request)
        for one in queries.open_matters()
        if is_city or (office and office.pk in (one.office_id, one.facts.get("office")))
    ]
    return {
        "plan": plan, "owed": [owed_row(one) for one in owed], "open": open_now, "digests": digests(owed, open_now),
        "may_supervise": is_city and request.user.has_role("supervisor"),
    }  # fmt: skip


def owed_row(one: queries.Owed) -> dict[str, Any]:
    return {
        "pick": f"{one.measure.pk}-{one.office.pk}", "number": one.measure.number, "title": looks.title_of(one.measure), "light": one.light,
        "office": office_name(one.office), "office_pk": one.office.pk, "last_on": one.last_on, "rows": one.rows,
    }  # fmt: skip


def matter_row(held: Matter, request: OfficerRequest) -> dict[str, Any]:
    version = procedure_of(held)
    state = version.state(held.state)
    is_over = held.due_on is not None and request.today > held.due_on
    return {
        "pk": held.pk, "number": held.number, "title": held.title, "state": state.title.text(looks.language()), "tone": state.tone,
        "due": chips.of_matter(held, request.today, law.Calendar.shipped(), looks.language()), "office_pk": held.facts.get("office"),
        "act": {"reminded": "chase", "chased": "escalate"}.get(held.state, "") if is_over else "", "last_on": held.last_event_on, "last": held.last_event,
        "office": office_name(Office.objects.get(pk=held.facts["office"])),
    }  # fmt: skip


def digests(owed: list[queries.Owed], open_now: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Offices that owe something, with how much. An office that owes nothing is not on the list."""
    found: dict[int, dict[str, Any]] = {}
    for one in owed:
        row = found.setdefault(one.office.pk, {"pk": one.office.pk, "name": office_name(one.office), "owed": 0, "open": 0})
        row["owed"] += 1
    for each in open_now:
        row = found.setdefault(each["office_pk"], {"pk": each["office_pk"], "name": each["office"], "owed": 0, "open": 0})
        row["open"] += 1
    return sorted(found.values(), key=lambda row: -(row["owed"] + row["open"]))


def office_name(office: Office) -> str:
    return office.name_en if looks.is_english() else office.short


@login_required
@require_POST
def remind(request: OfficerRequest) -> HttpResponse:
    """One reminder for every office picked; each either opened or told why not."""
    picks, done = request.POST.getlist("pick"), 0
    for pick in picks:
        measure, _dash, office = pick.partition("-")
        if not (
            measure.isdigit()
            and office.isdigit()
            and Measure.objects.filter(pk=measure).exists()
            and Office.objects.filter(pk=office).exists()
        ):
            continue
        words = {"measure": int(measure), "office": int(office), "words": request.POST.get("words", "")}
        try:
            operations.remind(**words, actor=request.actor, today=request.today, now=request.now)
            done += 1
        except Refusal as refusal:
            messages.error(request, refusal.text(get_language()))
    if done:
        messages.success(request, _("%(count)d reminders were sent.") % {"count": done})
    return redirect("supervision")


@login_required
@require_POST
def act(request: OfficerRequest, pk: int, name: str) -> HttpResponse:
    """The supervisor's own acts on what lies with another office."""
    get_object_or_404(Matter, pk=pk, procedure=queries.PROCEDURE)
    if name not in ACTS:
        raise Http404
    try:
        held = ACTS[name](matter=pk, actor=request.actor, today=request.today, now=request.now, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        return render(request, "plans/supervision.html", context_of(request) | {"refusal": refusal.text(get_language())}, status=409)
    messages.success(request, held.number)
    return redirect("supervision")


@login_required
@require_POST
def answer_evidence(request: OfficerRequest, pk: int) -> HttpResponse:
    """Evidence that goes with the answer."""
    held = get_object_or_404(Matter, pk=pk, procedure=queries.PROCEDURE)
    measure = queries.measure_of(held)
    told = request.POST
    try:
        if measure is None or held.office_id != request.actor.office_id:
            raise Refusal("The evidence of an answer comes from the office that owes it.")
        evidence_operations.add_evidence(
            measure=measure.pk, title=told.get("title", ""), on=day(told.get("on", "")), link=told.get("link", ""), file=uploaded(request),
            actor=request.actor, today=request.today, matter=pk,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    return redirect("matter", pk=pk)


@login_required
def slip(request: OfficerRequest, pk: int, form: str) -> HttpResponse:
    """The issued slip, as PDF or Word."""
    document = get_object_or_404(IssuedDocument, pk=pk, kind="plans/chase_slip")
    if form not in ("pdf", "docx"):
        raise Http404
    return download(f"{document.number}.{form}", operations.rendered(document.tree, form))


@login_required
def digest_page(request: OfficerRequest, pk: int) -> HttpResponse:
    """What one office owes, on one page to print. The city's bureau sees every office's, the others their own."""
    asked, own = get_object_or_404(Office.objects.select_related("area"), pk=pk), request.user.office
    if own is None or (own.pk != asked.pk and not (own.kind == "bureau" and own.is_city)):
        raise Http404
    plan = current_plan()
    matters, owed = queries.digest(asked, plan, request.today)
    rows = [matter_row(one, request) for one in matters]
    return render(
        request, "plans/digest.html", {"plan": plan, "office": office_name(asked), "open": rows, "owed": [owed_row(one) for one in owed]}
    )


def supervision_part(held: Matter) -> dict[str, Any]:
    """What a matter's page shows of a supervision: the measure, its evidence, the slips."""
    measure = queries.measure_of(held)
    return {
        "template": "plans/parts/supervision.html", "measure": measure, "title": looks.title_of(measure) if measure else "", "matter": held,
        "words": held.facts.get("words", ""), "evidence": list(Evidence.objects.filter(matter=held).select_related("office", "account", "reviewer")),
        "slips": list(held.documents.filter(kind="plans/chase_slip")), "may_add": held.state in ("reminded", "chased"),
    }  # fmt: skip
