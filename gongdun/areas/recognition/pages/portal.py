"""网上服务 — for workers, their kin and employers: report, apply, follow a file in plain words, supplement it, take its documents, know the remedies."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongdun.areas.recognition import issuing, operations, queries
from gongdun.areas.recognition.forms.application import FORM
from gongdun.areas.recognition.models import Application, Decision
from gongdun.areas.recognition.pages.grouping import groups
from gongdun.desk.models import IssuedDocument, Matter
from gongdun.desk.pages.filling import Filling
from gongdun.desk.pages.visiting import last_day, pdf, shown, visitor, within_file
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office


def offices() -> list[Office]:
    return list(Office.objects.filter(kind="bureau").select_related("area").order_by("area__sort"))


@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Enter a file by the receipt's code, the last four of the identity number and the telephone."""
    refusal = ""
    if request.method == "POST":
        said = {name: request.POST.get(name, "") for name in ("code", "last_four", "phone")}
        try:
            found = operations.enter(actor=visitor(request), today=request.today, **said)  # type: ignore[attr-defined]
        except Refusal as refused:
            refusal, found = refused.text(get_language()), None
        if found:
            request.session.cycle_key()
            request.session["file"], request.session["side"] = found
            return redirect("portal_file")
        refusal = refusal or _("The code, the last four and the telephone do not fit together. Compare them with the receipt.")
    status = 422 if refusal else 200
    return render(request, "recognition/portal_start.html", {"refusal": refusal, "typed": request.POST}, status=status)


@never_cache
def apply(request: HttpRequest) -> HttpResponse:
    form, refusal = Filling(FORM, request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid() and form.checked is not None:
        office = Office.objects.filter(kind="bureau", pk=request.POST.get("office") or 0).first()
        try:
            if office is None:
                raise Refusal("Choose the bureau of the place of the employer.")
            actor = visitor(request, str(form.checked.values["applicant_name"]))
            told: dict[str, Any] = {"today": request.today, "now": request.now}  # type: ignore[attr-defined]
            matter, code = operations.apply_online(values=form.checked.values, office=office, actor=actor, **told)
        except Refusal as refused:
            refusal = refused.text(get_language())
        else:
            return render(request, "recognition/portal_done.html", {"number": matter.number, "code": code})
    context = {"form": form, "groups": groups(form), "refusal": refusal, "offices": offices(), "office": request.POST.get("office", "")}
    return render(request, "recognition/portal_apply.html", context, status=422 if request.method == "POST" else 200)


REPORTED = ("employer_name", "place", "told", "injured", "reporter")


@never_cache
def report(request: HttpRequest) -> HttpResponse:
    """事故快报: a few lines at once; the application may follow."""
    refusal, done = "", None
    if request.method == "POST":
        try:
            done = reported(request)
        except Refusal as refused:
            refusal = refused.text(get_language())
    context = {"refusal": refusal, "done": done, "offices": offices(), "typed": request.POST}
    return render(request, "recognition/portal_report.html", context, status=422 if refusal else 200)


def reported(request: HttpRequest) -> str:
    told: dict[str, Any] = {name: request.POST.get(name, "").strip() for name in REPORTED}
    office = Office.objects.filter(kind="bureau", pk=request.POST.get("office") or 0).first()
    if office is None or not all(told.values()):
        raise Refusal("Fill in every line and choose the bureau of the place.")
    try:
        told["happened_at"] = datetime.fromisoformat(request.POST.get("happened_at", "")).replace(tzinfo=issuing.SHANGHAI)
    except ValueError:
        raise Refusal("Write the time like 2022-08-15 09:20.") from None
    deaths = request.POST.get("deaths", "0")
    told["deaths"] = int(deaths) if deaths.isdigit() else 0
    held = operations.report_online(office=office, told=told, actor=visitor(request, told["reporter"]), today=request.today)  # type: ignore[attr-defined]
    return held.code


PLAIN = {
    "received": gettext_lazy("We have your application and check whether it is complete."),
    "supplementing": gettext_lazy("Some materials are missing. Put them in below or bring them to the counter."),
    "not_accepted": gettext_lazy("The application was not accepted. The decision says why and will be served on you."),
    "investigating": gettext_lazy("The application is accepted. Two officers investigate what happened."),
    "suspended": gettext_lazy("The clock stands still: the conclusion of another authority is awaited."),
    "proposed": gettext_lazy("The investigation is done. A decision is being prepared."),
    "decided": gettext_lazy("The decision is made and is being served on you."),
    "served": gettext_lazy("The decision was served. You may accept it or use the remedies below."),
    "under_challenge": gettext_lazy(
        "The decision was challenged. Medical treatment goes on being paid meanwhile where the injury was recognised."
    ),
    "archived": gettext_lazy("The matter is closed and the file is kept for fifty years."),
    "withdrawn": gettext_lazy("The application was withdrawn. You may apply again in time."),
}


@never_cache
@within_file
def follow(request: HttpRequest) -> HttpResponse:
    application = get_object_or_404(Application.objects.select_related("matter__office"))
    matter = application.matter
    side = request.session.get("side", "worker")
    decision = queries.current_decision(matter)
    context = shown(matter) | {
        "one": application,
        "plain": PLAIN[matter.state],
        "missing": [(one.id, one.title.text(get_language() or "zh-hans")) for one in queries.missing_materials(matter)],
        "may_supplement": matter.state in operations.SUPPLEMENTED_IN,
        "remedies": remedies(decision, side),
        "may_be_assessed": decision is not None and decision.result in queries.RECOGNISED and decision.effective_on is not None,
        "assessments": list(Matter.objects.filter(procedure="assessment")),
    }
    return render(request, "recognition/portal_file.html", context)


def remedies(decision: Decision | None, side: str) -> list[tuple[str, date]]:
    """The last days of this side: 60 days to the government, six months to the court, from its own service."""
    served_on = None if decision is None else decision.worker_served_on if side == "worker" else decision.employer_served_on
    if served_on is None:
        return []
    days = [last_day(clock, served_on) for clock in ("reconsideration.application", "lawsuit.direct")]
    return [(title, day) for title, day in days if day]


@require_POST
@within_file
def supplement(request: HttpRequest) -> HttpResponse:
    application = get_object_or_404(Application)
    given = request.FILES.get("file")
    try:
        if given is None:
            raise Refusal("Choose the file first.")
        operations.supplement_online(
            matter=application.matter_id, material=request.POST.get("material", ""), name=given.name or "", content=given.read(),
            actor=visitor(request, application.applicant_name), today=request.today, now=request.now,  # type: ignore[attr-defined]
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    else:
        messages.success(request, _("The file arrived."))
    return redirect("portal_file")


@require_POST
@within_file
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A document of this file, as it was issued."""
    kept = get_object_or_404(IssuedDocument, pk=pk, kind__startswith="recognition/", state="issued")
    application = get_object_or_404(Application)
    try:
        told: dict[str, Any] = {"actor": visitor(request, application.applicant_name), "now": request.now}  # type: ignore[attr-defined]
        _held, content = operations.download(document=pk, form="pdf", reason="网上接收", **told)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("portal_file")
    return pdf(content, f"{kept.kind.partition('/')[2]}-{kept.year}-{kept.serial}")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    return redirect("portal")
