"""待遇申领 — the list of claims, a new one, and what a clerk does on a claim: wages, facts, answers to checks; the sheet of an amount."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.areas.benefits.documents import determination, remittance_advice
from gongdun.areas.benefits.models import Claim, ClaimItem
from gongdun.areas.benefits.operations import claims as operations
from gongdun.areas.benefits.pages import entry
from gongdun.areas.benefits.pages.acting import acted, attached, told
from gongdun.areas.benefits.queries.declared import from_lake
from gongdun.areas.benefits.words import BENEFITS
from gongdun.compare.lake import Lake
from gongdun.compare.months import Month
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.documents import pdf
from gongdun.desk.models import IssuedDocument
from gongdun.desk.operations.papers import kind_of
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal

FIELDS = (
    "identity", "uscc", "recognition", "assessment", "injured_on", "payee", "account", "grade", "care_level", "concluded_on", "died_on", "ended_on",
    "ended_by", "retirement_kind", "insured_from", "insured_at_injury", "veteran_relapse", "identity_check", "dependants",
)  # fmt: skip
PAPERS = {"benefits/determination": determination, "benefits/remittance_advice": remittance_advice}


@login_required
def claims(request: OfficerRequest) -> HttpResponse:
    language = get_language() or "zh-hans"
    asked = Claim.objects.select_related("matter", "worker", "employer").order_by("-id")
    page = Paginator(asked, 50).get_page(request.GET.get("page"))
    rows = [
        {
            "claim": one,
            "benefits": "、".join(BENEFITS[name].text(language) for name in one.matter.facts.get("causes", ())),
            "state": procedure_of(one.matter).state(one.matter.state).title.text(language),
            "tone": procedure_of(one.matter).state(one.matter.state).tone,
        }
        for one in page.object_list
    ]
    return render(request, "benefits/claims.html", {"rows": rows, "page": page, "may_enter": request.user.has_role("intake_clerk")})


@login_required
def new_claim(request: OfficerRequest) -> HttpResponse:
    """Enter a claim; a refusal keeps what was typed."""
    language = get_language() or "zh-hans"
    typed = {name: request.POST.get(name, "").strip() for name in FIELDS}
    chosen = request.POST.getlist("benefits")
    context = {
        "typed": typed,
        "benefits": [(name, title.text(language), name in chosen) for name, title in BENEFITS.items() if name != "medical"],
    }
    if request.method != "POST":
        return render(request, "benefits/new_claim.html", context)
    try:
        matter = operations.open_claim(claim=entry.claim_of(request.POST, request.actor), **told(request))
    except Refusal as refusal:
        return render(request, "benefits/new_claim.html", context | {"refusal": refusal.text(language)}, status=422)
    return redirect("matter", pk=matter.pk)


@login_required
@require_POST
def wages(request: OfficerRequest, pk: int) -> HttpResponse:
    """From the declarations; or typed from a paper that is named, where the declarations held here do not reach back."""
    claim = get_object_or_404(Claim.objects.select_related("worker", "employer"), matter=pk)
    source = request.POST.get("source", "").strip()

    def work() -> None:
        if request.POST.get("typed"):
            if not source:
                raise Refusal("Name the paper the months are typed from.")
            rows = entry.wages_of(request.POST["typed"], claim.employer)
        else:
            rows = from_lake(Lake(Path(settings.LAKE)), Month.of(request.today), claim.worker.person_key)
        operations.take_wages(matter=pk, declared=rows, actor=request.actor, now=request.now, source=source or "缴费申报")

    return acted(request, "matter", _("The wages of the twelve months before the injury stand in the file."), work, pk=pk)


@login_required
@require_POST
def answer(request: OfficerRequest, pk: int) -> HttpResponse:
    get_object_or_404(Claim, matter=pk)
    said = {"guard": request.POST.get("guard", ""), "answer": request.POST.get("answer", "")}
    return acted(
        request, "matter", _("The answer stands beside the check."),
        lambda: operations.answer_check(matter=pk, actor=request.actor, now=request.now, **said), pk=pk,
    )  # fmt: skip


@login_required
def sheet(request: OfficerRequest, pk: int) -> HttpResponse:
    """计算书 — the amount step by step as it was computed, with its articles, values and receipt."""
    item = get_object_or_404(ClaimItem.objects.select_related("claim__matter", "claim__worker", "dependant"), pk=pk)
    title = BENEFITS[item.benefit].text(get_language() or "zh-hans")
    return render(
        request,
        "benefits/sheet.html",
        {"item": item, "title": title, "steps": item.sheet.get("steps", ()), "known": item.sheet.get("known")},
    )


@login_required
def paper(request: OfficerRequest, pk: int) -> HttpResponse:
    """A determination or an advice as it was issued: they hold masked numbers only, so no door is opened."""
    held = get_object_or_404(IssuedDocument, pk=pk, kind__in=list(PAPERS))
    content = pdf(PAPERS[held.kind].compose(held.tree))
    return attached(content, f"{kind_of(held.kind).id}-{held.year}-{held.serial}.pdf", "application/pdf")
