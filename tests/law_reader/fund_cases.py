"""Random cases of the fund: contributions, orders, rises, prevention, who pays, what is advanced."""

from datetime import date, timedelta
from random import Random

from tests.law_reader import contributions, rises
from tests.law_reader.benefit_cases import allowance, care, injury, termination
from tests.law_reader.chance import decided, money, near, some_day
from tests.law_reader.industries import CLASS_OF_INDUSTRY
from tests.law_reader.periods import plus_months


def contributing(rng: Random) -> dict:
    month = rng.choice((date(2022, 7, 1), date(2022, 12, 1), date(2023, 1, 1), date(2024, 6, 1), date(2025, 1, 1), date(2025, 12, 1)))
    scheme = rng.choice(("employee", "employee", "employee", "over_age", "intern", "new_form", "project"))
    if scheme == "project":
        facts = {"project_cost": money(rng.randint(1, 10**11)), "tier": rng.randint(1, 4)}
        month = max(month, date(2024, 6, 1))
    elif scheme == "new_form":
        facts = {}
        month = max(month, date(2023, 1, 1))
    else:
        facts = {"wage": wage_near_the_limits(rng, month.year), **rate_facts(rng, month)}
    asked = ["contribution_base", "rate", "contribution"]
    if scheme == "over_age" and rng.random() < 0.3:
        facts["born_on"] = near(rng, plus_months(month, -65 * 12))
        facts["retired"] = rng.random() < 0.2
    if scheme in ("employee", "over_age") and rng.random() < 0.1:
        facts["last_month_paid"] = facts.pop("wage")
        asked = ["rate", "contribution"]
    return {"date": decided(month), "input": {"scheme": scheme, "month": month, **facts}, "ask": asked}


def wage_near_the_limits(rng: Random, year: int) -> str:
    limit = rng.choice(contributions.LIMITS[year]) * 100
    return money(max(0, limit + rng.choice((-1, 0, 1, rng.randint(-200000, 200000)))))


def rate_facts(rng: Random, month: date) -> dict:
    facts = rng.choice(({"risk_class": rng.randint(1, 8)}, {"industry": rng.choice(sorted(CLASS_OF_INDUSTRY))}))
    if rng.random() < 0.3:
        return facts
    facts["pay_ratio"] = rng.choice(("0", "0", "0.5", "0.5001", "0.4999", "1", "1.0001", "0.9999", "0.2", "3"))
    facts["incidence"] = rng.choice(("0", "0", "0.01", "0.0101", "0.0099", "0.03", "0.0301", "0.0299", "0.002", "0.2"))
    facts["clean_cycles"] = rng.randint(1, 3) if facts["pay_ratio"] == facts["incidence"] == "0" else 0
    if rng.random() < 0.2:
        facts["first_insured_on"] = rng.choice(
            (
                date(2019, 3, 1),
                date(2020, 10, 1),
                date(2020, 10, 2),
                date(2024, 8, 1),
                date(2022, 10, 1),
                date(2022, 10, 2),
                date(2022, 9, 30),
            )
        )
    return facts


def owing(rng: Random) -> dict:
    facts = {"arrears": money(rng.choice((rng.randint(0, 10**8), rng.randint(1, 200) * 1000))), "days_late": rng.randint(0, 1500)}
    if rng.random() < 0.4:
        facts["month"] = rng.choice((date(1999, 1, 21), date(1999, 1, 22), date(2011, 6, 1), date(2011, 7, 1), date(2024, 3, 1)))
    return {"date": date(2026, 6, 1), "input": facts, "ask": ["late_fee"]}


def truing_up(rng: Random) -> dict:
    facts = {
        "scheme": "employee",
        "month": date(2023, rng.randint(1, 12), 1),
        "wage": money(rng.randint(0, 3000000)),
        "risk_class": rng.randint(1, 8),
    }
    return {"date": date(2024, 6, 3), "input": facts, "ask": ["true_up"]}


