"""进度报告 — the table with progress, the one-page brief, districts compared by size."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongdun.desk.catalogue import catalogue
from gongdun.desk.documents import pdf
from gongdun.desk.requests import OfficerRequest
from gongdun.plans import method
from gongdun.plans.documents.progress_brief import ProgressBrief, compose
from gongdun.plans.pages import looks
from gongdun.plans.pages.board import current_plan
from gongdun.plans.pages.entries import download
from gongdun.plans.queries import progress
from gongdun.plans.queries.board import board, period_of
from gongdun.plans.queries.districts import District, compare
from gongdun.plans.reader.table_files import write_to
from gongdun.registry.models import Office

PROGRESS_HEADING = "进展"


@login_required
def reports_page(request: OfficerRequest) -> HttpResponse:
    plan = current_plan()
    found = board(plan, request.today)
    told = progress.changes(plan, found, request.today)
    return render(request, "plans/reports.html", {"plan": plan, "changes": told.rows, "since": told.month, "figures": figures(found)})


def figures(found: list[Any]) -> list[tuple[str, str]]:
    return [(one.key, one.indicator.title.text(looks.language())) for row in found for one in row.figures if one.figure.has_rows]


def table(request: OfficerRequest, form: str) -> HttpResponse:
    plan = current_plan()
    content = write_to(progress.table(plan, board(plan, request.today)), form, PROGRESS_HEADING)
    return download(f"{plan.folder}-{request.today}.{form}", content)


@login_required
def table_docx(request: OfficerRequest) -> HttpResponse:
    return table(request, "docx")


@login_required
def table_xlsx(request: OfficerRequest) -> HttpResponse:
    return table(request, "xlsx")


@login_required
def brief_pdf(request: OfficerRequest) -> HttpResponse:
    return download(f"{current_plan().folder}-{request.today}.pdf", pdf(compose(brief(request))), "application/pdf")


def brief(request: OfficerRequest) -> ProgressBrief:
    plan = current_plan()
    found = board(plan, request.today)
    told = progress.changes(plan, found, request.today)
    tally = Counter(row.light for row in found)
    behind = [
        (progress.label(row), progress.WORDS[row.light], looks.said_in_chinese(row))
        for row in found
        if row.light in (method.LATE, method.SLOW)
    ]
    organ = Office.objects.filter(kind="bureau", area__kind="city").values_list("name", flat=True).first() or plan.city
    return ProgressBrief(
        organ, plan.title, request.today, tuple((word, tally[light]) for light, word in progress.WORDS.items() if tally[light]),
        f"{told.month.month.month}月末锁定" if told.month else "上次锁定", told.rows, tuple(behind), progress.typed_count(plan), told.month.digest if told.month else "",
    )  # fmt: skip


@login_required
def districts_page(request: OfficerRequest) -> HttpResponse:
    """One figure, district by district, against what its size leads one to expect."""
    plan = current_plan()
    choices = figures(board(plan, request.today))
    key = request.GET.get("figure", "") or (choices[0][0] if choices else "")
    rows = compare(key, period_of(plan, request.today)) if key in catalogue().indicators else []
    return render(
        request, "plans/districts.html", {"plan": plan, "choices": choices, "key": key, "rows": [district_row(one) for one in rows]}
    )


def district_row(one: District) -> dict[str, Any]:
    words = {
        "above": _("above what its size explains"),
        "below": _("below what its size explains"),
        "within": _("within chance"),
        "few": _("too few to compare"),
    }
    return {
        "name": one.name_en if looks.is_english() else one.name, "observed": f"{one.observed:,}", "size": f"{one.size:,}", "expected": f"{one.expected:,.1f}",
        "ratio": f"{one.ratio:.2f}" if one.ratio is not None and one.verdict != "few" else "—", "limits": f"{one.low:.2f} – {one.high:.2f}" if one.verdict != "few" else "—",
        "verdict": words[one.verdict], "tone": {"above": "warn", "below": "warn"}.get(one.verdict, "rest"),
    }  # fmt: skip
