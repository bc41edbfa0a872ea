"""定期待遇调整: the province's yearly rises of allowance, living-care fee and dependants' pension, and their back pay (条例 40)."""

from fractions import Fraction

from gongdun.law.graph import Node, larger, month_of, month_start, pick, round_half_up, smaller, when, whole
from gongdun.law.rules.wages import minimum_wage
from gongdun.law.symbols import C, P, given, rule

WORST_OF_EMPLOYERS = 4  # the rise of grades 5 and 6 is capped at that of grade 4
YEAR = 12


def january() -> Node:
    """The first day of the payment month's year, from which the year's rise holds."""
    month = month_of(C.pay_month)
    return month_start(whole_years(month))


def whole_years(month: Node) -> Node:
    return whole(month * Fraction(1, YEAR)) * YEAR


@rule("伤残津贴月增加额", "Rise of the allowance", "工伤保险条例#40；江苏省年度调整通知")
def allowance_rise() -> Node:
    """Grades 1 to 4 a fixed amount; 5 and 6 a share of their own allowance, capped at the rise of grade 4."""
    share = round_half_up(C.benefit_before * P.rise_allowance_rate.at(january()), P.rounding_rise.at(None))
    capped = smaller(share, P.rise_allowance.at(january(), WORST_OF_EMPLOYERS))
    return when(C.grade <= 4, P.rise_allowance.at(january(), C.grade), capped)


@rule("调整后伤残津贴", "Allowance after the rise", "工伤保险条例#40、#36.1.2；江苏省年度调整通知")
def allowance_after() -> Node:
    """Below the minimum wage it is lifted: by the employer for grades 5 and 6, by the fund for 1 to 4."""
    return larger(C.benefit_before + allowance_rise(), minimum_wage(C.pay_month))


@rule("调整后生活护理费", "Living-care fee after the rise", "工伤保险条例#40；江苏省年度调整通知")
def care_after() -> Node:
    """Raised first, then lifted to the minimum."""
    raised = round_half_up(C.benefit_before * (P.rise_care_rate.at(january()) + 1), P.rounding_rise.at(None))
    return larger(raised, P.care_minimum.at(january(), C.care_level))


@rule("调整后供养亲属抚恤金", "Dependants' pension after the rise", "工伤保险条例#40；江苏省年度调整通知")
def dependant_after() -> Node:
    return C.benefit_before + P.rise_dependant.at(january())


@rule("调整后", "New amount", "工伤保险条例#40；江苏省年度调整通知")
def new_amount() -> Node:
    """Whoever became entitled in the year itself is not covered: the notice covers entitlements until 31 December before."""
    raised = pick([(given("care_level"), care_after()), (given("grade"), allowance_after())], dependant_after())
    is_late = C.entitled_until >= january()
    return when(given("entitled_until"), when(is_late, C.benefit_before, raised), raised)


@rule("补发", "Back pay", "工伤保险条例#40；江苏省年度调整通知")
def back_pay() -> Node:
    """The months from January to the month before the payment month, in which the new amount is first paid."""
    months = month_of(C.pay_month) - month_of(january())
    return (new_amount() - C.benefit_before) * months
