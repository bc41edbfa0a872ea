"""Where a sign-in leads, and the list of keys."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gongdun.desk.menu import menu
from gongdun.site.requests import OfficerRequest

# Where a day begins, by the group of the menu that an account has.
FIRST = ("mine", "system", "plan", "city", "areas", "data")


@login_required
def home(request: OfficerRequest) -> HttpResponse:
    """A clerk's worklist, a leader's board, an auditor's journal; else the first address of the account's menu."""
    groups = {group.id: group.items for group in menu(request.user, request.path) if group.id != "top"}
    first = next((item.url for group in FIRST for item in groups.get(group, ()) if item.url != request.path), None)
    return redirect(first) if first else render(request, "site/nothing.html")


def keys(request: HttpRequest) -> HttpResponse:
    return render(request, "site/keys.html")
