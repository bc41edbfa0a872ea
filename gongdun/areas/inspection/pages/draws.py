"""双随机抽取 — freeze, draw, recuse, open the audits, take the file along; what the outcomes say about the whole pool."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_POST

from gongdun.areas.inspection import estimates, operations
from gongdun.areas.inspection.models import Draw, DrawUnit
from gongdun.areas.inspection.operations.draws import DRAWERS
from gongdun.areas.inspection.queries import draws as queries
from gongdun.desk.queries.leads import title
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal

STRATA = {
    "high": gettext_lazy("grave leads"),
    "middle": gettext_lazy("middling leads"),
    "low": gettext_lazy("light leads"),
    "unflagged": gettext_lazy("no lead at all"),
}


@login_required
def draws(request: OfficerRequest) -> HttpResponse:
    held = Draw.objects.select_related("office").order_by("-id")[:100]
    context = {"rows": held, "may_draw": request.user.has_role(*DRAWERS), "strata": list(STRATA.items())}
    return render(request, "inspection/draws.html", context)


@login_required
@require_POST
def freeze(request: OfficerRequest) -> HttpResponse:
    quotas = {name: int(typed) for name in STRATA if (typed := request.POST.get(name, "").strip()).isdigit()}
    try:
        held = operations.freeze_pool(title=request.POST.get("title", ""), quotas=quotas, actor=request.actor, today=request.today)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("draws")
    return redirect("draw", pk=held.pk)


@login_required
def draw(request: OfficerRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(Draw.objects.select_related("office"), pk=pk)
    language = get_language() or "zh-hans"
    units = list(held.units.select_related("employer", "matter").prefetch_related("recusals"))
    names = dict(queries.auditors_of(held.office).values_list("username", "display_name"))
    sizes, seen = queries.sizes(held), queries.seen(held)
    asked = sorted({rule for unit in units for rule in unit.rules})
    context = {
        "draw": held, "may_draw": request.user.has_role(*DRAWERS),
        "strata": [(STRATA.get(name, name), sizes.get(name, 0), count) for name, count in held.pool.get("quotas", ())],
        "rows": [unit_row(unit, names, language) for unit in units],
        "seen": len(seen), "rate": shown(estimates.true_rate(seen, sizes)),
        "recalls": [(title(rule, language), shown(estimates.recall(rule, seen, sizes))) for rule in asked],
        "waiting": any(unit.matter_id is None for unit in units),
    }  # fmt: skip
    return render(request, "inspection/draw.html", context)


def unit_row(unit: DrawUnit, names: dict[str, str], language: str) -> dict[str, Any]:
    return {
        "unit": unit, "stratum": STRATA.get(unit.stratum, unit.stratum), "rules": [title(rule, language) for rule in unit.rules],
        "auditors": [(name, names.get(name, name)) for name in unit.auditors],
        "recused": [(names.get(one.auditor, one.auditor), one.reason) for one in unit.recusals.all()],
    }  # fmt: skip


def shown(found: estimates.Interval | None) -> str:
    """12.5 % (4.1–30.2 %); a dash where nothing can be said."""
    if found is None:
        return "—"
    return f"{found.value * 100:.1f} %（{found.low * 100:.1f}–{found.high * 100:.1f} %）"


def done(request: OfficerRequest, pk: int, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    return redirect("draw", pk=pk)


@login_required
@require_POST
def draw_now(request: OfficerRequest, pk: int) -> HttpResponse:
    get_object_or_404(Draw, pk=pk)
    return done(request, pk, lambda: operations.draw_units(draw=pk, actor=request.actor, today=request.today))


@login_required
@require_POST
def open_audits(request: OfficerRequest, pk: int) -> HttpResponse:
    get_object_or_404(Draw, pk=pk)
    return done(request, pk, lambda: operations.open_audits(draw=pk, actor=request.actor, today=request.today, now=request.now))


@login_required
@require_POST
def recuse(request: OfficerRequest, pk: int) -> HttpResponse:
    unit = get_object_or_404(DrawUnit, pk=pk)
    auditor, reason = request.POST.get("auditor", ""), request.POST.get("reason", "")
    return done(
        request,
        unit.draw_id,
        lambda: operations.recuse(unit=pk, auditor=auditor, reason=reason, actor=request.actor, today=request.today),
    )


@login_required
def file(request: OfficerRequest, pk: int) -> HttpResponse:
    """The file that `gongdun draw verify` replays."""
    held = get_object_or_404(Draw, pk=pk)
    content = json.dumps(queries.draw_file(held), ensure_ascii=False, indent=1)
    name = f"draw-{held.frozen_on:%Y%m%d}-{held.pk}.json"
    return HttpResponse(content, content_type="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'})
