"""网上服务 — a worker or an employer asks for an assessment, supplements it, follows it in plain words, takes its documents, knows the remedies."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongdun import law
from gongdun.areas.assessment import issuing, operations, queries
from gongdun.areas.assessment.forms.online_application import FORM
from gongdun.areas.assessment.models import GRADED, Application, Conclusion
from gongdun.areas.recognition.queries import InjuryFile, injury_file
from gongdun.desk.models import IssuedDocument, Matter
from gongdun.desk.pages.filling import Filling
from gongdun.desk.pages.visiting import last_day, pdf, shown, visitor, within_file
from gongdun.law.refusal import Refusal

PLAIN = {
    "received": gettext_lazy("The committee has your application and checks whether it is complete."),
    "supplementing": gettext_lazy("Some materials are missing. Put them in below or bring them to the counter."),
    "accepted": gettext_lazy("The application is accepted. The committee chooses the subject and the experts."),
    "classified": gettext_lazy("The subject is chosen. You are told the day and the place of the examination."),
    "scheduled": gettext_lazy("The examination has a day and a place. Bring your identity card, all medical records and pictures."),
    "examined": gettext_lazy("The experts have given their opinion. The committee concludes on it."),
    "proposed": gettext_lazy("The experts have given their opinion. The committee concludes on it."),
    "concluded": gettext_lazy("The conclusion is made and is being served on you."),
    "served": gettext_lazy("The conclusion was served. You may accept it or use the remedies below."),
    "at_province": gettext_lazy("The province assesses again. Its conclusion is final."),
    "refused": gettext_lazy("The application was not accepted. The notice says why; you may apply again when the reason is gone."),
    "terminated": gettext_lazy("The assessment was ended. The office that handled it tells you why and what to do."),
}
CARE_WORDS = {0: "", 1: gettext_lazy("fully dependent"), 2: gettext_lazy("largely dependent"), 3: gettext_lazy("partly dependent")}
RUNNING = ("received", "supplementing", "accepted", "classified", "scheduled", "examined", "proposed")


def opened(request: HttpRequest) -> InjuryFile | None:
    return injury_file(request.session["file"])


def side_of(request: HttpRequest) -> str:
    return request.session.get("side", "worker")


@never_cache
@within_file
def apply(request: HttpRequest) -> HttpResponse:
    injury = opened(request)
    if injury is None:
        return redirect("portal")
    form, refusal = Filling(FORM, request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid() and form.checked is not None:
        actor = visitor(request, injury.employer_name if side_of(request) == "employer" else injury.worker_name)
        told: dict[str, Any] = {"today": request.today, "now": request.now}  # type: ignore[attr-defined]
        try:
            matter = operations.apply_online(values=form.checked.values, injury=injury, side=side_of(request), actor=actor, **told)
        except Refusal as refused:
            refusal = refused.text(get_language())
        else:
            messages.success(request, _("Your application arrived."))
            return redirect("portal_assessment", pk=matter.pk)
    context = {"form": form, "refusal": refusal, "injury": injury}
    return render(request, "assessment/portal_apply.html", context, status=422 if request.method == "POST" else 200)


@never_cache
@within_file
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Application.objects.select_related("matter__office"), matter=pk)
    conclusion = queries.current_conclusion(one.matter)
    context = shown(one.matter) | {
        "one": one,
        "plain": PLAIN[one.matter.state],
        "expected": expected(one.matter, conclusion, request.today),  # type: ignore[attr-defined]
        "missing": [(item.id, item.title.text(get_language() or "zh-hans")) for item in queries.missing_materials(one.matter)],
        "may_supplement": one.matter.state in operations.SUPPLEMENTED_IN,
        "conclusion": conclusion,
        "is_graded": one.kind in GRADED,
        "care": CARE_WORDS[conclusion.care_level] if conclusion else "",
        "remedies": remedies(conclusion, side_of(request)),
        "is_final": conclusion is not None and conclusion.level == Conclusion.Level.PROVINCE,
        "review_from": review_from(conclusion),
    }
    return render(request, "assessment/portal_file.html", context)


def expected(matter: Matter, conclusion: Conclusion | None, today: date) -> list[tuple[str, date, str]]:
    """What comes next, the day, and the place where somebody has to go."""
    found = []
    notice = matter.documents.filter(kind="assessment/assessment_notice", state="issued").last()
    if matter.state == "scheduled" and notice is not None:
        found.append((_("Examination"), date.fromisoformat(notice.tree["held_on"]), notice.tree["hall"]))
    if matter.state in RUNNING:
        found.append((_("Conclusion at the latest"), issuing.due(matter, "conclusion", today), ""))
    if matter.state == "concluded" and conclusion is not None and conclusion.service_due_on:
        found.append((_("Served on you at the latest"), conclusion.service_due_on, ""))
    return found


def remedies(conclusion: Conclusion | None, side: str) -> list[tuple[str, date]]:
    """再次鉴定 within fifteen days of this side's own receipt (条例 26); none after the province."""
    if conclusion is None or conclusion.level == Conclusion.Level.PROVINCE:
        return []
    served_on = conclusion.worker_served_on if side == "worker" else conclusion.employer_served_on
    title, day = last_day("assessment.reassessment", served_on) if served_on else ("", None)
    return [(title, day)] if day else []


def review_from(conclusion: Conclusion | None) -> date | None:
    """复查鉴定 of a grade may be asked for a year after the conclusion (条例 28)."""
    if conclusion is None or conclusion.kind not in GRADED:
        return None
    return law.clocks.due("assessment.review", conclusion.concluded_on, calendar=law.Calendar.shipped()).earliest_on


@require_POST
@within_file
def supplement(request: HttpRequest, pk: int) -> HttpResponse:
    one, given = get_object_or_404(Application, matter=pk), request.FILES.get("file")
    try:
        if given is None:
            raise Refusal("Choose the file first.")
        operations.supplement_online(
            matter=one.matter_id, material=request.POST.get("material", ""), name=given.name or "", content=given.read(),
            actor=visitor(request, one.applicant_name), today=request.today, now=request.now,  # type: ignore[attr-defined]
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    else:
        messages.success(request, _("The file arrived."))
    return redirect("portal_assessment", pk=pk)


@require_POST
@within_file
def document(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """A document of this assessment, as it was issued."""
    one = get_object_or_404(Application, matter=pk)
    kept = get_object_or_404(IssuedDocument, pk=document, matter=pk, kind__startswith="assessment/", state="issued")
    told: dict[str, Any] = {"actor": visitor(request, one.applicant_name), "now": request.now}  # type: ignore[attr-defined]
    try:
        _held, content = operations.download(document=kept.pk, form="pdf", reason="网上接收", **told)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("portal_assessment", pk=pk)
    return pdf(content, f"{kept.kind.partition('/')[2]}-{kept.year}-{kept.serial}")
