"""R-42: the one-off medical subsidy near retirement, and what happens after the labour relation is said to have ended."""

from __future__ import annotations

from gongdun.demo.city.months import at, date_in, month_of
from gongdun.demo.city.scenarios.cast import claim, grade, injury, ordinary_firm, round_month
from gongdun.demo.city.scenarios.hazards import pensioner
from gongdun.demo.city.stage import ALWAYS, Employer, Person, Stage

RULE = "near_retirement_subsidy"
# 令103号 art 28: whole years left until the statutory age → percent paid when the worker himself ends the relation.
TAPER = {4: 80, 3: 60, 2: 40, 1: 20, 0: 10}
GRADE_TEN = 30_000


def subsidised(stage: Stage, person: Person, employer: Employer, ended: int, ended_by: str = "worker") -> str:
    """Hurt long ago, grade ten, the relation ended in a month, the subsidy paid three weeks later. Returns the claim's number."""
    matter = injury(stage, person, employer, at(ended - 22, 9, 10))
    grade(stage, matter, 10, date_in(ended - 14, 12))
    left = (month_of(person.born_on) + 720 - ended) // 12
    percent = TAPER.get(left, 100) if ended_by == "worker" else 100
    return claim(
        stage,
        matter,
        person,
        employer,
        "injury_medical_subsidy",
        GRADE_TEN * percent // 100,
        date_in(ended + 1, 9),
        ended_on=date_in(ended, 18),
        ended_by=ended_by,
    )


def ended_on_paper(stage: Stage, copies: int) -> None:
    """Back at the firm two months later; paid wages on; insured without a break; already retired when the relation ended."""
    for copy in range(copies):
        ended = stage.last - 5 - copy % 2
        employer, _ = ordinary_firm(stage, 5)
        back, paid, kept, retired = (stage.person(age=57, sex="1") for _ in range(4))
        stage.job(back, employer, until=ended)
        stage.job(back, employer, since=ended + 2)
        stage.job(paid, employer, until=ended, pay=(ALWAYS, ended + 4))
        why = "解除后仍有工资薪金而未参保"
        stage.truth(
            "uninsured_employees",
            "violation",
            "ended_on_paper",
            why,
            person=paid,
            employer=employer,
            month=ended + 2,
            until=ended + 4,
            finding="not_found",
        )
        stage.job(kept, employer)
        stage.job(retired, employer, until=ended)
        pensioner(stage, retired, date_in(ended - 1, 1))
        for person, why, month in (
            (back, "领取后六个月内在原单位重新参保", ended + 2),
            (paid, "解除后原单位仍申报工资薪金", ended + 3),
            (kept, "解除后参保关系未中断", ended + 2),
            (retired, "解除前已办理退休", ended + 1),
        ):
            number = subsidised(stage, person, employer, ended)
            stage.truth(RULE, "violation", "ended_on_paper", why, person=person, employer=employer, other=number, month=month)


def ended_in_truth(stage: Stage, copies: int) -> None:
    """A true end: a new job at a stranger's, a final settlement one month late, a return after eight months, the employer's own initiative."""
    for copy in range(copies):
        employer, _ = ordinary_firm(stage, 5)
        other, _ = ordinary_firm(stage, 3)
        elsewhere, settled, returned, dismissed = (stage.person(age=57, sex="1") for _ in range(4))
        ended, early = round_month(stage, copy) - 2, stage.last - 9
        for person, month in ((elsewhere, ended), (dismissed, ended), (returned, early)):
            stage.job(person, employer, until=month)
        stage.job(settled, employer, until=ended, pay=(ALWAYS, ended + 1))
        stage.job(elsewhere, other, since=ended + 1)
        stage.job(returned, employer, since=early + 8)
        for person, month, ended_by, why in (
            (elsewhere, ended, "worker", "解除后到无关联的单位就业"),
            (settled, ended, "worker", "次月发放离职结算工资"),
            (returned, early, "worker", "真实中断八个月后重新入职"),
            (dismissed, ended, "employer", "单位提出解除，不适用递减"),
        ):
            number = subsidised(stage, person, employer, month, ended_by)
            stage.truth(RULE, "innocent", "ended_in_truth", why, person=person, employer=employer, other=number)


RARE = (ended_on_paper, ended_in_truth)
