"""算式 — a lead's figures as one sentence: a question, never an accusation. Each sentence names the numbers the rule compared."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext, gettext_noop, override

from gongdun.desk.models import Lead

# The first sentence whose figures are all there is said.
SENTENCES: dict[str, tuple[str, ...]] = {
    "inspection/headcount_swing": (
        gettext_noop("insured %(heads_before)s the month before, %(heads)s in %(month)s, %(heads_change)s"),
    ),
    "inspection/base_drop": (
        gettext_noop("bases %(base_total_before_fen)s yuan the month before, %(base_total_fen)s in %(month)s, %(base_total_change)s"),
    ),
    "inspection/bases_at_floor": (gettext_noop("%(heads_at_lowest)s of %(heads)s insured at the lowest base of %(lowest_base_fen)s yuan"),),
    "inspection/base_below_wage": (
        gettext_noop("base %(base_fen)s yuan, taxed wage %(income_fen)s yuan; %(shortfall_fen)s yuan short over %(months)s months"),
    ),
    "inspection/lift_base_low": (gettext_noop("median base %(median_base_fen)s yuan over %(heads)s insured; %(heads_paid)s are paid wages"),),
    "inspection/enrol_roll_back": (
        gettext_noop("%(persons)s persons enrolled and rolled back in the same month, %(times)s times in a year (%(added)s enrolled in all)"),
        gettext_noop("enrolled and rolled back in the same month %(times)s times in a year"),
    ),
    "inspection/deceased_still_insured": (
        gettext_noop("died on %(died_day)s, charged for %(months)s months after it: %(refund_fen)s yuan"),
    ),
    "inspection/unit_mismatch": (
        gettext_noop("%(benefit)s of %(amount_fen)s yuan claimed by a unit that did not insure at the injury (%(injured_day)s)"),
    ),
    "enrolment/high_risk_uncovered": (gettext_noop("%(heads)s paid wages, %(heads_insured)s insured, %(heads_uninsured)s without cover"),),
    "enrolment/outlet_uncovered": (gettext_noop("%(heads)s couriers paid for %(months)s months, none insured"),),
    "enrolment/project_uncovered": (gettext_noop("permit of %(permit_day)s, %(days_since_permit)s days without project cover; cost %(cost_fen)s yuan"),),
    "enrolment/student_uncovered": (gettext_noop("placed from %(started_day)s, %(days_without_cover)s days without cover"),),
    "enrolment/intern_uncovered": (gettext_noop("placed from %(started_day)s without cover"),),
    "enrolment/over_age_uncovered": (gettext_noop("of retirement age since %(retire_latest_month)s, paid %(income_fen)s yuan, no over-age cover"),),
    "enrolment/agency_cover": (gettext_noop("%(heads_insured)s insured, %(heads_paid)s paid wages"),),
    "enrolment/rate_gaming": (gettext_noop("%(heads)s staff moved from risk class %(class_before)s to class %(class_after)s"),),
    "benefits/paid_after_death": (gettext_noop("died on %(died_day)s, paid for %(months)s months after it: %(overpaid_fen)s yuan"),),
    "benefits/allowance_and_pension": (gettext_noop("allowance and pension together for %(months)s months: %(overpaid_fen)s yuan"),),
}  # fmt: skip
ANY = (
    gettext_noop("possibly uninsured for %(months)s months since %(since_month)s; to be checked"),
    gettext_noop("possibly uninsured for %(months)s months; to be checked"),
)


def arithmetic(lead: Lead, language: str) -> str:
    """The sentence in `zh` or `en`; figures without one are listed as they are."""
    known = shown(lead)
    with override("en" if language.startswith("en") else "zh-hans"):
        for sentence in (*SENTENCES.get(lead.rule, ()), *ANY):
            if all(name in known for name in places(sentence)):
                return gettext(sentence) % known
    return "；".join(f"{name} {value}" for name, value in lead.figures.items())


def places(sentence: str) -> list[str]:
    return [part.split(")")[0] for part in sentence.split("%(")[1:]]


def shown(lead: Lead) -> dict[str, str]:
    figures: Mapping[str, Any] = lead.figures
    known = {name: yuan(value) if name.endswith("_fen") else str(value) for name, value in figures.items()}
    known["month"] = f"{lead.last_run.month:%Y-%m}"
    if {"heads", "heads_before"} <= figures.keys():
        known["heads_change"] = change(figures["heads_before"], figures["heads"])
    if {"base_total_fen", "base_total_before_fen"} <= figures.keys():
        known["base_total_change"] = change(figures["base_total_before_fen"], figures["base_total_fen"])
    return known


def yuan(fen: object) -> str:
    return f"{Decimal(str(fen)) / 100:,.2f}"


def change(before: object, after: object) -> str:
    """42 → 17 as −59.5 %; from nothing there is no percentage."""
    old, new = Decimal(str(before)), Decimal(str(after))
    if not old:
        return f"+{new}"
    share = ((new - old) * 100 / old).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{'−' if share < 0 else '+'}{abs(share)} %"
