"""What the books say: balances by account, vouchers, closed months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, Sum

from gongdun.areas.benefits.chart import CHART, DISBURSEMENT
from gongdun.areas.benefits.models import MonthClose, VoucherLine


def is_closed(ledger: int, day: date) -> bool:
    return MonthClose.objects.filter(ledger=ledger, month=day.replace(day=1)).exclude(confirmed_by=None).exists()


def month_end(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def balances(ledger: int, month: date) -> dict[str, dict[str, int]]:
    """试算平衡表 of a month in fen: by account what stood at its beginning, moved in it, and stands at its end (debit above zero)."""
    first, last = month.replace(day=1), month_end(month)
    held = VoucherLine.objects.filter(ledger=ledger, voucher__on__lte=last).values("code").order_by("code")
    before = Q(voucher__on__lt=first)
    found = held.annotate(
        debit_before=Sum("debit_fen", filter=before, default=0), credit_before=Sum("credit_fen", filter=before, default=0),
        debit=Sum("debit_fen", filter=~before, default=0), credit=Sum("credit_fen", filter=~before, default=0),
    )  # fmt: skip
    return {row["code"]: balance(row) for row in found}


def balance(row: Mapping[str, Any]) -> dict[str, int]:
    opening = int(row["debit_before"] - row["credit_before"])
    debit, credit = int(row["debit"]), int(row["credit"])
    return {"opening": opening, "debit": debit, "credit": credit, "closing": opening + debit - credit}


def standing(ledger: int, code: str = DISBURSEMENT) -> int:
    """What stands on an account now, fen."""
    total = VoucherLine.objects.filter(ledger=ledger, code=code).aggregate(
        debit=Sum("debit_fen", default=0), credit=Sum("credit_fen", default=0)
    )
    return int(total["debit"] - total["credit"])


def statement(ledger: int, month: date) -> list[dict[str, Any]]:
    """The rows of the month's statement in the order of the chart."""
    found = balances(ledger, month)
    return [{"code": code, "title": account.title, **found[code]} for code, account in sorted(CHART.items()) if code in found]
