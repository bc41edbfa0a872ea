"""年度调整 — the law's answer for everybody who receives a monthly benefit, in columns; the same numbers as one sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from gongdun import law
from gongdun.areas.benefits.case import yuan
from gongdun.areas.benefits.models import PeriodicBenefit, Rise, RiseRow
from gongdun.areas.benefits.queries.books import month_end
from gongdun.areas.benefits.queries.values import book, literal
from gongdun.law.parameters import Book
from gongdun.law.sheet import Sheet, explain
from gongdun.registry.models import Area

OUTPUTS = ["new_amount", "back_pay"]
TELLS = {"disability_allowance": "grade", "living_care_fee": "care_level", "dependants_pension": "dependants_count"}
JIANGSU = 320000


@dataclass(frozen=True)
class Outcome:
    periodic: int
    before_fen: int
    after_fen: int
    back_pay_fen: int


def rehearsal_book(ledger: int, changes: Mapping[str, Mapping[str, str]], document: str, today: date) -> Book:
    """The ledger's book with the new notice laid over it as a draft."""
    held = book(ledger)
    laid: dict[str, dict[object, object]] = {
        path: {since: literal(value) for since, value in told.items()} for path, told in changes.items()
    }
    return law.overlay(laid, book=held, area=JIANGSU, document=document, published=today) if laid else held


def recipients(ledger: int, year: int) -> list[PeriodicBenefit]:
    """Who receives, or did receive in the year and ended since: the latter have back pay too."""
    held = PeriodicBenefit.objects.filter(ledger=ledger, from_month__lte=date(year, 12, 1), amount_fen__gt=0).order_by("id")
    return [one for one in held if one.ended_month is None or one.ended_month >= date(year, 1, 1)]


def outcomes(people: Sequence[PeriodicBenefit], *, area: str, pay_month: date, held: Book, known: date, final: bool) -> list[Outcome]:
    """Before, after and back pay of each, in fen."""
    found: dict[int, Outcome] = {}
    for benefit in TELLS:
        group = [one for one in people if one.benefit == benefit]
        for has_end in (False, True):
            part = [one for one in group if (one.ended_month is not None) == has_end]
            if part:
                found |= answered(part, benefit, area, pay_month, held, known, final)
    return [found[one.pk] for one in people]


def answered(
    part: Sequence[PeriodicBenefit], benefit: str, area: str, pay_month: date, held: Book, known: date, final: bool
) -> dict[int, Outcome]:
    table = law.table(columns(part, benefit, area, pay_month), OUTPUTS, known=known, book=held, final=final)
    amounts = zip(part, table["new_amount"].tolist(), table["back_pay"].tolist(), strict=True)
    return {one.pk: Outcome(one.pk, one.amount_fen, int(after), int(back)) for one, after, back in amounts}


def columns(part: Sequence[PeriodicBenefit], benefit: str, area: str, pay_month: date) -> dict[str, Any]:
    """The facts of `case_of`, one column each."""
    size = len(part)
    event = "died_on" if benefit == "dependants_pension" else "concluded_on"
    tells = {"grade": [one.grade for one in part], "care_level": [one.care_level for one in part], "dependants_count": [1] * size}[
        TELLS[benefit]
    ]
    told: dict[str, Any] = {
        "area": np.full(size, int(area)), "pay_month": np.full(size, np.datetime64(pay_month)),
        "benefit_before_fen": np.array([one.amount_fen for one in part], "int64"), TELLS[benefit]: np.array(tells),
        event: np.array([one.entitled_on for one in part], "datetime64[D]"),
    }  # fmt: skip
    if part[0].ended_month is not None:
        told["entitled_until"] = np.array([month_end(one.ended_month) for one in part if one.ended_month], "datetime64[D]")
    return told


def sheet(row: RiseRow, *, language: str = "zh_Hans") -> Sheet:
    """One row opened: the same facts and the same book, article by article."""
    one, rise = row.periodic, row.rise
    event = "died_on" if one.benefit == "dependants_pension" else "concluded_on"
    told: dict[str, Any] = {
        "area": Area.objects.get(pk=rise.ledger).code, "pay_month": rise.pay_month.isoformat(), "benefit_before": yuan(row.before_fen),
        event: one.entitled_on.isoformat(),
    }  # fmt: skip
    if one.benefit == "dependants_pension":
        told["dependants"] = [{"kind": "child"}]
    else:
        told[TELLS[one.benefit]] = one.grade if one.benefit == "disability_allowance" else one.care_level
    if one.ended_month is not None:
        told["entitled_until"] = month_end(one.ended_month).isoformat()
    return explain(told, OUTPUTS, known=rise.adopted_on or rise.rehearsed_on, book=book_of(rise), language=language)


def book_of(rise: Rise) -> Book:
    return book(rise.ledger) if rise.adopted_on else rehearsal_book(rise.ledger, rise.changes, rise.document, rise.rehearsed_on)


def summary(rise: Rise) -> list[dict[str, Any]]:
    """Who gains how much, by benefit and grade or care level."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rise.rows.select_related("periodic"):
        one = row.periodic
        group = found.setdefault(
            (one.benefit, str(one.grade if one.benefit == "disability_allowance" else one.care_level)),
            {"persons": 0, "monthly_fen": 0, "back_pay_fen": 0},
        )
        group["persons"] += 1
        group["monthly_fen"] += row.after_fen - row.before_fen
        group["back_pay_fen"] += row.back_pay_fen
    return [{"benefit": benefit, "level": level, **figures} for (benefit, level), figures in sorted(found.items())]
