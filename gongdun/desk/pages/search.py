"""全局搜索 — name, pinyin initials, last four of an identity number, credit code, matter number."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from gongdun import law
from gongdun.desk.models import Matter
from gongdun.desk.pages.rows import row
from gongdun.desk.registers.workers import WORKERS
from gongdun.desk.requests import OfficerRequest
from gongdun.registry.queries import find_employers, find_workers

MOST = 30


@login_required
def search(request: OfficerRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    if not words:
        return redirect("worklist")
    exact = Matter.objects.filter(number=words).first()
    if exact:
        return redirect("matter", pk=exact.pk)
    workers, employers = list(find_workers(words)[:MOST]), list(find_employers(words)[:MOST])
    asked = Q(number__contains=words) | Q(title__contains=words) | Q(worker__in=workers) | Q(employer__in=employers)
    found = Matter.objects.filter(asked).select_related("employer", "worker", "owner").order_by("is_closed", "due_on")[:MOST]
    language, calendar = get_language() or "zh-hans", law.Calendar.shipped()
    rows = [row(matter, request.today, calendar, language) for matter in found]
    may_open = WORKERS.may_read(request.user.roles)
    return render(
        request, "desk/search.html", {"words": words, "rows": rows, "workers": workers, "employers": employers, "may_open": may_open}
    )
