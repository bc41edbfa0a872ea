"""From a claim to the law's case and back: facts in the law's own vocabulary, amounts as fen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gongdun.law.parameters import Book
from gongdun.law.refusal import Refusal
from gongdun.law.sheet import Sheet, explain

WITH = {"disability_allowance": ("disability_allowance_top_up",), "injury_medical_subsidy": ("taper",), "employment_subsidy": ("taper",)}
NO_WAGES = frozenset({"living_care_fee", "funeral_subsidy", "death_lump_sum", "injury_medical_subsidy", "employment_subsidy"})


@dataclass(frozen=True)
class Amount:
    """One benefit as the law answers it: fen for each beneficiary (dependants have several), who pays, the sheet."""

    benefit: str
    fen: tuple[int, ...]
    payer: str
    sheet: Sheet


def fen(amount: object) -> int:
    """Yuan with two places, exactly."""
    return int(Decimal(str(amount)) * 100)


def yuan(amount_fen: int) -> str:
    return f"{Decimal(amount_fen) / 100:.2f}"


def next_month(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def twelve_months_before(day: date) -> list[date]:
    """条例 64: the twelve months before the injury, oldest first."""
    months = [month_before(day)]
    while len(months) < 12:
        months.append(month_before(months[-1]))
    return months[::-1]


def wages_of(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The declared bases in yuan; months without a declaration stay out, they are shown as gaps."""
    return [yuan(row["base_fen"]) for row in rows if row["base_fen"] is not None]


def gaps(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [row["month"] for row in rows if row["base_fen"] is None]


def case_of(
    *, area: str, facts: Mapping[str, Any], wages: Sequence[Mapping[str, Any]], dependants: Sequence[Mapping[str, Any]], benefit: str
) -> dict[str, Any]:
    """The case of one benefit. Costs that arise monthly are dated by the month in which payment starts."""
    told = {"area": area, **facts}
    if benefit not in NO_WAGES:
        told["wages_12m"] = wages_of(wages)
        if not told["wages_12m"]:
            raise Refusal(
                "No month before the injury has a declared base. Take the wages over from the declarations first (Regulation art. 64)."
            )
    if dependants and benefit == "dependants_pension":
        told["dependants"] = list(dependants)
    if (start := start_of(benefit, facts)) is not None:
        told["pay_month"] = start.isoformat()
    return told


def start_of(benefit: str, facts: Mapping[str, Any]) -> date | None:
    """The first month of a monthly benefit: after the conclusion, or after the death (江苏办法 30); with later cover not before the month after it."""
    event = facts.get("died_on") if benefit == "dependants_pension" else facts.get("concluded_on")
    if benefit not in ("disability_allowance", "living_care_fee", "dependants_pension") or event is None:
        return None
    start = next_month(date.fromisoformat(event))
    since = facts.get("insured_from")
    if since is None or since <= facts["injured_on"]:
        return start
    return max(start, next_month(date.fromisoformat(since)))


def amount_of(*, case: Mapping[str, Any], benefit: str, book: Book, known: date) -> Amount:
    """The law's answer, which refuses values that nobody confirmed, by name."""
    sheet = explain(case, [benefit, *WITH.get(benefit, ()), "payer"], known=known, final=True, book=book)
    found: Any = sheet.amounts[benefit]
    parts = tuple(map(fen, found)) if isinstance(found, list) else (fen(found),)
    payers: Any = sheet.amounts["payer"]
    return Amount(benefit, parts, payers[benefit], sheet)
