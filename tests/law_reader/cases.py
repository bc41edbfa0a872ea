"""Random cases, heavy on boundaries: for every output, with missing facts and invalid values among them."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.law_reader import clocks, contributions, death, retirement, rises
from tests.law_reader.industries import CLASS_OF_INDUSTRY
from tests.law_reader.periods import plus_months, plus_years

AREA = "320400"
ADVANCES = (-1, 0, 0, 1)
INVALID = {
    "grade": (0, 11, -1),
    "average_wage": ("-1.00", "abc"),
    "area_average_wage": ("-5.00",),
    "last_year_average_wage": ("-5.00",),
    "injured_on": ("2022-02-30", "2023-13-01"),
    "died_on": ("2023-02-29",),
    "ended_on": ("2022-04-31",),
    "born_on": ("1965-00-10",),
    "ended_by": ("court",),
    "retirement_kind": ("M55",),
    "care_level": ("heavy",),
    "clock": ("recognition.someday",),
    "started_on": ("2022-06-31",),
    "risk_class": (0, 9),
    "scheme": ("voluntary",),
    "tier": (0, 5),
    "trade": ("taxi",),
    "orders": (-1,),
    "days_late": (-3,),
    "arrears": ("-0.01",),
    "wage": ("-1.00",),
    "benefit_before": ("-1.00",),
    "last_year_collection": ("-1.00",),
    "prevention_spending": ("-1.00",),
}


def money(fen: int) -> str:
    return str(Decimal(fen).scaleb(-2).quantize(Decimal("0.01")))


def near(rng: Random, *days: date) -> date:
    """A named day, one beside it, or one further off."""
    return rng.choice(days) + timedelta(days=rng.choice((-1, 0, 0, 1, rng.randint(-400, 400))))


def some_day(rng: Random, first: date, last: date) -> date:
    """Any day; often a month's end, a first of the month or a leap day."""
    found = first + timedelta(days=rng.randrange((last - first).days + 1))
    shape = rng.random()
    if shape < 0.15:
        return max(first, found.replace(day=1) - timedelta(days=1))
    if shape < 0.25:
        return max(first, found.replace(day=1))
    if shape < 0.3 and first <= date(2020, 2, 29) <= last:
        return date(2020, 2, 29)
    return found


