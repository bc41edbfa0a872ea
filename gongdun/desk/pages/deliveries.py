"""数据到件 — files uploaded for a month, each with its rejects by row, column, value and reason; the comparison started and watched."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_POST

from gongdun.compare.contracts import CONTRACTS
from gongdun.compare.intake.rejects import FAULTS
from gongdun.compare.runner import LAKE
from gongdun.desk import jobs
from gongdun.desk.models import Delivery
from gongdun.desk.operations import comparisons
from gongdun.desk.operations.deliveries import LARGEST, File, deliver, export_rejects
from gongdun.desk.pages.sheets import language, workbook
from gongdun.desk.pages.snapshots import may_deliver, month_or_404, progress_of, refuse_outsiders, title_of
from gongdun.desk.queries import months as queries
from gongdun.desk.requests import OfficerRequest
from gongdun.desk.sheets.files import SheetRefused
from gongdun.law.refusal import Refusal, translate

SHOWN = 200


@login_required
@require_POST
def upload(request: OfficerRequest, month: str) -> HttpResponse:
    """One or several files; each is taken in or refused by itself."""
    of, files = month_or_404(month), request.FILES.getlist("file")
    if not files:
        messages.error(request, Refusal("No file was chosen. Choose the month's files, then upload them.").text(get_language()))
    taken = sum(one_file(request, str(of), file) for file in files)
    if taken:
        messages.success(request, ngettext("%(count)d file taken in.", "%(count)d files taken in.", taken) % {"count": taken})
    return redirect("month", month=str(of))


def one_file(request: OfficerRequest, month: str, file: UploadedFile) -> bool:
    """In a folder of its own that is gone afterwards: the file holds identity numbers."""
    folder = Path(tempfile.mkdtemp(prefix="gongdun-"))
    try:
        name = Path(file.name or "").name[-120:] or "upload"
        if (file.size or 0) > LARGEST:
            raise SheetRefused("The file has {size} MB; at most {limit} MB are read. Split it.", size=(file.size or 0) // 10**6, limit=LARGEST // 10**6)  # fmt: skip
        path = folder / name
        with path.open("wb") as stream:
            shutil.copyfileobj(file, stream)
        told = File(
            path,
            name,
            request.POST.get("source", "").strip() or "—",
            request.POST.get("table", "") if len(request.FILES.getlist("file")) == 1 else "",
        )
        held = deliver(file=told, month=month, folder=settings.LAKE, actor=request.actor, today=request.today, now=request.now)
    except Refusal as refusal:
        messages.error(request, f"{file.name}: {refusal.text(get_language())}")
        return False
    finally:
        shutil.rmtree(folder)
    if held.state == Delivery.State.REFUSED:
        messages.error(request, f"{held.name}: {held.refusal[language()]}")
    return held.state == Delivery.State.TAKEN


@login_required
@require_POST
def compare(request: OfficerRequest, month: str) -> HttpResponse:
    of = month_or_404(month)
    try:
        earlier = queries.newest_comparison(of)
        if earlier is not None and queries.is_broken(earlier) and may_deliver(request):
            comparisons.give_up(comparison=earlier.pk, actor=request.actor)
        comparisons.ask(month=str(of), defer=jobs.defer, actor=request.actor, today=request.today, now=request.now)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    return redirect("month", month=str(of))


@login_required
def progress(request: OfficerRequest, month: str) -> HttpResponse:
    """The part of the page that asks again every two seconds while the comparison is at work."""
    refuse_outsiders(request)
    context = progress_of(request, month_or_404(month)) | {"may_deliver": may_deliver(request)}
    return render(request, "desk/snapshots/progress.html", context)


def delivery_or_404(request: OfficerRequest, pk: int) -> Delivery:
    """Rejected rows are of the whole city: shown to those who deliver it."""
    if not may_deliver(request):
        raise PermissionDenied
    return get_object_or_404(Delivery, pk=pk)


@login_required
def delivery(request: OfficerRequest, pk: int) -> HttpResponse:
    held = delivery_or_404(request, pk)
    rows, contract = reject_rows(held), CONTRACTS.get(held.table)
    context = {
        "delivery": held, "title": title_of(contract) if contract else held.name, "why": held.refusal.get(language(), ""), "rows": rows[:SHOWN], "total": len(rows),
        "kinds": kinds(rows), "month": f"{held.month:%Y-%m}" if held.month else "", "changes": [(translate(CHANGES[name], language()), times) for name, times in held.changes.items() if name in CHANGES],
    }  # fmt: skip
    return render(request, "desk/snapshots/delivery.html", context)


# What normalising did to identifiers, as the importer counts it.
CHANGES = {
    "fifteen_digits": "15-digit identity numbers lengthened",
    "lower_case": "lower-case letters capitalised",
    "full_width": "full-width characters made half width",
    "spaces": "spaces removed",
    "old_credit_code": "old 92-codes whose check character does not fit",
    "nul_bytes": "NUL bytes removed",
    "from_gb18030": "file read as GB18030",
}


def reject_rows(held: Delivery) -> list[dict[str, Any]]:
    """Row, column, value (masked where it is a person's) and reason, from the lake's own list."""
    path = settings.LAKE / LAKE / held.rejects
    if not held.rejects or not path.exists():
        return []
    with duckdb.connect() as connection:
        found = connection.execute(
            'select row, "column", heading, value, code from read_parquet(?) order by row, "column"', [str(path)]
        ).fetchall()
    english = language() == "en"
    return [
        {
            "row": row,
            "column": column if english else heading or column,
            "value": value,
            "reason": translate(FAULTS[code], language()),
            "code": code,
        }
        for row, column, heading, value, code in found
    ]


def kinds(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    counted: dict[tuple[str, str], int] = {}
    for row in rows:
        counted[row["column"], row["reason"]] = counted.get((row["column"], row["reason"]), 0) + 1
    return [
        {"column": column, "reason": reason, "times": times} for (column, reason), times in sorted(counted.items(), key=lambda one: -one[1])
    ]


@login_required
@require_POST
def rejects(request: OfficerRequest, pk: int) -> HttpResponse:
    """Every rejected value as a workbook, for whoever delivered the file."""
    held = delivery_or_404(request, pk)
    content = export_rejects(delivery=held, rows=reject_rows(held), language=language(), actor=request.actor, now=request.now)
    return workbook(content, f"{held.name}-rejects")
