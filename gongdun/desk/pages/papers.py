"""文书 — drafting and editing before the issue, downloads, service, and the register in which void numbers stay."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.desk.catalogue import catalogue, procedure_of
from gongdun.desk.documents.editing import editable_fields
from gongdun.desk.look import reveal_reason
from gongdun.desk.models import IssuedDocument, Matter
from gongdun.desk.operations import papers, serving
from gongdun.desk.pages.file import matter_address, said
from gongdun.desk.queries import files
from gongdun.desk.requests import OfficerRequest
from gongdun.kernel.documents import text
from gongdun.kernel.facts import persons
from gongdun.kernel.roles import PORTAL
from gongdun.law.refusal import Refusal
from gongdun.vault import identities

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# The facts that officers edit, in words; a kind's own names fall back to their identifier.
LABELS = {
    "missing": gettext_lazy("What is missing, one a line"),
    "due_on": gettext_lazy("Until"),
    "phone": gettext_lazy("Telephone"),
    "contact": gettext_lazy("Contact"),
    "instructions": gettext_lazy("Further instructions"),
    "note": gettext_lazy("Note"),
}


def paper_rows(matter: Matter, language: str) -> list[dict[str, Any]]:
    return [paper_row(one, language) for one in files.papers(matter)]


def paper_row(one: files.Paper, language: str) -> dict[str, Any]:
    held = one.document
    return {
        "pk": held.pk, "kind": held.kind, "title": catalogue().documents[held.kind].thing.title.text(language), "number": held.number, "state": held.state, "on": held.issued_on,
        "addressee": held.addressee, "void_reason": held.void_reason, "opens_door": one.opens_door, "digest": held.digest[:16], "code": held.code,
        "receipts": [
            {"method": serving.METHODS[got.method].text(language) if got.method in serving.METHODS else got.method, "recipient": got.recipient,
             "on": got.delivered_on, "effective_on": got.effective_on, "proof": got.proof_id}
            for got in one.receipts
        ],
    }  # fmt: skip


@login_required
@require_POST
def draft(request: OfficerRequest, pk: int) -> HttpResponse:
    """Draft a document of the procedure, and go on to its text."""
    get_object_or_404(Matter, pk=pk)
    with said(request):
        kind = request.POST.get("kind", "")
        if f"desk/{kind}" not in catalogue().documents and not any(key.endswith(f"/{kind}") for key in catalogue().documents):
            raise Refusal("There is no document {kind}. Choose one of the list.", kind=kind)
        held = papers.draft(matter=pk, kind=kind, actor=request.actor, today=request.today, now=request.now)
        return redirect("document", pk=held.pk)
    return redirect(f"{matter_address(pk)}#papers")


@login_required
def document(request: OfficerRequest, pk: int) -> HttpResponse:
    """A draft to be edited, or an issued document to be read, served and voided. Numbers stay masked here."""
    held = get_object_or_404(IssuedDocument.objects.defer("pdf").select_related("matter__office", "office"), pk=pk)
    language = get_language() or "zh-hans"
    if request.method == "POST":
        return edited(request, held)
    return render(request, "desk/document.html", document_context(request, held, language))


def document_context(request: OfficerRequest, held: IssuedDocument, language: str) -> dict[str, Any]:
    entry = catalogue().documents[held.kind]
    composes = hasattr(entry.module, "draft") and bool(set(request.user.roles) - PORTAL)
    kind = held.kind.split("/")[1]
    carrier = next((step for step in procedure_of(held.matter).moves if kind in step.documents), None)
    return {
        "document": held,
        "matter": held.matter,
        "title": entry.thing.title.text(language),
        "citation": entry.thing.citation,
        "fields": [{"field": one, "label": LABELS.get(one.name, one.name)} for one in editable_fields(entry, held.tree)]
        if composes
        else [],
        "lines": text(papers.letter(entry, held.tree, identities.masks(persons(held.tree)))).splitlines() if composes else [],
        "paper": paper_row(next(one for one in files.papers(held.matter) if one.document.pk == held.pk), language),
        "carrier": carrier.title.text(language) if carrier else "",
        "methods": [(id_, title.text(language)) for id_, title in serving.METHODS.items()],
        "may_work": files.may_work(request.user, held.matter),
        "composes": composes,
    }


def edited(request: OfficerRequest, held: IssuedDocument) -> HttpResponse:
    """Keep the changes; a refusal shows the page again with what was typed."""
    names = {one.name for one in editable_fields(catalogue().documents[held.kind], held.tree)}
    values = {name: request.POST[name] for name in names if name in request.POST}
    told = request.POST.get("revision", "")
    try:
        papers.edit(document=held.pk, values=values, actor=request.actor, revision=int(told) if told.isdigit() else None)
    except Refusal as refusal:
        context = document_context(request, held, get_language() or "zh-hans")
        for one in context["fields"]:
            one["typed"] = values.get(one["field"].name)
        return render(request, "desk/document.html", context | {"refusal": refusal.text(get_language())}, status=409)
    messages.success(request, _("Draft kept."))
    return redirect("document", pk=held.pk)


@login_required
@require_POST
def issue(request: OfficerRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(IssuedDocument.objects.defer("pdf"), pk=pk)
    with said(request):
        given = papers.issue_alone(document=pk, actor=request.actor, today=request.today, now=request.now)
        messages.success(request, _("Issued: %(number)s") % {"number": given.number or given.title})
    return redirect("document", pk=held.pk)


@login_required
@require_POST
def discard(request: OfficerRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(IssuedDocument.objects.defer("pdf"), pk=pk)
    with said(request):
        papers.discard(document=pk, actor=request.actor)
        messages.success(request, _("Draft thrown away."))
        return redirect(f"{matter_address(held.matter_id)}#papers")
    return redirect("document", pk=pk)


@login_required
def preview(request: OfficerRequest, pk: int, form: str) -> HttpResponse:
    """A draft on paper: masked, under a watermark."""
    held = get_object_or_404(IssuedDocument, pk=pk, state=IssuedDocument.State.DRAFT)
    if not set(request.user.roles) - PORTAL:
        raise Http404
    return attached(papers.preview(held, form), f"draft-{pk}", form)


@login_required
@require_POST
def download(request: OfficerRequest, pk: int) -> HttpResponse:
    """An issued document in full; one with identity numbers asks for a reason."""
    held = get_object_or_404(IssuedDocument.objects.defer("pdf"), pk=pk)
    form = "docx" if request.POST.get("form") == "docx" else "pdf"
    with said(request):
        reason = reveal_reason(request.POST.dict()) if persons(held.tree) else request.POST.get("reason", "")
        _held, content = papers.download(document=pk, form=form, reason=reason, actor=request.actor, now=request.now)
        return attached(content, f"document-{held.year or 0}-{held.serial or held.pk}", form)
    return redirect("document", pk=pk)


def attached(content: bytes, name: str, form: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=TYPES["docx" if form == "docx" else "pdf"],
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{"docx" if form == "docx" else "pdf"}"',
            "Cache-Control": "no-store",
        },
    )


@login_required
@require_POST
def void(request: OfficerRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(IssuedDocument.objects.defer("pdf"), pk=pk)
    with said(request):
        papers.void(document=pk, reason=request.POST.get("reason", ""), actor=request.actor, today=request.today, now=request.now)
        messages.success(request, _("Void: %(number)s. The number stays in the register.") % {"number": held.number or held.title})
    return redirect("document", pk=pk)


@login_required
@require_POST
def serve(request: OfficerRequest, pk: int) -> HttpResponse:
    """Record a receipt of service; refused, the page comes again with what was typed."""
    held = get_object_or_404(IssuedDocument.objects.defer("pdf").select_related("matter__office", "office"), pk=pk)
    photo = request.FILES.get("photo")
    names = ("recipient", "receiver", "relation", "place", "witness", "remark")
    try:
        delivered_on = day_of(request.POST.get("delivered_on", ""))
        told = serving.Serving(
            method=request.POST.get("method", ""), delivered_on=delivered_on, **{name: request.POST.get(name, "") for name in names}
        )
        got = serving.serve(
            document=pk, serving=told, actor=request.actor, today=request.today, now=request.now,
            photo=(photo.name or "", photo.read()) if photo else None,
        )  # fmt: skip
    except Refusal as refusal:
        context = document_context(request, held, get_language() or "zh-hans")
        return render(
            request, "desk/document.html", context | {"refusal": refusal.text(get_language()), "typed": request.POST.dict()}, status=409
        )
    messages.success(request, _("Service kept; it takes effect on %(day)s.") % {"day": f"{got.effective_on:%Y-%m-%d}"})
    return redirect("document", pk=pk)


def day_of(text_: str) -> date:
    try:
        return date.fromisoformat(text_)
    except ValueError:
        raise Refusal("{day} is no day. Write it as 2022-10-17.", day=text_ or "—") from None


@login_required
def register(request: OfficerRequest) -> HttpResponse:
    """文书登记簿 — every number of every office, kind and year; void numbers stand in their place with the reason."""
    language = get_language() or "zh-hans"
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in catalogue().documents else ""
    year = request.GET.get("year", "")
    rows = [
        {"document": one, "title": catalogue().documents[one.kind].thing.title.text(language), "office": one.office.name_en if language.startswith("en") else one.office.name}
        for one in files.register(kind, int(year) if year.isdigit() and len(year) == 4 else None)
    ]  # fmt: skip
    kinds = [(key, entry.thing.title.text(language)) for key, entry in sorted(catalogue().documents.items()) if entry.thing.number_format]
    return render(request, "desk/register.html", {"rows": rows, "kinds": kinds, "kind": kind})
