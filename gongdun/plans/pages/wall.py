"""大屏 — 1920×1080, for the wall: aggregates only, groups under five hidden, nothing to click."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongdun.desk.requests import OfficerRequest
from gongdun.desk.templatetags.look import short_date
from gongdun.desk.templatetags.tiles import PLACES, Tile
from gongdun.plans import method
from gongdun.plans.models import Plan
from gongdun.plans.pages import looks
from gongdun.plans.pages.board import LIGHTS, current_plan
from gongdun.plans.pages.history import points_of
from gongdun.plans.queries.board import BoardRow, MeasuredFigure, board, period_of
from gongdun.plans.queries.figures import by_office
from gongdun.registry.models import Office
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within

SMALLEST = 5  # a smaller group could be recognised
NUMBERS, CHARTS = 5, 3


@login_required
def wall_page(request: OfficerRequest) -> HttpResponse:
    plan = current_plan()
    found = board(plan, request.today)
    tally = Counter(row.light for row in found)
    shown = headlines(found)
    charts = [
        {"title": title(row.main), "points": points_of(row, request.today), "target": goal(row)} for row in shown[:CHARTS] if row.main
    ]
    mapped = mapped_figure(found)
    return render(
        request, "plans/wall.html",
        {
            "plan": plan, "tally": [(name, tally[name]) for name in LIGHTS if tally[name]], "nums": [num(row) for row in shown], "charts": charts,
            "map_title": title(mapped) if mapped else "", "cells": cells(mapped, plan, request) if mapped else [],
            "dated": [dated(row) for row in sorted(found, key=lambda one: str(one.measure.deadline_on)) if row.measure.deadline_on],
        },
    )  # fmt: skip


def headlines(found: list[BoardRow]) -> list[BoardRow]:
    """One measure of each chapter, the one with most records; those with fewer than five are not shown."""
    best: dict[str, BoardRow] = {}
    for row in found:
        if row.main and row.main.figure.rows >= SMALLEST:
            held = best.get(row.measure.chapter)
            if held is None or held.main is None or row.main.figure.rows > held.main.figure.rows:
                best[row.measure.chapter] = row
    more = [row for row in found if row.main and row.main.figure.rows >= SMALLEST and row not in best.values()]
    return [*best.values(), *more][:NUMBERS]


def title(one: MeasuredFigure | None) -> str:
    return one.indicator.title.text(looks.language()) if one else ""


def goal(row: BoardRow) -> float | None:
    return float(row.targets[0].aim.value) if len(row.targets) == 1 and row.measure.yardstick == "count" else None


def num(row: BoardRow) -> dict[str, str]:
    one = row.main
    if one is None:
        return {}
    return {
        "title": title(one), "value": looks.value_text(one.indicator, one.figure),
        "unit": "" if one.indicator.aggregate == "share" else one.indicator.unit.text(looks.language()),
        "small": f"{looks.title_of(row.measure)} · {one.figure.counted:,} ÷ {one.figure.rows:,}" if one.indicator.aggregate == "share" else looks.title_of(row.measure),
    }  # fmt: skip


def mapped_figure(found: list[BoardRow]) -> MeasuredFigure | None:
    """The share with most rows; without a share, the figure with most rows."""
    figures = [one for row in found for one in row.figures if one.figure.rows >= SMALLEST]
    shares = [one for one in figures if one.indicator.aggregate == "share"]
    return max(shares or figures, key=lambda one: one.figure.rows, default=None)


def cells(one: MeasuredFigure, plan: Plan, request: OfficerRequest) -> list[Tile]:
    """Each district's part; one with fewer than five rows shows a dash and no shade."""
    with within(everywhere()):
        parts = by_office(one.key, period_of(plan, request.today))
    held: dict[str, tuple[str, int, int]] = {}
    for office in Office.objects.select_related("area").filter(area__code__in=PLACES):
        name = office.area.name_en if looks.is_english() else office.area.name
        _name, rows, counted = held.get(office.area.code, (name, 0, 0))
        part = parts.get(office.pk)
        held[office.area.code] = (name, rows + (part.rows if part else 0), counted + (part.counted if part else 0))
    is_share = one.indicator.aggregate == "share"
    values = sorted(level(rows, counted, is_share) for _name, rows, counted in held.values() if rows >= SMALLEST)
    return [tile(code, name, rows, counted, is_share, values) for code, (name, rows, counted) in held.items()]


def level(rows: int, counted: int, is_share: bool) -> float:
    return counted / rows * 100 if is_share else float(counted)


def tile(code: str, name: str, rows: int, counted: int, is_share: bool, values: list[float]) -> Tile:
    if rows < SMALLEST:
        return Tile(code, name, "—", "", _("fewer than %(count)d") % {"count": SMALLEST}, 0)
    value = level(rows, counted, is_share)
    shade = min(3, values.index(value) * 4 // len(values))
    said = f"{value:.1f}" if is_share else f"{counted:,}"
    return Tile(
        code,
        name,
        said,
        "%" if is_share else "",
        f"{counted:,} ÷ {rows:,}" if is_share and min(counted, rows - counted) >= SMALLEST else "",
        shade,
    )


def dated(row: BoardRow) -> dict[str, Any]:
    words = short_date(row.measure.deadline_on) if row.measure.deadline_on else ""
    late = row.light == method.LATE
    return {
        "title": f"{row.measure.number} {looks.title_of(row.measure)}",
        "light": row.light,
        "small": f"{words} · {looks.said(row)}" if late else words,
    }
