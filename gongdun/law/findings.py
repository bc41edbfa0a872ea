"""Outputs that are lists, maps or days rather than one number: the dependants' pension, the payer, advance payment items, due dates.

Each returns its value and the steps that explain it; the amounts they rest on come from the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongdun.law import clocks
from gongdun.law.calendar import Calendar
from gongdun.law.case import Case, Dependant
from gongdun.law.clocks import add_months
from gongdun.law.facts import read_date
from gongdun.law.graph import EPOCH, Node
from gongdun.law.refusal import Refusal
from gongdun.law.scalar import MissingFact, absent
from gongdun.law.symbols import RULES
from gongdun.law.trace import Step, Tracer, Value, half_up_fen, plain

PENSION = "工伤保险条例#39.1.2；因工死亡职工供养亲属范围规定（令18号）#2、#3"
PAYER = "社会保险法#38、#39；工伤保险条例#33、#36、#62；江苏省实施《工伤保险条例》办法（省政府令103号）#38；人社部发〔2016〕29号#3"
ADVANCE = "社会保险基金先行支付暂行办法#4、#6、#8；社会保险法#38、#39、#41、#42"
ADULT, OLD_MAN, OLD_WOMAN = 18, 60, 55
ADULT_KINDS = {"spouse", "parent", "grandparent"}

FUND_COSTS = ("medical", "rehabilitation", "meals", "travel", "devices")
BENEFITS = (
    "disability_lump_sum",
    "disability_allowance",
    "living_care_fee",
    "injury_medical_subsidy",
    "funeral_subsidy",
    "death_lump_sum",
    "dependants_pension",
)
COVER = {
    True: ("受伤时已参保", "insured at the injury"),
    False: ("受伤时未参保", "not insured at the injury"),
    None: ("未载明是否参保", "cover not stated"),
}
ITEMS = {
    "medical": ("医疗费", "medical costs"),
    "rehabilitation": ("康复费", "rehabilitation"),
    "meals": ("住院伙食补助费", "meals in hospital"),
    "travel": ("统筹地区以外就医交通食宿费", "travel and board outside the area"),
    "devices": ("辅助器具配置费", "assistive devices"),
    "assessment_fee": ("劳动能力鉴定费", "assessment fee"),
    "paid_leave_wage": ("停工留薪期工资", "wage in the paid leave period"),
    "paid_leave_care": ("停工留薪期护理", "care in the paid leave period"),
    "dependants_pension": ("供养亲属抚恤金", "Dependants' pension"),
    "payer": ("支付方", "Payer"),
    "advance_items": ("可先行支付项目", "Items of advance payment"),
    "due_on": ("届满日", "Due on"),
    "rolled_from": ("顺延前", "Rolled from"),
    "suspended_days": ("中止天数", "Suspended days"),
    "earliest_on": ("最早日", "Earliest on"),
}
PAYABLE = (*BENEFITS, "disability_allowance_top_up", "employment_subsidy")
EMPLOYER_ITEMS = ("paid_leave_wage", "paid_leave_care", "employment_subsidy")
NEW_COSTS = {
    *FUND_COSTS,
    "living_care_fee",
    "disability_allowance",
    "disability_allowance_top_up",
    "injury_medical_subsidy",
    "dependants_pension",
}


@dataclass(frozen=True)
class Context:
    """What a finding may read; `asked` are the outputs of the whole question."""

    case: Case
    tracer: Tracer
    calendar: Calendar
    language: str
    known: date | None
    asked: frozenset[str]

    def root(self, name: str) -> Node:
        return self.tracer.program.graph.root(name)

    def exact(self, name: str) -> Fraction:
        root = self.root(name)
        return Fraction(self.tracer.value(root), root.den)

    def day(self, name: str) -> date | None:
        stored = self.case.stated.get(name)
        return None if stored is None else date.fromordinal(stored + EPOCH)

    def say(self, zh: str, en: str) -> str:
        return en if self.language.startswith("en") else zh


Finding = tuple[Value, list[Step], list[Node]]


def item_title(name: str, language: str) -> str:
    """An item of the Regulation as a reader says it."""
    if name in RULES:
        return RULES[name].title["en" if language.startswith("en") else "zh_Hans"]
    return ITEMS[name][language.startswith("en")] if name in ITEMS else name


def allocate(whole: int, weights: list[Fraction]) -> list[int]:
    """Largest remainder: integer parts in proportion that sum to `whole` exactly; ties go to the earlier part."""
    total = sum(weights, Fraction(0))
    if not total:
        return [0 for _ in weights]
    quotas = [weight * whole / total for weight in weights]
    parts = [int(quota) for quota in quotas]
    order = sorted(range(len(weights)), key=lambda at: (parts[at] - quotas[at], at))
    for at in order[: whole - sum(parts)]:
        parts[at] += 1
    return parts


def qualifies(person: Dependant, on: date) -> bool:
    """令18号#2, #3: fully disabled, or of age; the 60 and 55 are the rule's own and were not moved in 2025."""
    if person.disabled or person.born_on is None:
        return True
    if person.kind in ADULT_KINDS:
        if person.sex is None:
            raise MissingFact(
                "The fact {fact} is missing; the output asked for needs it: add it to the case.", fact=f"dependants.{person.kind}.sex"
            )
        return add_months(person.born_on, 12 * (OLD_MAN if person.sex == "M" else OLD_WOMAN)) <= on
    return add_months(person.born_on, 12 * ADULT) > on


