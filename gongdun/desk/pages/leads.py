"""疑点线索 — leads by rule and district, each a question with its arithmetic; set aside in bulk with a reason, or opened with its evidence."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.compare.lake import Lake
from gongdun.compare.runner import LAKE, evidence
from gongdun.desk.models import Lead
from gongdun.desk.operations import leads as operations
from gongdun.desk.queries import leads as queries
from gongdun.desk.queries import tools
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.registry.queries import find_employers

PAGE = 50
SEVERITIES = (("high", gettext_lazy("high")), ("middle", gettext_lazy("middle")), ("low", gettext_lazy("low")))
GRAVEST_FIRST = Case(*(When(severity=name, then=place) for place, (name, _title) in enumerate(SEVERITIES)), default=9)
REASONS = (
    ("wrong_match", gettext_lazy("wrong person or employer matched")),
    ("late_delivery", gettext_lazy("the data came late")),
    ("lawful_dispatch", gettext_lazy("lawful: insured by the dispatching unit")),
    ("lawful_exempt", gettext_lazy("lawful: not in the scheme")),
    ("duplicate", gettext_lazy("asked twice")),
)


@login_required
def leads(request: OfficerRequest) -> HttpResponse:
    language = get_language() or "zh-hans"
    asked = queries.open_leads()
    rules = queries.by_rule(asked, language)
    if rule := request.GET.get("rule"):
        asked = asked.filter(rule=rule)
    severity = request.GET.get("severity", "")
    if severity not in dict(SEVERITIES):
        severity = ""
    if severity:
        asked = asked.filter(severity=severity)
    employer = request.GET.get("employer", "").strip()
    if employer:
        asked = asked.filter(employer__in=find_employers(employer))
    page = Paginator(asked.order_by(GRAVEST_FIRST, "employer__pinyin", "id"), PAGE).get_page(request.GET.get("page"))
    context = {
        "rules": rules,
        "rule": rule,
        "page": page,
        "rows": [lead_row(lead, language) for lead in page.object_list],
        "reasons": REASONS,
        "severity": severity,
        "severities": SEVERITIES,
        "employer": employer,
        "saved": [{"pk": one.pk, "name": one.name, "query": one.query} for one in tools.filters(request.user, "leads")],
        "conditions": urlencode({name: request.GET[name] for name in ("rule", "severity", "employer") if request.GET.get(name)}),
    }
    return render(request, "desk/leads.html", context)


def lead_row(lead: Lead, language: str) -> dict[str, Any]:
    return {
        "pk": lead.pk,
        "name": lead.worker.name if lead.worker else (lead.employer.name if lead.employer else lead.fingerprint[:8]),
        "masked": lead.worker.masked_number if lead.worker else "",
        "employer": lead.employer.name if lead.employer and lead.worker else "",
        "rule": queries.title(lead.rule, language),
        "severity": lead.severity,
        "arithmetic": arithmetic(lead),
        "since": lead.period,
    }


def arithmetic(lead: Lead) -> str:
    """The figures of the lead as a sentence: a question, never an accusation."""
    figures = lead.figures
    if "months" in figures:
        return _("possibly uninsured for %(months)s months since %(since)s; to be checked") % {
            "months": figures["months"],
            "since": figures.get("since_month", lead.period),
        }
    return "；".join(f"{name} {value}" for name, value in figures.items())


@login_required
def lead(request: OfficerRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(Lead.objects.select_related("employer", "worker", "matter"), pk=pk)
    language = get_language() or "zh-hans"
    rule = queries.rules().get(held.rule)
    confirmed, decided = queries.precision(held.rule)
    related = queries.open_leads().filter(employer=held.employer).exclude(pk=pk)[:10] if held.employer else []
    context = {
        "lead": held,
        "row": lead_row(held, language),
        "rule": rule,
        "confirmed": confirmed,
        "decided": decided,
        "evidence": shown_evidence(held),
        "related": [lead_row(one, language) for one in related],
        "reasons": REASONS,
    }
    return render(request, "desk/lead.html", context)


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
            leads=[int(pk) for pk in request.POST.getlist("pick")], reason_code=request.POST.get("reason_code", ""), remark=request.POST.get("remark", ""),
            actor=request.actor, today=request.today,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    else:
        messages.success(request, ngettext("%(count)d lead set aside.", "%(count)d leads set aside.", count) % {"count": count})
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "leads")