def wage_facts(rng: Random) -> dict:
    """An average and wages that sit on, beside and off the 60 % and 300 % marks, and on half fen."""
    average = rng.randint(150000, 1200000)
    on_a_mark = rng.choice((average * 60 // 100, average * 3, rng.randint(0, 4 * average)))
    total = max(0, on_a_mark + rng.choice((-1, 0, 0, 1, rng.randint(-3000, 3000))))
    facts = {"area_average_wage": money(average)}
    if rng.random() < 0.4:
        facts["average_wage"] = money(total)
        return facts
    months = rng.randint(1, 12)
    wages = [max(0, total + rng.randint(-3, 3) * rng.choice((0, 1, 5000))) for _ in range(months)]
    facts["wages_12m"] = [money(wage) for wage in wages]
    return facts


def averages(rng: Random) -> dict:
    fen = rng.choice((749000, 784000, rng.randint(150000, 1200000), rng.randint(15000, 120000) * 10 + 5))
    return rng.choice(({"last_year_average_wage": money(fen)}, {"area_average_wage": money(fen)}))


def decided(*days: date) -> date:
    """A decision some time after every event, clear of the weeks in which an income figure appears."""
    after = max(days) + timedelta(days=60)
    return after.replace(month=3, day=3) if after.month in (1, 2) else after


def injury(rng: Random) -> dict:
    injured = near(rng, date(2010, 12, 31), date(2011, 1, 1), date(2022, 6, 30), date(2024, 2, 29))
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
    return {"date": decided(paid_in), "input": facts, "ask": ["disability_allowance", "disability_allowance_top_up"]}


def care(rng: Random) -> dict:
    paid_in = some_day(rng, date(2015, 1, 1), date(2026, 6, 1)).replace(day=1)
    facts = {"injured_on": paid_in - timedelta(days=400), "pay_month": paid_in, **averages(rng)}
    if rng.random() < 0.9:
        facts["care_level"] = rng.choice(("full", "most", "partial"))
    return {"date": decided(paid_in), "input": facts, "ask": ["living_care_fee"]}


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
        "life_expectancy": rng.choice(("74", "76", "78", "76.5")),
        "last_year_average_wage": money(rng.randint(150000, 600000)),
    }
    if rng.random() < 0.3:
        facts["occupational_disease"] = True
    return {"date": decided(ended), "input": facts, "ask": ["injury_medical_subsidy", "employment_subsidy"]}


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
        facts["grade"] = rng.randint(1, 4)
        facts["in_paid_leave_period"] = rng.random() < 0.5
    decided_on = date(2026, 1, 18) if died >= date(2025, 12, 31) and died < date(2026, 1, 18) and rng.random() < 0.3 else decided(died)
    return {"date": decided_on, "input": facts, "ask": ["funeral_subsidy", "death_lump_sum"]}


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
    return case


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
    if scheme == "employee" and rng.random() < 0.1:
        facts["last_month_paid"] = facts.pop("wage")
        asked = ["rate", "contribution"]
    return {"date": decided(month), "input": {"scheme": scheme, "month": month, **facts}, "ask": asked}


def wage_near_the_limits(rng: Random, year: int) -> str:
    limit = rng.choice(contributions.LIMITS[year]) * 100
    return money(max(0, limit + rng.choice((-1, 0, 1, rng.randint(-200000, 200000)))))


def rate_facts(rng: Random, month: date) -> dict:
    facts = rng.choice(({"risk_class": rng.randint(1, 8)}, {"industry": rng.choice(sorted(CLASS_OF_INDUSTRY))}))
    if month < date(2025, 1, 1) or rng.random() < 0.3:
        return facts
    facts["pay_ratio"] = rng.choice(("0", "0", "0.5", "0.5001", "0.4999", "1", "1.0001", "0.9999", "0.2", "3"))
    facts["incidence"] = rng.choice(("0", "0", "0.01", "0.0101", "0.0099", "0.03", "0.0301", "0.0299", "0.002", "0.2"))
    facts["clean_cycles"] = rng.randint(1, 3) if facts["pay_ratio"] == facts["incidence"] == "0" else 0
    if rng.random() < 0.2:
        facts["first_insured_on"] = rng.choice((date(2019, 3, 1), date(2024, 8, 1)))
    return facts


def owing(rng: Random) -> dict:
    facts = {"arrears": money(rng.choice((rng.randint(0, 10**8), rng.randint(1, 200) * 1000))), "days_late": rng.randint(0, 1500)}
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
    return {"date": decided(month), "input": facts, "ask": ["order_contribution"]}


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
        facts["entitled_until"] = date(year, rng.randint(1, 12), 15)
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
        facts["enrolled_later_on"] = plus_months(facts["injured_on"], rng.randint(1, 30)).replace(day=15)
    case["ask"] = [*(name for name in case["ask"] if name not in ("own_wage", "taper")), "payer"]
    return case


def advancing(rng: Random) -> dict:
    injured = some_day(rng, date(2016, 1, 1), date(2025, 6, 30))
    facts: dict = {"injured_on": injured, "insured_at_injury": rng.random() < 0.3}
    if rng.random() < 0.3:
        facts["died_on"] = injured
    else:
        facts["grade"] = rng.randint(1, 10)
        if facts["grade"] >= 5 and rng.random() < 0.5:
            facts |= {"ended_on": plus_months(injured, 14), "ended_by": "worker"}
        if facts["grade"] <= 4 and rng.random() < 0.5:
            facts["care_level"] = rng.choice(("full", "most", "partial"))
    return {"date": decided(plus_months(injured, 15)), "input": facts, "ask": ["advance_items"]}


def timing(rng: Random) -> dict:
    name = rng.choice(tuple(clocks.LENGTHS))
    started = rng.choice(
        (some_day(rng, date(2004, 2, 1), date(2025, 6, 30)), near(rng, date(2025, 6, 30), date(2022, 9, 1), date(2005, 12, 1)))
    )
    started = min(started, date(2025, 7, 15))
    facts: dict = {"clock": name, "started_on": started}
    if name in clocks.EARLIEST:
        return {"date": started, "input": facts, "ask": ["earliest_on"]}
    if name in clocks.EXTENDED_BY and rng.random() < 0.5:
        facts["extended"] = True
    if name in clocks.SUSPENDED_BY_LAW and rng.random() < 0.6:
        facts["suspensions"] = spans(rng, started)
    return {"date": date(2026, 9, 1), "input": facts, "ask": ["due_on", "rolled_from", "suspended_days"]}


def spans(rng: Random, started: date) -> list[list[date]]:
    """Up to three suspensions that start inside the first 50 days; some touch or overlap."""
    found, first = [], started + timedelta(days=rng.randint(1, 20))
    for _ in range(rng.randint(1, 3)):
        last = first + timedelta(days=rng.choice((0, 1, rng.randint(0, 30))))
        found.append([first, last])
        first = last + timedelta(days=rng.choice((0, 1, 1, rng.randint(1, 12))))
    rng.shuffle(found)
    return found


MAKERS = (
    injury,
    allowance,
    care,
    termination,
    retiring,
    dying,
    surviving,
    contributing,
    owing,
    truing_up,
    riding,
    rising,
    preventing,
    paying,
    advancing,
    timing,
)
# An output → the makers whose cases ask for it.
MAKERS_OF = {
    "own_wage": (injury,),
    "disability_lump_sum": (injury,),
    "disability_allowance": (allowance,),
    "disability_allowance_top_up": (allowance,),
    "living_care_fee": (care,),
    "injury_medical_subsidy": (termination,),
    "employment_subsidy": (termination,),
    "taper": (termination,),
    "retirement_date": (retiring,),
    "funeral_subsidy": (dying,),
    "death_lump_sum": (dying,),
    "dependants_pension": (surviving,),
    "contribution_base": (contributing,),
    "rate": (contributing,),
    "contribution": (contributing,),
    "late_fee": (owing,),
    "true_up": (truing_up,),
    "order_contribution": (riding,),
    "new_amount": (rising,),
    "back_pay": (rising,),
    "prevention_floor": (preventing,),
    "prevention_cap": (preventing,),
    "training_floor": (preventing,),
    "payer": (paying,),
    "advance_items": (advancing,),
    "due_on": (timing,),
    "rolled_from": (timing,),
    "suspended_days": (timing,),
    "earliest_on": (timing,),
}


def random_case(rng: Random, output: str | None = None) -> dict:
    """One case; with an output named, one that asks for it. One in twelve is spoiled: a fact missing or invalid."""
    while True:
        case = rng.choice(MAKERS_OF[output] if output else MAKERS)(rng)
        if output is None or output in case["ask"]:
            break
    case["input"] = {"area": AREA, **case["input"]}
    return spoiled(rng, case) if rng.random() < 1 / 12 else case


def spoiled(rng: Random, case: dict) -> dict:
    name = rng.choice([name for name in case["input"] if name in INVALID] or ["unheard_of"])
    if name == "unheard_of" or rng.random() < 0.1:
        case["input"]["unheard_of"] = "1"
    elif rng.random() < 0.5:
        del case["input"][name]
    else:
        case["input"][name] = rng.choice(INVALID[name])
    return case
