"""一户、一人 — one employer or one worker: what the register says, where it comes from, and every matter and lead of theirs."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongdun import law
from gongdun.desk.pages.leads import lead_row
from gongdun.desk.pages.registers import SEXES, WARNINGS, area_names, origin, said
from gongdun.desk.pages.rows import row
from gongdun.desk.queries import parties
from gongdun.desk.refusals import may_see_numbers
from gongdun.desk.registers.employers import EMPLOYERS, KINDS
from gongdun.desk.registers.workers import WORKERS
from gongdun.desk.requests import OfficerRequest
from gongdun.desk.sheet_lists import SheetList
from gongdun.registry.models import Employer, Worker

MOST = 50


@login_required
@require_safe
def employer(request: OfficerRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(Employer, pk=pk)
    refuse_others(request, EMPLOYERS)
    warnings = [str(WARNINGS[held.warning])] if held.warning in WARNINGS else []
    context = shared(request, held) | {"facts": employer_facts(held), "warnings": warnings, "origin": origin("employers")}
    return render(request, "desk/registers/employer.html", context)


@login_required
@require_safe
def worker(request: OfficerRequest, pk: int) -> HttpResponse:
    """Masked; the full number is shown for 60 seconds to who gives a reason, and the journal keeps it."""
    held = get_object_or_404(Worker, pk=pk)
    refuse_others(request, WORKERS)
    context = shared(request, held) | {
        "facts": worker_facts(held), "warnings": [], "origin": origin("persons"), "may_reveal": may_see_numbers(request.actor),
    }  # fmt: skip
    return render(request, "desk/registers/worker.html", context)


def refuse_others(request: OfficerRequest, one: SheetList) -> None:
    if not one.may_read(request.user.roles):
        raise PermissionDenied


def shared(request: OfficerRequest, held: Employer | Worker) -> dict[str, Any]:
    """The party's matters, leads and possible doubles as plain rows; more than the page holds is said, not hidden."""
    language, calendar = get_language() or "zh-hans", law.Calendar.shipped()
    matters, leads = list(parties.matters_of(held)[: MOST + 1]), list(parties.leads_of(held)[: MOST + 1])
    return {
        "party": held,
        "matters": [row(one, request.today, calendar, language) for one in matters[:MOST]],
        "leads": [lead_row(one, language) for one in leads[:MOST]],
        "is_cut": len(matters) > MOST or len(leads) > MOST,
        "most": MOST,
        "doubles": [(one.pk, one.uscc if isinstance(one, Employer) else one.masked_number) for one in parties.same_name(held)[:MOST]],
    }


def employer_facts(held: Employer) -> list[dict[str, Any]]:
    kinds = {choice.code: said(choice.title) for choice in KINDS.choices}
    return [
        {"title": _("Credit code"), "value": held.uscc},
        {"title": _("District"), "value": area_names()[held.district]},
        {"title": _("Ledger"), "value": area_names()[held.ledger]},
        {"title": _("Kind"), "value": kinds.get(held.kind, held.kind)},
        {"title": _("Industry"), "value": f"{held.industry} {held.industry_code}".strip()},
        {"title": _("Risk class"), "value": held.risk_class},
        {"title": _("Legal representative"), "value": held.legal_person},
        {"title": _("Registered on"), "value": held.registered_on},
        {"title": _("Cancelled on"), "value": held.cancelled_on},
    ]


def worker_facts(held: Worker) -> list[dict[str, Any]]:
    return [
        {"title": _("Sex"), "value": str(SEXES.get(held.sex, ""))},
        {"title": _("Born on"), "value": held.born_on},
        {"title": _("District"), "value": area_names()[held.district]},
        {"title": _("Ledger"), "value": area_names()[held.ledger]},
    ]
