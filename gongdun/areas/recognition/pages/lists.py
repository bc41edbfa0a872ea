"""工伤认定 — applications by state and clock, and a new one at the counter."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongdun import law
from gongdun.areas.recognition import operations
from gongdun.areas.recognition.forms.application import FORM
from gongdun.areas.recognition.models import Application
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.pages import chips
from gongdun.desk.pages.filling import Filling
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal


@login_required
def recognitions(request: OfficerRequest) -> HttpResponse:
    language, calendar = get_language() or "zh-hans", law.Calendar.shipped()
    asked = Application.objects.select_related("matter__office", "matter__owner").order_by("matter__is_closed", "matter__due_on", "-id")
    page = Paginator(asked, 50).get_page(request.GET.get("page"))
    rows = [
        {
            "one": one,
            "state": procedure_of(one.matter).state(one.matter.state).title.text(language),
            "tone": procedure_of(one.matter).state(one.matter.state).tone,
            "due": chips.of_matter(one.matter, request.today, calendar, language),
        }
        for one in page.object_list
    ]
    return render(request, "recognition/list.html", {"rows": rows, "page": page, "may_apply": request.user.has_role("intake_clerk")})


@login_required
def apply(request: OfficerRequest) -> HttpResponse:
    """The form at the counter; the receipt's code is shown once, and stands on the receipt."""
    form = Filling(FORM, request.POST if request.method == "POST" else None)
    refusal = ""
    if request.method == "POST" and form.is_valid() and form.checked is not None and request.user.office is not None:
        try:
            matter, code = operations.apply(
                values=form.checked.values, office=request.user.office, actor=request.actor, today=request.today, now=request.now
            )
        except Refusal as refused:
            refusal = refused.text(get_language())
        else:
            messages.success(request, _("Received. The code of the receipt is %(code)s.") % {"code": code})
            return redirect("matter", pk=matter.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "recognition/apply.html", {"form": form, "refusal": refusal}, status=status)
