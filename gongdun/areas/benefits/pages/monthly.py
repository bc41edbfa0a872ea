"""定期待遇 — who receives what, the monthly run, suspension to end; the yearly rise, each row opening to its sheet; what a person sees."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.areas.benefits.models import Claim, PeriodicBenefit, Rise, RiseRow
from gongdun.areas.benefits.operations import overpayments, periodic, rises
from gongdun.areas.benefits.operations.overpayments import Planned
from gongdun.areas.benefits.pages.acting import acted, day, fen, ledger_of, month, told
from gongdun.areas.benefits.queries import payments as payment_queries
from gongdun.areas.benefits.queries import periodic as queries
from gongdun.areas.benefits.queries import rises as rise_queries
from gongdun.areas.benefits.words import BENEFITS
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal

STEPS = {"suspend": periodic.suspend, "resume": periodic.resume}


def named(one: PeriodicBenefit, language: str) -> dict[str, Any]:
    return {"periodic": one, "title": BENEFITS[one.benefit].text(language), "name": one.payee_name}


@login_required
def monthly(request: OfficerRequest) -> HttpResponse:
    ledger, language = ledger_of(request), get_language() or "zh-hans"
    asked = PeriodicBenefit.objects.filter(ledger=ledger).select_related("worker").order_by("id")
    page = Paginator(asked, 50).get_page(request.GET.get("page"))
    return render(
        request,
        "benefits/monthly.html",
        {
            "rows": [named(one, language) for one in page.object_list],
            "page": page,
            "unverified": queries.unverified(ledger, request.today).count(),
            "may_run": request.user.has_role("finance_officer"),
            "may_change": request.user.has_role(*periodic.CLERKS),
        },
    )


@login_required
@require_POST
def run(request: OfficerRequest) -> HttpResponse:
    return acted(
        request, "monthly_benefits", _("The month is payable."), lambda: periodic.run_month(month=month(request.POST.get("month", "")), **told(request))
    )  # fmt: skip


@login_required
@require_POST
def change(request: OfficerRequest, pk: int) -> HttpResponse:
    """Suspend, resume or end, with ground and source."""

    def work() -> None:
        step, when = request.POST.get("step", ""), month(request.POST.get("month", ""))
        grounds: dict[str, Any] = {"reason": request.POST.get("reason", ""), "source": request.POST.get("source", "")}
        if step == "end":
            periodic.end(periodic=pk, last_month=when, **grounds, **told(request))
        elif step in STEPS:
            STEPS[step](periodic=pk, from_month=when, **grounds, **told(request))
        else:
            raise Refusal("Choose whether to suspend, resume or end the benefit.")

    return acted(request, "monthly_benefits", _("The change stands in the history."), work)


@login_required
def all_rises(request: OfficerRequest) -> HttpResponse:
    ledger = ledger_of(request)
    return render(
        request,
        "benefits/rises.html",
        {"rises": list(Rise.objects.filter(ledger=ledger)[:20]), "may_rehearse": request.user.has_role("intake_clerk", "reviewer")},
    )


@login_required
@require_POST
def rehearse(request: OfficerRequest) -> HttpResponse:
    """One changed value a line: path, day, value. No line: by what the law already holds."""

    def work() -> None:
        changes: dict[str, dict[str, str]] = {}
        for line in filter(None, map(str.split, request.POST.get("changes", "").splitlines())):
            if len(line) != 3:
                raise Refusal("Write one value a line, such as: rise_allowance.4 2022-01-01 235")
            changes.setdefault(line[0], {})[line[1]] = line[2]
        paid_in = month(request.POST.get("pay_month", ""))
        rises.rehearse(year=paid_in.year, pay_month=paid_in, changes=changes, document=request.POST.get("document", ""), **told(request))

    return acted(request, "rises", _("Rehearsed on everybody who receives a monthly benefit."), work)


@login_required
def rise(request: OfficerRequest, pk: int) -> HttpResponse:
    language = get_language() or "zh-hans"
    held = get_object_or_404(Rise, pk=pk)
    page = Paginator(held.rows.select_related("periodic").order_by("id"), 50).get_page(request.GET.get("page"))
    return render(
        request,
        "benefits/rise.html",
        {
            "rise": held,
            "page": page,
            "rows": [
                {"row": row, "title": BENEFITS[row.periodic.benefit].text(language), "gain": row.after_fen - row.before_fen}
                for row in page.object_list
            ],
            "summary": [one | {"title": BENEFITS[one["benefit"]].text(language)} for one in rise_queries.summary(held)],
            "may_adopt": request.user.has_role("approver", "director") and held.state == Rise.State.REHEARSED,
        },
    )


@login_required
@require_POST
def adopt(request: OfficerRequest, pk: int) -> HttpResponse:
    return acted(
        request, "rise", _("Adopted: new amounts and back pay are on the work list."), lambda: rises.adopt(rise=pk, **told(request)), pk=pk
    )


@login_required
def rise_sheet(request: OfficerRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(RiseRow.objects.select_related("rise", "periodic"), pk=pk)
    language = get_language() or "zh-hans"
    text = rise_queries.sheet(row).text("en" if language.startswith("en") else "zh_Hans")
    return render(request, "benefits/rise_sheet.html", {"row": row, "title": BENEFITS[row.periodic.benefit].text(language), "text": text})


@login_required
@require_POST
def agree(request: OfficerRequest, pk: int) -> HttpResponse:
    """One instalment a line: day, yuan, refund or offset."""

    def work() -> None:
        lines = [line.split() for line in request.POST.get("plan", "").splitlines() if line.strip()]
        if any(len(line) != 3 for line in lines):
            raise Refusal("Write one instalment a line: day, yuan, refund or offset.")
        plan = [Planned(day(due), fen(amount), way) for due, amount, way in lines]
        overpayments.agree(matter=pk, plan=plan, **told(request))

    return acted(request, "matter", _("The agreement is recorded."), work, pk=pk)


@login_required
@require_POST
def refund(request: OfficerRequest, pk: int) -> HttpResponse:
    told_: dict[str, Any] = {"position": int(request.POST.get("position") or 0), "receipt": request.POST.get("receipt", "")}
    return acted(
        request, "matter", _("The refund is booked."), lambda: overpayments.receive_refund(matter=pk, **told_, **told(request)), pk=pk
    )


@login_required
def mine(request: OfficerRequest) -> HttpResponse:
    """A worker's own claims, monthly benefits and payments; nobody else's."""
    party, language = request.user.party, get_language() or "zh-hans"
    if party is None or request.user.office is not None:
        raise Http404
    claims: list[dict[str, Any]] = [
        {"claim": one, "state": procedure_of(one.matter).state(one.matter.state), "title": one.matter.title, "items": list(one.items.all())}
        for one in Claim.objects.filter(party=party).select_related("matter")
    ]
    for one in claims:
        one["word"], one["tone"] = one["state"].title.text(language), one["state"].tone
        one["items"] = [{"item": item, "title": BENEFITS[item.benefit].text(language)} for item in one["items"]]
    paid = [{"payable": one, "title": BENEFITS[one.benefit].text(language)} for one in payment_queries.of_person(party)[:60]]
    monthly_ = [named(one, language) for one in PeriodicBenefit.objects.filter(party=party)]
    return render(request, "benefits/mine.html", {"claims": claims, "paid": paid, "monthly": monthly_})
