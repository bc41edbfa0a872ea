"""R-39: enrolled and rolled back in the same month, again and again; and the slips that are no pattern."""

from __future__ import annotations

from gongdun.demo.city.months import at
from gongdun.demo.city.scenarios.bases import team
from gongdun.demo.city.scenarios.cast import ordinary_firm, round_month
from gongdun.demo.city.stage import Employer, Person, Stage

RULE = "enrol_roll_back"


def rolled_back(stage: Stage, person: Person, employer: Employer, month: int, days: tuple[int, int] = (3, 25)) -> None:
    """Enrolled on one day of the month and rolled back on another: no month is ever paid."""
    stage.event(person, employer, "enrol", month, at(month, days[0], 9, 20), reason="新参保")
    stage.event(person, employer, "roll_back", month, at(month, days[1], 16, 40), reason="撤销增员")


def month_after_month(stage: Stage, copies: int) -> None:
    """Two months in a row; three times in a year; a visit to hospital on the day between. And six people of one firm, once each."""
    for copy in range(copies):
        month = round_month(stage, copy)
        employer, _ = ordinary_firm(stage, 12)
        twice, thrice = stage.people(2)
        for back in (1, 0):
            rolled_back(stage, twice, employer, month - back)
        figures = {"times": 2}
        if copy % 2 == 0:
            figures["days_to_visit"] = visit(stage, twice, month)
        why = "连续两个月先参保后回退"
        stage.truth(RULE, "violation", "month_after_month", why, person=twice, employer=employer, month=month, figures=figures)
        for back in (7, 3, 0):
            rolled_back(stage, thrice, employer, month - back)
        why = "十二个月内三次先参保后回退"
        stage.truth(RULE, "violation", "month_after_month", why, person=thrice, employer=employer, month=month, figures={"times": 3})
    for copy in range(max(copies // 4, 1)):
        month = round_month(stage, copy)
        employer, _ = ordinary_firm(stage, 9)
        for place, person in enumerate(stage.people(6)):
            rolled_back(stage, person, employer, month - place % 3)
        stage.truth(RULE, "violation", "whole_firm", "单位多人先参保后回退", employer=employer, month=month, figures={"persons": 6})


def visit(stage: Stage, person: Person, month: int) -> int:
    """A visit paid in cash two days after the enrolment; returns these days."""
    stage.add(
        "visits",
        bill_no=f"MZ8{stage.number():08d}",
        id_number=person.number,
        hospital="常州示范第二医院",
        kind="out",
        visited_at=at(month, 5, 10, 15),
        diagnosis="S61.002",
        amount=386,
        settled_by="cash",
    )
    return 2


def slips(stage: Stage, copies: int) -> None:
    """A keying error mended the same day, one failed start, two starts months apart: in a firm that enrols often."""
    for _ in range(min(copies, 5)):
        employer, _ = ordinary_firm(stage, 24)
        for month in range(max(stage.first + 1, stage.last - 11), stage.last + 1):
            team(stage, employer, 3, since=month)
        keyed, failed, apart = stage.people(3)
        rolled_back(stage, keyed, employer, stage.last - 1, (8, 8))
        rolled_back(stage, failed, employer, stage.last - 1)
        for back in (5, 1):
            rolled_back(stage, apart, employer, stage.last - back)
        for person, why in ((keyed, "录入错误，当日更正"), (failed, "入职未成，仅一次"), (apart, "十二个月内两次，不连续")):
            stage.truth(RULE, "innocent", "slips", why, person=person, employer=employer)


def lawful_return(stage: Stage, copies: int) -> None:
    """Left and came back two months later: an ordinary re-hire."""
    for _ in range(copies):
        employer, _ = ordinary_firm(stage, 5)
        person = stage.person()
        stage.job(person, employer, until=stage.last - 4)
        stage.job(person, employer, stage.last - 1)
        stage.truth(RULE, "innocent", "lawful_return", "离职后重新入职", person=person, employer=employer)
        stage.truth("uninsured_employees", "innocent", "lawful_return", "重新入职当月已参保", person=person, employer=employer)


RARE = (month_after_month, slips, lawful_return)
