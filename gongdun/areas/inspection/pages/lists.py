"""未参保名单 — lists by district; building one from new leads; the inspector's page, row by row, made for a phone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gongdun import law
from gongdun.areas.inspection import operations, queries
from gongdun.areas.inspection.models import ListRow, UninsuredList
from gongdun.areas.inspection.pages.amounts import fen
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.models import Matter
from gongdun.desk.pages.chips import of_matter
from gongdun.desk.queries.moves import offered
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
    shown = {"todo": open_rows, "done": [row for row in held if row.finding]}.get(request.GET.get("show", ""), held)
    current = next((row for row in held if str(row.position) == request.GET.get("row")), open_rows[0] if open_rows else None)
    context = {
        "matter": matter,
        "list": matter.uninsured_list,
        "rows": held,
        "firms": firms(held, shown, photos(matter)),
        "show": request.GET.get("show", ""),
        "counts": [(number, label, sum(row.finding == value for row in held)) for number, (value, label) in enumerate(FINDINGS, start=1)],
        "todo": len(open_rows),
        "last": last_found(request, held),
        "chip": of_matter(matter, request.today, law.Calendar.shipped(), get_language() or "zh-hans"),
        "answer": answer_of(matter, request),
        "current": current,
        "found": len(held) - len(open_rows),
        "findings": [(number, value, label) for number, (value, label) in enumerate(FINDINGS, start=1)],
        "may_record": may_record,
        "finders": request.session.get("finders") or f"{request.user}、",
    }
    return render(request, "inspection/rows.html", context)


def firms(held: list[ListRow], shown: list[ListRow], proofs: dict[int, list[int]]) -> list[dict[str, Any]]:
    """The rows in the list's order, a band for each employer with how many of its rows are found."""
    by_firm: dict[int, list[ListRow]] = {}
    for row in shown:
        by_firm.setdefault(row.employer_id, []).append(row)
    whole = {firm: [row for row in held if row.employer_id == firm] for firm in by_firm}
    return [
        {
            "employer": rows_[0].employer,
            "rows": [{"row": row, "photos": proofs.get(row.position, [])} for row in rows_],
            "found": sum(bool(row.finding) for row in whole[firm]),
            "total": len(whole[firm]),
        }
        for firm, rows_ in by_firm.items()
    ]


def last_found(request: OfficerRequest, held: list[ListRow]) -> int | None:
    """The row this inspector found last, for the key U; none once it is taken back."""
    told = request.session.get(f"found:{held[0].matter_id}") if held else None
    return told if any(row.position == told and row.finding for row in held) else None


def photos(matter: Matter) -> dict[int, list[int]]:
    """Row → its photos."""
    found: dict[int, list[int]] = {}
    for pk, subject in matter.attachments.filter(subject__startswith="row:").values_list("pk", "subject"):
        found.setdefault(int(subject.removeprefix("row:")), []).append(pk)
    return found


def answer_of(matter: Matter, request: OfficerRequest) -> dict[str, Any] | None:
    """The move that sends the findings back, where it is next; greyed with its reason while rows are open."""
    language = get_language() or "zh-hans"
    one = next((one for one in offered(matter, request.actor) if one.move.id == "answer"), None)
    if one is None:
        return None
    return {
        "title": one.move.title.text(language),
        "consequence": one.move.consequence.text(language),
        "refusal": one.refusal.text(language) if one.refusal else "",
    }


@login_required
@require_POST
def record(request: OfficerRequest, pk: int, position: int) -> HttpResponse:
    """Record one finding and go on to the next open row, or take one back."""
    try:
        if request.POST.get("undo"):
            operations.clear_finding(matter=pk, position=position, actor=request.actor)
            request.session.pop(f"found:{pk}", None)
            return redirect(f"{back(pk)}?row={position}")
        finders = request.POST.get("finders", "")
        finding = {
            "position": position,
            "finding": request.POST.get("finding", ""),
            "remark": request.POST.get("remark", ""),
            "arrears_fen": fen(request.POST.get("arrears", "")),
        }
        told: dict[str, Any] = {"matter": pk, "actor": request.actor, "today": request.today, "finders": finders}
        if photo := request.FILES.get("photo"):
            operations.record_with_photo(finding=finding, photo=(photo.name or "", photo.read()), now=request.now, **told)
        else:
            operations.record_findings(findings=[finding], **told)
        request.session["finders"], request.session[f"found:{pk}"] = finders, position
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect(f"{back(pk)}?row={position}")
    return redirect(back(pk))


def back(pk: int) -> str:
    return f"/lists/{pk}/rows/"
