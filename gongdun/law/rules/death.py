"""因工死亡: funeral subsidy, death lump sum, and the dependants' pension (条例 39, 41)."""

from gongdun.law.graph import Node, add_months, month_of, month_start, refuse, round_half_up, when
from gongdun.law.rules.injury import nothing
from gongdun.law.rules.wages import last_year_wage, own_wage
from gongdun.law.symbols import C, P, given, rule, stated

GRADES_5_TO_10 = "A death of grade {grade} outside the paid leave period is not in art. 39: a person decides whether the injury caused it."


def after_grading() -> Node:
    """A graded worker who died outside the paid leave period (条例 39.3)."""
    return given("grade") & ~stated("in_paid_leave_period")


def where_named(amount: Node, unit: str) -> Node:
    """Art. 39 names deaths by the injury, in the paid leave period, and of grades 1 to 4 after it; any other goes to a person."""
    return when(after_grading(), when(C.grade <= 4, amount, refuse(GRADES_5_TO_10, unit)), amount)


@rule("丧葬补助金", "Funeral subsidy", "工伤保险条例#39.1.1、#39.3；社会保险法#49.2")
def funeral_subsidy() -> Node:
    """Six months of last year's average wage; only one funeral grant is paid across the insurances."""
    amount = round_half_up(last_year_wage(C.died_on) * P.funeral_months.at(C.died_on), P.rounding_death.at(None))
    return where_named(amount, "yuan")


def whole_lump_sum(day: Node) -> Node:
    return P.disposable_income.at(day) * P.death_lump_sum_multiple.at(day)


@rule("一次性工亡补助金", "Death lump sum", "工伤保险条例#39.1.3、#39.3")
def death_lump_sum() -> Node:
    """Twenty times the income of the year before the death. Grades 1 to 4 who die after the paid leave period leave none (#39.3)."""
    late = when(C.grade <= 4, nothing(), refuse(GRADES_5_TO_10, "yuan"))
    return when(after_grading(), late, round_half_up(whole_lump_sum(C.died_on), P.rounding_death.at(None)))


@rule("下落不明可预支一次性工亡补助金上限", "Most that may be advanced for a missing worker", "工伤保险条例#41.1")
def missing_advance_cap() -> Node:
    """Half of the lump sum by the year of the accident, where life is hard."""
    return round_half_up(whole_lump_sum(C.missing_from) * P.missing_advance_share.at(None), P.rounding_death.at(None))


@rule(
    "供养亲属抚恤金起付日",
    "Start of the dependants' pension",
    "江苏省实施《工伤保险条例》办法（省政府令103号）#30；工伤保险条例#41.1",
    unit="date",
)
def dependants_pension_from() -> Node:
    """The month after the death; for a missing worker the fourth month, counting the month of the accident."""
    after_death = month_start(month_of(add_months(C.died_on, 1)))
    after_missing = month_start(month_of(add_months(C.missing_from, 3)))
    return where_named(when(given("missing_from"), after_missing, after_death), "date")


@rule("供养亲属抚恤金合计上限", "Cap of the dependants' pensions", "工伤保险条例#39.1.2")
def dependants_pension_cap() -> Node:
    """The sum at approval is not above the worker's wage in life, taken as own wage."""
    return round_half_up(own_wage(), P.rounding_pension.at(None))


@rule("配偶供养比例", "Spouse's share", "工伤保险条例#39.1.2", unit="ratio")
def spouse_share() -> Node:
    return P.dependant_share.at(None, 1)


@rule("其他供养亲属供养比例", "Other dependants' share", "工伤保险条例#39.1.2", unit="ratio")
def other_share() -> Node:
    return P.dependant_share.at(None, 2)


@rule("孤寡老人、孤儿加发比例", "Extra share of a lone elder or orphan", "工伤保险条例#39.1.2", unit="ratio")
def extra_share() -> Node:
    return P.dependant_extra.at(None)
