"""工伤认定 — applications by state and clock, and a new one at the counter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongdun import law
from gongdun.areas.recognition import operations, queries
from gongdun.areas.recognition.forms.application import FORM
from gongdun.areas.recognition.forms.extension import FORM as EXTENSION
from gongdun.areas.recognition.models import AccidentReport, Application, Extension
from gongdun.areas.recognition.pages.acting import day, whole
from gongdun.areas.recognition.pages.grouping import groups
from gongdun.desk.catalogue import catalogue, procedure_of
from gongdun.desk.pages import chips
from gongdun.desk.pages.filling import Filling
from gongdun.desk.requests import OfficerRequest
from gongdun.kernel.indicators import Period
from gongdun.law.recognition import items
from gongdun.law.refusal import Refusal

STATES = (
    "received",
    "supplementing",
    "investigating",
    "suspended",
    "proposed",
    "decided",
    "not_accepted",
    "served",
    "under_challenge",
    "archived",
    "withdrawn",
)


@login_required
def recognitions(request: OfficerRequest) -> HttpResponse:
    language, calendar = get_language() or "zh-hans", law.Calendar.shipped()
    asked = narrowed(Application.objects.select_related("matter__office", "matter__owner"), request.GET)
    page = Paginator(asked.order_by("matter__is_closed", "matter__due_on", "-id"), 50).get_page(request.GET.get("page"))
    version = catalogue().procedures["recognition"][-1].thing
    rows = [
        {
            "one": one,
            "state": procedure_of(one.matter).state(one.matter.state).title.text(language),
            "tone": procedure_of(one.matter).state(one.matter.state).tone,
            "due": chips.of_matter(one.matter, request.today, calendar, language),
        }
        for one in page.object_list
    ]
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "rows": rows, "page": page, "query": kept.urlencode(), "q": request.GET.get("q", ""), "state": request.GET.get("state", ""),
        "states": [(name, version.state(name).title.text(language)) for name in STATES],
        "items": [(code, f"{code} {item.title['en' if language.startswith('en') else 'zh_Hans']}") for code, item in items().items()],
        "item": request.GET.get("item", ""), "channel": request.GET.get("channel", ""), "channels": Application.Channel.choices,
        "may_apply": request.user.has_role("intake_clerk"),
    }  # fmt: skip
    return render(request, "recognition/list.html", context)


def narrowed(asked: QuerySet[Application], query: Mapping[str, str]) -> QuerySet[Application]:
    """By name, employer, number or last four; by state, item and channel; an unknown word finds nothing rather than everything."""
    if word := query.get("q", "").strip():
        found = (
            Q(worker_name__icontains=word)
            | Q(employer_name__icontains=word)
            | Q(matter__number__icontains=word)
            | Q(last_four=word.upper())
        )
        asked = asked.filter(found | Q(matter__decisions__number=word)).distinct()
    if state := query.get("state"):
        asked = asked.filter(matter__state=state)
    if item := query.get("item"):
        asked = asked.filter(claimed_item=item)
    if channel := query.get("channel"):
        asked = asked.filter(channel=channel)
    return asked


@login_required
def apply(request: OfficerRequest) -> HttpResponse:
    """The form at the counter, filled from an accident report where one is named; the receipt's code is shown once, and stands on the receipt."""
    form, refusal = Filling(FORM, request.POST if request.method == "POST" else None), ""
    report = AccidentReport.objects.filter(pk=whole(request.GET.get("report", "")) or 0, application=None).first()
    if report is not None:
        form.initial = told_by(report)
    if request.method == "POST" and form.is_valid() and form.checked is not None and request.user.office is not None:
        posted = request.POST.get("posted_on", "").strip()
        try:
            matter, code = operations.apply(
                values=form.checked.values, office=request.user.office, actor=request.actor, today=request.today, now=request.now,
                posted_on=day(posted) if posted else None, report=report.pk if report else None,
            )  # fmt: skip
        except Refusal as refused:
            refusal = refused.text(get_language())
        else:
            messages.success(request, _("Received. The code of the receipt is %(code)s.") % {"code": code})
            return redirect("matter", pk=matter.pk)
    context = {"form": form, "groups": groups(form), "refusal": refusal, "report": report, "posted_on": request.POST.get("posted_on", "")}
    return render(request, "recognition/apply.html", context, status=422 if request.method == "POST" else 200)


def told_by(report: AccidentReport) -> dict[str, str]:
    at = localtime(report.happened_at)
    return {
        "applicant_kind": "employer", "applicant_name": report.employer_name, "employer_name": report.employer_name, "worker_name": report.injured,
        "injured_at": f"{at:%Y-%m-%d %H:%M}", "place": report.place, "told": report.told,
    }  # fmt: skip


@login_required
def reports(request: OfficerRequest) -> HttpResponse:
    """事故快报 — what was told at once, those without an application first, with the employer's last day."""
    held = AccidentReport.objects.select_related("application__matter", "office").order_by(F("application").asc(nulls_first=True), "-id")
    page = Paginator(held, 50).get_page(request.GET.get("page"))
    rows = [{"one": one, "last": operations.last_day(localtime(one.happened_at).date())} for one in page.object_list]
    return render(
        request,
        "recognition/reports.html",
        {"rows": rows, "page": page, "today": request.today, "may_apply": request.user.has_role("intake_clerk")},
    )


@login_required
def extensions(request: OfficerRequest) -> HttpResponse:
    """延长申请期限 — asked, granted, refused; and a new one at the counter."""
    form, refusal = Filling(EXTENSION, request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid() and form.checked is not None and request.user.office is not None:
        try:
            held = operations.ask_extension(
                values=form.checked.values, office=request.user.office, actor=request.actor, today=request.today, now=request.now
            )
        except Refusal as refused:
            refusal = refused.text(get_language())
        else:
            return redirect("matter", pk=held.matter_id)
    page = Paginator(Extension.objects.select_related("matter", "employer"), 50).get_page(request.GET.get("page"))
    context = {"form": form, "refusal": refusal, "page": page, "may_ask": request.user.has_role("intake_clerk")}
    return render(request, "recognition/extensions.html", context, status=422 if request.method == "POST" else 200)


@login_required
def quality(request: OfficerRequest) -> HttpResponse:
    """认定质量 (措施 24) — on time, overturned, supplemented, by bureau and by article, over a year up to today."""
    language = "en" if (get_language() or "").startswith("en") else "zh_Hans"
    year = whole(request.GET.get("year", "")) or request.today.year
    year = min(max(year, 2000), request.today.year)
    found = queries.quality(Period(date(year, 1, 1), min(date(year, 12, 31), request.today)))
    titles = {code: f"{code} {item.title[language]}" for code, item in items().items()}
    context = {
        "year": year, "years": range(request.today.year, request.today.year - 5, -1), "all": found["all"],
        "tables": [(_("By bureau"), found["office"]), (_("By article"), [(titles.get(name, name), one) for name, one in found["item"]])],
    }  # fmt: skip
    return render(request, "recognition/quality.html", context)
