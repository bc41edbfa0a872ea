"""Benefits of the injured worker: lump sum, allowance, living-care fee (条例 34 to 37)."""

from gongdun.law.graph import Node, constant, either, larger, refuse, round_half_up, when
from gongdun.law.rules.wages import is_before_start, last_year_wage, minimum_wage, own_wage, payment_day
from gongdun.law.symbols import C, P, given, rule, stated

ZERO = "0"
PENSIONED = (
    "The allowance stops at retirement and the fund pays only the gap to the pension (工伤保险条例#35.1.3): a person compares the two."
)


def nothing() -> Node:
    return constant(ZERO, "yuan")


@rule("一次性伤残补助金", "Disability lump sum", "工伤保险条例#35.1.1、#36.1.1、#37.1、#15.2")
def disability_lump_sum() -> Node:
    """A veteran whose old wound relapses has every benefit but this one (#15.2)."""
    due = round_half_up(own_wage() * P.lump_sum_months.at(C.injured_on, C.grade), P.rounding_lump_sum.at(None))
    return when(stated("veteran_relapse"), nothing(), due)


def earns_allowance() -> Node:
    """Grades 1 to 4 always; 5 and 6 only where the employer cannot arrange suitable work (#36.1.2)."""
    return ((C.grade <= 4) | ((C.grade <= 6) & ~C.suitable_work)) & ~is_before_start()


@rule("伤残津贴（补足前）", "Disability allowance before the top-up", "工伤保险条例#35.1.2、#36.1.2")
def disability_allowance_before() -> Node:
    """After retirement no amount is told: it is the gap to a pension that the case does not state."""
    amount = round_half_up(own_wage() * P.allowance_rate.at(None, C.grade), P.rounding_allowance.at(None))
    return when(stated("retired"), refuse(PENSIONED, "yuan"), amount)


def _local_minimum() -> Node:
    return minimum_wage(payment_day())


@rule(
    "伤残津贴补足差额",
    "Top-up of the disability allowance",
    "工伤保险条例#35.1.2、#36.1.2；江苏省实施《工伤保险条例》办法（省政府令103号）#30",
)
def disability_allowance_top_up() -> Node:
    """Up to the local minimum wage; by the fund for grades 1 to 4, by the employer for 5 and 6."""
    return when(earns_allowance(), larger(_local_minimum() - disability_allowance_before(), 0), nothing())


@rule("伤残津贴", "Disability allowance", "工伤保险条例#35.1.2、#36.1.2；江苏省实施《工伤保险条例》办法（省政府令103号）#30")
def disability_allowance() -> Node:
    """What is paid: the allowance with its top-up, which is the higher of the allowance and the local minimum wage."""
    return when(earns_allowance(), larger(disability_allowance_before(), _local_minimum()), nothing())


@rule("生活护理费", "Living-care fee", "工伤保险条例#34.2、#33.3；江苏省实施《工伤保险条例》办法（省政府令103号）#30")
def living_care_fee() -> Node:
    """In the paid leave period care is the employer's duty and no fee is due (#33.3)."""
    none = either(~given("care_level"), stated("in_paid_leave_period"), is_before_start())
    amount = round_half_up(last_year_wage(payment_day()) * P.living_care_rate.at(None, C.care_level), P.rounding_living_care.at(None))
    return when(none, nothing(), amount)
