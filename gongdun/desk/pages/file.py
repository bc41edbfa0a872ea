"""案卷 — what is done to a matter's file besides its moves: materials, receipt, attachments, handing over, a full number for 60 seconds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.desk.look import reveal_reason
from gongdun.desk.models import Attachment, Matter
from gongdun.desk.operations import attachments, materials, matters
from gongdun.desk.operations.revealing import reveal_number
from gongdun.desk.queries.materials import Line, checklist, missing, notice_of
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account, Worker

MARKS = {"missing": "missing", "seen": "seen", "checked": "verified"}


def material_rows(matter: Matter, language: str) -> list[dict[str, Any]]:
    return [material_row(one, language) for one in checklist(matter)]


def material_row(one: Line, language: str) -> dict[str, Any]:
    required = "" if one.required else pgettext("material", "if any")
    arrived = f"{one.received_on:%m-%d}" if one.received_on else ""
    small = " · ".join(filter(None, [arrived, one.remark, required]))
    return {
        "id": one.id,
        "title": one.title.text(language),
        "small": small,
        "state": MARKS[one.state],
        "kept": one.state,
        "remark": one.remark,
    }


def materials_part(matter: Matter, language: str) -> dict[str, Any]:
    rows = material_rows(matter, language)
    return {
        "rows": rows,
        "checked": sum(row["kept"] == "checked" for row in rows),
        "missing": [one.title.text(language) for one in missing(matter)],
        "notice": notice_of(matter),
    }


@login_required
@require_POST
def check_materials(request: OfficerRequest, pk: int) -> HttpResponse:
    """All lines of the checklist at once, as the form shows them."""
    matter = get_object_or_404(Matter, pk=pk)
    ids = set(matter.materials.values_list("material", flat=True))
    states = {id_: request.POST[f"state-{id_}"] for id_ in ids if f"state-{id_}" in request.POST}
    remarks = {id_: request.POST.get(f"remark-{id_}", "") for id_ in states}
    with said(request):
        materials.check_materials(matter=pk, states=states, remarks=remarks, actor=request.actor, today=request.today)
        messages.success(request, _("Checklist kept."))
    return redirect(f"{matter_address(pk)}#materials")


@login_required
@require_POST
def receipt(request: OfficerRequest, pk: int) -> HttpResponse:
    get_object_or_404(Matter, pk=pk)
    with said(request):
        given = materials.give_receipt(matter=pk, actor=request.actor, today=request.today, now=request.now)
        messages.success(request, _("Receipt %(number)s given; code %(code)s.") % {"number": given.number, "code": given.code})
    return redirect(f"{matter_address(pk)}#papers")


@login_required
@require_POST
def attach(request: OfficerRequest, pk: int) -> HttpResponse:
    get_object_or_404(Matter, pk=pk)
    with said(request):
        files = request.FILES.getlist("file")
        if not files:
            raise Refusal("No file was chosen. Choose one, then add it.")
        for file in files:
            attachments.attach(
                matter=pk, name=file.name or "", content=file.read(), actor=request.actor, today=request.today, now=request.now
            )
    return redirect(f"{matter_address(pk)}#attachments")


@login_required
def attachment(request: OfficerRequest, pk: int) -> HttpResponse:
    """A file as it came in. It is never shown inside a page: the browser is told to save it, and not to guess what it is."""
    get_object_or_404(Attachment.objects.defer("content"), pk=pk)
    kept = attachments.open_attachment(attachment=pk, actor=request.actor, now=request.now)
    ending = sorted(attachments.ENDINGS.get(kept.media_type, {".bin"}))[0]
    return HttpResponse(
        bytes(kept.content),
        content_type=kept.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="attachment-{kept.pk}{ending}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@login_required
@require_POST
def hand_over(request: OfficerRequest, pk: int) -> HttpResponse:
    """Pass one matter to a colleague, with a word for them."""
    get_object_or_404(Matter, pk=pk)
    to = get_object_or_404(Account, pk=request.POST.get("to") or 0, office_id=request.user.office_id)
    with said(request):
        matters.assign(matter=pk, to=to, actor=request.actor, today=request.today, now=request.now, reason=request.POST.get("reason", ""))
        messages.success(request, _("Passed to %(name)s.") % {"name": to})
    return redirect("matter", pk=pk)


@login_required
@require_POST
def reveal(request: OfficerRequest, pk: int) -> HttpResponse:
    """A worker's full number for 60 seconds: htmx swaps it into the page, a browser without JavaScript gets a page of its own."""
    worker = get_object_or_404(Worker, pk=pk)
    try:
        reason = reveal_reason(request.POST.dict())
        number = reveal_number(
            worker=pk, matter=whole(request.POST.get("matter")), reason=reason, actor=request.actor, today=request.today, now=request.now
        )
    except Refusal as refusal:
        template = "site/parts/refusal.html" if request.htmx else "site/refused.html"
        return render(request, template, {"words": refusal.text(get_language())}, status=409)
    template = "desk/parts/revealed.html" if request.htmx else "desk/revealed.html"
    answer = render(
        request, template, {"number": number, "masked": worker.masked_number, "worker": worker, "matter": whole(request.POST.get("matter"))}
    )
    answer["Cache-Control"] = "no-store"
    return answer


def whole(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def matter_address(pk: int) -> str:
    return f"/matters/{pk}/"


class said:
    """Refusals inside the block become the page's notice; what was done before one is undone by its operation."""

    def __init__(self, request: OfficerRequest) -> None:
        self.request = request

    def __enter__(self) -> said:
        return self

    def __exit__(self, kind: type[BaseException] | None, refusal: BaseException | None, trace: object) -> bool:
        if not isinstance(refusal, Refusal):
            return False
        messages.error(self.request, refusal.text(get_language()))
        return True
