"""措施看板 — 45 measures; every computed figure opens to its rows. An outsider to a row's scope sees the total, never the row."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongdun.desk.look import Point
from gongdun.desk.requests import OfficerRequest
from gongdun.desk.templatetags.look import joined, short_date
from gongdun.kernel.indicators import Column, Indicator, Period
from gongdun.plans.models import Measure, Plan
from gongdun.plans.queries.board import BoardRow, MeasuredFigure, board, board_row, measured, period_of
from gongdun.plans.queries.figures import Figure, indicator, opened, rows
from gongdun.registry.models import Office
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within

LIGHTS = {"unmeasured": "none", "as_directed": "wait", "normal": "ok", "no_rows": "none"}


def current_plan() -> Plan:
    plan = Plan.objects.order_by("-year").first()
    if plan is None:
        raise Http404
    return plan


@login_required
def board_page(request: OfficerRequest) -> HttpResponse:
    plan, language = current_plan(), get_language() or "zh-hans"
    found = board(plan, request.today)
    chapters: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        chapters.setdefault(row.measure.chapter, []).append(shown(row, language))
    tally = Counter(LIGHTS[row.light] for row in found)
    return render(
        request,
        "plans/board.html",
        {
            "plan": plan,
            "chapters": chapters,
            "tally": [(name, tally[name]) for name in ("ok", "none", "wait") if tally[name]],
            "share": year_share(plan, request.today),
        },
    )


def year_share(plan: Plan, today: date) -> str:
    days = (min(today, date(plan.year, 12, 31)) - date(plan.year, 1, 1)).days + 1
    total = (date(plan.year + 1, 1, 1) - date(plan.year, 1, 1)).days
    return f"{days / total * 100:.1f} %" if days > 0 else "0 %"


def shown(row: BoardRow, language: str) -> dict[str, Any]:
    measure = row.measure
    return {
        "measure": measure,
        "title": measure.title_en if language.startswith("en") else measure.title,
        "light": LIGHTS[row.light],
        "figures": [figure_row(measure, one, language) for one in row.figures],
        "missing": missing(row),
        "lead": short_offices(measure.lead),
        "deadline": deadline(measure, language),
        "last_on": row.last_on,
    }


def missing(row: BoardRow) -> str:
    """What keeps a measure from being measured; never a zero in its place."""
    if row.light == "as_directed":
        return _("waits for orders from above")
    return "" if row.figures else _("not yet measured: its area is not built yet")


def figure_row(measure: Measure, one: MeasuredFigure, language: str) -> dict[str, Any]:
    return {
        "title": one.indicator.title.text(language),
        "unit": "" if one.indicator.aggregate == "share" else one.indicator.unit.text(language),
        "definition": one.indicator.definition.text(language),
        "value": value_text(one.indicator, one.figure),
        "division": f"{one.figure.counted} ÷ {one.figure.rows}" if one.indicator.aggregate == "share" else "",
        "has_rows": one.figure.has_rows,
        "href": reverse("figure_rows", args=[measure.number, one.key]),
        "key": one.key,
    }


def value_text(one: Indicator, figure: Figure) -> str:
    """A count, yuan with two places, or a share as per cent; a dash where nothing can be said."""
    if figure.value is None:
        return "—"
    if isinstance(figure.value, Fraction):
        return f"{float(figure.value) * 100:.1f} %"
    if one.of.endswith("_fen"):
        return f"{figure.value // 100:,}.{figure.value % 100:02d}"
    return f"{figure.value:,}"


def cell(value: Any, column: Column, key: str) -> str:
    """A value of an opened row in the reader's words: money with two places, a day in full, a finding by its name."""
    if value is None or value == "":
        return "—"
    if column.kind == "fen":
        return f"{value // 100:,}.{value % 100:02d}"
    return str(choices(key).get(column.name, {}).get(value, value))


def choices(key: str) -> dict[str, dict[str, Any]]:
    """Columns of an indicator's table that hold one of a few words, each with what it is called."""
    fields = indicator(key).rows(Period(date.min, date.min)).model._meta.get_fields()
    return {one.name: dict(one.flatchoices) for one in fields if getattr(one, "flatchoices", None)}


def short_offices(offices: list[dict[str, Any]]) -> str:
    kinds = {"agency": _("agencies"), "bureau": _("bureaux"), "inspection": _("inspectorates"), "other": _("others")}
    return joined(list(dict.fromkeys(kinds.get(one.get("kind") or "other", "") for one in offices)))


def deadline(measure: Measure, language: str) -> str:
    """The plan's own words; in English what they come to."""
    if not language.startswith("en"):
        return measure.deadline_text
    if measure.deadline_on:
        return _("by %(date)s") % {"date": short_date(measure.deadline_on)}
    return {"year_round": _("all year"), "as_directed": _("as directed"), "recurring": _("recurring")}[measure.deadline_kind]


@login_required
def measure_page(request: OfficerRequest, number: str) -> HttpResponse:
    plan, language = current_plan(), get_language() or "zh-hans"
    measure = plan.measures.filter(number=number).first()
    if measure is None:
        raise Http404
    with within(everywhere()):
        row = board_row(measure, period_of(plan, request.today))
        months = monthly(row, plan, request.today)
    return render(request, "plans/measure.html", {"plan": plan, "measure": measure, "row": shown(row, language), "points": months})


def monthly(row: BoardRow, plan: Plan, today: date) -> list[Point]:
    """The first figure month by month; the running month is not over."""
    if not row.figures:
        return []
    points = []
    for month in range(1, min(today.month, 12) + 1 if today.year == plan.year else 13):
        first = date(plan.year, month, 1)
        last = date(plan.year + month // 12, month % 12 + 1, 1).replace(day=1)
        period = Period(first, min(today, date.fromordinal(last.toordinal() - 1)))
        figure = measured(row.figures[0].key, period).figure
        value = float(figure.value) * 100 if isinstance(figure.value, Fraction) else figure.value
        points.append(Point(str(month), value, is_open=period.last == today))
    return points


@login_required
def rows_page(request: OfficerRequest, number: str, key: str) -> HttpResponse:
    """The rows of a figure that the asker may see, and how many there are in all."""
    plan, language, key = current_plan(), get_language() or "zh-hans", key.rstrip("/")
    measure = plan.measures.filter(number=number).first()
    if measure is None or key not in measure.indicators:
        raise Http404
    period = period_of(plan, request.today)
    with within(everywhere()):
        total = measured(key, period)
    seen = opened(key, period)
    offices = {office.pk: office.name_en if language.startswith("en") else office.short for office in Office.objects.all()}
    page = Paginator(seen, 100).get_page(request.GET.get("page"))
    columns = total.indicator.columns
    table = [[offices.get(row["office"], "—"), *(cell(row[one.name], one, key) for one in columns)] for row in page.object_list]
    context = {
        "measure": measure, "measure_title": measure.title_en if language.startswith("en") else measure.title, "figure": figure_row(measure, total, language), "total": total.figure.rows, "seen": len(seen), "page": page, "table": table,
        "titles": [_("Office"), *(column.title.text(language) for column in columns)], "kinds": ["text", *(column.kind for column in columns)],
        "query": str(rows(key, period).query), "by_office": Counter(offices.get(row["office"], "—") for row in seen).most_common(),
    }  # fmt: skip
    return render(request, "plans/rows.html", context)
