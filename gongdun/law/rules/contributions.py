"""缴费: bases, classes, Jiangsu's floating, projects, over-age and interns, new-form scheme, orders, deemed declaration, late fee, true-up."""

from datetime import date

from gongdun.law.graph import Node, add_months, constant, larger, pick, refuse, round_half_up, smaller, when
from gongdun.law.symbols import C, P, fact_or, given, rule, stated

EMPLOYEE, OVER_AGE, INTERN, NEW_FORM, PROJECT = range(1, 6)
DELIVERY = 2
TWO_RATES = date(2025, 7, 1)
TOO_OLD = "Over-age cover ends at 65 (苏人社规〔2020〕6号): by born_on this person cannot be enrolled in {month}."
RETIRED = "Over-age cover is for persons without the pension procedure (苏人社规〔2020〕6号): this person has retired."
WRONG_RATE = "A platform's delivery rate is one of the two amounts of the notice in force (人社部发〔2025〕24号): correct platform_rate."


def scheme() -> Node:
    """Always stated: base and rate differ by scheme, and none is the ordinary one by default."""
    return C.scheme


def clamped(floor: Node, ceiling: Node) -> Node:
    return smaller(larger(C.wage, floor), ceiling)


@rule("按报酬计费基数（超龄、实习）", "Base of over-age workers and interns", "苏人社规〔2020〕6号")
def remuneration_base() -> Node:
    """Actual remuneration, unclamped: by month for over-age workers, for the whole agreement for interns."""
    whole = C.wage * P.over_age_share.at(C.month)
    limit = add_months(C.born_on, P.over_age_limit_months.at(C.month))
    aged = when(given("born_on"), when(C.month >= limit, refuse(TOO_OLD, "yuan"), whole), whole)
    return when(scheme().equals(INTERN), whole, when(stated("retired"), refuse(RETIRED, "yuan"), aged))


@rule("超龄人员应当参保", "Over-age workers must be enrolled", "苏人社规〔2020〕6号；超龄劳动者基本权益保障暂行规定", unit="bool")
def over_age_cover_is_mandatory() -> Node:
    """Voluntary from 2021-02-01, mandatory from 2026-07-01."""
    return P.over_age_mandatory.at(C.month).equals(1)


@rule("缴费基数", "Contribution base", "江苏省实施《工伤保险条例》办法（省政府令103号）#4；苏人社规〔2020〕6号；常州市新业态参保通知")
def contribution_base() -> Node:
    """Floor and ceiling are published independently; neither is computed from the other."""
    ordinary = clamped(P.contribution_limits_floor.at(C.month), P.contribution_limits_ceiling.at(C.month))
    lowest = P.contribution_limits_floor.at(C.month) * P.new_form_base_share.at(C.month)
    return pick(
        [
            (scheme().equals(OVER_AGE) | scheme().equals(INTERN), remuneration_base()),
            (scheme().equals(NEW_FORM), lowest),
            (scheme().equals(PROJECT), C.project_cost),
        ],
        ordinary,
    )


@rule("浮动档", "Floating step", "苏人社规〔2023〕2号；苏人社函〔2024〕450号", unit="number")
def floating_step() -> Node:
    """The heavier of the two tests; bounds: above 50 % to 100 %, above 1 % to 3 %."""
    pay, injuries = C.pay_ratio, C.incidence
    high = (pay > P.floating_ratio_bound.at(C.month, 2)) | (injuries > P.floating_incidence_bound.at(C.month, 2))
    middle = (pay > P.floating_ratio_bound.at(C.month, 1)) | (injuries > P.floating_incidence_bound.at(C.month, 1))
    clean = pay.equals(0) & injuries.equals(0)
    twice = clean & (fact_or("clean_cycles", constant(1)) >= 2)
    return pick([(high, constant(5)), (middle, constant(4)), (twice, constant(1)), (clean, constant(2))], constant(3))


