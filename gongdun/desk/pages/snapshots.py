"""月度数据 — each month's tables with source, date and completeness; the contract of each table, and an empty workbook for it."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from django.apps import apps
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongdun.compare.contracts import CONTRACTS, Kind
from gongdun.compare.contracts.grammar import TEXT_ONLY, Contract
from gongdun.compare.months import Month
from gongdun.desk.models import Comparison, Delivery
from gongdun.desk.operations.comparisons import Bulletin
from gongdun.desk.operations.deliveries import DELIVERERS, LARGEST, is_by_month
from gongdun.desk.pages.sheets import language, workbook
from gongdun.desk.queries import leads as lead_queries
from gongdun.desk.queries import months as queries
from gongdun.desk.registers.employers import READERS
from gongdun.desk.requests import OfficerRequest
from gongdun.desk.sheets.files import Limits
from gongdun.law.refusal import Refusal

KINDS = {
    Kind.PERSON: gettext_lazy("identity number, as text"),
    Kind.EMPLOYER: gettext_lazy("credit code, as text"),
    Kind.PERSONS: gettext_lazy("identity numbers, ; between"),
    Kind.SECRET: gettext_lazy("text, kept as a key only"),
    Kind.TEXT: gettext_lazy("text"),
    Kind.CODE: gettext_lazy("code, as text"),
    Kind.MONEY: gettext_lazy("yuan with at most two places"),
    Kind.INTEGER: gettext_lazy("whole number"),
    Kind.RATE: gettext_lazy("rate: 0.0090 or 0.9%"),
    Kind.MONTH: gettext_lazy("month: 2022-08"),
    Kind.DATE: gettext_lazy("date: 2022-08-31"),
    Kind.MOMENT: gettext_lazy("time: 2022-08-31 09:30"),
    Kind.FLAG: gettext_lazy("yes or no"),
}


def refuse_outsiders(request: OfficerRequest) -> None:
    if request.user.office is None or READERS.isdisjoint(request.user.roles):
        raise PermissionDenied


def may_deliver(request: OfficerRequest) -> bool:
    office = request.user.office
    return office is not None and office.kind == "agency" and office.is_city and not DELIVERERS.isdisjoint(request.user.roles)


def month_or_404(text: str) -> Month:
    try:
        return Month.parse(text)
    except Refusal:
        raise Http404 from None


def title_of(contract: Contract) -> str:
    return contract.name if language() == "en" else contract.chinese


@login_required
def months(request: OfficerRequest) -> HttpResponse:
    refuse_outsiders(request)
    last = Month(Month.of(request.today).index - 1)  # data of a month comes in the next
    known = sorted({Month.of(day) for day in queries.months_known()} | {last}, reverse=True)
    context = {
        "rows": [row_of(month) for month in known],
        "tables": [(contract.name, title_of(contract)) for contract in CONTRACTS.values()],
        "may_deliver": may_deliver(request),
    }
    return render(request, "desk/snapshots/months.html", context)


def row_of(month: Month) -> dict[str, Any]:
    held = queries.held(month)
    monthly = [one for one in held if is_by_month(one.contract) and one.used_by]
    return {
        "month": month,
        "there": sum(one.snapshot is not None for one in monthly),
        "wanted": len(monthly),
        "missing": [title_of(one.contract) for one in monthly if one.snapshot is None],
        "comparison": queries.newest_comparison(month),
        "run": queries.newest_run(month),
    }


@login_required
def month(request: OfficerRequest, month: str) -> HttpResponse:
    refuse_outsiders(request)
    of = month_or_404(month)
    english = language() == "en"
    held = queries.held(of)
    obstacles = queries.obstacles(of)
    context = {
        "month": of, "before": Month(of.index - 1), "after": of.next, "may_deliver": may_deliver(request), "megabytes": LARGEST // 10**6,
        "workbook_megabytes": Limits().size // 10**6, "monthly": [table_row(one) for one in held if is_by_month(one.contract)],
        "whole": [table_row(one) for one in held if not is_by_month(one.contract)],
        "choices": [(contract.name, title_of(contract)) for contract in CONTRACTS.values()],
        "rules": len(lead_queries.rules()),
        "obstacles": [
            {"title": one.rule.title_en if english else one.rule.title, "missing": [title_of(CONTRACTS[name]) for name in one.missing]} for one in obstacles
        ],
        "can_run": len(lead_queries.rules()) - len(obstacles),
        "deliveries": [delivery_row(one) for one in queries.deliveries(of)[:30]] if may_deliver(request) else [],
        **progress_of(request, of),
    }  # fmt: skip
    return render(request, "desk/snapshots/month.html", context)


def delivery_row(one: Delivery) -> dict[str, Any]:
    contract = CONTRACTS.get(one.table)
    return {"delivery": one, "title": title_of(contract) if contract else "—", "why": one.refusal.get(language(), "")}


def table_row(one: queries.Held) -> dict[str, Any]:
    return {"name": one.contract.name, "title": title_of(one.contract), "held": one, "snapshot": one.snapshot}


def progress_of(request: OfficerRequest, month: Month) -> dict[str, Any]:
    """What the page shows of the comparison: waiting, running with its stage, done with its figures, or why not."""
    from_disk: dict[str, object] = {}
    one = queries.newest_comparison(month)
    broken = one is not None and queries.is_broken(one)
    if one is not None and one.state == Comparison.State.RUNNING:
        from_disk = Bulletin.of(settings.LAKE, one.pk).read()
    at_work = one is not None and not broken and (one.state in ("waiting", "running") or (one.state == "done" and not one.is_followed_up))
    return {
        "month": month,
        "comparison": one,
        "broken": broken,
        "at_work": at_work,
        "stage": stage_of(str(from_disk.get("stage", ""))),
        "done": from_disk.get("done", 0),
        "of": from_disk.get("total", 0),
        "why": one.refusal.get(language(), "") if one is not None else "",
        "again": [(apps.get_app_config(area).verbose_name, rows) for area, rows in sorted(one.consequences.items())]
        if one is not None
        else [],
        "run": queries.newest_run(month),
    }


def stage_of(stage: str) -> str:
    """`rule uninsured_employees` in the rule's own words."""
    kind, _blank, name = stage.partition(" ")
    found = next((rule for key, rule in lead_queries.rules().items() if key.endswith(f"/{name}")), None) if kind == "rule" else None
    if found is None:
        return _("getting ready")
    return found.title_en if language() == "en" else found.title


