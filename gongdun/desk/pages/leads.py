"""疑点线索 — a list by rule, severity, district and age beside the lead in hand: the rule in words, the arithmetic, the evidence; keys decide."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from gongdun.compare.lake import Lake
from gongdun.compare.runner import LAKE, evidence
from gongdun.desk.citations import cited
from gongdun.desk.lead_actions import LeadAction, actions_for
from gongdun.desk.models import Lead
from gongdun.desk.operations import leads as operations
from gongdun.desk.queries import leads as queries
from gongdun.desk.queries import tools
from gongdun.desk.queries.leads_arithmetic import arithmetic
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area

PAGE = 50
CONDITIONS = ("rule", "severity", "district", "age", "employer")
REASONS = (
    ("wrong_match", gettext_lazy("wrong person or employer matched")),
    ("late_delivery", gettext_lazy("the data came late")),
    ("lawful_dispatch", gettext_lazy("lawful: insured by the dispatching unit")),
    ("lawful_exempt", gettext_lazy("lawful: not in the scheme")),
    ("lawful_seasonal", gettext_lazy("lawful: seasonal trade, merger or finished project")),
    ("duplicate", gettext_lazy("asked twice")),
)
STATES = {
    "new": gettext_lazy("to be decided"),
    "assigned": gettext_lazy("in a matter"),
    "dismissed": gettext_lazy("set aside"),
    "confirmed": gettext_lazy("confirmed"),
    "unfounded": gettext_lazy("unfounded"),
    "closed": gettext_lazy("closed"),
}
AGES = {
    "week": gettext_lazy("up to a week old"),
    "month": gettext_lazy("up to a month old"),
    "older": gettext_lazy("older"),
}
QUIET = (3, 6, 12)  # months a rule may stay quiet about somebody


@login_required
def leads(request: OfficerRequest) -> HttpResponse:
    language = get_language() or "zh-hans"
    asked = queries.open_leads()
    chosen = queries.narrowed(asked, request.GET.dict(), request.today)
    page = Paginator(ordered(chosen), PAGE).get_page(request.GET.get("page"))
    context = filters(asked, request, language) | {
        "page": page,
        "rows": [lead_row(lead, language) for lead in page.object_list],
        "reasons": REASONS,
        "quiet": QUIET,
        "employer": request.GET.get("employer", "").strip(),
        "saved": [{"pk": one.pk, "name": one.name, "query": one.query} for one in tools.filters(request.user, "leads")],
        "conditions": urlencode({name: request.GET[name] for name in CONDITIONS if request.GET.get(name)}),
    }
    return render(request, "desk/leads.html", context)


def ordered(asked: Any) -> Any:
    """The gravest first, then by party, so that what belongs to one employer stands together."""
    return asked.order_by(queries.GRAVEST, "employer__pinyin", "id")


def filters(asked: Any, request: OfficerRequest, language: str) -> dict[str, Any]:
    names = {area.pk: area.name_en if language.startswith("en") else area.name for area in Area.objects.all()}
    severities, districts = queries.by(asked, "severity"), queries.by(asked, "district")
    return {
        "rules": queries.by_rule(asked, language),
        "rule": request.GET.get("rule", ""),
        "severities": [(name, severities[name]) for name in queries.SEVERITIES if severities.get(name)],
        "severity": request.GET.get("severity", ""),
        "districts": [(pk, names.get(int(pk), str(pk)), count) for pk, count in districts.items()],
        "district": request.GET.get("district", ""),
        "ages": list(AGES.items()),
        "age": request.GET.get("age", ""),
    }


def lead_row(lead: Lead, language: str) -> dict[str, Any]:
    return {
        "pk": lead.pk,
        "name": lead.worker.name if lead.worker else (lead.employer.name if lead.employer else lead.fingerprint[:8]),
        "masked": lead.worker.masked_number if lead.worker else "",
        "employer": lead.employer.name if lead.employer and lead.worker else "",
        "rule": queries.title(lead.rule, language),
        "severity": lead.severity,
        "arithmetic": arithmetic(lead, language),
        "state": STATES.get(lead.state, lead.state),
        "is_new": lead.state == Lead.State.NEW,
        "matter": lead.matter,
        "since": lead.period,
    }


@login_required
@require_safe
def lead(request: OfficerRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(Lead.objects.select_related("employer", "worker", "matter", "last_run"), pk=pk)
    operations.look(lead=pk, actor=request.actor)
    held.refresh_from_db(fields=["viewers"])
    language = get_language() or "zh-hans"
    rule = queries.rules().get(held.rule)
    names = {area.pk: area.name_en if language.startswith("en") else area.short for area in Area.objects.all()}
    asked = ordered(queries.narrowed(queries.open_leads(), request.GET.dict(), request.today))
    related = [lead_row(one, language) for one in queries.related(held)[:12]]
    context = {
        "lead": held,
        "row": lead_row(held, language),
        "rule": rule,
        "citation": cited(rule.citation, language) if rule else "",
        "month": f"{held.last_run.month:%Y-%m}",
        "versions": queries.precision_by_version(held.rule),
        "by_district": queries.precision_by_district(held.rule, names),
        "evidence": shown_evidence(held),
        "related": related,
        "viewers": queries.viewers(held),
        "quieted": queries.suppressions(held, request.today).first(),
        "listed": [lead_row(one, language) for one in asked[:40]],
        "following": asked.exclude(pk=pk).values_list("pk", flat=True).first(),
        "actions": offered(held, request),
        "reasons": REASONS,
        "quiet": QUIET,
        "may_decide": request.user.has_role(*operations.DECIDERS),
    }
    return render(request, "desk/lead.html", context)


def offered(held: Lead, request: OfficerRequest) -> list[tuple[int, LeadAction]]:
    """What may follow, each with its key; nothing where the lead was decided."""
    if held.state != Lead.State.NEW:
        return []
    return list(enumerate(actions_for(held.rule, frozenset(request.user.roles)), start=1))


def shown_evidence(held: Lead) -> list[dict[str, Any]]:
    """The rule's own evidence rows from the lake; none where the lake is not on this machine."""
    rule = queries.rules().get(held.rule)
    if rule is None or not rule.evidence or not (settings.LAKE / LAKE).exists():
        return []
    person = held.worker.person_key if held.worker else None
    employer = held.employer.key if held.employer else None
    found = operations.found_lead(held, person, employer)
    return [dict(row) for row in evidence(rule, found, Lake(settings.LAKE / LAKE))][:200]


