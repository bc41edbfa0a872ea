"""R-02, R-03, R-36c: over-age workers, wrong schemes, interns, courier outlets, new forms of work."""

from __future__ import annotations

from gongdun.demo.city.months import at, date_in, month_of
from gongdun.demo.city.places import SCHOOLS
from gongdun.demo.city.scenarios.cast import floor_yuan, ordinary_firm, related, round_month
from gongdun.demo.city.scenarios.hazards import licence, pensioner
from gongdun.demo.city.stage import Employer, Person, Stage

MEN_RETIRE = 60 * 12


def over_age(stage: Stage, copies: int) -> None:
    """Paid past the statutory age: without any cover and without a pension; or in the over-age scheme, or drawing a pension, or past 65."""
    rule, scenario = "over_age_uncovered", "over_age"
    for copy in range(copies):
        employer, _ = ordinary_firm(stage, 9)
        bare = stage.person(age=62 if copy % 2 else 58, sex="1" if copy % 2 else "2")
        since = max(stage.first, stage.last - 7)
        stage.job(bare, employer, since, insured=False)
        why = "超过法定退休年龄、未办退休，单位未为其参保"
        stage.truth(rule, "violation", scenario, why, person=bare, employer=employer, month=since + 2)
        stage.truth("uninsured_employees", "innocent", scenario, "超龄人员，不属职工参保", person=bare, employer=employer)
        covered, drawing, old = (stage.person(age=age, sex="1") for age in (63, 62, 68))
        stage.job(covered, employer, scheme="over_age")
        stage.truth(rule, "innocent", scenario, "已按超龄人员参保", person=covered, employer=employer)
        stage.truth("wrong_scheme", "innocent", scenario, "超龄未满65周岁且未退休", person=covered, employer=employer)
        pensioner(stage, drawing)
        for person, why in ((drawing, "已领取养老金的返聘人员"), (old, "已超过65周岁")):
            stage.job(person, employer, insured=False, contract="")
            stage.truth(rule, "innocent", scenario, why, person=person, employer=employer)
            stage.truth("uninsured_employees", "innocent", scenario, why, person=person, employer=employer)


def wrong_scheme(stage: Stage, copies: int) -> None:
    """In the ordinary scheme past the age, in the over-age scheme past 65 or with a pension; a woman of 52 may be a cadre."""
    rule = scenario = "wrong_scheme"
    for _ in range(copies):
        employer, _ = ordinary_firm(stage, 6)
        ordinary, old, drawing, woman, turning = (
            stage.person(age=62, sex="1"),
            stage.person(age=68, sex="1"),
            stage.person(age=63, sex="1"),
            stage.person(age=52, sex="2"),
            stage.person(sex="1", born_on=date_in(stage.last - MEN_RETIRE, 14)),
        )
        stage.job(ordinary, employer)
        stage.job(old, employer, scheme="over_age")
        stage.job(drawing, employer, scheme="over_age")
        pensioner(stage, drawing)
        for person, why, month in (
            (ordinary, "已达法定退休年龄仍按职工参保", month_of(ordinary.born_on) + MEN_RETIRE + 1),
            (old, "超过65周岁仍按超龄人员参保", month_of(old.born_on) + 66 * 12 + 1),
            (drawing, "已领取养老金仍按超龄人员参保", month_of(drawing.born_on) + MEN_RETIRE + 1),
        ):
            stage.truth(rule, "violation", scenario, why, person=person, employer=employer, month=max(month, stage.first))
        for person, why in ((woman, "女干部55周岁退休，未达年龄"), (turning, "当月达到退休年龄，次月起停保")):
            stage.job(person, employer)
            stage.truth(rule, "innocent", scenario, why, person=person, employer=employer)


def place(stage: Stage, student: Person, employer: Employer, first: int, last: int) -> None:
    stage.add(
        "placements",
        school=stage.pick(SCHOOLS),
        id_number=student.number,
        student_no=f"X{stage.number():07d}",
        uscc=employer.uscc,
        started_on=date_in(first, 1),
        ended_on=date_in(last, 28),
        pay=2400,
    )


