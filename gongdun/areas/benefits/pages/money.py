"""支付与基金账 — batches, bank files and statements; use plans; the month's statement and its close by two."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import xlsxwriter
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.areas.benefits.case import yuan
from gongdun.areas.benefits.documents import fund_statement
from gongdun.areas.benefits.models import Batch, MonthClose, Payable, UsePlan
from gongdun.areas.benefits.operations import books, payments, reconciliation
from gongdun.areas.benefits.pages.acting import acted, attached, day, fen, ledger_of, month, told
from gongdun.areas.benefits.pages.entry import account_of
from gongdun.areas.benefits.queries import books as book_queries
from gongdun.areas.benefits.queries import payments as queries
from gongdun.areas.benefits.words import BENEFITS
from gongdun.desk.documents import pdf
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def overview(request: OfficerRequest) -> HttpResponse:
    ledger, language = ledger_of(request), get_language() or "zh-hans"
    ready = queries.ready(ledger)
    returned = Payable.objects.filter(ledger=ledger, state=Payable.State.RETURNED).order_by("id")[:100]
    return render(
        request,
        "benefits/payments.html",
        {
            "count": ready.count(),
            "fen": sum(one.net_fen for one in ready),
            "ready": [{"payable": one, "title": BENEFITS[one.benefit].text(language)} for one in ready[:50]],
            "returned": [{"payable": one, "title": BENEFITS[one.benefit].text(language)} for one in returned],
            "batches": list(Batch.objects.filter(ledger=ledger)[:50]),
            "free_fen": book_queries.standing(ledger) - queries.on_the_way(ledger),
            "plans": list(UsePlan.objects.filter(ledger=ledger)[:12]),
            "may_pay": request.user.has_role("finance_officer"),
            "may_approve": request.user.has_role("approver", "director"),
            "may_correct": request.user.has_role("intake_clerk"),
        },
    )


@login_required
@require_POST
def make(request: OfficerRequest) -> HttpResponse:
    return acted(request, "payments", _("The batch is made. Another officer releases it."), lambda: payments.make_batch(**told(request)))


@login_required
def batch(request: OfficerRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(Batch.objects.select_related("made_by", "released_by"), pk=pk)
    return render(
        request,
        "benefits/batch.html",
        {
            "batch": held,
            "orders": list(held.orders.select_related("payable").order_by("reference")[:200]),
            "statements": list(held.statements.all()),
            "lost": list(queries.lost(held)) if held.statements.exists() else [],
            "findings": [line for one in held.statements.all() for line in one.lines.exclude(finding="matched")],
            "may_pay": request.user.has_role("finance_officer"),
            "may_release": request.user.has_role("finance_officer", "director"),
        },
    )


@login_required
@require_POST
def release(request: OfficerRequest, pk: int) -> HttpResponse:
    return acted(
        request, "batch", _("Released. The file may go to the bank."), lambda: payments.release_batch(batch=pk, **told(request)), pk=pk
    )


@login_required
@require_POST
def bank_file(request: OfficerRequest, pk: int) -> HttpResponse:
    held: list[bytes] = []

    def work() -> None:
        held.append(payments.bank_file(batch=pk, reason=request.POST.get("reason", ""), actor=request.actor, now=request.now)[1])

    answer = acted(request, "batch", _("The bank file was handed out; the journal holds who took it."), work, pk=pk)
    return attached(held[0], f"batch-{pk}.csv", "text/csv") if held else answer


@login_required
@require_POST
def statement(request: OfficerRequest, pk: int) -> HttpResponse:
    file = request.FILES.get("statement")

    def work() -> None:
        if file is None:
            raise Refusal("No statement was chosen. Choose the bank's file, then upload it.")
        reconciliation.take_statement(batch=pk, content=file.read(), **told(request))

    return acted(request, "batch", _("The statement is taken in; both sides agree to the fen."), work, pk=pk)


@login_required
@require_POST
def call_back(request: OfficerRequest, pk: int) -> HttpResponse:
    told_ = {"reference": request.POST.get("reference", ""), "reason": request.POST.get("reason", "")}
    return acted(
        request, "batch", _("The sum is ready again."), lambda: payments.call_back(actor=request.actor, now=request.now, **told_), pk=pk
    )


@login_required
@require_POST
def correct(request: OfficerRequest, pk: int) -> HttpResponse:
    """A returned sum gets another account, on the claim's page."""
    held = get_object_or_404(Payable.objects.select_related("item__claim"), pk=pk, item__isnull=False)

    def work() -> None:
        key = account_of(request.POST.get("account", ""), request.actor)
        name, reason = request.POST.get("payee", "").strip() or held.payee_name, request.POST.get("reason", "")
        payments.correct_account(payable=pk, payee_name=name, account_key=key, reason=reason, actor=request.actor, now=request.now)

    back = held.item.claim.matter_id if held.item else 0
    return acted(request, "matter", _("The sum is ready again, to the corrected account."), work, pk=back)


