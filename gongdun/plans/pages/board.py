"""措施看板 — the measures of a plan; every computed figure opens to its rows. An outsider to a row's scope sees the total, never the row."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongdun.desk.catalogue import catalogue
from gongdun.desk.requests import OfficerRequest
from gongdun.plans.models import Measure, Plan
from gongdun.plans.pages import looks
from gongdun.plans.pages.history import points_of, restatements_of
from gongdun.plans.pages.looks import cell, choices, figure_row, is_english, language, shown
from gongdun.plans.queries import plans
from gongdun.plans.queries.board import BoardRow, MeasuredFigure, board, of_offices, one_row, period_of
from gongdun.plans.queries.figures import aggregate, by_office, indicator, rows, told
from gongdun.registry.models import Office
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within

LIGHTS = ("late", "slow", "ok", "done", "none", "wait")
PAGE = 100


def current_plan() -> Plan:
    plan = plans.current_plan()
    if plan is None:
        raise Http404
    return plan


def measure_or_404(number: str) -> Measure:
    measure = current_plan().measures.select_related("plan").filter(number=number).first()
    if measure is None:
        raise Http404
    return measure


@login_required
def board_page(request: OfficerRequest) -> HttpResponse:
    plan = current_plan()
    found = board(plan, request.today)
    offices = list(Office.objects.select_related("area").filter(kind__in=("agency", "bureau", "inspection")))
    chosen = chosen_offices(request, offices)
    kept = [row for row in found if is_asked(row, request, chosen)]
    chapters: dict[str, list[dict[str, Any]]] = {}
    for row in kept:
        chapters.setdefault(row.measure.chapter, []).append(shown(row) | part(row, chosen, plan, request.today))
    tally = Counter(row.light for row in found)
    return render(
        request,
        "plans/board.html",
        {
            "plan": plan, "chapters": chapters, "shown": len(kept), "total": len(found),
            "tally": [(name, tally[name]) for name in LIGHTS if tally[name]], "share": year_share(plan, request.today),
            "filters": filters(found, offices), "asked": {name: request.GET.get(name, "") for name in FILTERS},
        },
    )  # fmt: skip


FILTERS = ("light", "chapter", "area", "office", "deadline")


def filters(found: list[BoardRow], offices: list[Office]) -> list[dict[str, Any]]:
    """The conditions of the board, each with the choices that exist."""
    chapters = list(dict.fromkeys(row.measure.chapter for row in found))
    areas = list(dict.fromkeys((one.area.code, one.area.name_en if is_english() else one.area.name) for one in offices))
    names = [(str(one.pk), one.name_en if is_english() else one.short) for one in offices]
    deadlines = [("dated", _("with a month")), ("year_round", _("all year")), ("numbered", _("with a number")), ("open", _("not dated"))]
    return [
        {"name": "chapter", "title": _("Chapter"), "choices": [(one, one) for one in chapters]},
        {"name": "area", "title": _("Area"), "choices": areas},
        {"name": "office", "title": _("Office"), "choices": names},
        {"name": "deadline", "title": _("Deadline"), "choices": deadlines},
    ]


def chosen_offices(request: OfficerRequest, offices: list[Office]) -> list[Office] | None:
    """The offices the board is narrowed to, or None for the whole city."""
    area, office = request.GET.get("area", ""), request.GET.get("office", "")
    if not area and not office:
        return None
    return [one for one in offices if (not area or one.area.code == area) and (not office or str(one.pk) == office)]


def is_asked(row: BoardRow, request: OfficerRequest, chosen: list[Office] | None) -> bool:
    measure, asked = row.measure, request.GET
    kinds = {
        "dated": measure.deadline_kind == "by",
        "year_round": measure.deadline_kind == "year_round",
        "numbered": bool(measure.targets),
        "open": measure.deadline_kind in (None, "as_directed", "recurring"),
    }
    return (
        asked.get("light", "") in ("", row.light)
        and asked.get("chapter", "") in ("", measure.chapter)
        and (not asked.get("deadline") or kinds.get(asked["deadline"], False))
        and (chosen is None or bool(plans.offices_of([*measure.lead, *measure.support], chosen)))
    )


def part(row: BoardRow, chosen: list[Office] | None, plan: Plan, today: date) -> dict[str, Any]:
    """What the chosen offices contribute; the light and the target stay the whole city's."""
    if chosen is None or not chosen:
        return {}
    here = of_offices(row, period_of(plan, today), [one.pk for one in chosen])
    return {"here": figure_row(row.measure, here)["value"]} if here else {}