def interns(stage: Stage, copies: int) -> None:
    """Students on placement: never enrolled, enrolled too short; enrolled on the day, within three days, or not yet begun."""
    for copy in range(copies):
        employer, _ = ordinary_firm(stage, 6)
        start = round_month(stage, copy) - 2
        never, short, whole, soon, future = stage.people(5, age=18)
        for student in (never, short, whole, soon):
            place(stage, student, employer, start, stage.last + 2)
        place(stage, future, employer, stage.last + 1, stage.last + 5)
        for rule, why in (("intern_uncovered", "实习期内未参保"), ("student_uncovered", "实习开始超过3日未参保")):
            stage.truth(rule, "violation", "interns", why, person=never, employer=employer, month=start)
            for student, reason in ((whole, "实习首日已参保，覆盖全程"), (future, "实习尚未开始")):
                stage.truth(rule, "innocent", "interns", reason, person=student, employer=employer)
        gap = round_month(stage, copy)
        stage.event(short, employer, "enrol", start, at(start, 1, 8), "intern", "实习参保")
        stage.event(short, employer, "cease", gap, at(gap - 1, 27), "intern", "参保期满")
        why = "参保期短于实习协议期"
        stage.truth("intern_uncovered", "violation", "interns", why, person=short, employer=employer, month=gap)
        stage.event(whole, employer, "enrol", start, at(start, 1, 8), "intern", "实习参保")
        stage.event(soon, employer, "enrol", start, at(start, 3, 9), "intern", "实习参保")
        stage.truth("student_uncovered", "innocent", "interns", "实习开始3日内参保", person=soon, employer=employer)


def outlets(stage: Stage, copies: int) -> None:
    """A registered courier outlet pays couriers and insures none; or insures them, or its head office does, or it has none."""
    rule, scenario = "outlet_uncovered", "outlets"
    for _ in range(copies):
        bare, sound, branch, idle = (stage.employer("courier") for _ in range(4))
        head, _ = ordinary_firm(stage, 4, "courier")
        related(stage, head, branch, "branch", date_in(stage.first - 20, 1))
        for outlet in (bare, sound, branch, idle):
            licence(stage, outlet, "courier_outlet")
        for person in stage.people(3):
            stage.job(person, bare, insured=False)
            why = "工资薪金连续两个月以上而未参保"
            month = stage.first + 2
            stage.truth("uninsured_employees", "violation", scenario, why, person=person, employer=bare, month=month, finding="refused")
        for person in stage.people(3):
            stage.job(person, sound)
        for person in stage.people(2):
            stage.job(person, head, pay=False)
            stage.job(person, branch, insured=False, contract="")
        month = stage.first + 2
        stage.truth(rule, "violation", scenario, "末端网点有快递员而无人参保", employer=bare, month=month, finding="refused")
        why = "有工资薪金申报而无人参保"
        stage.truth("uninsured_employers", "violation", scenario, why, employer=bare, month=month, finding="refused")
        for outlet, why in ((sound, "快递员均已参保"), (branch, "由总部统一参保"), (idle, "无从业人员")):
            stage.truth(rule, "innocent", scenario, why, employer=outlet)


def new_forms(stage: Stage, copies: int) -> None:
    """The scheme for new forms of work: with an employee's cover beside it, above the floor, without income; and as it should be."""
    rule, scenario, low = "new_form_conditions", "new_forms", floor_yuan(stage.first)
    for copy in range(copies):
        platform, _ = ordinary_firm(stage, 4, "platform")
        other, _ = ordinary_firm(stage, 4)
        double, high, unpaid, clean, changed = stage.people(5)
        month = round_month(stage, copy) - 1
        for person in (double, clean):
            stage.job(person, platform, month, scheme="new_form", declared=low, wage=6200, income="service", cover=False, contract="")
        stage.job(double, other)
        stage.job(high, platform, month, scheme="new_form", declared=7000, wage=7000, income="service", cover=False, contract="")
        stage.job(unpaid, platform, month, scheme="new_form", declared=low, pay=False, cover=False, contract="")
        stage.job(changed, other, until=month - 1)
        stage.job(changed, platform, month, scheme="new_form", declared=low, wage=5900, income="service", cover=False, contract="")
        for person, why in (
            (double, "同月另有职工工伤保险关系"),
            (high, "缴费基数不是最低缴费基数"),
            (unpaid, "无收入凭据"),
        ):
            stage.truth(rule, "violation", scenario, why, person=person, employer=platform, month=month + 1)
        for person, why in ((clean, "符合各项条件"), (changed, "职工关系上月已终止")):
            stage.truth(rule, "innocent", scenario, why, person=person, employer=platform)


RARE = (over_age, wrong_scheme, interns, outlets, new_forms)
