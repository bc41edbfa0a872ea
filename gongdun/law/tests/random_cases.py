"""Random cases for the differential tests: every fact of the graph, boundaries on purpose, seeded."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

AREAS = ["320400", "320402", "320411", "320413", "320481", "320700"]
EDGES = [
    date(2010, 12, 31),
    date(2011, 1, 1),
    date(2015, 5, 31),
    date(2015, 6, 1),
    date(2022, 1, 1),
    date(2022, 12, 31),
    date(2023, 11, 22),
    date(2025, 7, 1),
]


def money(chance: random.Random, low: int, high: int) -> Decimal:
    return Decimal(chance.randint(low * 100, high * 100)).scaleb(-2)


def day(chance: random.Random, first: date, last: date) -> date:
    inside = [edge for edge in EDGES if first <= edge <= last]
    if inside and chance.random() < 0.2:
        return chance.choice(inside)
    return first + timedelta(chance.randint(0, (last - first).days))


def injury(chance: random.Random) -> dict[str, object]:
    """An injured worker from wage to subsidies, with optional facts left out at random."""
    woman = chance.random() < 0.5
    injured = day(chance, date(2005, 1, 1), date(2024, 12, 31))
    ended = injured + timedelta(chance.randint(30, 1500))
    case: dict[str, object] = {
        "area": chance.choice(AREAS),
        "injured_on": injured,
        "wages_12m": [money(chance, 1000, 40000) for _ in range(chance.randint(1, 12))],
        "area_average_wage": money(chance, 2000, 9000),
        "last_year_average_wage": money(chance, 2000, 9000),
        "minimum_wage": money(chance, 1000, 4000),
        "grade": chance.randint(1, 10),
        "care_level": chance.choice(["full", "most", "partial"]),
        "suitable_work": chance.random() < 0.5,
        "occupational_disease": chance.random() < 0.3,
        "veteran_relapse": chance.random() < 0.1,
        "in_paid_leave_period": chance.random() < 0.3,
        "concluded_on": injured + timedelta(chance.randint(10, 400)),
        "pay_month": (injured + timedelta(chance.randint(10, 900))).replace(day=1),
        "ended_on": ended,
        "ended_by": chance.choice(["worker", "employer", "expiry", "mutual"]),
        "employer_breach": chance.random() < 0.2,
        "retired": chance.random() < 0.1,
        "sex": "F" if woman else "M",
        "born_on": day(chance, date(1945, 1, 1), date(1990, 12, 31)),
        "retirement_kind": chance.choice(["F55", "F50"]) if woman else "M60",
        "life_expectancy": Decimal(chance.randint(7000, 8500)).scaleb(-2),
        "died_on": injured + timedelta(chance.randint(0, 800)),
        "benefit_before": money(chance, 1000, 8000),
    }
    optional = [
        "area_average_wage",
        "last_year_average_wage",
        "minimum_wage",
        "care_level",
        "occupational_disease",
        "retired",
        "concluded_on",
        "died_on",
        "employer_breach",
    ]
    for name in optional:
        if chance.random() < 0.25:
            del case[name]
    return case


def contribution(chance: random.Random) -> dict[str, object]:
    case: dict[str, object] = {
        "area": chance.choice(AREAS),
        "month": day(chance, date(2019, 1, 1), date(2027, 3, 1)).replace(day=1),
        "wage": money(chance, 1000, 40000),
        "scheme": chance.choice(["employee", "employee", "over_age", "intern", "new_form", "project"]),
        "risk_class": chance.randint(1, 8),
        "pay_ratio": chance.choice([Decimal(0), Decimal("0.5"), Decimal("0.500001"), Decimal(1), Decimal("1.000001"), Decimal("0.2")]),
        "incidence": chance.choice(
            [Decimal(0), Decimal("0.01"), Decimal("0.010001"), Decimal("0.03"), Decimal("0.030001"), Decimal("0.005")]
        ),
        "clean_cycles": chance.randint(0, 3),
        "first_insured_on": day(chance, date(2019, 1, 1), date(2024, 12, 31)),
        "project_cost": money(chance, 100000, 90000000),
        "tier": chance.randint(1, 4),
        "orders": chance.randint(0, 1000000),
        "trade": "delivery",
        "platform_rate": chance.choice([Decimal("0.06"), Decimal("0.07"), Decimal("0.25"), Decimal("0.1")]),
        "arrears": money(chance, 0, 1000000),
        "days_late": chance.randint(0, 4000),
        "last_month_paid": money(chance, 0, 100000),
        "last_year_collection": money(chance, 0, 90000000),
        "prevention_spending": money(chance, 0, 9000000),
        "retired": chance.random() < 0.1,
        "born_on": day(chance, date(1950, 1, 1), date(1990, 12, 31)),
    }
    for name in ["wage", "scheme", "pay_ratio", "incidence", "clean_cycles", "first_insured_on", "platform_rate", "born_on", "month"]:
        if chance.random() < 0.2:
            del case[name]
    return case


INJURY_OUTPUTS = [
    "own_wage",
    "disability_lump_sum",
    "disability_allowance",
    "disability_allowance_top_up",
    "living_care_fee",
    "injury_medical_subsidy",
    "employment_subsidy",
    "retirement_date",
    "earliest_retirement_date",
    "latest_retirement_date",
    "taper",
    "funeral_subsidy",
    "death_lump_sum",
    "dependants_pension_from",
    "new_amount",
    "back_pay",
]
CONTRIBUTION_OUTPUTS = [
    "contribution_base",
    "rate",
    "contribution",
    "late_fee",
    "true_up",
    "order_contribution",
    "prevention_floor",
    "prevention_cap",
    "training_floor",
]
