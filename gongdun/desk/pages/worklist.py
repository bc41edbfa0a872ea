"""待办 — mine first, grouped by urgency, each row with the reason of its date; bulk assign; the next matter by one key."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun import law
from gongdun.desk.catalogue import catalogue, procedure_of
from gongdun.desk.models import Matter
from gongdun.desk.operations import matters
from gongdun.desk.pages.matter import event_row
from gongdun.desk.pages.rows import MatterRow, row
from gongdun.desk.queries import tools, worklists
from gongdun.desk.queries.materials import missing
from gongdun.desk.queries.moves import offered
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account
from gongdun.registry.queries import find_employers, officers

PAGE = 50
WHOSE = {
    "mine": worklists.mine,
    "office": worklists.of_office,
    "cover": worklists.covered_for,
    "opened": worklists.opened_by,
    "done": worklists.done_by,
}
CONDITIONS = ("whose", "group", "procedure", "owner", "employer")  # what a saved filter keeps


@login_required
def worklist(request: OfficerRequest) -> HttpResponse:
    language, calendar = get_language() or "zh-hans", law.Calendar.shipped()
    bounds = worklists.Bounds.of(request.today, calendar)
    whose = request.GET.get("whose", "mine")
    whose = whose if whose in WHOSE else "mine"
    asked = WHOSE[whose](request.user, request.today)
    kinds = asked.order_by().values_list("procedure", flat=True).distinct()
    if (kind := request.GET.get("procedure", "")) in catalogue().procedures:
        asked = asked.filter(procedure=kind)
    employer = request.GET.get("employer", "").strip()
    if employer:
        asked = asked.filter(employer__in=find_employers(employer))
    owner = request.GET.get("owner", "")
    if owner.isdigit():
        asked = asked.filter(owner=int(owner))
    tally = worklists.tally(asked, bounds) if whose not in ("done", "opened") else {}
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
    colleagues = list(officers(request.user.office_id)) if request.user.office_id else []
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
        "colleagues": colleagues,
        "owner": next((one for one in colleagues if str(one.pk) == owner), None),
        "employer": employer,
        "covered": tools.covered(request.user, request.today),
        "saved": [{"pk": one.pk, "name": one.name, "query": one.query} for one in tools.filters(request.user, "worklist")],
        "conditions": conditions(request),
        "results": request.session.pop("results", None),
    }
    template = "desk/worklist.html#drawer" if request.htmx and previewed else "desk/worklist.html"
    return render(
        request, template, context | {"row": previewed, "quick": quick(request, previewed, language), "drawer_open": previewed is not None}
    )


def quick(request: OfficerRequest, row_: MatterRow | None, language: str) -> dict[str, object]:
    """What the drawer shows besides the row: who, what is missing, the last events, what may come next."""
    if row_ is None:
        return {}
    held = Matter.objects.select_related("worker", "office").get(pk=row_.pk)
    moves = [one for one in offered(held, request.actor) if one.refusal is None]
    return {
        "title": held.title,
        "procedure": procedure_of(held).title.text(language),
        "masked": held.worker.masked_number if held.worker else "",
        "events": [event_row(held, event, language) for event in held.events.order_by("-id")[:3]],
        "missing": len(missing(held)),
        "next": [one.move.title.text(language).rstrip("…") for one in moves[:3]],
        "revision": held.revision,
    }


def conditions(request: OfficerRequest) -> str:
    """The conditions in force as a query, for a saved filter."""
    return urlencode({name: request.GET[name] for name in CONDITIONS if request.GET.get(name)})


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
    asked = worklists.mine(request.user, request.today).filter(is_paused=False)
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
    results = [assigned(request, int(pk), to) for pk in request.POST.getlist("pick") if pk.isdigit()]
    done = sum(not one["refusal"] for one in results)
    if done < len(results):
        request.session["results"] = results
    if done:
        messages.success(
            request,
            ngettext("%(count)d matter passed to %(name)s.", "%(count)d matters passed to %(name)s.", done) % {"count": done, "name": to},
        )
    elif not results:
        messages.warning(request, _("No matter was chosen. Choose rows first."))
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "worklist")


def assigned(request: OfficerRequest, pk: int, to: Account) -> dict[str, str]:
    """One row's result; a refused row leaves the others alone."""
    number = Matter.objects.filter(pk=pk).values_list("number", flat=True).first() or str(pk)
    try:
        matters.assign(matter=pk, to=to, actor=request.actor, today=request.today, now=request.now, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        return {"number": number, "refusal": refusal.text(get_language())}
    return {"number": number, "refusal": ""}
