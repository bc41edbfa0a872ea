"""表格导入 — every declared list: template, upload, preview, taking in, undo, annotated copy, export; and one row typed on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.desk import sheets as engine
from gongdun.desk.models import Matter, SheetImport
from gongdun.desk.operations import sheets as operations
from gongdun.desk.operations.sheets import Doubtful, Unusable
from gongdun.desk.requests import OfficerRequest
from gongdun.desk.sheet_lists import Asked, SheetList, Told, sheet_lists
from gongdun.desk.sheets.files import Limits, SheetRefused
from gongdun.kernel.forms import Field, Kind
from gongdun.law.refusal import Refusal

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATUSES = ("to_mend", "duplicate", "conflicting")


def language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh_Hans"


def workbook(content: bytes, name: str) -> HttpResponse:
    """A download that no cache keeps; the name may be Chinese."""
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx") or ""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition, "Cache-Control": "no-store"})


def list_or_404(request: OfficerRequest, key: str, *, write: bool = False) -> SheetList:
    one = sheet_lists().get(key)
    if one is None:
        raise Http404
    roles = request.user.roles
    if not (one.may_write(roles) if write else one.may_read(roles) or one.may_write(roles)):
        raise PermissionDenied
    return one


def matter_of(request: OfficerRequest, one: SheetList) -> Matter | None:
    """The matter the list belongs to; without one a list of matters has no address."""
    if not one.of_matter:
        return None
    asked = request.POST.get("matter") or request.GET.get("matter") or "0"
    return get_object_or_404(Matter, pk=asked if asked.isdecimal() else 0, procedure=one.of_matter)


def told_by(request: OfficerRequest, matter: Matter | None) -> Told:
    words = {name: str(value) for name, value in request.POST.items() if name not in ("csrfmiddlewaretoken", "matter")}
    return Told(request.actor, request.today, request.now, matter, words)


def address(one: SheetList, matter: Matter | None) -> str:
    return reverse("sheet_list", args=[one.id]) + (f"?matter={matter.pk}" if matter else "")


@login_required
def sheets(request: OfficerRequest) -> HttpResponse:
    """The lists this account may take in or out, and what it took in before."""
    mine = [one for one in sheet_lists().values() if one.may_read(request.user.roles) or one.may_write(request.user.roles)]
    lists = [
        {"list": one, "title": one.form().titles.text(language()), "may_write": one.may_write(request.user.roles), "page": reverse(one.page) if one.page else ""}
        for one in mine
    ]  # fmt: skip
    return render(request, "desk/sheets/lists.html", {"lists": lists, "imports": imports_of(request)})


def imports_of(request: OfficerRequest, **asked: object) -> list[dict[str, Any]]:
    held = SheetImport.objects.filter(account=request.user, **asked).defer("content", "report", "effects").order_by("-id")[:20]
    known = sheet_lists()
    return [{"sheet": one, "title": known[one.form].form().titles.text(language())} for one in held if one.form in known]


@login_required
def sheet_list(request: OfficerRequest, sheet: str) -> HttpResponse:
    one = list_or_404(request, sheet)
    matter, form = matter_of(request, one), one.form()
    context = {
        "list": one,
        "title": form.titles.text(language()),
        "citation": form.citation,
        "matter": matter,
        "may_write": one.may_write(request.user.roles),
        "may_read": one.may_read(request.user.roles),
        "fields": [described(field) for field in form.fields],
        "extras": [{"name": extra.name, "title": extra.title.text(language())} for extra in one.intake.extras] if one.intake else [],
        "undo_limit": one.intake.undo_limit.text(language()) if one.intake else "",
        "imports": imports_of(request, form=one.id, matter=matter),
        "megabytes": Limits().size // 10**6,
        "back": reverse(one.page) if one.page else "",
        "can_type": bool(one.may_write(request.user.roles) and one.intake and not one.of_matter),
    }
    return render(request, "desk/sheets/list.html", context)


def described(field: Field) -> dict[str, Any]:
    said = language()
    choices = [choice.title.text(said) for choice in field.choices.choices] if field.choices else []
    return {
        "name": field.name, "label": field.title.text(said), "other": field.label if said == "en" else field.label_en, "required": field.required,
        "is_text": field.is_text_only, "choices": choices[:12], "more": max(len(choices) - 12, 0), "help": field.help.text(said) if field.help else "",
        "citation": field.citation,
    }  # fmt: skip


@login_required
def sheet_template(request: OfficerRequest, sheet: str) -> HttpResponse:
    """The empty workbook, in the reader's language; headings of both languages are read back."""
    one = list_or_404(request, sheet, write=True)
    form = one.form()
    return workbook(engine.template(form, language=language()), f"{form.titles.text(language())}-{form.version:%Y%m%d}")


