"""单险种参保资格 — who may be insured by a single line from a day, what it costs, and the sentence with its rule where it may not be.

Ages, limits, bases and rates are the law floor's by date; here stand the conditions of the four groups. No Django: a sheet, a page and a job ask alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongdun.kernel.faults import Fault, Problem
from gongdun.kernel.forms import Choice, CodeList
from gongdun.kernel.words import Title
from gongdun.law.clocks import add_months
from gongdun.law.refusal import Refusal
from gongdun.law.sheet import Sheet, explain

OVER_AGE, INTERN, COURIER, NEW_FORM = "over_age", "intern", "courier", "new_form"
SCHEMES = CodeList(
    "single_schemes",
    Title("参保人员类别", "Group"),
    (
        Choice(OVER_AGE, Title("超过法定退休年龄人员", "over-age workers"), ("超龄", "超龄人员")),
        Choice(INTERN, Title("实习生", "interns"), ("实习",)),
        Choice(COURIER, Title("基层快递网点从业人员", "workers of courier outlets"), ("快递", "快递员")),
        Choice(NEW_FORM, Title("新业态从业人员", "new-form workers"), ("新业态",)),
    ),
)
# The scheme the platform keeps the cover under, and the law's rules of base and rate: a courier outlet pays as an employer does.
PLATFORM = {OVER_AGE: "over_age", INTERN: "intern", COURIER: "employee", NEW_FORM: "new_form"}
BASIS = {
    OVER_AGE: "苏人社规〔2020〕6号",
    INTERN: "苏人社规〔2020〕6号",
    COURIER: "苏人社发〔2021〕84号",
    NEW_FORM: "常人社规〔2019〕1号",
}
SCHOOLS = CodeList(
    "intern_schools",
    Title("院校类别", "Kind of school"),
    (
        Choice("technical", Title("技工院校", "technical school")),
        Choice("secondary", Title("中等职业学校", "secondary vocational school")),
        Choice("higher", Title("高等职业学校", "higher vocational school")),
        Choice("other", Title("其他院校", "another school")),
    ),
)
RETIREMENTS = CodeList(
    "retirement_kinds",
    Title("退休类别", "Retirement kind"),
    (
        Choice("M60", Title("男职工（原60周岁）", "men, formerly 60")),
        Choice("F55", Title("女干部（原55周岁）", "women in posts of cadres, formerly 55")),
        Choice("F50", Title("女工人（原50周岁）", "women workers, formerly 50")),
    ),
)
# 禁止使用未成年工 starts at 16: 劳动法 15; for interns 苏人社规〔2020〕6号 says the same.
YOUNGEST_MONTHS = 16 * 12

TOO_YOUNG = Fault(
    "too_young",
    "Younger than 16",
    "This person is 16 on {day} and cannot be insured from {start} (Labour Law art. 15; 苏人社规〔2020〕6号).",
    "Check the number and the first day.",
)
NOT_YET_RETIRED = Fault(
    "not_over_age",
    "Below the statutory age",
    "The statutory retirement day is {day}: until then the unit enrols this person as an employee (Social Insurance Law art. 58), not by over-age cover.",
    "Enrol the person as an employee.",
)
KIND_MISSING = Fault(
    "kind_missing",
    "Retirement kind missing",
    "A woman's statutory age is that of cadres or of workers (国发〔1978〕104号): without the kind it cannot be told whether she has reached it.",
    "Fill in the retirement kind.",
)
RETIRED_UNSAID = Fault(
    "retired_unsaid",
    "Not said whether retired",
    "Over-age cover is for persons without the pension procedure (苏人社规〔2020〕6号): say yes or no for this person.",
    "Fill in yes or no.",
)
NO_PLACEMENT_SCHOOL = Fault(
    "school",
    "Not a school of this cover",
    "Interns' cover is for students of technical and vocational schools (苏人社规〔2020〕6号): this school is another one or not named.",
    "Check the school and its kind.",
)
NO_TERM = Fault(
    "term",
    "Agreement has no end",
    "Interns are insured once for the whole agreement (苏人社规〔2020〕6号): the last day is missing or lies before the first.",
    "Fill in the last day of the agreement.",
)
NO_OUTLET = Fault(
    "outlet",
    "Outlet not registered",
    "Priority cover is for outlets that the postal administration has registered (苏人社发〔2021〕84号): the registration number is missing.",
    "Fill in the registration number.",
)
NO_PLATFORM = Fault(
    "platform",
    "Not named by a platform",
    "New-form cover is for persons whom a platform or its partner names (常人社规〔2019〕1号): the platform's list or agreement is missing.",
    "Fill in the platform and its list.",
)
IS_EMPLOYEE = Fault(
    "is_employee",
    "Insured as an employee",
    "The data of {month} show this person insured as an employee: new-form cover is for those without (常人社规〔2019〕1号).",
    "Leave the person out, or wait until that cover has ended.",
)
NO_PAY = Fault(
    "no_pay",
    "Pay missing",
    "The contribution is computed from the pay (工伤保险条例 10; 苏人社规〔2020〕6号): it is missing or nil.",
    "Fill in the pay in yuan.",
)
BY_LAW = Fault("by_law", "Not possible by the law of the day", "{said}", "Check the days and the facts of the row.")


@dataclass(frozen=True)
class Entry:
    """What an application says of one person. `pay_fen` is the monthly pay, for interns that of the whole agreement."""

    starts_on: date
    pay_fen: int = 0
    ends_on: date | None = None
    post: str = ""
    retirement_kind: str = ""
    retired: bool | None = None
    school: str = ""
    school_kind: str = ""
    basis: str = ""  # registration of the outlet, list of the platform


@dataclass(frozen=True)
class Applicant:
    """One person who is to be insured: the group, the ledger's area code, the unit's class (1 to 8), birth and sex, and the entry."""

    scheme: str
    area: str
    risk_class: int
    born_on: date
    sex: str
    entry: Entry
    employee_in: date | None = None  # the month whose data show an employee's cover

    @property
    def kind(self) -> str:
        return "M60" if self.sex == "M" else self.entry.retirement_kind


def title_of(scheme: str) -> Title:
    return SCHEMES.title_of(scheme)


def why_not(one: Applicant) -> Iterator[Problem]:
    """Every reason against the cover, each with the field that it lies in."""
    sixteenth = add_months(one.born_on, YOUNGEST_MONTHS)
    if one.entry.starts_on < sixteenth:
        yield Problem("identity", TOO_YOUNG, {"day": sixteenth, "start": one.entry.starts_on})
    if one.entry.pay_fen <= 0 and one.scheme != NEW_FORM:
        yield Problem("pay", NO_PAY)
    yield from CONDITIONS[one.scheme](one)


def over_age(one: Applicant) -> Iterator[Problem]:
    if one.sex == "F" and not one.entry.retirement_kind:
        yield Problem("retirement_kind", KIND_MISSING)
        return
    if one.entry.retired is None:
        yield Problem("retired", RETIRED_UNSAID)
        return
    reached = retirement_day(one)
    if one.entry.starts_on < reached:
        yield Problem("identity", NOT_YET_RETIRED, {"day": reached})
    yield from by_law(one)


def intern(one: Applicant) -> Iterator[Problem]:
    if not one.entry.school or one.entry.school_kind in ("", "other"):
        yield Problem("school", NO_PLACEMENT_SCHOOL)
    if one.entry.ends_on is None or one.entry.ends_on < one.entry.starts_on:
        yield Problem("ends_on", NO_TERM)
    yield from by_law(one)


def courier(one: Applicant) -> Iterator[Problem]:
    if not one.entry.basis:
        yield Problem("basis", NO_OUTLET)
    yield from by_law(one)


def new_form(one: Applicant) -> Iterator[Problem]:
    if not one.entry.basis:
        yield Problem("basis", NO_PLATFORM)
    if one.employee_in is not None:
        yield Problem("identity", IS_EMPLOYEE, {"month": f"{one.employee_in:%Y-%m}"})
    yield from by_law(one)


CONDITIONS = {OVER_AGE: over_age, INTERN: intern, COURIER: courier, NEW_FORM: new_form}


def by_law(one: Applicant) -> Iterator[Problem]:
    """What the law floor itself refuses: past 65, retired, a day before the rule, a parameter that is not published."""
    if one.entry.pay_fen <= 0 and one.scheme != NEW_FORM:
        return
    try:
        sheet(one, known=None)
    except Refusal as refusal:
        yield Problem("starts_on", BY_LAW, {"said": Title(refusal.text("zh_Hans"), refusal.text("en"))})


def retirement_day(one: Applicant) -> date:
    found = explain({"born_on": one.born_on.isoformat(), "sex": one.sex, "retirement_kind": one.kind}, ["retirement_date"])
    return as_day(found.amounts["retirement_date"])


def as_day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def sheet(one: Applicant, *, known: date | None) -> Sheet:
    """The law's calculation sheet of the contribution: a month's, for interns the whole agreement's."""
    return explain(case(one), ["contribution"], known=known)


def case(one: Applicant) -> Mapping[str, object]:
    told: dict[str, object] = {
        "area": one.area, "scheme": PLATFORM[one.scheme], "month": one.entry.starts_on.replace(day=1).isoformat(), "risk_class": one.risk_class,
    }  # fmt: skip
    if one.scheme != NEW_FORM:
        told["wage"] = str(Decimal(one.entry.pay_fen) / 100)
    if one.scheme == OVER_AGE:
        told |= {"born_on": one.born_on.isoformat(), "retired": bool(one.entry.retired)}
    return told


def is_mandatory(scheme: str, on: date) -> bool:
    """Over-age cover is voluntary until the day the law floor names; the other groups' cover is voluntary."""
    if scheme != OVER_AGE:
        return False
    told = explain({"area": "320400", "month": on.replace(day=1).isoformat()}, ["over_age_cover_is_mandatory"])
    return bool(told.amounts["over_age_cover_is_mandatory"])