def year_share(plan: Plan, today: date) -> str:
    days = (min(today, date(plan.year, 12, 31)) - date(plan.year, 1, 1)).days + 1
    total = (date(plan.year + 1, 1, 1) - date(plan.year, 1, 1)).days
    return f"{days / total * 100:.1f} %" if days > 0 else "0 %"


@login_required
def measure_page(request: OfficerRequest, number: str) -> HttpResponse:
    return render(request, "plans/measure.html", measure_context(request, measure_or_404(number)))


def measure_context(request: OfficerRequest, measure: Measure) -> dict[str, Any]:
    row = one_row(measure, request.today)
    return {
        "plan": measure.plan, "measure": measure, "row": shown(row), "points": points_of(row, request.today),
        "goal": float(row.targets[0].aim.value) if len(row.targets) == 1 and measure.yardstick == "count" else None,
        "restatements": restatements_of(measure), "typed_rows": list(measure.typed.select_related("office", "account")),
        "evidence": list(measure.evidence.select_related("office", "account", "reviewer")),
        "may_enter": may_enter(request, measure), "may_review": request.user.has_role("supervisor", "director"),
        "typed_keys": typed_keys(row), "is_dated": measure.deadline_on is not None,
    }  # fmt: skip


def may_enter(request: OfficerRequest, measure: Measure) -> bool:
    office = request.user.office
    return office is not None and plans.names_office(measure, office) and not request.user.has_role("journal_auditor", "administrator")


def typed_keys(row: BoardRow) -> list[tuple[str, str]]:
    """What may be typed: only what the system cannot count itself."""
    if row.targets:
        return [(one.target.get("indicator", ""), looks.aim_text(one.target, False)) for one in row.targets if one.figure is None]
    return [] if row.figures else [("", looks.title_of(row.measure))]


@login_required
def rows_page(request: OfficerRequest, number: str, key: str) -> HttpResponse:
    """The rows of a figure that the asker may see, and how many there are in all."""
    measure, key = measure_or_404(number), key.rstrip("/")
    if key not in [*measure.indicators, *(one.get("indicator") for one in measure.targets)] or key not in catalogue().indicators:
        raise Http404
    period, one = period_of(measure.plan, request.today), indicator(key)
    with within(everywhere()):
        total = aggregate(one, rows(key, period))
    seen = told(key, period)
    offices = {office.pk: office.name_en if is_english() else office.short for office in Office.objects.all()}
    shares = Counter({offices.get(pk, "—"): found.rows for pk, found in by_office(key, period).items()})
    page = Paginator(seen, PAGE).get_page(request.GET.get("page"))
    words = choices(key)
    table = [
        [offices.get(row["office"], "—"), *(cell(row[column.name], column, words) for column in one.columns)] for row in page.object_list
    ]
    context = {
        "measure": measure, "measure_title": looks.title_of(measure), "figure": figure_row(measure, MeasuredFigure(one, key, total)),
        "total": total.rows, "seen": sum(shares.values()), "page": page, "table": table, "period": period,
        "titles": [_("Office"), *(column.title.text(language()) for column in one.columns)],
        "query": str(rows(key, period).query), "by_office": shares.most_common(),
    }  # fmt: skip
    return render(request, "plans/rows.html", context)