@login_required
@require_POST
def sheet_upload(request: OfficerRequest, sheet: str) -> HttpResponse:
    one = list_or_404(request, sheet, write=True)
    matter = matter_of(request, one)
    try:
        name, content = uploaded(request)
        told = told_by(request, matter)
        held = operations.upload(one=one, content=content, name=name, told=told, actor=request.actor)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect(address(one, matter))
    return redirect("sheet_import", pk=held.pk)


def uploaded(request: OfficerRequest) -> tuple[str, bytes]:
    """The file's name and bytes; one that is too large is refused before it is read into memory."""
    file, limit = request.FILES.get("workbook"), Limits().size
    if file is None:
        raise Refusal("No workbook was chosen. Choose the filled file, then upload it.")
    if (file.size or 0) > limit:
        raise SheetRefused(
            "The file has {size} MB; at most {limit} MB are read. Split it.", size=-(-(file.size or 0) // 10**6), limit=limit // 10**6
        )
    return file.name or "", file.read()


def import_or_404(request: OfficerRequest, pk: int) -> tuple[SheetImport, SheetList]:
    """Only the person who uploaded a workbook sees it."""
    held = get_object_or_404(SheetImport.objects.select_related("matter").defer("content"), pk=pk, account=request.user)
    return held, list_or_404(request, held.form, write=True)


@login_required
def sheet_import(request: OfficerRequest, pk: int) -> HttpResponse:
    """The preview before writing, and afterwards what became of it."""
    held, one = import_or_404(request, pk)
    said, report, form = language(), held.report, one.form()
    shown = request.GET.get("show", "")
    rows = [row for row in report.get("rows", ()) if shown not in STATUSES or row["status"] == shown]
    wrong = held.counts.get("total", 0) - held.counts.get("importable", 0)
    context = {
        "sheet": held, "list": one, "title": form.titles.text(said), "counts": held.counts, "wrong": wrong, "show": shown if shown in STATUSES else "",
        "columns": [column | {"title": form.field(column["name"]).title.text(said)} for column in report.get("columns", ())],
        "rows": [row_of(row, report["columns"], said) for row in rows[:50]], "row_count": len(rows),
        "faults": [fault | {"title": fault["title"][said], "advice": fault["advice"][said], "column": fault["column"].get(said, "")} for fault in report.get("faults", ())],
        "changes": [{"title": change["title"][said], "times": change["times"]} for change in report.get("changes", ())],
        "tidied": sum(change["times"] for change in report.get("changes", ())), "extra": report.get("extra", ()),
        "absent": [form.field(name).title.text(said) for name in report.get("absent", ())], "is_other_version": report.get("is_other_version"),
        "renews": bool(one.intake and one.intake.renews and held.counts.get("conflicting")), "can_undo": bool(one.intake and one.intake.undo),
        "undo_limit": one.intake.undo_limit.text(said) if one.intake else "", "back": address(one, held.matter),
    }  # fmt: skip
    return render(request, "desk/sheets/import.html", context)


def row_of(row: dict[str, Any], columns: list[dict[str, Any]], said: str) -> dict[str, Any]:
    """A row of the grid: each cell with how it is marked, and under it a sentence a mistake."""
    marks = {problem["field"]: "err" if problem["is_error"] else "dup" for problem in reversed(row["problems"])}
    return {
        "number": row["number"],
        "cells": [
            {"text": row["cells"].get(column["name"], ""), "mark": marks.get(column["name"], ""), "is_number": column["is_number"]}
            for column in columns
        ],
        "problems": [problem | {"text": problem["text"][said]} for problem in row["problems"]],
    }


@login_required
@require_POST
def sheet_take(request: OfficerRequest, pk: int) -> HttpResponse:
    held, one = import_or_404(request, pk)
    try:
        taken = operations.take(
            one=one, sheet=pk, mode=request.POST.get("mode", ""), renew=bool(request.POST.get("renew")), told=told_by(request, held.matter),
            actor=request.actor,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    else:
        count = taken.counts["taken"]
        messages.success(request, ngettext("%(count)d row taken in.", "%(count)d rows taken in.", count) % {"count": count})
    return redirect("sheet_import", pk=pk)


@login_required
@require_POST
def sheet_undo(request: OfficerRequest, pk: int) -> HttpResponse:
    held, one = import_or_404(request, pk)
    try:
        operations.undo(one=one, sheet=pk, told=told_by(request, held.matter), actor=request.actor)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    else:
        messages.success(request, _("The whole workbook was taken back."))
    return redirect("sheet_import", pk=pk)


@login_required
@require_POST
def sheet_annotated(request: OfficerRequest, pk: int) -> HttpResponse:
    held, one = import_or_404(request, pk)
    try:
        sheet, content = operations.annotated(
            one=one, sheet=pk, language=language(), told=told_by(request, held.matter), actor=request.actor
        )
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("sheet_import", pk=pk)
    return workbook(content, f"{sheet.name.rsplit('.', 1)[0]}-{_('annotated')}")


@login_required
@require_POST
def sheet_export(request: OfficerRequest, sheet: str) -> HttpResponse:
    """The list by the page's own filter, which comes as hidden fields `q_…`."""
    one = list_or_404(request, sheet)
    matter = matter_of(request, one)
    query = {name[2:]: str(value) for name, value in request.POST.items() if name.startswith("q_") and value}
    if one.id == "accounts":
        query["for_office"] = str(request.user.office_id or 0)
    try:
        content = operations.export(
            one=one, asked=Asked(query, matter), filter_=filter_text(query), language=language(), told=told_by(request, matter), actor=request.actor
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect(address(one, matter))
    return workbook(content, f"{one.form().titles.text(language())}-{request.today:%Y%m%d}")


def filter_text(query: Mapping[str, str]) -> str:
    return urlencode([(name, value) for name, value in query.items() if name != "for_office"])[:200]


@login_required
def sheet_row(request: OfficerRequest, sheet: str) -> HttpResponse:
    """One row typed by hand: the same form, the same checks; a doubt is shown first and taken only when confirmed."""
    one = list_or_404(request, sheet, write=True)
    if one.of_matter or (one.intake and one.intake.extras):
        raise Http404
    typed = {field.name: request.POST.get(field.name, "").strip() for field in one.form().fields}
    problems: tuple[Any, ...] = ()
    doubtful = False
    if request.method == "POST":
        try:
            operations.take_one(
                one=one, values={name: value or None for name, value in typed.items()}, confirmed=bool(request.POST.get("confirmed")),
                told=told_by(request, None), actor=request.actor,
            )  # fmt: skip
        except Unusable as refusal:
            problems, doubtful = refusal.problems, isinstance(refusal, Doubtful)
        except Refusal as refusal:
            messages.error(request, refusal.text(get_language()))
        else:
            messages.success(request, _("The row was taken in."))
            return redirect(one.page or address(one, None))
    context = {
        "list": one, "title": one.form().titles.text(language()), "fields": typed_fields(one, typed, problems), "doubtful": doubtful,
        "problems": [line_of(one, problem) for problem in problems], "back": reverse(one.page) if one.page else address(one, None),
    }  # fmt: skip
    return render(request, "desk/sheets/row.html", context, status=422 if problems else 200)


def line_of(one: SheetList, problem: Any) -> dict[str, str]:
    label = one.form().field(problem.field).title.text(language()) if problem.field else ""
    return {"field": problem.field, "label": label, "text": problem.text(language()), "suggestion": problem.suggestion}


INPUTS = {Kind.DATE: "date", Kind.MONTH: "month"}


def typed_fields(one: SheetList, typed: Mapping[str, str], problems: tuple[Any, ...]) -> list[dict[str, Any]]:
    said = language()
    return [
        described(field) | {
            "value": typed[field.name], "type": INPUTS.get(field.kind, "text"), "is_long": field.kind == Kind.LONG_TEXT,
            "options": options_of(field),
            "errors": [problem.text(said) for problem in problems if problem.field == field.name],
        }
        for field in one.form().fields
    ]  # fmt: skip


def options_of(field: Field) -> list[tuple[str, str]]:
    if field.kind is Kind.BOOLEAN:
        return [("是", _("yes")), ("否", _("no"))]
    return [(choice.code, choice.title.text(language())) for choice in field.choices.choices] if field.choices else []
