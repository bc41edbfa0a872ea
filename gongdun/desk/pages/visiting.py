"""网上服务 — a visitor without an account stays inside the one file that the receipt's code, the last four and the telephone proved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongdun import law
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.models import Matter
from gongdun.vault.actors import Actor
from gongdun.vault.scopes import Scope, within

View = Callable[..., HttpResponse]


def visitor(request: HttpRequest, name: str = "") -> Actor:
    return Actor(account_id=None, name=f"{name or _('visitor')}（网上）", origin=request.META.get("REMOTE_ADDR", ""))


def within_file(view: View) -> View:
    """Runs a page inside the one file that this visitor proved; everyone else is sent to the start."""

    @wraps(view)
    def run(request: HttpRequest, **arguments: Any) -> HttpResponse:
        party = request.session.get("file")
        if party is None:
            return redirect("portal")
        with within(Scope(parties=(party,))):
            return view(request, **arguments)

    return run


def shown(matter: Matter) -> dict[str, Any]:
    """What the portal says of every matter: its state, its office, its documents of its own area, what happened so far."""
    language, version = get_language() or "zh-hans", procedure_of(matter)
    state = version.state(matter.state)
    events = matter.events.filter(kind__in=("open", "move")).order_by("-id")
    return {
        "matter": matter,
        "tone": state.tone,
        "state": state.title.text(language),
        "documents": list(matter.documents.filter(kind__startswith=f"{matter.procedure}/", state="issued")),
        "events": [
            {"on": one.on, "title": _("Received") if one.kind == "open" else version.move(one.move).title.text(language).rstrip("…")}
            for one in events
        ],
    }


def last_day(clock: str, start: date) -> tuple[str, date | None]:
    """A remedy's name and its last day, counted from `start`."""
    language = "en" if (get_language() or "").startswith("en") else "zh_Hans"
    due = law.clocks.due(clock, start, calendar=law.Calendar.shipped())
    return due.clock.title[language], due.due_on


def pdf(content: bytes, name: str) -> HttpResponse:
    """A document that no cache keeps."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
