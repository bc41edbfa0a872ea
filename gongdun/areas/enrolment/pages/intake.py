"""登记核对 (措施 37) — registrations and claims whose insured unit was not looked up yet, and what was found of the others."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gongdun.areas.enrolment import lake_cover, operations
from gongdun.areas.enrolment.models import IntakeCheck
from gongdun.areas.enrolment.operations.intake import CHECKERS
from gongdun.areas.enrolment.queries import intake as queries
from gongdun.areas.enrolment.queries.intake import Registration
from gongdun.compare.lake import Lake
from gongdun.compare.runner import LAKE
from gongdun.desk.models import Matter
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal


@login_required
def intake(request: OfficerRequest) -> HttpResponse:
    """What waits for its check, and the checks made, those that differ first."""
    waiting = [asked for matter in queries.unchecked()[:100] if (asked := queries.registration(matter))]
    checks = IntakeCheck.objects.select_related("matter", "worker", "claiming", "insured", "account")
    if result := request.GET.get("result"):
        checks = checks.filter(result=result)
    page = Paginator(checks, 50).get_page(request.GET.get("page"))
    context = {
        "waiting": waiting, "rows": page.object_list, "page": page, "grounds": IntakeCheck.Ground.choices, "results": IntakeCheck.Result.choices,
        "result": result or "", "may_check": request.user.has_role(*CHECKERS),
    }  # fmt: skip
    return render(request, "enrolment/intake.html", context)


@login_required
@require_POST
def check(request: OfficerRequest, pk: int) -> HttpResponse:
    """Look the insured unit up in the data of the injury's month, and record what a person says of it."""
    matter = get_object_or_404(Matter, pk=pk, procedure__in=queries.PROCEDURES)
    try:
        asked = queries.registration(matter)
        held, month = looked_up(asked)
        found = operations.check_intake(
            matter=pk, held=held, data_month=month, ground=request.POST.get("ground", ""), remark=request.POST.get("remark", ""),
            actor=request.actor, today=request.today,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    else:
        messages.success(request, f"{matter.number}：{found.get_result_display()}")
    return redirect("intake_checks")


def looked_up(asked: Registration | None) -> tuple[list[tuple[int, str]], date]:
    """Covers of the person on the injury's day, and the newest month of the data."""
    if asked is None or asked.matter.worker is None:
        raise Refusal("Only a registration or a claim that names a unit and a person of the register is checked.")
    folder = settings.LAKE / LAKE
    month = lake_cover.last_month(Lake(folder)) if folder.exists() else None
    if month is None:
        raise Refusal(
            "The snapshots are not on this machine, so nobody can say where the person was insured. Check where the comparison runs."
        )
    return lake_cover.insured_units(Lake(folder), asked.injured_on, asked.matter.worker.person_key), month
