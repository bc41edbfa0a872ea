"""本人工资 and the averages and minima that other rules measure by (条例 34, 35, 39, 64)."""

from gongdun.law.graph import FALSE, Node, add_months, larger, month_of, month_start, ratio, round_half_up, smaller, when
from gongdun.law.symbols import C, P, fact_or, given, rule


def injury_event() -> Node:
    """The injury or diagnosis; where a death case states only the death, the death."""
    return fact_or("injured_on", C.died_on)


def payment_day() -> Node:
    """The payment month; before the first payment, the month after the conclusion, in which payment starts (江苏办法 30)."""
    return when(given("pay_month"), C.pay_month, month_start(month_of(add_months(C.concluded_on, 1))))


def is_before_start() -> Node:
    """Allowance and living-care fee start in the month after the conclusion (江苏办法 30)."""
    early = month_of(C.pay_month) <= month_of(C.concluded_on)
    return when(given("pay_month") & given("concluded_on"), early, FALSE())


@rule("同期统筹地区职工月平均工资", "Area's average wage of the same period", "工伤保险条例#64.2")
def clamp_wage() -> Node:
    return fact_or("area_average_wage", P.same_period_area_average_wage.at(injury_event()))


def last_year_wage(day: Node) -> Node:
    """Where only the same-period average is stated it serves both."""
    return when(
        given("last_year_average_wage"), C.last_year_average_wage, fact_or("area_average_wage", P.last_year_area_average_wage.at(day))
    )


def minimum_wage(day: Node) -> Node:
    return fact_or("minimum_wage", P.minimum_wage_standard.at(day, P.minimum_wage_class.at(day)))


@rule("本人月平均缴费工资", "Own average contribution wage", "工伤保险条例#64.2")
def average_contribution_wage() -> Node:
    """Fewer than twelve months: the average of the actual months; less than a month: the first month's base."""
    return fact_or("average_wage", ratio(C.wages_sum, C.wages_count))


@rule("本人工资", "Own wage", "工伤保险条例#64.2")
def own_wage() -> Node:
    """Clamped by the average wage, never by the published contribution limits. Exact unless a city rounds it."""
    average = clamp_wage()
    clamped = smaller(larger(average_contribution_wage(), average * P.own_wage_floor.at(None)), average * P.own_wage_ceiling.at(None))
    step = P.rounding_own_wage.at(None)
    return when(step.equals(0), clamped, round_half_up(clamped, larger(step, 1)))
