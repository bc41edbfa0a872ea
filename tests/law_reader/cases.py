"""Random cases, heavy on boundaries: for every output, with missing facts and invalid values among them."""

from random import Random

from tests.law_reader.benefit_cases import allowance, care, dying, injury, retiring, surviving, termination
from tests.law_reader.clock_cases import timing
from tests.law_reader.fund_cases import advancing, contributing, enrolling, owing, paying, preventing, riding, rising, truing_up

AREA = "320400"
INVALID = {
    "grade": (0, 11, -1),
    "average_wage": ("-1.00", "abc"),
    "area_average_wage": ("-5.00", "0.00"),
    "last_year_average_wage": ("-5.00", "0"),
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
    "month": ("2022-13-01",),
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
MAKERS = (
    injury,
    allowance,
    care,
    termination,
    retiring,
    dying,
    surviving,
    contributing,
    enrolling,
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
    "disability_allowance_before": (allowance,),
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
    "over_age_cover_is_mandatory": (enrolling,),
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
