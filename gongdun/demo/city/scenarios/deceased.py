"""R-38: the dead who are still insured or still paid, however their numbers are written, and the refund in yuan."""

from __future__ import annotations

import datetime
from decimal import Decimal

from gongdun.demo.city import identifiers
from gongdun.demo.city.months import date_in, last_date, month_text
from gongdun.demo.city.scenarios.cast import charged, ordinary_firm, round_month
from gongdun.demo.city.stage import Employer, Person, Stage

SOURCES = ("police", "civil", "health")


def died(stage: Stage, person: Person, died_on: datetime.date, source: str, written: str = "") -> None:
    stage.add("deaths", id_number=written or person.number, name=person.name, died_on=died_on, source=source)


def still_insured(stage: Stage, copies: int) -> None:
    """Charged for months after the death. A quarter of the deaths come with 15 digits, a small x or full-width digits."""
    rule, scenario = "deceased_still_insured", "still_insured"
    for copy in range(copies):
        wage = 6000 + copy % 20 * 100
        employer, _ = ordinary_firm(stage, 5)
        for turn in range(4):
            person = stage.person(age=47, ends_with_x=turn == 1)
            month, kept = max(stage.last - 4 - copy % 2, stage.first), 2 + turn % 2
            stage.job(person, employer, until=month + kept, pay=(-1, month), wage=wage)
            died(stage, person, date_in(month, 5 + turn), SOURCES[turn % 3], written(person, turn, copy))
            figures = refund(employer, wage, month, min(month + kept, stage.last))
            why = "死亡次月起仍在缴费，应停保并退费"
            stage.truth(rule, "violation", scenario, why, person=person, employer=employer, month=month + 1, figures=figures)


def written(person: Person, turn: int, copy: int) -> str:
    """How the source writes the number: as issued, or in one of the old and careless forms."""
    if turn == 1:
        return person.number.lower()
    if turn == 2 and copy % 2 == 0:
        return identifiers.fifteen(person.number)
    return identifiers.full_width(person.number) if turn == 3 and copy % 4 == 0 else person.number


def refund(employer: Employer, wage: int, month: int, last: int) -> dict:
    """Months charged after the death and their contributions in yuan, rounded to the fen a month."""
    months = range(month + 1, last + 1)
    return {
        "months": len(months),
        "refund": f"{charged(employer, wage, months):.2f}",
        "first": month_text(month + 1),
        "last": month_text(last),
    }


def rightly_charged(stage: Stage, copies: int) -> None:
    """The month of death itself is owed; a namesake born the same day is somebody else; who left before died uninsured."""
    rule, scenario = "deceased_still_insured", "rightly_charged"
    for copy in range(copies):
        employer, _ = ordinary_firm(stage, 4)
        month = round_month(stage, copy) - 1
        last_month, living, left = stage.person(age=45), stage.person(), stage.person(age=46)
        stage.job(last_month, employer, until=month)
        died(stage, last_month, date_in(month, 3), "health")
        stage.truth(rule, "innocent", scenario, "死亡当月照常缴费，次月已停", person=last_month, employer=employer)
        twin = stage.person(sex=living.sex, name=living.name, born_on=living.born_on)
        stage.job(living, employer)
        died(stage, twin, date_in(month, 9), "police")
        stage.truth(rule, "innocent", scenario, "同名同生日者死亡，证件号码不同", person=living, employer=employer)
        stage.job(left, employer, until=month - 2)
        died(stage, left, date_in(month, 11), "civil")
        stage.truth(rule, "innocent", scenario, "停保之后死亡", person=left, employer=employer)


def periodic(stage: Stage, person: Person, benefit: str, since: int, yuan: int, verified: datetime.date | None, **told) -> None:
    row = {"id_number": person.number, "benefit": benefit, "month": month_text(since), "amount": Decimal(yuan), "verified_on": verified}
    stage.add("periodic", **(row | told))


def paid_after_death(stage: Stage, copies: int) -> None:
    """A monthly benefit goes on after the death; beside it one stopped in time and one whose namesake died."""
    rule = scenario = "paid_after_death"
    for copy in range(copies):
        month, verified = stage.last - 5 - copy % 2, date_in(stage.last - 8, 12)
        drawn, stopped, namesake = (stage.person(age=68, sex="1") for _ in range(3))
        periodic(stage, drawn, "disability_allowance", stage.first - 60, 3900, verified)
        died(stage, drawn, date_in(month, 7), SOURCES[copy % 3], identifiers.fifteen(drawn.number) if copy % 4 == 1 else "")
        paid = stage.last - month
        figures = {"months": paid, "overpaid": f"{3900 * paid}.00", "through": month_text(stage.last)}
        stage.truth(rule, "violation", scenario, "死亡后仍在发放定期待遇", person=drawn, month=month + 1, figures=figures)
        periodic(stage, stopped, "disability_allowance", stage.first - 50, 3800, verified, stopped_on=last_date(month))
        died(stage, stopped, date_in(month, 8), "civil")
        stage.truth(rule, "innocent", scenario, "死亡当月已停发", person=stopped)
        periodic(stage, namesake, "living_care_fee", stage.first - 40, 2200, verified)
        twin = stage.person(sex="1", name=namesake.name, born_on=namesake.born_on)
        died(stage, twin, date_in(month, 9), "police")
        stage.truth(rule, "innocent", scenario, "同名同生日者死亡，证件号码不同", person=namesake)


RARE = (still_insured, rightly_charged, paid_after_death)
