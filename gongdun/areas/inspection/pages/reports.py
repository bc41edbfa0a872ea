"""基数异常 — what labour inspection reported and how far the agency is with it; an inspector reports a new one."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from gongdun.areas.inspection import operations
from gongdun.areas.inspection.models import BaseReport
from gongdun.areas.inspection.pages.amounts import fen
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Employer


@login_required
def reports(request: OfficerRequest) -> HttpResponse:
    language = get_language() or "zh-hans"
    asked = BaseReport.objects.select_related("matter", "employer", "reported_by").order_by("-reported_on", "-id")
    page = Paginator(asked, 50).get_page(request.GET.get("page"))
    rows = [
        {
            "report": one,
            "state": procedure_of(one.matter).state(one.matter.state).title.text(language),
            "tone": procedure_of(one.matter).state(one.matter.state).tone,
        }
        for one in page.object_list
    ]
    return render(
        request,
        "inspection/reports.html",
        {"rows": rows, "page": page, "may_report": request.user.has_role("labour_inspector", "inspection_head")},
    )


FIELDS = ("uscc", "first", "last", "declared", "actual", "evidence")


@login_required
def new_report(request: OfficerRequest) -> HttpResponse:
    """An inspector tells the agency of a base that is not the wage; a refusal keeps what was typed."""
    typed = {name: request.POST.get(name, "").strip() for name in FIELDS}
    if request.method != "POST":
        return render(request, "inspection/new_report.html", {"typed": typed})
    try:
        matter = operations.report_base(
            employer=employer_of(typed["uscc"]), worker=None, months=(month(typed["first"]), month(typed["last"])),
            declared_base_fen=fen(typed["declared"]), actual_wage_fen=fen(typed["actual"]), evidence=evidence(typed["evidence"]),
            actor=request.actor, today=request.today, now=request.now,
        )  # fmt: skip
    except Refusal as refusal:
        context = {"typed": typed, "refusal": refusal.text(get_language())}
        return render(request, "inspection/new_report.html", context, status=422)
    return redirect("matter", pk=matter.pk)


def employer_of(uscc: str) -> Employer:
    found = Employer.objects.filter(uscc=uscc.upper()).first()
    if found is None:
        raise Refusal("No employer with the credit code {code} is among those you may see. Check the 18 characters.", code=uscc or "—")
    return found


def month(text: str) -> date:
    """The first day of a month written like 2022-06."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Refusal("“{text}” is no month. Write it like 2022-06.", text=text) from None


def evidence(text: str) -> str:
    if not text:
        raise Refusal("Say what shows the actual wage, such as the payroll seen and its months (Labour Inspection Regulation art. 27).")
    return text