def riding(rng: Random) -> dict:
    trade = rng.choice(("ride", "delivery", "freight"))
    month = rng.choice((date(2022, 7, 1), date(2025, 6, 1), date(2025, 7, 1), date(2026, 2, 1), date(2022, 6, 1)))
    facts = {"trade": trade, "month": month, "orders": rng.randint(0, 10**7)}
    if trade == "delivery" and month >= date(2025, 7, 1):
        facts["platform_rate"] = rng.choice(("0.07", "0.25", "0.25", "0.10"))
    elif rng.random() < 0.1:
        facts["platform_rate"] = rng.choice(("0.06", "0.07", "0.25"))
    return {"date": decided(month), "input": facts, "ask": ["order_contribution"]}


def enrolling(rng: Random) -> dict:
    """Whether an over-age worker must be enrolled in a month; dates lie around the two first days."""
    when = near(rng, date(2021, 2, 1), date(2026, 7, 1)) if rng.random() < 0.6 else some_day(rng, date(2020, 12, 1), date(2026, 10, 31))
    return {"date": date(2026, 11, 2), "input": {"month": when}, "ask": ["over_age_cover_is_mandatory"]}


def rising(rng: Random) -> dict:
    year = rng.choice((2022, 2023))
    paid_in = date(year, rng.randint(1, 12), 1)
    before = rng.choice((rng.randint(250000, 900000), rng.randint(214000, 392000)))
    facts = {"pay_month": paid_in, "benefit_before": money(before)}
    what = rng.random()
    if what < 0.5:
        facts["grade"] = rng.randint(1, 6)
        facts["minimum_wage"] = "2280.00"
    elif what < 0.85:
        facts["care_level"] = rng.choice(("full", "most", "partial"))
    else:
        facts["dependants"] = [{"kind": "child", "born_on": date(2015, 1, 1), "sex": "M"}]
    if rng.random() < 0.15:
        facts["concluded_on"] = rng.choice((date(year - 1, 12, 31), date(year, 1, 1), date(year - 3, 5, 5)))
    if rng.random() < 0.15:
        facts["entitled_until"] = rng.choice((date(year - 1, 12, 31), date(year, 1, 1), date(year, rng.randint(1, 12), 15)))
    if rng.random() < 0.1:
        facts["died_on"] = rng.choice((date(year - 1, 12, 31), date(year, 1, 1)))
        facts.pop("concluded_on", None)
    if rng.random() < 0.05:
        facts["care_level"] = "most"
    published = rises.RISES[year]["published"]
    return {"date": max(paid_in, published + timedelta(days=rng.choice((-1, 0, 1, 40)))), "input": facts, "ask": ["new_amount", "back_pay"]}


def preventing(rng: Random) -> dict:
    facts = {"last_year_collection": money(rng.randint(0, 10**12)), "prevention_spending": money(rng.randint(0, 10**10))}
    return {"date": date(2022, 10, 17), "input": facts, "ask": ["prevention_floor", "prevention_cap", "training_floor"]}


def paying(rng: Random) -> dict:
    """Items and who pays them, with and without cover, and with cover that came later."""
    case = rng.choice((allowance, termination, injury, care))(rng)
    facts = case["input"]
    facts["insured_at_injury"] = rng.random() < 0.4
    if not facts["insured_at_injury"] and rng.random() < 0.7:
        facts["enrolled_later_on"] = plus_months(facts["injured_on"], rng.randint(1, 30)).replace(day=rng.choice((1, 15)))
    if rng.random() < 0.1:
        del facts["insured_at_injury"]
    if rng.random() < 0.1:
        facts["insured_from"] = near(rng, facts["injured_on"])
    case["ask"] = [*(name for name in case["ask"] if name not in ("own_wage", "taper")), "payer"]
    return case


def advancing(rng: Random) -> dict:
    injured = some_day(rng, date(2016, 1, 1), date(2025, 6, 30))
    facts: dict = {"injured_on": injured, "insured_at_injury": rng.random() < 0.3}
    if rng.random() < 0.1:
        facts["insured_from"] = near(rng, injured)
        del facts["insured_at_injury"]
    if rng.random() < 0.3:
        facts["died_on"] = injured
    else:
        facts["grade"] = rng.randint(1, 10)
        if facts["grade"] >= 5 and rng.random() < 0.5:
            facts |= {"ended_on": plus_months(injured, 14), "ended_by": "worker"}
        if facts["grade"] <= 4 and rng.random() < 0.5:
            facts["care_level"] = rng.choice(("full", "most", "partial"))
    return {"date": decided(plus_months(injured, 15)), "input": facts, "ask": ["advance_items"]}
