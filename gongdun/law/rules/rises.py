"""定期待遇调整: the province's yearly rises of allowance, living-care fee and dependants' pension, and their back pay (条例 40)."""

from fractions import Fraction

from gongdun.law.graph import TRUE, Node, larger, month_of, month_start, pick, refuse, round_half_up, smaller, when, whole
from gongdun.law.rules.wages import minimum_wage
from gongdun.law.symbols import C, P, fact_or, given, rule

WORST_OF_EMPLOYERS = 4  # the rise of grades 5 and 6 is capped at that of grade 4
YEAR = 12
BENEFITS = ("grade", "care_level", "dependants_count")
WHICH = "Exactly one of grade, care_level and dependants says which benefit rises: state the one whose amount is benefit_before."
NO_ALLOWANCE = "A grade of {grade} has no disability allowance to raise (工伤保险条例#37): correct grade or leave it out."


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
    return pick([(C.grade <= 4, P.rise_allowance.at(january(), C.grade)), (C.grade <= 6, capped)], refuse(NO_ALLOWANCE, "yuan"))


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


def is_covered(event: str) -> Node:
    """The notice, which must be known, covers entitlements that began by its day and last into the year; without a stated event they are taken to."""
    until = P.rise_covers_until.at(january())
    lasts = when(given("entitled_until"), C.entitled_until >= january(), TRUE())
    return (fact_or(event, until) <= until) & lasts


def only(name: str) -> Node:
    """The benefit is told by this fact alone."""
    one, other = (fact for fact in BENEFITS if fact != name)
    return given(name) & ~given(one) & ~given(other)


def raised(event: str, after: Node) -> Node:
    return when(is_covered(event), after, C.benefit_before)


@rule("调整后", "New amount", "工伤保险条例#40；江苏省年度调整通知")
def new_amount() -> Node:
    """Entitlement begins with the assessment conclusion; of dependants with the death."""
    allowance = when(C.grade <= 6, raised("concluded_on", allowance_after()), refuse(NO_ALLOWANCE, "yuan"))
    care = raised("concluded_on", care_after())
    pension = raised("died_on", dependant_after())
    choices = [(only("grade"), allowance), (only("care_level"), care), (only("dependants_count"), pension)]
    return pick(choices, refuse(WHICH, "yuan"))


@rule("补发月数", "Months of back pay", "工伤保险条例#40；江苏省年度调整通知", unit="number")
def back_pay_months() -> Node:
    """From January to the month before the payment month, in which the new amount is first paid, or to the last month of entitlement."""
    until_paid = month_of(C.pay_month) - month_of(january())
    until_end = larger(month_of(C.entitled_until) - month_of(january()) + 1, 0)
    return when(given("entitled_until"), smaller(until_paid, until_end), until_paid)


@rule("补发", "Back pay", "工伤保险条例#40；江苏省年度调整通知")
def back_pay() -> Node:
    return (new_amount() - C.benefit_before) * back_pay_months()
