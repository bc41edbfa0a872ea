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
    "scheme": gettext_lazy("by scheme"),
    "district": gettext_lazy("by district"),
    "risk": gettext_lazy("by risk"),
    "size": gettext_lazy("by size"),
}
RISKS = {"high": gettext_lazy("high-risk trades"), "other": gettext_lazy("other trades")}
SCHEMES = {
    "employee": gettext_lazy("employees"),
    "over_age": gettext_lazy("over-age workers"),
    "intern": gettext_lazy("interns"),
    "new_form": gettext_lazy("new-form workers"),
    "project": gettext_lazy("building projects"),
}
READERS = frozenset(
    {"enrolment_clerk", "data_clerk", "inspection_liaison", "audit_officer", "approver", "reviewer", "director", "supervisor"}
)
TAKERS = frozenset({"data_clerk", "enrolment_clerk"})


@login_required
def cover(request: OfficerRequest) -> HttpResponse:
    """My rows with their gap lists, or the city's totals: whoever sees no row of a month sees only those."""
    month = queries.month_asked(request.GET.get("month", ""))
    by = request.GET.get("by", "trade")
    by = by if by in BREAKDOWNS else "trade"
    context: dict[str, Any] = {
        "months": queries.months(), "month": month, "by": by, "breakdowns": list(BREAKDOWNS.items()), "may_take": request.user.has_role(*TAKERS),
        "may_export": request.user.has_role(*READERS), "lines": [], "fewest": queries.FEWEST,
    }  # fmt: skip
    if month:
        asked = queries.of_month(month)
        is_city = request.GET.get("whose") == "city" or not asked.exists()
        lines = queries.city_coverage(month, by, district_names()) if is_city else queries.coverage(asked, by, district_names())
        context |= shown(lines, by, is_city) | {"source": next((row.known_from for row in asked[:1]), None)}
        if (key := request.GET.get("key")) and not is_city:
            page = Paginator(queries.gaps(queries.narrowed(asked, by, key)), 50).get_page(request.GET.get("page"))
            context |= {
                "key": key,
                "page": page,
                "rows": page.object_list,
                "filter": [("month", f"{month:%Y-%m}"), ("by", by), ("key", key)],
            }
    return render(request, "enrolment/cover.html", context)


def shown(lines: list[queries.Coverage], by: str, is_city: bool) -> dict[str, Any]:
    """Lines with their names in the reader's language; nothing is added up over schemes, and no hidden group into a sum."""
    names = {"risk": RISKS, "scheme": SCHEMES}.get(by, {})
    told = [(names.get(line.key, line.name), line) for line in lines]
    sums = {
        name: sum(getattr(line, name) for line in lines if not (is_city and line.is_hidden)) for name in ("employers", "paid", "covered")
    }
    return {"lines": told, "is_city": is_city, "is_summed": by != "scheme", **sums}


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
