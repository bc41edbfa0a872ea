"""专项行动 and 停保 — campaigns opened and gone through unit by unit; a lead becomes a stopped cover; refunds recorded; letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gongdun.areas.enrolment import conditions, operations, queries
from gongdun.areas.enrolment.models import Campaign, CampaignPerson, CampaignUnit, CoverStop
from gongdun.desk import letters
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.models import IssuedDocument, Lead
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal

KINDS = ("enrolment/stop_notice", "enrolment/campaign_report", "enrolment/school_certificate", "enrolment/school_reminder")
TYPES = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


@login_required
def campaigns(request: OfficerRequest) -> HttpResponse:
    language = get_language() or "zh-hans"
    held = Campaign.objects.select_related("matter").order_by("-id")[:100]
    rows = [
        {"one": one, "state": procedure_of(one.matter).state(one.matter.state).title.text(language), "tally": queries.tally(one.matter)}
        for one in held
        if one.matter.procedure == "campaign"
    ]
    context = {
        "rows": rows,
        "measures": list(queries.CAMPAIGNS),
        "may_open": request.user.has_role("enrolment_clerk", "data_clerk", "audit_officer"),
    }
    return render(request, "enrolment/campaigns.html", context)


@login_required
@require_POST
def open_campaign(request: OfficerRequest) -> HttpResponse:
    try:
        matter = operations.open_campaign(
            measure=request.POST.get("measure", ""), title=request.POST.get("title", ""), due_on=day(request.POST.get("due_on", "")),
            actor=request.actor, today=request.today, now=request.now,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("campaigns")
    return redirect("matter", pk=matter.pk)


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal("“{text}” is no day. Write it like 2022-06-30.", text=text) from None


def back(request: OfficerRequest, pk: int, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    return redirect("matter", pk=pk)


@login_required
@require_POST
def unit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Note a contact with a unit, or give it its finding."""
    held = get_object_or_404(CampaignUnit, pk=pk)
    act: dict[str, Any] = {"unit": pk, "actor": request.actor, "today": request.today}
    text = request.POST.get("text", "")
    if finding := request.POST.get("finding"):
        return back(request, held.matter_id, lambda: operations.settle_unit(finding=finding, remark=text, **act))
    return back(request, held.matter_id, lambda: operations.note_contact(kind=request.POST.get("kind", ""), text=text, **act))


@login_required
@require_POST
def check(request: OfficerRequest, pk: int) -> HttpResponse:
    """Say of each entry condition of a unit whether it is met; one left open stays open."""
    held = get_object_or_404(CampaignUnit, pk=pk)
    said = {item: request.POST.get(f"condition_{item}", "") for item in conditions.titles(held.group)}
    answers = {item: answer == "met" for item, answer in said.items() if answer in ("met", "not_met")}
    words = request.POST.get("words", "")
    return back(
        request,
        held.matter_id,
        lambda: operations.check_unit(unit=pk, answers=answers, words=words, actor=request.actor, today=request.today),
    )


@login_required
@require_POST
def clear(request: OfficerRequest, pk: int) -> HttpResponse:
    """Let a listed person's difference stand on a ground."""
    held = get_object_or_404(CampaignPerson, pk=pk)
    words = request.POST.get("words", "")
    return back(request, held.matter_id, lambda: operations.clear_person(person=pk, words=words, actor=request.actor, today=request.today))


@login_required
@require_POST
def stop(request: OfficerRequest) -> HttpResponse:
    """A lead of a deceased person becomes a stopped cover."""
    pick = request.POST.get("pick", "")
    lead = get_object_or_404(Lead, pk=int(pick) if pick.isdigit() else 0)
    try:
        matter = operations.open_stop(leads=[lead.pk], actor=request.actor, today=request.today, now=request.now)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("lead", pk=lead.pk)
    return redirect("matter", pk=matter.pk)


@login_required
@require_POST
def refund(request: OfficerRequest, pk: int) -> HttpResponse:
    get_object_or_404(CoverStop, matter=pk)
    return back(request, pk, lambda: operations.record_refund(matter=pk, amount_fen=fen(request.POST.get("amount", "")), receipt=request.POST.get("receipt", ""), actor=request.actor, today=request.today))  # fmt: skip


def fen(text: str) -> int:
    """Yuan with at most two places, as fen."""
    whole, _, places = text.strip().replace(",", "").partition(".")
    if not whole.isdigit() or not (places == "" or (places.isdigit() and len(places) <= 2)):
        raise Refusal("“{text}” is no amount in yuan. Write it like 495.00.", text=text)
    return int(whole) * 100 + int(places.ljust(2, "0") or 0)


@login_required
def letter(request: OfficerRequest, pk: int) -> HttpResponse:
    """An issued letter of the area, as PDF or as a Word file; it names no identity number."""
    held = get_object_or_404(IssuedDocument, pk=pk, kind__in=KINDS)
    form = "docx" if request.GET.get("form") == "docx" else "pdf"
    try:
        content = letters.printed(held, form)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("matter", pk=held.matter_id)
    name = f"{held.kind.split('/')[1]}-{held.year}-{held.serial}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)
