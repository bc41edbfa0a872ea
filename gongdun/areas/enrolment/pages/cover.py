"""参保覆盖 — heads paid and insured by trade, district, risk and size; behind every number its gap list; one employer's events and declarations."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_POST

from gongdun.areas.enrolment import lake_cover, operations
from gongdun.areas.enrolment.models import EmployerMonth
from gongdun.areas.enrolment.queries import cover as queries
from gongdun.compare.lake import Lake
from gongdun.compare.runner import LAKE
from gongdun.desk.refusals import refuse_unless
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area, Employer
from gongdun.registry.queries import latest_snapshots

BREAKDOWNS = {
    "trade": gettext_lazy("by trade"),
    "district": gettext_lazy("by district"),
    "risk": gettext_lazy("by risk"),
    "size": gettext_lazy("by size"),
}
RISKS = {"high": gettext_lazy("high-risk trades"), "other": gettext_lazy("other trades")}
TAKERS = frozenset({"data_clerk", "enrolment_clerk"})


@login_required
def cover(request: OfficerRequest) -> HttpResponse:
    months = list(EmployerMonth.objects.order_by("-month").values_list("month", flat=True).distinct()[:24])
    month = next((one for one in months if f"{one:%Y-%m}" == request.GET.get("month")), months[0] if months else None)
    by = request.GET.get("by", "trade")
    by = by if by in BREAKDOWNS else "trade"
    context: dict[str, Any] = {
        "months": months, "month": month, "by": by, "breakdowns": list(BREAKDOWNS.items()), "may_take": request.user.has_role(*TAKERS), "lines": [],
    }  # fmt: skip
    if month:
        asked = queries.of_month(month)
        lines = queries.coverage(asked, by, district_names())
        context |= {
            "lines": [(RISKS.get(line.key, line.name) if by == "risk" else line.name, line) for line in lines],
            "employers": sum(line.employers for line in lines), "paid": sum(line.paid for line in lines), "covered": sum(line.covered for line in lines),
            "source": next((row.known_from for row in asked[:1]), None),
        }  # fmt: skip
        if key := request.GET.get("key"):
            page = Paginator(queries.gaps(queries.narrowed(asked, by, key)), 50).get_page(request.GET.get("page"))
            context |= {"key": key, "page": page, "rows": page.object_list}
    return render(request, "enrolment/cover.html", context)


def district_names() -> dict[int, str]:
    is_english = (get_language() or "zh-hans").startswith("en")
    return {area.pk: area.name_en if is_english else area.name for area in Area.objects.all()}


@login_required
@require_POST
def take(request: OfficerRequest) -> HttpResponse:
    """Take a month over from the snapshots in the lake."""
    try:
        refuse_unless(request.actor, TAKERS)
        month = month_of(request.POST.get("month", ""))
        if not (settings.LAKE / LAKE).exists():
            raise Refusal("The snapshots are not on this machine. Take the month over where the comparison runs.")
        rows = lake_cover.heads(Lake(settings.LAKE / LAKE), month)
        if not rows:
            raise Refusal("No declarations or wages of {month} have come in. Bring in the month's files first.", month=f"{month:%Y-%m}")
        operations.take_cover(month=month, rows=rows, actor=request.actor)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    return redirect("cover")


def month_of(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Refusal("“{text}” is no month. Write it like 2022-06.", text=text) from None


@login_required
def employer(request: OfficerRequest, pk: int) -> HttpResponse:
    """Enrol, cease and roll-back of an employer as the platform reported them, and its monthly declarations."""
    held = get_object_or_404(Employer, pk=pk)
    folder, month = settings.LAKE / LAKE, request.today.replace(day=1)
    lake = Lake(folder) if folder.exists() else None
    context = {
        "employer": held,
        "events": lake_cover.events_of(lake, month, held.key) if lake else [],
        "declared": lake_cover.declared_months(lake, month, held.key) if lake else [],
        "months": EmployerMonth.objects.filter(employer=held).select_related("known_from").order_by("-month")[:24],
        "sources": [one for one in latest_snapshots() if one.table in ("enrolments", "declarations", "payroll")],
        "is_here": lake is not None,
    }
    return render(request, "enrolment/employer.html", context)
