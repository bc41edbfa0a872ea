"""Drafts of forms, canned opinions and saved filters: each officer's own."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.desk.models import Phrase
from gongdun.desk.operations import tools
from gongdun.desk.pages.file import said, whole
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal


@login_required
@require_POST
def keep_draft(request: OfficerRequest, subject: str) -> HttpResponse:
    """What the form holds now; htmx shows when it was kept."""
    fields = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    try:
        kept = tools.keep_draft(subject=subject, fields=fields, actor=request.actor, now=request.now)
    except Refusal as refusal:
        return render(request, "site/parts/refusal.html", {"words": refusal.text(get_language())}, status=409)
    if kept is None:
        return HttpResponse("")
    return HttpResponse(_("Draft kept at %(time)s") % {"time": f"{localtime(kept.kept_at):%H:%M}"})


@login_required
def phrases(request: OfficerRequest) -> HttpResponse:
    """常用意见 — keep and drop one's own."""
    if request.method == "POST":
        with said(request):
            if drop := whole(request.POST.get("drop")):
                tools.drop_phrase(phrase=drop, actor=request.actor)
            else:
                tools.keep_phrase(text=request.POST.get("text", ""), actor=request.actor)
        return redirect("phrases")
    return render(request, "desk/phrases.html", {"phrases": list(Phrase.objects.filter(account=request.user))})


@login_required
@require_POST
def keep_filter(request: OfficerRequest, page: str) -> HttpResponse:
    """Keep the conditions of a list under a name, or drop a kept one."""
    with said(request):
        if drop := whole(request.POST.get("drop")):
            tools.drop_filter(kept=drop, actor=request.actor)
        else:
            tools.keep_filter(page=page, name=request.POST.get("name", ""), query=request.POST.get("query", ""), actor=request.actor)
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "worklist")
