"""单险种参保 — applications opened from a lead or by hand, the file for the platform downloaded for a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gongdun.areas.enrolment import operations
from gongdun.areas.enrolment.models import SingleCover
from gongdun.areas.enrolment.operations.single import RULES
from gongdun.areas.enrolment.pages.campaigns import back, day
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.look import reveal_reason
from gongdun.desk.models import Lead
from gongdun.desk.pages.sheets import workbook
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Employer

CLERKS = frozenset({"enrolment_clerk", "data_clerk"})


@login_required
def single_covers(request: OfficerRequest) -> HttpResponse:
    """Every application of my areas with how many the data show insured; a new one is opened here."""
    language = get_language() or "zh-hans"
    asked = SingleCover.objects.select_related("matter", "employer").annotate(
        persons=Count("matter__cover_persons"), insured=Count("matter__cover_persons", filter=Q(matter__cover_persons__result="insured"))
    )
    page = Paginator(asked.order_by("matter__is_closed", "-id"), 50).get_page(request.GET.get("page"))
    rows = [{"one": one, "state": state(one, language)} for one in page.object_list]
    context = {"rows": rows, "page": page, "groups": SingleCover.Group.choices, "may_open": request.user.has_role(*CLERKS)}
    return render(request, "enrolment/single_covers.html", context)


def state(one: SingleCover, language: str) -> dict[str, str]:
    found = procedure_of(one.matter).state(one.matter.state)
    return {"title": found.title.text(language), "tone": found.tone}


@login_required
@require_POST
def open_single(request: OfficerRequest) -> HttpResponse:
    """By an employer's credit code and group, or from the lead that asks for it."""
    try:
        asked = from_lead(request) if "pick" in request.POST else typed(request)
        matter = operations.open_single_cover(**asked, actor=request.actor, today=request.today, now=request.now)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("single_covers")
    return redirect("matter", pk=matter.pk)


def typed(request: OfficerRequest) -> dict[str, Any]:
    told = request.POST.get("applied_on", "").strip()
    applied: date | None = day(told) if told else None
    return {"employer": employer_of(request.POST.get("uscc", "")), "scheme": request.POST.get("scheme", ""), "applied_on": applied}


def from_lead(request: OfficerRequest) -> dict[str, Any]:
    pick = request.POST.get("pick", "")
    lead = get_object_or_404(Lead, pk=int(pick) if pick.isdigit() else 0)
    if lead.employer is None or lead.rule not in RULES:
        raise Refusal("This lead names no employer, or its rule leads to another procedure.")
    return {"employer": lead.employer, "scheme": RULES[lead.rule], "leads": [lead.pk]}


def employer_of(uscc: str) -> Employer:
    found = Employer.objects.filter(uscc=uscc.strip().upper()).first()
    if found is None:
        raise Refusal(
            "No employer with the credit code {code} is among those you may see. Check the 18 characters.", code=uscc.strip() or "—"
        )
    return found


@login_required
@require_POST
def remove(request: OfficerRequest, pk: int) -> HttpResponse:
    get_object_or_404(SingleCover, matter=pk)
    told = request.POST.get("position", "")
    position = int(told) if told.isdigit() else 0
    return back(request, pk, lambda: operations.remove_person(matter=pk, position=position, actor=request.actor))


@login_required
@require_POST
def application_file(request: OfficerRequest, pk: int) -> HttpResponse:
    """The rows that go out, with full numbers, for the province's platform."""
    get_object_or_404(SingleCover, matter=pk)
    try:
        held, content = operations.download_application(
            matter=pk, reason=reveal_reason(request.POST.dict()), actor=request.actor, now=request.now
        )
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("matter", pk=pk)
    return workbook(content, held.number.replace(" ", "-"))
