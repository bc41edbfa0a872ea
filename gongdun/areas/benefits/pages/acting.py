"""A button of a page: one operation, its refusal in the reader's language, back to where it was pressed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office


def acted(request: OfficerRequest, back: str, said: str, work: Callable[[], Any], **where: Any) -> HttpResponse:
    """Do the work or say why not; then the page again."""
    try:
        work()
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    else:
        messages.success(request, said)
    return redirect(back, **where)


def told(request: OfficerRequest) -> dict[str, Any]:
    """Who acts, on which business day."""
    return {"actor": request.actor, "today": request.today, "now": request.now}


def ledger_of(request: OfficerRequest) -> int:
    """The ledger of the agency whose officer asks."""
    office: Office | None = request.user.office
    if office is None or office.kind != "agency":
        raise Refusal("Benefits are the agency's business. Sign in as one of its officers.")
    return office.area.ledger_id


def day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal("“{text}” is no day. Write it like 2022-10-17.", text=text) from None


def month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        raise Refusal("“{text}” is no month. Write it like 2022-06.", text=text) from None


def fen(text: str) -> int:
    """Yuan with at most two places, as fen; nothing is guessed."""
    whole, _dot, places = text.strip().replace(",", "").partition(".")
    if not whole.isdigit() or not (places == "" or (places.isdigit() and len(places) <= 2)):
        raise Refusal("“{text}” is no amount in yuan. Write it like 495.00.", text=text)
    return int(whole) * 100 + int(places.ljust(2, "0") or 0)


def attached(content: bytes, name: str, media: str) -> HttpResponse:
    """A download that no cache keeps."""
    return HttpResponse(
        content, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    )