@login_required
@require_POST
def dismiss(request: OfficerRequest) -> HttpResponse:
    try:
        count = operations.dismiss(
            leads=[int(pk) for pk in request.POST.getlist("pick") if pk.isdigit()], reason_code=request.POST.get("reason_code", ""),
            remark=request.POST.get("remark", ""), actor=request.actor, today=request.today,
            quiet_until=quiet_until(request.POST.get("quiet", ""), request.today),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect(place_before(request))
    messages.success(request, ngettext("%(count)d lead set aside.", "%(count)d leads set aside.", count) % {"count": count})
    following = request.POST.get("following", "")
    return redirect("lead", pk=int(following)) if following.isdigit() else redirect(place_before(request))


def place_before(request: OfficerRequest) -> str:
    """The list as it was asked for; an address of elsewhere is not followed."""
    back = request.POST.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "leads"


def quiet_until(months: str, today: date) -> date | None:
    """The day a suppression ends: some months ahead, counted as 30 days each; None where the rule may ask again at once."""
    return today + timedelta(days=30 * int(months)) if months.isdigit() and int(months) in QUIET else None


@login_required
@require_POST
def reopen(request: OfficerRequest, pk: int) -> HttpResponse:
    get_object_or_404(Lead, pk=pk)
    try:
        operations.reopen(lead=pk, actor=request.actor, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    return redirect("lead", pk=pk)
