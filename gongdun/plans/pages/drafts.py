"""计划 — every plan of the city, a table on its way to a plan, and the difference between two of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.desk.catalogue import catalogue
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.plans import proposals
from gongdun.plans.models import Plan, PlanDraft
from gongdun.plans.operations import drafts as operations
from gongdun.plans.pages import looks
from gongdun.plans.pages.entries import download, uploaded
from gongdun.plans.queries import exports
from gongdun.plans.reader.table_files import write_to
from gongdun.plans.stanzas import DEADLINE_KINDS, RELATIONS, YARDSTICKS


def refuse_others(request: OfficerRequest) -> None:
    if not request.user.has_role(*operations.KEEPERS):
        raise PermissionDenied


@login_required
def plans_page(request: OfficerRequest) -> HttpResponse:
    refuse_others(request)
    return render(request, "plans/plans.html", plans_context())


def plans_context() -> dict[str, Any]:
    drafts = PlanDraft.objects.filter(plan=None).select_related("account", "follows")
    return {
        "plans": [{"plan": one, "count": one.measures.count()} for one in Plan.objects.select_related("follows", "adopted_by")],
        "drafts": [{"draft": one, "done": sum(row["is_confirmed"] for row in one.measures), "count": len(one.measures)} for one in drafts],
    }


@login_required
@require_POST
def upload(request: OfficerRequest) -> HttpResponse:
    told = request.POST
    try:
        draft = operations.take_table(
            file=uploaded(request), city=uploaded(request, "city"), follows=int(told["follows"]) if told.get("follows", "").isdigit() else None,
            year=told.get("year", ""), actor=request.actor, today=request.today,
        )  # fmt: skip
    except Refusal as refusal:
        if not request.user.has_role(*operations.KEEPERS):
            raise PermissionDenied from refusal
        return render(request, "plans/plans.html", plans_context() | {"refusal": refusal.text(get_language())}, status=409)
    return redirect("plan_draft", pk=draft.pk)


@login_required
@require_POST
def next_year(request: OfficerRequest, pk: int) -> HttpResponse:
    get_object_or_404(Plan, pk=pk)
    try:
        draft = operations.begin_next_year(plan=pk, actor=request.actor, today=request.today)
    except Refusal as refusal:
        raise PermissionDenied(refusal.text(get_language())) from refusal
    return redirect("plan_draft", pk=draft.pk)


@login_required
def draft_page(request: OfficerRequest, pk: int) -> HttpResponse:
    refuse_others(request)
    return render(request, "plans/draft.html", draft_context(get_object_or_404(PlanDraft.objects.select_related("follows", "plan"), pk=pk)))


def draft_context(draft: PlanDraft) -> dict[str, Any]:
    rows = [draft_row(place, row) for place, row in enumerate(draft.measures)]
    before = exports.as_read(draft.follows)["measures"] if draft.follows else []
    found = proposals.differences(before, draft.measures) if before else []
    kinds = {one.after["number"]: one for one in found if one.after is not None}
    for row in rows:
        row["change"] = change_said(kinds[row["number"]]) if row["number"] in kinds else ""
    return {
        "draft": draft, "rows": rows, "unresolved": [one | {"reason": _(one["reason"])} for one in draft.unresolved],
        "left": sum(not row["is_confirmed"] for row in rows), "dropped": [one.before for one in found if one.kind == "dropped"],
        "yardsticks": [(name, yardstick_word(name)) for name in YARDSTICKS], "deadlines": [(name, deadline_word(name)) for name in DEADLINE_KINDS],
        "indicators": [(key, entry.thing.title.text(looks.language())) for key, entry in sorted(catalogue().indicators.items())],
        "relations": [(name, looks.RELATIONS.get(name, "–")) for name in RELATIONS], "counts": Counter(one.kind for one in found),
    }  # fmt: skip


def draft_row(place: int, row: dict[str, Any]) -> dict[str, Any]:
    chosen = row["proposal"]
    return {
        "place": place, "number": row["number"], "text": row["text"], "chapter": row["chapter"], "deadline": row["deadline"] or {},
        "deadline_text": row.get("deadline_text", ""), "lead": row["lead_text"], "support": row["support_text"], "is_confirmed": row["is_confirmed"],
        "title": chosen["title"], "title_en": chosen["title_en"], "yardstick": chosen["yardstick"], "indicators": ", ".join(chosen["indicators"]),
        "targets": [one | {"said": looks.aim_text(one | {"value": str(one["value"])}, not one.get("unit"))} for one in chosen["targets"]],
        "why": _(chosen["why"]).format(number=chosen["like"]), "likeness": chosen["likeness"], "others": chosen["others"],
    }  # fmt: skip


def yardstick_word(name: str) -> str:
    return {
        "count": _("count: a number to reach"), "ratio": _("ratio: a share to keep"), "milestone": _("milestone: evidence by a date"),
        "standing": _("standing: no number"),
    }[name]  # fmt: skip


def deadline_word(name: str) -> str:
    return {"year_round": _("all year"), "by": _("by a date"), "as_directed": _("as directed"), "recurring": _("recurring")}[name]


def change_said(one: proposals.Difference) -> str:
    words = {"text": _("wording"), "deadline": _("deadline"), "lead": _("lead"), "support": _("support"), "targets": _("targets")}
    if one.kind == "changed":
        return _("changed: %(what)s") % {"what": ", ".join(words[name] for name in one.fields)}
    return {"same": _("unchanged"), "new": _("new"), "dropped": _("dropped")}[one.kind]


def act(request: OfficerRequest, pk: int, work: Callable[[], Any], said: str) -> HttpResponse:
    draft = get_object_or_404(PlanDraft.objects.select_related("follows", "plan"), pk=pk)
    refuse_others(request)
    try:
        work()
    except Refusal as refusal:
        return render(request, "plans/draft.html", draft_context(draft) | {"refusal": refusal.text(get_language())}, status=409)
    messages.success(request, said)
    return redirect("plan_draft", pk=pk)


@login_required
@require_POST
def confirm_measure(request: OfficerRequest, pk: int, place: int) -> HttpResponse:
    told = request.POST
    values = {name: told.get(name, "") for name in ("title", "title_en", "yardstick", "indicators", "deadline_kind", "deadline_on")}
    columns = [told.getlist(name) for name in ("relation", "value", "value_max", "unit", "target_indicator")]
    targets = [
        dict(zip(("relation", "value", "value_max", "unit", "indicator"), row, strict=True))
        for row in zip(*columns, strict=False)
        if row[1].strip()
    ]
    revision = int(told["revision"]) if told.get("revision", "").isdigit() else None
    work = {"draft": pk, "place": place, "told": values | {"targets": targets}, "revision": revision, "actor": request.actor}
    return act(request, pk, lambda: operations.confirm_measure(**work), _("The measure was confirmed."))


@login_required
@require_POST
def confirm_rest(request: OfficerRequest, pk: int) -> HttpResponse:
    return act(
        request,
        pk,
        lambda: operations.confirm_rest(draft=pk, actor=request.actor),
        _("The measures that are like old ones were confirmed."),
    )


@login_required
@require_POST
def adopt(request: OfficerRequest, pk: int) -> HttpResponse:
    work = {"draft": pk, "document_number": request.POST.get("document_number", ""), "actor": request.actor, "today": request.today}
    return act(request, pk, lambda: operations.adopt_draft(**work), _("The plan was adopted. Its board counts from now on."))


@login_required
def export(request: OfficerRequest, pk: int) -> HttpResponse:
    """The plan as a folder of stanzas (zip), or as its table."""
    refuse_others(request)
    plan, form = get_object_or_404(Plan, pk=pk), request.GET.get("as", "zip")
    if form not in ("zip", "docx", "xlsx"):
        raise Http404
    try:
        content = exports.folder(plan) if form == "zip" else write_to(exports.table(plan), form)
    except Refusal as refusal:
        return render(request, "plans/plans.html", plans_context() | {"refusal": refusal.text(get_language())}, status=409)
    return download(f"{plan.folder}.{form}", content)


@login_required
def compare_page(request: OfficerRequest, pk: int, other: int) -> HttpResponse:
    """What a plan changed against another."""
    refuse_others(request)
    after, before = get_object_or_404(Plan, pk=pk), get_object_or_404(Plan, pk=other)
    found = proposals.differences(exports.as_read(before)["measures"], exports.as_read(after)["measures"])
    rows = [{"kind": one.kind, "said": change_said(one), "before": one.before, "after": one.after} for one in found]
    return render(
        request, "plans/compare.html", {"before": before, "after": after, "rows": rows, "counts": Counter(one.kind for one in found)}
    )