@login_required
@require_POST
def advice(request: OfficerRequest, pk: int) -> HttpResponse:
    return acted(
        request, "batch", _("The remittance advice is on the claim's file."), lambda: payments.issue_advice(order=int(request.POST.get("order") or 0), **told(request)),
        pk=pk,
    )  # fmt: skip


@login_required
@require_POST
def plan(request: OfficerRequest) -> HttpResponse:
    """A use plan, or its approval."""
    if request.POST.get("plan"):
        return acted(
            request,
            "payments",
            _("Approved; the fiscal account pays over."),
            lambda: payments.approve_use_plan(plan=int(request.POST["plan"]), **told(request)),
        )
    return acted(
        request, "payments", _("The use plan waits for approval."),
        lambda: payments.propose_use_plan(
            month=request.today, amount_fen=fen(request.POST.get("amount", "")), purpose=request.POST.get("purpose", ""), **told(request)
        ),
    )  # fmt: skip


def shown_month(request: OfficerRequest) -> date:
    return month(request.GET["month"]) if request.GET.get("month") else request.today.replace(day=1)


@login_required
def fund(request: OfficerRequest) -> HttpResponse:
    ledger, language = ledger_of(request), get_language() or "zh-hans"
    shown = shown_month(request)
    rows = [row | {"title": row["title"].text(language)} for row in book_queries.statement(ledger, shown)]
    close = MonthClose.objects.filter(ledger=ledger, month=shown).select_related("proposed_by", "confirmed_by").first()
    return render(
        request,
        "benefits/fund.html",
        {
            "rows": rows,
            "month": shown,
            "close": close,
            "vouchers": list(book_queries.vouchers(ledger, shown)[:100]),
            "may_close": request.user.has_role("finance_officer", "director"),
            "may_book": request.user.has_role("finance_officer"),
        },
    )


@login_required
@require_POST
def close(request: OfficerRequest) -> HttpResponse:
    ledger, chosen = ledger_of(request), month(request.POST.get("month", ""))
    waiting = MonthClose.objects.filter(ledger=ledger, month=chosen, confirmed_by=None).first()

    def work() -> None:
        if waiting is None:
            books.propose_close(ledger=ledger, month=chosen, **told(request))
        elif request.POST.get("withdraw"):
            books.withdraw_close(close=waiting.pk, actor=request.actor, now=request.now)
        else:
            books.confirm_close(close=waiting.pk, **told(request))

    acted(request, "fund_books", _("The month's close was moved on."), work)
    return redirect(f"/fund/?month={chosen:%Y-%m}")


@login_required
@require_POST
def income(request: OfficerRequest) -> HttpResponse:
    """Income on the receipts account, or its handing in."""
    ledger = ledger_of(request)
    told_: dict[str, Any] = {"ledger": ledger, "actor": request.actor, "now": request.now}

    def work() -> None:
        on, amount = day(request.POST.get("on", "")), fen(request.POST.get("amount", ""))
        if request.POST.get("code") == "hand_in":
            books.hand_in(on=on, amount_fen=amount, **told_)
        else:
            books.receive(on=on, code=request.POST.get("code", ""), amount_fen=amount, text=request.POST.get("text", ""), **told_)

    return acted(request, "fund_books", _("The voucher is written."), work)


@login_required
def fund_file(request: OfficerRequest, form: str) -> HttpResponse:
    """The month's statement as a workbook or as PDF: the same rows."""
    ledger, shown = ledger_of(request), shown_month(request)
    rows = book_queries.statement(ledger, shown)
    if form == "pdf":
        office = request.user.office
        letter = fund_statement.compose(
            fund_statement.facts_of(organ=office.name if office else "", month=shown, on=request.today, rows=rows)
        )
        return attached(pdf(letter), f"fund-{shown:%Y-%m}.pdf", "application/pdf")
    return attached(workbook(rows), f"fund-{shown:%Y-%m}.xlsx", SHEET)


def workbook(rows: list[dict]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("基金收支")
        page.write_row(0, 0, fund_statement.HEADS)
        for place, row in enumerate(rows, start=1):
            page.write_row(place, 0, [row["code"], row["title"].zh, *(yuan(row[name]) for name in fund_statement.SUMS)])
    return out.getvalue()