@rule("浮动系数", "Floating factor", "苏人社规〔2023〕2号", unit="ratio")
def floating_factor() -> Node:
    """None in the first two years of contribution before the end of the measuring cycle; class 1 never floats down."""
    factor = P.floating_factor.at(C.month, floating_step())
    kept = when(C.risk_class.equals(1), larger(factor, 1), factor)
    is_new = add_months(C.first_insured_on, 24) > P.floating_measured_until.at(C.month) + 1
    return when(given("first_insured_on"), when(is_new, constant("1.00"), kept), kept)


@rule("费率", "Rate", "人社部发〔2015〕71号；苏人社规〔2023〕2号；常州市新业态参保通知", unit="ratio")
def rate() -> Node:
    """The class's base rate, floated where the measuring figures are stated, never below the base of class 1 (classes 2 to 8)."""
    base = P.class_rate.at(C.month, C.risk_class)
    floats = given("pay_ratio") | given("incidence")
    floated = larger(base * floating_factor(), P.class_rate.at(C.month, 1))
    own = when(floats, floated, base)
    new_form = P.class_rate.at(C.month, P.new_form_class.at(C.month))
    return pick([(scheme().equals(NEW_FORM), new_form), (scheme().equals(PROJECT), P.project_rate.at(C.month, C.tier))], own)


@rule("应缴", "Contribution", "工伤保险条例#10；社会保险法#62")
def contribution() -> Node:
    """A unit without a declaration for its employees: 110 % of last month's amount is deemed; without either the agency estimates (a person)."""
    declared = round_half_up(contribution_base() * rate(), P.rounding_contribution.at(None))
    deemed = round_half_up(C.last_month_paid * P.deemed_share.at(None), P.rounding_contribution.at(None))
    undeclared = scheme().equals(EMPLOYEE) & given("last_month_paid") & ~given("wage")
    return when(undeclared, deemed, declared)


@rule("多退少补", "True-up", "江苏省社会保险缴费工资基数上下限通知（清算）")
def true_up() -> Node:
    """By the final limits less by the provisional ones: above zero is owed, below zero is refunded. Never on a value that is not final."""
    final = clamped(P.final_contribution_limits_floor.at(C.month), P.final_contribution_limits_ceiling.at(C.month))
    first = clamped(P.contribution_limits_floor.at(C.month), P.contribution_limits_ceiling.at(C.month))
    step = P.rounding_contribution.at(None)
    return round_half_up(final * rate(), step) - round_half_up(first * rate(), step)


@rule("滞纳金", "Late fee", "社会保险法#86；工伤保险条例#62")
def late_fee() -> Node:
    """Per day from the day of default, which is the day after the last day for payment; by the month owed, else the latest rate."""
    daily = when(given("month"), P.late_fee_rate.at(C.month), P.late_fee_rate.at(None))
    return round_half_up(C.arrears * daily * C.days_late, P.rounding_contribution.at(None))


@rule("按单缴费标准", "Amount per order", "人社部发〔2021〕110号；人社部发〔2025〕24号", unit="ratio")
def order_rate() -> Node:
    """Delivery from 2025-07-01 is the platform's own of two amounts and must be stated; before, 0.25 (take-out 0.06) unless stated."""
    own, low, high = C.platform_rate, P.delivery_rate_low.at(C.month), P.delivery_rate_high.at(C.month)
    platform = pick([(own.equals(low), low), (own.equals(high), high)], refuse(WRONG_RATE, "number"))
    is_stated = C.trade.equals(DELIVERY) & (given("platform_rate") | (C.month >= constant(TWO_RATES)))
    return when(is_stated, platform, P.order_rate.at(C.month, C.trade))


@rule("按单缴费", "Contribution by orders", "人社部发〔2021〕110号；人社部发〔2025〕24号")
def order_contribution() -> Node:
    return round_half_up(yuan(C.orders * order_rate()), P.rounding_contribution.at(None))


def yuan(amount: Node) -> Node:
    """A number of yuan as money in fen."""
    return constant(1, "yuan") * amount
