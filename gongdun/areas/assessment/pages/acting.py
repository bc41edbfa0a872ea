"""What every button of the area does with a refusal, and how its fields are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongdun.law.refusal import Refusal


def act(request: HttpRequest, call: Callable[[], object], to: str, *arguments: int) -> HttpResponse:
    try:
        call()
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    else:
        messages.success(request, _("Saved."))
    return redirect(to, *arguments)


def told(request: HttpRequest, *names: str) -> dict[str, str]:
    return {name: request.POST.get(name, "").strip() for name in names}


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal("“{text}” is no day. Write it like 2022-08-15.", text=text) from None


def whole(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def items(text: str) -> tuple[str, ...]:
    """9-3、10-4 as it is written."""
    return tuple(one.strip() for one in text.replace(",", "、").replace("，", "、").split("、") if one.strip())
