"""Downloads and uploads of a list: the letter and the offline workbook leave in full for a written reason; the filled workbook comes back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_POST

from gongdun.areas.inspection import operations
from gongdun.areas.inspection.models import UninsuredList
from gongdun.desk.look import reveal_reason
from gongdun.desk.models import IssuedDocument
from gongdun.desk.operations import papers
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def attached(content: bytes, name: str, form: str) -> HttpResponse:
    """A download that no cache keeps."""
    return HttpResponse(
        content,
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-store"},
    )


@login_required
@require_POST
def letter(request: OfficerRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(IssuedDocument, pk=pk, kind="inspection/referral")
    form = "docx" if request.POST.get("form") == "docx" else "pdf"
    try:
        _, content = papers.download(
            document=pk, form=form, reason=reveal_reason(request.POST.dict()), actor=request.actor, now=request.now
        )
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("matter", pk=held.matter_id)
    return attached(content, f"referral-{held.year}-{held.serial}", form)


@login_required
@require_POST
def workbook(request: OfficerRequest, pk: int) -> HttpResponse:
    get_object_or_404(UninsuredList, matter=pk)
    try:
        held, content = operations.download_workbook(
            matter=pk, reason=reveal_reason(request.POST.dict()), actor=request.actor, now=request.now
        )
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("list_rows", pk=pk)
    return attached(content, f"list-{held.uninsured_list.batch}", "xlsx")


@login_required
@require_POST
def upload(request: OfficerRequest, pk: int) -> HttpResponse:
    get_object_or_404(UninsuredList, matter=pk)
    try:
        file = request.FILES.get("workbook")
        if file is None:
            raise Refusal("No workbook was chosen. Choose the filled file, then upload it.")
        content = file.read()
        count = operations.take_workbook(
            matter=pk, content=content, actor=request.actor, today=request.today, finders=request.POST.get("finders", "")
        )
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    else:
        messages.success(
            request,
            ngettext("%(count)d finding taken from the workbook.", "%(count)d findings taken from the workbook.", count) % {"count": count},
        )
    return redirect("list_rows", pk=pk)
