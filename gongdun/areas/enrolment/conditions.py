"""专项治理的必查条件 (措施 36) — what is checked of a lift installer, a site and a unit with new-form workers before it is closed. No Django.

The conditions of a person stand in the scheme's own rules (常人社规〔2019〕1号): `new_form_faults` says which of them a listed person does not meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongdun import law
from gongdun.kernel.words import Title

LIFT, SITE, NEW_FORM = "lift", "site", "new_form"
CONDITIONS: dict[str, dict[str, Title]] = {
    LIFT: {
        "licence": Title("特种设备安装许可在有效期内", "the installation licence is in force"),
        "risk_class": Title("行业风险类别与实际业务一致", "the risk class is that of the business"),
        "payroll": Title("缴费基数与工资表一致", "the bases are those of the payroll"),
        "operators": Title("持证作业人员均已参保", "every certified operator is insured"),
    },
    SITE: {
        "permit": Title("许可之日已参保", "covered on the day of the permit"),
        "term": Title("参保期限覆盖工期或已延期", "the cover reaches the end of the works, or was extended"),
        "cost": Title("参保造价与合同造价一致", "the insured cost is that of the contract"),
    },
    NEW_FORM: {
        "platform": Title("平台或合作企业已备案", "the platform or its partner is registered"),
        "income": Title("有平台结算收入凭据", "the platform's settlements show the income"),
        "not_employees": Title("不存在应按职工参保的情形", "nobody is to be insured as an employee instead"),
    },
}
# Which group a unit belongs to that a lead brought in.
GROUP_OF_RULE = {
    "inspection/lift_base_low": LIFT, "enrolment/project_uncovered": SITE, "enrolment/attendance_uncovered": SITE, "enrolment/new_form_conditions": NEW_FORM,
}  # fmt: skip
YOUNGEST_MONTHS, OLDEST_MONTHS = 16 * 12, 65 * 12
PERSON_CONDITIONS = {
    "platform": Title("无平台名册", "named by no platform"),
    "income": Title("无结算收入", "no settled income"),
    "employee": Title("已按职工参保", "insured as an employee"),
    "age": Title("年龄不在16至65周岁", "younger than 16 or past 65"),
    "base": Title("基数不是最低缴费基数", "the base is not the lowest base"),
}


@dataclass(frozen=True)
class Listed:
    """A person of a platform's list in one month. Money in fen; `is_employee` is what the month's data say."""

    born_on: date | None
    month: date
    basis: str
    income_fen: int
    base_fen: int
    is_employee: bool


def new_form_faults(one: Listed, floor_fen: int) -> list[str]:
    """Codes of the conditions that the person does not meet, in the order of the list."""
    failed = {
        "platform": not one.basis.strip(), "income": one.income_fen <= 0, "employee": one.is_employee, "age": not is_of_age(one),
        "base": one.base_fen != floor_fen,
    }  # fmt: skip
    return [code for code in PERSON_CONDITIONS if failed[code]]


def is_of_age(one: Listed) -> bool:
    if one.born_on is None:
        return False
    return law.clocks.add_months(one.born_on, YOUNGEST_MONTHS) <= one.month < law.clocks.add_months(one.born_on, OLDEST_MONTHS)


def titles(group: str) -> dict[str, Title]:
    return CONDITIONS.get(group, {})
