"""工程项目 — the register by permit, the gap list of the permit's day, an extension asked for."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gongdun.areas.enrolment import operations
from gongdun.areas.enrolment.models import Project
from gongdun.areas.enrolment.pages.campaigns import back, day, fen
from gongdun.areas.enrolment.queries import projects as queries
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.requests import OfficerRequest

CLERKS = frozenset({"enrolment_clerk", "data_clerk"})
READERS = CLERKS | {"inspection_liaison", "audit_officer", "approver", "reviewer", "director", "supervisor"}


@login_required
def projects(request: OfficerRequest) -> HttpResponse:
    """The register, or with `gap=1` the projects without cover on the day of their permit."""
    gaps = queries.gaps(request.today)
    is_gap = request.GET.get("gap") == "1"
    asked: Any = gaps if is_gap else Project.objects.select_related("matter", "contractor")
    page = Paginator(asked, 50).get_page(request.GET.get("page"))
    language = get_language() or "zh-hans"
    rows = list(page.object_list) if is_gap else [shown(one, request, language) for one in page.object_list]
    context = {
        "is_gap": is_gap, "rows": rows, "page": page, "gap_count": len(gaps), "may_register": request.user.has_role(*CLERKS),
        "may_export": request.user.has_role(*READERS), "filter": [("on", request.today.isoformat())],
    }  # fmt: skip
    return render(request, "enrolment/projects.html", context)


def shown(one: Project, request: OfficerRequest, language: str) -> dict[str, object]:
    state = procedure_of(one.matter).state(one.matter.state)
    late = 0 if one.matter.state == "withdrawn" else queries.days_open(one.permit_on, one.covered_from, request.today)
    return {
        "one": one,
        "state": state.title.text(language),
        "tone": state.tone,
        "late": late,
        "present": queries.present(one.matter, request.today),
    }


@login_required
@require_POST
def extension(request: OfficerRequest, pk: int) -> HttpResponse:
    """The new end of the works, and the cost where the contract rose."""
    get_object_or_404(Project, matter=pk)
    cost = request.POST.get("cost", "").strip()
    return back(
        request, pk, lambda: operations.ask_extension(
            matter=pk, until=day(request.POST.get("until", "")), cost_fen=fen(cost) if cost else None, actor=request.actor, today=request.today
        ),
    )  # fmt: skip
