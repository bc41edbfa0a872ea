"""自错误月份起重算: what was declared against what was paid, month by month, with the late fee. Every amount is the law's, to the fen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gongdun.law.sheet import Sheet, explain


@dataclass(frozen=True)
class MonthOwed:
    """One month: arrears and late fee in fen, the days counted, and the sheets they come from."""

    month: date
    arrears_fen: int
    days_late: int
    late_fee_fen: int
    sheets: tuple[Sheet, ...]


def fen(amount: object) -> int:
    return int(Decimal(str(amount)) * 100)


def yuan(amount_fen: int) -> str:
    return str(Decimal(amount_fen) / 100)


def months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def last_day(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def recalculated(
    *, area: str, risk_class: int, first: date, last: date, declared_base_fen: int, actual_wage_fen: int, decided_on: date
) -> list[MonthOwed]:
    """Each month from the month of error. The month's last day is the last for payment; the late fee runs from the day after it to the decision."""
    return [owed(area, risk_class, month, declared_base_fen, actual_wage_fen, decided_on) for month in months(first, last)]


def owed(area: str, risk_class: int, month: date, declared_base_fen: int, actual_wage_fen: int, decided_on: date) -> MonthOwed:
    told = {"area": area, "month": month.isoformat(), "scheme": "employee", "risk_class": risk_class}
    due, paid = (explain(told | {"wage": yuan(wage)}, ["contribution"], known=decided_on) for wage in (actual_wage_fen, declared_base_fen))
    arrears = fen(due.amounts["contribution"]) - fen(paid.amounts["contribution"])
    days = max((decided_on - last_day(month)).days, 0)
    late = explain({"area": area, "month": month.isoformat(), "arrears": yuan(arrears), "days_late": days}, ["late_fee"], known=decided_on)
    return MonthOwed(month, arrears, days, fen(late.amounts["late_fee"]), (due, paid, late))


def written(found: list[MonthOwed]) -> dict[str, object]:
    """What the file keeps: each month, and the receipts that let anyone compute it again."""
    return {
        "months": [
            {"month": f"{one.month:%Y-%m}", "arrears_fen": one.arrears_fen, "days_late": one.days_late, "late_fee_fen": one.late_fee_fen,
             "receipts": [sheet.digest for sheet in one.sheets], "unverified": sorted({used.name for sheet in one.sheets for used in sheet.doubtful})}
            for one in found
        ]
    }  # fmt: skip