def has_grown_up(person: Dependant, on: date) -> bool:
    """令18号#4: the pension of an able minor stops at 18, from the payment month that begins on or after the birthday."""
    if person.disabled or person.born_on is None or person.kind in ADULT_KINDS:
        return False
    return add_months(person.born_on, 12 * ADULT) <= on


def share(context: Context, person: Dependant, on: date) -> Fraction:
    if not qualifies(person, on):
        return Fraction(0)
    base = context.exact("spouse_share" if person.kind == "spouse" else "other_share")
    return base + (context.exact("extra_share") if person.orphan or person.alone else 0)


def dependants_pension(context: Context) -> Finding:
    """Each a share of own wage, rounded by itself; where the sum would be above own wage, own wage is allocated by largest remainder.

    Approved as on the day of the death, or on which the worker went missing; before its start nothing is due. Who is of age by the payment month has
    0.00 and the others keep what was approved: sharing again when one leaves is local practice and no article's.
    """
    if context.case.dependants is None:
        absent("dependants")
    if "died_on" not in context.case.stated and "missing_from" not in context.case.stated:
        absent("died_on")
    people = context.case.dependants or ()
    day = context.day("died_on") or context.day("missing_from") or date.min
    shares = [share(context, person, day) for person in people]
    starts = context.tracer.value(context.root("dependants_pension_from"))
    if context.case.stated.get("pay_month", starts) < starts:
        return _not_yet(context, len(people))
    wage, cap = context.exact("own_wage"), int(context.exact("dependants_pension_cap"))
    step = context.tracer.value(context.root("dependants_pension_cap").args[0].args[1])
    parts = [int((wage * part / step + Fraction(1, 2)) // 1) * step for part in shares]
    is_capped = sum(shares) > 1 or sum(parts) > cap
    if is_capped:
        parts = allocate(cap, shares)
    paid_on = context.day("pay_month") or day
    amounts: list[Value] = [
        half_up_fen(0 if has_grown_up(person, paid_on) else part, 1) for person, part in zip(people, parts, strict=True)
    ]
    percents = [f"{float_free(part)}%" for part in shares]
    words = context.say(
        "本人工资 × 供养比例，合计超过本人工资的按比例分配（最大余数法）",
        "own wage × share; above own wage in sum, own wage is shared by largest remainder",
    )
    numbers = f"{half_up_fen(int(wage * 2 + 1) // 2, 1)} × ({', '.join(percents)})" + (
        context.say(f"；上限{half_up_fen(cap, 1)}", f"; cap {half_up_fen(cap, 1)}") if is_capped else ""
    )
    found = Step(
        "dependants_pension",
        {"zh_Hans": "供养亲属抚恤金", "en": "Dependants' pension"},
        words,
        numbers,
        amounts,
        "yuan",
        PENSION,
        facts=("dependants", "died_on"),
    )
    used = ["dependants_pension_from", "own_wage", "dependants_pension_cap", *_shares_used(people, shares)]
    return amounts, [found], [context.root(name) for name in used]


def _not_yet(context: Context, count: int) -> Finding:
    """A payment month before the pension starts: nothing is due, and no wage is asked for."""
    starts = date.fromordinal(context.tracer.value(context.root("dependants_pension_from")) + EPOCH)
    amounts: list[Value] = [half_up_fen(0, 1) for _ in range(count)]
    step = Step(
        "dependants_pension",
        {"zh_Hans": "供养亲属抚恤金", "en": "Dependants' pension"},
        context.say("支付月份早于起付日，不发", "nothing before the pension starts"),
        context.say(f"起付日{starts}", f"starts on {starts}"),
        amounts,
        "yuan",
        PENSION,
        facts=("pay_month",),
    )
    return amounts, [step], [context.root("dependants_pension_from")]


def _shares_used(people: Iterable[Dependant], shares: list[Fraction]) -> list[str]:
    names = []
    for person, part in zip(people, shares, strict=True):
        if part:
            names.append("spouse_share" if person.kind == "spouse" else "other_share")
            names.extend(["extra_share"] if person.orphan or person.alone else [])
    return list(dict.fromkeys(names))


def float_free(part: Fraction) -> str:
    return plain((part * 100).numerator) if (part * 100).denominator == 1 else str(part * 100)


def is_insured(case: Case) -> bool:
    """As stated, or by the day from which the cover runs: cover that began later is no cover at the injury. Neither stated, nothing is taken for granted."""
    stated = case.stated
    if "insured_at_injury" in stated:
        return bool(stated["insured_at_injury"])
    if "insured_from" not in stated:
        absent("insured_at_injury")
    if "injured_on" not in stated:
        absent("injured_on")
    return stated["insured_from"] <= stated["injured_on"]


def _is_cover_unstated(case: Case) -> bool:
    return "insured_at_injury" not in case.stated and "insured_from" not in case.stated


def _dated_by(item: str) -> str:
    """The fact that says when a cost arises: the end of the labour relation for the subsidy, the payment month for all else."""
    return "ended_on" if item == "injury_medical_subsidy" else "pay_month"


def _is_new_cost(case: Case, item: str) -> bool:
    """Whether the item arose after later enrolment, the day itself not included."""
    since = case.stated.get("insured_from")
    if since is None or item not in NEW_COSTS:
        return False
    if _dated_by(item) not in case.stated:
        absent(_dated_by(item))
    return case.stated[_dated_by(item)] > since


def _is_undated(case: Case, item: str) -> bool:
    """A cost of which the case does not say whether it arose before or after the later enrolment."""
    return "insured_from" in case.stated and item in NEW_COSTS and _dated_by(item) not in case.stated


def _items(case: Case) -> list[str]:
    """The items of the Regulation that the case's facts bring into question."""
    grade = case.stated.get("grade")
    items = [*FUND_COSTS, "assessment_fee", "living_care_fee", "disability_lump_sum"]
    if grade is not None and grade <= 6:
        items += ["disability_allowance", "disability_allowance_top_up"]
    items += ["injury_medical_subsidy", "funeral_subsidy", "death_lump_sum", "dependants_pension"]
    return items


def _fund_pays(case: Case, item: str) -> bool:
    grade = case.stated.get("grade", 0)
    return not (item in EMPLOYER_ITEMS or (item.startswith("disability_allowance") and grade > 4))


def payer(context: Context) -> Finding:
    """SIL 38 items by the fund, SIL 39 items by the employer; without cover all by the employer but costs that arise newly after enrolment.

    An item that cannot be told, because its day or the cover is not stated, is left out, and refused where it is asked for.
    """
    case = context.case
    insured = None if _is_cover_unstated(case) and context.asked & set(PAYABLE) else is_insured(case)
    found: dict[str, str] = {}
    for item in [*_items(case), *EMPLOYER_ITEMS]:
        is_untold = _fund_pays(case, item) and not insured and (insured is None or _is_undated(case, item))
        if is_untold and item not in context.asked:
            continue
        by_fund = _fund_pays(case, item) and (is_insured(case) or _is_new_cost(case, item))
        found[item] = "fund" if by_fund else "employer"
    words = context.say(
        "已参保：基金项目由基金支付，第三十九条项目由用人单位支付；未参保：由用人单位支付，参保补缴后新发生的费用由基金支付",
        "by cover, item and day",
    )
    numbers = context.say(*COVER[insured])
    step = Step(
        "payer",
        {"zh_Hans": "支付方", "en": "Payer"},
        words,
        numbers,
        found,
        "text",
        PAYER,
        facts=("insured_at_injury", "insured_from", "grade"),
    )
    return found, [step], []


def advance_items(context: Context) -> Finding:
    """Third party (the employer may be insured): medical costs only. Uninsured employer that does not pay: the fund's items only, never those of SIL 39."""
    case = context.case
    found = (
        ["medical"]
        if is_insured(case)
        else ["medical", *(item for item in BENEFITS if _fund_pays(case, item) and _concerns(item, case.stated))]
    )
    words = context.say(
        "第三人责任：仅医疗费用；用人单位未参保且不支付：仅基金支付项目",
        "third party: medical only; uninsured employer: the fund's items only",
    )
    step = Step(
        "advance_items",
        {"zh_Hans": "可先行支付项目", "en": "Items of advance payment"},
        words,
        "、".join(item_title(item, context.language) for item in found),
        found,
        "text",
        ADVANCE,
        facts=("insured_at_injury", "grade"),
    )
    return list(found), [step], []


def _concerns(item: str, stated: dict[str, int]) -> bool:
    """Whether the case's facts bring the item into question."""
    grade = stated.get("grade")
    if item in {"funeral_subsidy", "death_lump_sum", "dependants_pension"}:
        return "died_on" in stated
    if item == "living_care_fee":
        return "care_level" in stated
    if item == "disability_lump_sum":
        return grade is not None
    if item == "disability_allowance":
        return grade is not None and grade <= 4
    return grade is not None and grade >= 5 and "ended_on" in stated


def due_of(context: Context) -> clocks.Due:
    """The clock of the case, with its suspensions and extension."""
    facts = context.case.clock
    for name in ("clock", "started_on"):
        if name not in facts:
            absent(name)
    try:
        spans = [(read_date(first), None if last is None else read_date(last)) for first, last in facts.get("suspensions", ())]
        start = facts["started_on"] if clocks.clock(str(facts["clock"])).unit == "hour" else read_date(facts["started_on"])
        as_of = read_date(facts["as_of"]) if "as_of" in facts else None
    except (ValueError, TypeError):
        raise Refusal(
            "A day of the clock is not a date, or a suspension is not a pair [from, to]: correct started_on, suspensions or as_of."
        ) from None
    if not isinstance(facts.get("extended", False), bool):
        raise Refusal(
            "{fact} is {value!r}, which it cannot be: give {expected}.", fact="extended", value=facts["extended"], expected="true | false"
        )
    return clocks.due(
        str(facts["clock"]),
        start,
        calendar=context.calendar,
        suspensions=spans,
        extended=facts.get("extended", False),
        extension=facts.get("extension"),
        length=facts.get("length"),
        as_of=as_of,
        known=context.known,
    )


def _clock_output(name: str, zh: str, en: str) -> Callable[[Context], Finding]:
    def found(context: Context) -> Finding:
        due = due_of(context)
        value = getattr(due, name)
        words = context.say(
            f"自{due.clock.starts['zh_Hans']}起{due.total_days}{clocks.say(clocks.UNIT_NAMES[due.clock.unit], {}, 'zh_Hans')}",
            f"{due.total_days} {clocks.UNIT_NAMES[due.clock.unit]} from {due.clock.starts['en']}",
        )
        citation = f"{due.citation}；民法典#201-203"
        step = Step(
            name,
            {"zh_Hans": zh, "en": en},
            words,
            f"{due.started_on} → {value}",
            value,
            "text",
            citation,
            conditions=due.text(context.language),
            facts=("clock", "started_on"),
        )
        return value, [step], []

    return found


FINDINGS: dict[str, Callable[[Context], Finding]] = {
    "dependants_pension": dependants_pension,
    "payer": payer,
    "advance_items": advance_items,
    "due_on": _clock_output("due_on", "届满日", "Due day"),
    "rolled_from": _clock_output("rolled_from", "顺延前", "Rolled from"),
    "suspended_days": _clock_output("suspended_days", "中止天数", "Suspended days"),
    "earliest_on": _clock_output("earliest_on", "最早日", "Earliest day"),
}
