"""Random cases of the benefits: injury, allowance, care, end of the labour relation, retirement, death."""

from datetime import date, timedelta
from random import Random

from tests.law_reader import death, retirement
from tests.law_reader.chance import averages, decided, money, near, some_day, wage_facts
from tests.law_reader.periods import plus_months, plus_years


def injury(rng: Random) -> dict:
    injured = near(rng, *[date(2010, 12, 31), date(2011, 1, 1), date(2022, 6, 30), date(2024, 2, 29)] * 3, date(2004, 1, 1))
    facts = {"injured_on": injured, "grade": rng.randint(1, 10), **wage_facts(rng)}
    if rng.random() < 0.1:
        facts["veteran_relapse"] = rng.random() < 0.7
    return {"date": decided(injured), "input": facts, "ask": ["own_wage", "disability_lump_sum"]}


def allowance(rng: Random) -> dict:
    paid_in = some_day(rng, date(2015, 1, 1), date(2026, 6, 1)).replace(day=1)
    facts = {"injured_on": paid_in - timedelta(days=400), "pay_month": paid_in, "grade": rng.randint(1, 7), **wage_facts(rng)}
    if facts["grade"] in (5, 6):
        facts["suitable_work"] = rng.random() < 0.3
    if rng.random() < 0.6:
        facts["minimum_wage"] = money(rng.choice((228000, 249000, rng.randint(100000, 600000))))
    if rng.random() < 0.2:
        facts["concluded_on"] = near(rng, paid_in - timedelta(days=1), paid_in)
        facts["injured_on"] = facts["concluded_on"] - timedelta(days=300)
    if rng.random() < 0.05:
        facts["retired"] = rng.random() < 0.5
    if rng.random() < 0.3:
        facts["area"] = rng.choice(("320411", "320413", "320481", "321100"))
    asked = ["disability_allowance_before", "disability_allowance", "disability_allowance_top_up"]
    return {"date": decided(paid_in), "input": facts, "ask": asked}


def care(rng: Random) -> dict:
    paid_in = some_day(rng, date(2015, 1, 1), date(2026, 6, 1)).replace(day=1)
    facts = {"injured_on": paid_in - timedelta(days=400), "pay_month": paid_in, **averages(rng)}
    if rng.random() < 0.9:
        facts["care_level"] = rng.choice(("full", "most", "partial"))
    if rng.random() < 0.1:
        facts["in_paid_leave_period"] = rng.random() < 0.7
    return {"date": decided(paid_in), "input": facts, "ask": ["living_care_fee"]}


def termination(rng: Random) -> dict:
    ended = near(rng, date(2015, 6, 1), date(2020, 2, 29), date(2022, 9, 1), date(2025, 1, 1), date(2026, 1, 1))
    if ended < date(2015, 6, 1):
        return old_termination(rng, ended)
    decided_on = rng.choice((decided(ended), max(ended, date(2024, 9, 12)), max(ended, date(2024, 9, 13))))
    facts = {
        "injured_on": ended - timedelta(days=500),
        "ended_on": ended,
        "ended_by": rng.choice(("worker", "worker", "worker", "employer", "expiry", "mutual")),
        "grade": rng.randint(5, 10),
        **person(rng, ended, decided_on),
    }
    for name, chance in (("occupational_disease", 0.3), ("employer_breach", 0.2), ("retired", 0.1)):
        if rng.random() < chance:
            facts[name] = rng.random() < 0.7
    return {"date": decided_on, "input": facts, "ask": ["taper", "injury_medical_subsidy", "employment_subsidy"]}


def old_termination(rng: Random, ended: date) -> dict:
    """Before 2015-06-01: ages on and beside the band limits, whole and broken life expectancies."""
    years = rng.choice((20, 30, 40, 50, 55, rng.randint(18, 58)))
    born = plus_years(ended, -years) + timedelta(days=rng.choice((-1, 0, 0, 1, rng.randint(-100, 100))))
    facts = {
        "injured_on": ended - timedelta(days=500),
        "ended_on": ended,
        "ended_by": "worker",
        "sex": "M",
        "born_on": born,
        "retirement_kind": "M60",
        "grade": rng.randint(5, 10),
        "life_expectancy": rng.choice(("74", "76", "78", "76.5", "76.63", "50")),
        "last_year_average_wage": money(rng.randint(150000, 600000)),
    }
    if rng.random() < 0.3:
        facts["occupational_disease"] = True
    asked = ["injury_medical_subsidy", "employment_subsidy", *["taper"] * (rng.random() < 0.1)]
    return {"date": decided(ended), "input": facts, "ask": asked}