@login_required
def contract(request: OfficerRequest, table: str) -> HttpResponse:
    """What a table's file must hold, column by column."""
    refuse_outsiders(request)
    one = CONTRACTS.get(table)
    if one is None:
        raise Http404
    columns = [
        {
            "name": column.name, "chinese": column.chinese, "kind": KINDS[column.kind], "required": column.required, "is_key": column.name in one.key,
            "allowed": [entry.split("|") for entry in column.allowed],
        }
        for column in one.columns
    ]  # fmt: skip
    context = {
        "contract": one, "title": title_of(one), "columns": columns, "refuse": round(one.refuse_share * 100, 1), "by_month": is_by_month(one),
        "orders": [(one.column(order.first), one.column(order.second)) for order in one.orders], "example": f"{table}-2022-08.xlsx" if is_by_month(one) else f"{table}.xlsx",
    }  # fmt: skip
    return render(request, "desk/snapshots/contract.html", context)


@login_required
def contract_template(request: OfficerRequest, table: str) -> HttpResponse:
    """An empty workbook: headings in the first row, columns of numbers that are names kept as text."""
    refuse_outsiders(request)
    one = CONTRACTS.get(table)
    if one is None:
        raise Http404
    return workbook(headings(one, english=language() == "en"), f"{title_of(one)}")


def headings(one: Contract, *, english: bool) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet(one.name if english else one.chinese)
    text, needed, plain = (
        book.add_format({"num_format": "@"}),
        book.add_format({"bold": True, "bg_color": "#fbe3c0"}),
        book.add_format({"bold": True}),
    )
    for place, column in enumerate(one.columns):
        sheet.set_column(place, place, 22 if column.kind in TEXT_ONLY else 16, text if column.kind in TEXT_ONLY | {Kind.MONTH} else None)
        sheet.write_string(0, place, column.name if english else column.chinese, needed if column.required else plain)
        if column.allowed:
            sheet.data_validation(
                1,
                place,
                100_000,
                place,
                {"validate": "list", "source": [entry.split("|")[-1 if not english else 0] for entry in column.allowed]},
            )
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()
