"""江苏的两项一次性补助: injury medical subsidy (fund) and employment subsidy (employer) when the labour relation ends, grades 5 to 10.

令103号 arts 27, 28 for labour relations ended from 2015-06-01, 令29号 before.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongdun.law.graph import Node, add_months, constant, larger, month_of, pick, refuse, round_half_up, when, whole
from gongdun.law.rules.injury import nothing
from gongdun.law.rules.retirement import retirement_date
from gongdun.law.rules.wages import last_year_wage
from gongdun.law.symbols import C, P, rule, stated

NEW_RULE = date(2015, 6, 1)
FORMER_AGES = (20, 30, 40, 50, 55, 60)
YEARS = range(1, 6)
NO_TAPER = "The taper holds for labour relations ended from 2015-06-01 (省政府令103号#28); this one ended on {ended_on} under the former rule, which has none."


@rule(
    "已达法定退休年龄或者已办理退休手续",
    "Retirement age reached, or pension procedure done",
    "江苏省实施《工伤保险条例》办法（省政府令103号）#28",
    unit="bool",
)
def has_retired() -> Node:
    """Nothing is due then, whoever ended the labour relation."""
    return stated("retired") | (C.ended_on >= retirement_date())


@rule(
    "距法定退休整年数（满五年以五计）",
    "Whole years to retirement, five at most",
    "江苏省实施《工伤保险条例》办法（省政府令103号）#28",
    unit="number",
)
def years_left() -> Node:
    """Exactly k years left counts as k: 不足 four years is below four (equality goes up)."""
    retires = retirement_date()
    return pick([(add_months(C.ended_on, 12 * years) <= retires, constant(years)) for years in reversed(YEARS)], constant(0))


@rule("递减比例", "Taper near retirement", "江苏省实施《工伤保险条例》办法（省政府令103号）#28", unit="ratio")
def taper() -> Node:
    """Only where the worker himself ends the labour relation, and not for the employer's breach (劳动合同法 38)."""
    own_wish = C.ended_by.equals(1) & ~stated("employer_breach")
    share = when(has_retired(), constant("0"), when(own_wish, P.taper_share.at(C.ended_on, years_left()), constant("1.00")))
    return when(C.ended_on >= constant(NEW_RULE), share, refuse(NO_TAPER, "number"))


def has_subsidy() -> Node:
    """Grades 1 to 4 keep the labour relation and have no subsidy."""
    return C.grade >= 5


def disease() -> Node:
    return when(stated("occupational_disease"), P.disease_factor.at(C.ended_on), constant(1))


def former_age() -> Node:
    """Completed years of age (周岁) when the labour relation ended; the birthday completes the year."""
    return whole(former_age_months() * Fraction(1, 12))


def former_age_months() -> Node:
    months = month_of(C.ended_on) - month_of(C.born_on)
    day_reached = add_months(C.born_on, months) <= C.ended_on
    return larger(when(day_reached, months, months - 1), 0)


def former_age_band() -> Node:
    """Bands from below 20 to 55; the lower age is included, and nothing is due from 60."""
    age = former_age()
    return pick([(age < limit, constant(band + 1)) for band, limit in enumerate(FORMER_AGES)], constant(0))


@rule("原办法计发年数", "Years counted under the former rule", "江苏省实施《工伤保险条例》办法（2005年令29号）#24", unit="number")
def former_years() -> Node:
    """Life expectancy less the completed years of age at the end, as the bands of the employment subsidy count them; a part of a year counts as one."""
    years_left = larger(C.life_expectancy - former_age(), 0)
    return whole(years_left + Decimal("0.999999"))


@rule("原办法一次性工伤医疗补助金", "Injury medical subsidy before 2015-06-01", "江苏省实施《工伤保险条例》办法（2005年令29号）#24")
def former_medical_subsidy() -> Node:
    months = former_years() * P.former_medical_months.at(C.ended_on, C.grade)
    return round_half_up(last_year_wage(C.ended_on) * months * disease(), P.rounding_subsidy.at(None))


@rule("原办法一次性伤残就业补助金", "Employment subsidy before 2015-06-01", "江苏省实施《工伤保险条例》办法（2005年令29号）#25")
def former_employment_subsidy() -> Node:
    band = former_age_band()
    amount = round_half_up(
        last_year_wage(C.ended_on) * P.former_employment_months.at(C.ended_on, C.grade, band), P.rounding_subsidy.at(None)
    )
    return when(band.equals(0), nothing(), amount)


@rule("一次性工伤医疗补助金", "Injury medical subsidy", "江苏省实施《工伤保险条例》办法（省政府令103号）#27、#28；工伤保险条例#36.2、#37.2")
def injury_medical_subsidy() -> Node:
    """Base × city factor × 1.4 for an occupational disease × taper, rounded once; selected by the day the labour relation ended."""
    base = P.injury_medical_subsidy_base.at(C.ended_on, C.grade) * P.city_factor.at(C.ended_on)
    amount = round_half_up(base * disease() * taper(), P.rounding_subsidy.at(None))
    return when(has_subsidy(), when(C.ended_on >= constant(NEW_RULE), amount, former_medical_subsidy()), nothing())


@rule("一次性伤残就业补助金", "Employment subsidy", "江苏省实施《工伤保险条例》办法（省政府令103号）#27、#28；工伤保险条例#36.2、#37.2")
def employment_subsidy() -> Node:
    """An occupational disease does not raise it."""
    base = P.employment_subsidy_base.at(C.ended_on, C.grade) * P.city_factor.at(C.ended_on)
    amount = round_half_up(base * taper(), P.rounding_subsidy.at(None))
    return when(has_subsidy(), when(C.ended_on >= constant(NEW_RULE), amount, former_employment_subsidy()), nothing())
