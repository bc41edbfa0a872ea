"""基数异常 — what labour inspection reported and how far the agency is with it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from gongdun.areas.inspection.models import BaseReport
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.requests import OfficerRequest


@login_required
def reports(request: OfficerRequest) -> HttpResponse:
    language = get_language() or "zh-hans"
    asked = BaseReport.objects.select_related("matter", "employer", "reported_by").order_by("-reported_on", "-id")
    page = Paginator(asked, 50).get_page(request.GET.get("page"))
    rows = [
        {
            "report": one,
            "state": procedure_of(one.matter).state(one.matter.state).title.text(language),
            "tone": procedure_of(one.matter).state(one.matter.state).tone,
        }
        for one in page.object_list
    ]
    return render(request, "inspection/reports.html", {"rows": rows, "page": page})
