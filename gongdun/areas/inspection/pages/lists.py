"""未参保名单 — lists by district; building one from new leads; the inspector's page, row by row, made for a phone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gongdun.areas.inspection import operations, queries
from gongdun.areas.inspection.models import ListRow, UninsuredList
from gongdun.areas.inspection.pages.amounts import fen
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area

FINDINGS = list(ListRow.Finding.choices)


@login_required
def lists(request: OfficerRequest) -> HttpResponse:
    language = get_language() or "zh-hans"
    held = UninsuredList.objects.select_related("matter", "inspectorate").order_by("-month", "district")[:200]
    areas = {area.pk: area for area in Area.objects.all()}
    waiting = [
        {"area": area, "area_name": area.name_en if language.startswith("en") else area.name, "count": count}
        for area in areas.values()
        if area.kind == "district"
        and area.pk in (request.user.scope().districts or ())
        and (count := queries.leads_to_list(area.pk).count())
    ]
    rows = [list_row(one, areas[one.district], language) for one in held]
    return render(
        request,
        "inspection/lists.html",
        {"rows": rows, "waiting": waiting, "may_build": request.user.has_role("inspection_liaison", "enrolment_clerk")},
    )


def list_row(one: UninsuredList, area: Area, language: str) -> dict[str, Any]:
    counts = queries.progress(one.matter)
    state = procedure_of(one.matter).state(one.matter.state)
    total = sum(counts.values())
    return {
        "matter": one.matter, "month": one.month, "area": area.name_en if language.startswith("en") else area.name, "state": state.title.text(language), "tone": state.tone,
        "total": total, "found": total - counts.get("", 0), "handed_over_on": one.handed_over_on, "due_on": one.feedback_due_on, "answered_on": one.answered_on,
    }  # fmt: skip


@login_required
@require_POST
def build(request: OfficerRequest) -> HttpResponse:
    """A list of every new lead of one district."""
    area = get_object_or_404(Area, pk=request.POST.get("district") or 0)
    leads = list(queries.leads_to_list(area.pk).select_related("last_run"))
    try:
        if not leads:
            raise Refusal("No new lead of {district} was chosen. Choose leads that stand in no other list.", district=area.name)
        month = max(lead.last_run.month for lead in leads)
        matter = operations.build_list(
            district=area, month=month, leads=[lead.pk for lead in leads], actor=request.actor, today=request.today, now=request.now
        )
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("uninsured_lists")
    return redirect("matter", pk=matter.pk)


@login_required
def rows(request: OfficerRequest, pk: int) -> HttpResponse:
    # By the list, not by the matter: a portal user may see a matter without what the offices keep beside it.
    matter = get_object_or_404(UninsuredList.objects.select_related("matter__office"), matter=pk).matter
    held = list(matter.list_rows.select_related("employer", "worker"))
    may_record = matter.state == "checking" and request.user.office_id == matter.office_id and request.user.has_role("labour_inspector")
    open_rows = [row for row in held if not row.finding]
    current = next((row for row in held if str(row.position) == request.GET.get("row")), open_rows[0] if open_rows else None)
    context = {
        "matter": matter,
        "list": matter.uninsured_list,
        "rows": held,
        "current": current,
        "found": len(held) - len(open_rows),
        "findings": [(number, value, label) for number, (value, label) in enumerate(FINDINGS, start=1)],
        "may_record": may_record,
        "finders": request.session.get("finders") or f"{request.user}、",
    }
    return render(request, "inspection/rows.html", context)


@login_required
@require_POST
def record(request: OfficerRequest, pk: int, position: int) -> HttpResponse:
    """Record one finding and go on to the next open row, or take one back."""
    try:
        if request.POST.get("undo"):
            operations.clear_finding(matter=pk, position=position, actor=request.actor)
            return redirect(f"{back(pk)}?row={position}")
        finders = request.POST.get("finders", "")
        finding = {
            "position": position,
            "finding": request.POST.get("finding", ""),
            "remark": request.POST.get("remark", ""),
            "arrears_fen": fen(request.POST.get("arrears", "")),
        }
        operations.record_findings(matter=pk, findings=[finding], actor=request.actor, today=request.today, finders=finders)
        request.session["finders"] = finders
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect(f"{back(pk)}?row={position}")
    return redirect(back(pk))


def back(pk: int) -> str:
    return f"/lists/{pk}/rows/"
