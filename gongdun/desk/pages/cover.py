"""代办（休假） — who stands in for whom in my office, and what lies with me because of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongdun.desk.operations import cover as operations
from gongdun.desk.pages.file import said, whole
from gongdun.desk.pages.papers import day_of
from gongdun.desk.queries import tools
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account
from gongdun.registry.queries import officers


@login_required
def cover(request: OfficerRequest) -> HttpResponse:
    refusal = ""
    if request.method == "POST":
        try:
            return arranged(request)
        except Refusal as no:
            refusal = no.text(get_language())
    leads = not operations.LEADERS.isdisjoint(request.user.roles)
    colleagues = list(officers(request.user.office_id).exclude(pk=request.user.pk)) if request.user.office_id else []
    context = {
        "covers": tools.covers_of_office(request.user.office_id, request.today),
        "covered": tools.covered(request.user, request.today),
        "colleagues": colleagues,
        "absentees": [request.user, *colleagues] if leads else [request.user],
        "leads": leads,
        "typed": request.POST.dict(),
        "refusal": refusal,
    }
    return render(request, "desk/cover.html", context, status=409 if refusal else 200)


def arranged(request: OfficerRequest) -> HttpResponse:
    if end := whole(request.POST.get("end")):
        with said(request):
            operations.end_cover(cover=end, actor=request.actor, today=request.today)
            messages.success(request, _("The cover is ended."))
        return redirect("leave_cover")
    absent = get_object_or_404(Account, pk=whole(request.POST.get("absent")) or request.user.pk)
    stand_in = Account.objects.filter(pk=whole(request.POST.get("stand_in")) or 0).first()
    if stand_in is None:
        raise Refusal("Choose who stands in.")
    operations.set_cover(
        absent=absent, stand_in=stand_in, first_on=day_of(request.POST.get("first_on", "")), last_on=day_of(request.POST.get("last_on", "")),
        actor=request.actor, today=request.today, reason=request.POST.get("reason", ""),
    )  # fmt: skip
    messages.success(request, _("%(name)s stands in for %(absent)s.") % {"name": stand_in, "absent": absent})
    return redirect("leave_cover")
