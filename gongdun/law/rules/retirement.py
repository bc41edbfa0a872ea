"""法定退休日: fixed and flexible ages, before and after the reform of 2025 (关于实施渐进式延迟法定退休年龄的决定)."""

from datetime import date

from gongdun.law.graph import Node, add_months, constant, larger, month_of, smaller, when, whole
from gongdun.law.symbols import C, P, given, rule

REFORM = date(2025, 1, 1)


def kind() -> Node:
    """A man's kind needs no stating; a woman's decides between 55 and 50."""
    return when(given("retirement_kind"), C.retirement_kind, when(C.sex.equals(1), constant(1, "code"), C.retirement_kind))


@rule("原法定退休日", "Original retirement day", "国发〔1978〕104号", unit="date")
def original_retirement_date() -> Node:
    return add_months(C.born_on, P.retirement_age_months.at(None, kind()))


@rule("延迟月数", "Months of delay", "关于实施渐进式延迟法定退休年龄的决定#1", unit="number")
def retirement_delay() -> Node:
    """Months from 2025-01 to the month of the original age, one month of delay for each step begun; none before 2025 (k < 0)."""
    passed = month_of(original_retirement_date()) - month_of(constant(REFORM))
    steps = larger(passed, 0) * P.retirement_delay_share.at(None, kind())
    return when(passed < 0, constant(0), smaller(whole(steps) + 1, P.retirement_delay_cap.at(None, kind())))


@rule("法定退休日", "Statutory retirement day", "关于实施渐进式延迟法定退休年龄的决定#1；国发〔1978〕104号", unit="date")
def retirement_date() -> Node:
    """Counted from the birth, so that a day clamped at a month's end comes back; the ages as known on the day of the decision."""
    return add_months(C.born_on, P.retirement_age_months.at(None, kind()) + retirement_delay())


@rule("弹性提前退休最早日", "Earliest flexible retirement", "关于实施渐进式延迟法定退休年龄的决定#3", unit="date")
def earliest_retirement_date() -> Node:
    """At most three years early, never below the original age."""
    early = larger(retirement_delay() - P.retirement_flexible_months.at(None), 0)
    return add_months(C.born_on, P.retirement_age_months.at(None, kind()) + early)


@rule("弹性延迟退休最晚日", "Latest flexible retirement", "关于实施渐进式延迟法定退休年龄的决定#3", unit="date")
def latest_retirement_date() -> Node:
    return add_months(C.born_on, P.retirement_age_months.at(None, kind()) + retirement_delay() + P.retirement_flexible_months.at(None))
