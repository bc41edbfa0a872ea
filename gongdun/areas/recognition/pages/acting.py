"""What every button of the area does with a refusal: the sentence is shown on the matter's page, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal

TYPES = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


def act(request: OfficerRequest, pk: int, call: Callable[[], object], anchor: str = "") -> HttpResponse:
    try:
        call()
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    else:
        messages.success(request, _("Saved."))
    answer = redirect("matter", pk=pk)
    answer["Location"] += f"#{anchor}" if anchor else ""
    return answer


def day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal("“{text}” is no day. Write it like 2022-08-15.", text=text) from None


def whole(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def file(content: bytes, name: str, form: str) -> HttpResponse:
    """A download that no cache keeps."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)
