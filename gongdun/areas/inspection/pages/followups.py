"""What follows a lead: opened from the lead desk, shown on the matter's page, recorded by a form there; letters to download."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gongdun.areas.inspection import operations
from gongdun.areas.inspection.operations import audits, bases, verifications, warnings
from gongdun.areas.inspection.pages.amounts import fen
from gongdun.areas.inspection.pages.papers import attached
from gongdun.desk import letters
from gongdun.desk.models import IssuedDocument, Lead, Matter
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal

OPENERS: dict[str, tuple[Callable[..., Matter], frozenset[str]]] = {
    "verification": (operations.open_verification, verifications.RULES),
    "audit": (operations.open_audit, audits.RULES),
    "roll_back_warning": (operations.open_warning, warnings.RULES),
    "base_report": (operations.follow_base, bases.RULES),
}


@login_required
@require_POST
def follow(request: OfficerRequest) -> HttpResponse:
    """Open a procedure from a lead; new leads of the same party that fit it go along."""
    opener = OPENERS.get(request.POST.get("procedure", ""))
    picks = [int(pk) for pk in request.POST.getlist("pick") if pk.isdigit()]
    also = [int(pk) for pk in request.POST.getlist("also") if pk.isdigit()]
    if opener is None or not picks:
        raise Http404
    open_it, rules = opener
    fitting = Lead.objects.filter(pk__in=also, rule__in=rules, state=Lead.State.NEW).values_list("pk", flat=True)
    try:
        matter = open_it(leads=[*picks, *fitting], actor=request.actor, today=request.today, now=request.now)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("lead", pk=picks[0])
    return redirect("matter", pk=matter.pk)


@login_required
@require_POST
def record(request: OfficerRequest, pk: int) -> HttpResponse:
    """Record what the matter's procedure asks for now."""
    held = get_object_or_404(Matter, pk=pk)
    recorder = RECORDERS.get(held.procedure)
    if recorder is None:
        raise Http404
    try:
        recorder(request, pk)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    return redirect("matter", pk=pk)


def said(request: OfficerRequest, name: str) -> str:
    return request.POST.get(name, "").strip()


def record_verification(request: OfficerRequest, pk: int) -> None:
    operations.record_explanation(matter=pk, explanation=said(request, "text"), actor=request.actor, today=request.today)


def record_warning(request: OfficerRequest, pk: int) -> None:
    operations.record_warning(matter=pk, text=said(request, "text"), actor=request.actor, today=request.today)


def record_audit(request: OfficerRequest, pk: int) -> None:
    act: dict[str, Any] = {"matter": pk, "actor": request.actor}
    if request.POST.getlist("auditors"):
        operations.name_auditors(**act, auditors=request.POST.getlist("auditors"))
    elif "evidence" in request.POST:
        operations.record_rectified(**act, evidence=said(request, "evidence"), today=request.today)
    else:
        persons = said(request, "persons")
        operations.record_audit(
            **act, record=said(request, "text"), result=said(request, "result"), ground=said(request, "ground"), owed_fen=fen(said(request, "amount")),
            persons=int(persons) if persons.isdigit() else 0, today=request.today,
        )  # fmt: skip


RECORDERS = {
    "verification": record_verification,
    "audit": record_audit,
    "roll_back_warning": record_warning,
}


@login_required
def letter(request: OfficerRequest, pk: int) -> HttpResponse:
    """An issued letter of the area that names no identity number, as PDF or as a Word file."""
    held = get_object_or_404(IssuedDocument, pk=pk, kind__in=KINDS)
    form = "docx" if request.GET.get("form") == "docx" else "pdf"
    try:
        content = letters.printed(held, form)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("matter", pk=held.matter_id)
    return attached(content, f"{held.kind.split('/')[1]}-{held.year}-{held.serial}", form)


KINDS = tuple(
    f"inspection/{name}"
    for name in (
        "audit_notice", "audit_record", "audit_information", "audit_opinion", "penalty_proposal", "enquiry", "roll_back_notice", "roll_back_referral",

    )
)  # fmt: skip
