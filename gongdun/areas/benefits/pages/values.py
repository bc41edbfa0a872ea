"""参数台 — values that nobody confirmed, those that wait for the second officer, those in force, and who used them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.areas.benefits.models import LocalValue, ValueUse
from gongdun.areas.benefits.operations import values as operations
from gongdun.areas.benefits.operations.values import Proposal
from gongdun.areas.benefits.pages.acting import acted, attached, day, ledger_of, told
from gongdun.areas.benefits.queries import values as queries
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal

SCANS = {b"%PDF": "application/pdf", b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@login_required
def desk(request: OfficerRequest) -> HttpResponse:
    language = "en" if (get_language() or "").startswith("en") else "zh_Hans"
    ledger = ledger_of(request)
    book = queries.book(ledger)
    doubtful = [{"path": name, "title": book[name].title[language], "count": len(versions)} for name, versions in queries.doubtful(book)]
    held = LocalValue.objects.filter(ledger=ledger).select_related("proposed_by", "confirmed_by").order_by("-id")
    uses = (
        ValueUse.objects.filter(ledger=ledger)
        .values("path", "value", "document")
        .annotate(count=Count("id"), last=Max("used_on"))
        .order_by("path")
    )
    return render(
        request,
        "benefits/parameter_desk.html",
        {
            "doubtful": doubtful,
            "waiting": [one for one in held if one.confirmed_by is None and not one.refused_reason],
            "confirmed": [one for one in held if one.confirmed_by is not None],
            "uses": list(uses[:100]),
            "may_propose": request.user.has_role(*operations.PROPOSERS),
            "may_confirm": request.user.has_role(*operations.CONFIRMERS),
            "typed": request.session.pop("proposal", {}),
        },
    )


@login_required
@require_POST
def propose(request: OfficerRequest) -> HttpResponse:
    typed = {name: request.POST.get(name, "").strip() for name in ("path", "document", "published_on", "area", "since", "value")}
    request.session["proposal"] = typed

    def work() -> None:
        file = request.FILES.get("scan")
        scan = file.read() if file else b""
        if scan and media_of(scan) is None:
            raise Refusal("The scan is neither PDF, PNG nor JPEG. Scan the document into one of these.")
        proposal = Proposal(
            path=typed["path"], document=typed["document"], published_on=day(typed["published_on"]), scan=scan, scan_name=str(file.name)[:200] if file else "",
            area=typed["area"], since=day(typed["since"]) if typed["since"] else None, value=typed["value"], is_fictitious=bool(request.POST.get("fictitious")),
        )  # fmt: skip
        operations.propose_value(proposal=proposal, **told(request))
        request.session.pop("proposal", None)

    return acted(request, "parameter_desk", _("Proposed. Another officer confirms it with the document in hand."), work)


def media_of(scan: bytes) -> str | None:
    return next((media for mark, media in SCANS.items() if scan.startswith(mark)), None)


@login_required
@require_POST
def decide(request: OfficerRequest, pk: int) -> HttpResponse:
    if request.POST.get("refuse"):
        return acted(
            request, "parameter_desk", _("Refused, with the reason."),
            lambda: operations.refuse_value(value=pk, reason=request.POST.get("reason", ""), **told(request)),
        )  # fmt: skip
    return acted(
        request, "parameter_desk", _("Confirmed. Determinations of this ledger rest on it from now on."),
        lambda: operations.confirm_value(value=pk, **told(request)),
    )  # fmt: skip


@login_required
def scan(request: OfficerRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(LocalValue, pk=pk)
    content = bytes(held.scan)
    return attached(content, f"value-{held.pk}", media_of(content) or "application/octet-stream")