def person(rng: Random, ended: date, decided_on: date) -> dict:
    """Someone whose retirement day is a whole number of years after the end, a day off it, or anywhere."""
    kind = rng.choice(tuple(retirement.KINDS))
    sex, years, _, _ = retirement.KINDS[kind]
    born = plus_years(ended, rng.randint(0, 6) - years) + timedelta(days=rng.choice((-1, 0, 0, 1, rng.randint(-400, 400))))
    facts = {"sex": sex, "born_on": born, "retirement_kind": kind}
    if rng.random() < 0.5:
        retires = retirement.retirement_date({**facts, "date": decided_on})
        wanted = plus_years(ended, rng.randint(0, 5)) + timedelta(days=rng.choice((-1, 0, 1)))
        facts["born_on"] = born + (wanted - retires)
    return facts


def retiring(rng: Random) -> dict:
    kind = rng.choice(tuple(retirement.KINDS))
    sex, years, _, _ = retirement.KINDS[kind]
    month = plus_months(date(2025 - years, 1, 1), rng.choice((rng.randint(-24, 150), rng.randint(0, 8), rng.randint(112, 148))))
    born = plus_months(month, 1) - timedelta(days=rng.choice((1, 1, 2, 15, 28)))
    decided_on = rng.choice((date(2022, 10, 17), date(2024, 9, 12), date(2024, 9, 13), date(2026, 3, 2)))
    return {"date": decided_on, "input": {"sex": sex, "born_on": born, "retirement_kind": kind}, "ask": ["retirement_date"]}


def dying(rng: Random) -> dict:
    year = rng.randint(2011, 2026)
    died = near(rng, date(year, 1, 1)) if year < 2026 else date(2026, rng.randint(1, 8), rng.randint(1, 28))
    died = max(died, date(2010, 12, 31))
    facts = {"injured_on": died - timedelta(days=rng.choice((0, 1, 30))), "died_on": died, **averages(rng)}
    if rng.random() < 0.2:
        facts["grade"] = rng.choice((1, 2, 3, 4, 4, 5, 10))
        facts["in_paid_leave_period"] = rng.random() < 0.5
    decided_on = date(2026, 1, 18) if died >= date(2025, 12, 31) and died < date(2026, 1, 18) and rng.random() < 0.3 else decided(died)
    return {"date": decided_on, "input": facts, "ask": ["funeral_subsidy", "death_lump_sum"]}


def surviving(rng: Random) -> dict:
    died = some_day(rng, date(2011, 2, 1), date(2026, 6, 30))
    facts = {"injured_on": died, "died_on": died, **wage_facts(rng)}
    facts["dependants"] = [dependant(rng, died) for _ in range(rng.randint(1, 6))]
    case = {"date": decided(died), "input": facts, "ask": ["dependants_pension"]}
    if rng.random() < 0.15:
        del facts["died_on"]
        facts["missing_from"] = died
        facts["pay_month"] = plus_months(died.replace(day=1), rng.randint(0, 5))
        case["date"] = decided(facts["pay_month"])
    elif rng.random() < 0.2:
        facts["pay_month"] = plus_months(died.replace(day=1), rng.choice((0, 1, 2, rng.randint(0, 40))))
        case["date"] = decided(facts["pay_month"])
    if rng.random() < 0.05:
        facts["grade"] = rng.choice((3, 4, 5))
    return case


def dependant(rng: Random, died: date) -> dict:
    kind = rng.choice(("spouse", "child", "child", "parent", "parent", "grandparent", "grandchild", "sibling"))
    sex = rng.choice("MF")
    limit = 18 if kind not in death.ADULT_KINDS else 60 if sex == "M" else 55
    inside = -1 if kind in death.ADULT_KINDS else 1
    born = plus_years(died, -limit) + timedelta(days=rng.choice((-1, 0, 1, *[inside * rng.randint(2, 3000)] * 6)))
    facts = {"kind": kind, "born_on": born, "sex": sex}
    extra = {"spouse": "alone", "parent": "alone", "grandparent": "alone", "child": "orphan"}.get(kind)
    if extra and rng.random() < 0.25:
        facts[extra] = True
    if rng.random() < 0.1:
        facts["disabled"] = True
    return facts
