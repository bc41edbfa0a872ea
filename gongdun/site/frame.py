"""What every page's frame shows: menu, business date, who is signed in, how large and how plain the page is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from gongdun.desk.menu import Group, menu
from gongdun.registry.models import Account
from gongdun.site.business_date import today

TEXT_SIZES = ("normal", "large")
CONTRASTS = ("normal", "high")


def frame(request: HttpRequest) -> dict[str, object]:
    account = getattr(request, "user", None)  # an error page may come before the sign-in was looked at
    signed_in = account if account is not None and account.is_authenticated else None
    groups = cache(lambda: menu(signed_in, request.path) if signed_in else [])  # the fragments that show no menu do not count
    return {
        "business_date": today(),
        "signed_in": signed_in,
        "office_name": SimpleLazyObject(lambda: office_name(signed_in) if signed_in else ""),
        "menu": SimpleLazyObject(lambda: _groups(groups(), top=False)),
        "header_items": SimpleLazyObject(lambda: _groups(groups(), top=True)),
        "demo": settings.DEMO,
        "idle_seconds": settings.IDLE_SECONDS,
        "page_classes": page_classes(request),
    }


def office_name(account: Account) -> str:
    """The office in the header: its short name, or the English one."""
    if account.office is None:
        return ""
    return account.office.name_en if (get_language() or "").startswith("en") else account.office.short


def _groups(groups: Iterable[Group], *, top: bool) -> list[Group]:
    return [group for group in groups if (group.id == "top") == top]


def page_classes(request: HttpRequest) -> str:
    """Classes of the root element: large type and high contrast are kept in cookies, so that the public pages have them too."""
    chosen = []
    if request.COOKIES.get("text") == "large":
        chosen.append("large")
    if request.COOKIES.get("contrast") == "high":
        chosen.append("contrast")
    return " ".join(chosen)
