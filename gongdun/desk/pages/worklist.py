"""待办 — mine first, grouped by urgency, each row with the reason of its date; bulk assign; the next matter by one key."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun import law
from gongdun.desk.catalogue import catalogue
from gongdun.desk.models import Matter
from gongdun.desk.operations import matters
from gongdun.desk.pages.rows import MatterRow, row
from gongdun.desk.queries import worklists
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account
from gongdun.registry.queries import officers

PAGE = 50
WHOSE = {"mine": worklists.mine, "office": worklists.of_office, "done": worklists.done_by}


@login_required
def worklist(request: OfficerRequest) -> HttpResponse:
    language, calendar = get_language() or "zh-hans", law.Calendar.shipped()
    bounds = worklists.Bounds.of(request.today, calendar)
    whose = request.GET.get("whose", "mine")
    whose = whose if whose in WHOSE else "mine"
    asked = WHOSE[whose](request.user)
    kinds = asked.order_by().values_list("procedure", flat=True).distinct()
    if (kind := request.GET.get("procedure", "")) in catalogue().procedures:
        asked = asked.filter(procedure=kind)
    tally = worklists.tally(asked, bounds) if whose != "done" else {}
    if (group := request.GET.get("group")) in worklists.GROUPS:
        asked = asked.filter(bounds.condition(group))
    page = Paginator(asked, PAGE).get_page(request.GET.get("page"))
    bands = [
        {
            "group": name,
            "title": title,
            "count": tally.get(name, len(held)),
            "rows": [row(matter, request.today, calendar, language) for matter in held],
        }
        for name, held in worklists.banded(page.object_list, bounds).items()
        for title in [group_title(name)]
    ]
    previewed = row_to_preview(request, asked, calendar, language)
    context = {
        "whose": whose,
        "tally": [(name, group_title(name), tally[name]) for name in worklists.GROUPS if tally.get(name)],
        "group": group,
        "bands": bands,
        "page": page,
        "procedures": [(one, catalogue().procedure(one, on=request.today).title.text(language)) for one in sorted(set(kinds))],
        "procedure": kind,
        "procedure_title": catalogue().procedure(kind, on=request.today).title.text(language) if kind in catalogue().procedures else "",
        "colleagues": officers(request.user.office_id) if request.user.office_id else [],
    }
    template = "desk/worklist.html#drawer" if request.htmx and previewed else "desk/worklist.html"
    return render(request, template, context | {"row": previewed, "drawer_open": previewed is not None})


def row_to_preview(request: OfficerRequest, asked: QuerySet[Matter], calendar: law.Calendar, language: str) -> MatterRow | None:
    chosen = request.GET.get("row", "")
    held = asked.filter(pk=chosen).first() if chosen.isdigit() else None
    return row(held, request.today, calendar, language) if held else None


def group_title(group: str) -> str:
    return {
        "overdue": _("Overdue"),
        "today": _("Today"),
        "soon": _("Within 3 working days"),
        "week": _("This week"),
        "later": _("Later"),
        "none": _("Without a due date"),
        "paused": _("Suspended"),
    }[group]


@login_required
def next_matter(request: OfficerRequest) -> HttpResponse:
    """The most urgent matter that waits for me; another one than the one I come from."""
    asked = worklists.mine(request.user).filter(is_paused=False)
    following = asked.exclude(pk=request.GET.get("after") or 0).order_by("due_on", "pk").first()
    if following is None:
        messages.info(request, _("Nothing waits for you. Well done."))
        return redirect("worklist")
    return redirect("matter", pk=following.pk)


@login_required
@require_POST
def assign(request: OfficerRequest) -> HttpResponse:
    """Pass the chosen matters on, each with its own result."""
    to = get_object_or_404(Account, pk=request.POST.get("to") or 0, office_id=request.user.office_id)
    done = 0
    for pk in request.POST.getlist("pick"):
        try:
            matters.assign(matter=int(pk), to=to, actor=request.actor, today=request.today, now=request.now)
            done += 1
        except Refusal as refusal:
            messages.error(request, refusal.text(get_language()))
    if done:
        messages.success(
            request,
            ngettext("%(count)d matter passed to %(name)s.", "%(count)d matters passed to %(name)s.", done) % {"count": done, "name": to},
        )
    elif not request.POST.getlist("pick"):
        messages.warning(request, _("No matter was chosen. Choose rows first."))
    return redirect(request.POST.get("back") or "worklist")
