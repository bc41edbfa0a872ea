"""规则 — each rule's page: its words, its query, its thresholds, its record by version, district and month, and other thresholds tried on past months."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from gongdun.compare.rules.rule import Rule
from gongdun.desk.citations import cited
from gongdun.desk.models import Lead, Run
from gongdun.desk.queries import leads as queries
from gongdun.desk.requests import OfficerRequest
from gongdun.desk.what_if import WhatIf, what_if
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area


@login_required
def rules(request: OfficerRequest) -> HttpResponse:
    language = get_language() or "zh-hans"
    waiting = {one.rule: one.count for one in queries.by_rule(queries.open_leads(), language)}
    rows = [rule_row(key, rule, waiting.get(key, 0), language) for key, rule in sorted(queries.rules().items())]
    return render(request, "desk/rules.html", {"rows": rows})


def rule_row(key: str, rule: Rule, waiting: int, language: str) -> dict[str, Any]:
    confirmed, decided = queries.precision(key)
    return {
        "area": rule.area, "id": rule.id, "title": queries.title(key, language), "measure": rule.measure, "version": rule.version, "waiting": waiting,
        "record": queries.Precision(key, confirmed, decided),
    }  # fmt: skip


@login_required
def rule(request: OfficerRequest, area: str, name: str) -> HttpResponse:
    key, language = f"{area}/{name}", get_language() or "zh-hans"
    held = queries.rules().get(key)
    if held is None:
        raise Http404
    names = {one.pk: one.name_en if language.startswith("en") else one.name for one in Area.objects.all()}
    months = [f"{month:%Y-%m}" for month in Run.objects.order_by("-month").values_list("month", flat=True).distinct()[:12]]
    tried, refusal = tried_out(request, held) if request.GET.get("month") else (None, "")
    context = {
        "key": key, "rule": held, "title": queries.title(key, language), "citation": cited(held.citation, language),
        "versions": queries.precision_by_version(key), "districts": queries.precision_by_district(key, names), "by_month": queries.precision_by_month(key),
        "waiting": queries.open_leads().filter(rule=key).count(), "months": months, "month": request.GET.get("month", ""),
        "thresholds": [(one, request.GET.get(one.name, "")) for one in held.parameters], "tried": judged(tried) if tried else None, "refusal": refusal,
    }  # fmt: skip
    return render(request, "desk/rule.html", context)


def tried_out(request: OfficerRequest, held: Rule) -> tuple[WhatIf | None, str]:
    try:
        values = {one.name: whole(request.GET[one.name]) for one in held.parameters if request.GET.get(one.name, "").strip()}
        if request.GET["month"] not in {f"{month:%Y-%m}" for month in Run.objects.values_list("month", flat=True)}:
            raise Refusal("That month was not compared. Choose one of the months in the list.")
        return what_if(held, request.GET["month"], values, settings.LAKE), ""
    except Refusal as refusal:
        return None, refusal.text(get_language())


def whole(text: str) -> int:
    if not text.strip().lstrip("-").isdigit() or len(text.strip()) > 9:
        raise Refusal("“{text}” is not a whole number.", text=text)
    return int(text)


def judged(tried: WhatIf) -> dict[str, Any]:
    """What people decided about the leads that would stay and about those that would be lost: the price of the other threshold."""
    known = dict(Lead.objects.filter(fingerprint__in=tried.now | tried.then).values_list("fingerprint", "state"))
    return {
        "month": tried.month, "now": len(tried.now), "then": len(tried.then), "gained": len(tried.gained), "lost": len(tried.lost),
        "kept": sample(tried.now & tried.then, known), "given_up": sample(tried.lost, known),
    }  # fmt: skip


def sample(prints: frozenset[str], known: dict[str, str]) -> queries.Precision:
    states = [known[one] for one in prints if known.get(one) in ("confirmed", "unfounded", "dismissed")]
    return queries.Precision("", states.count("confirmed"), len(states))
