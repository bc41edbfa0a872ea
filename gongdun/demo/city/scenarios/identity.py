"""R-40: one number, two people: sex, birth or name that do not fit; and the harmless ways a number or name changes its look."""

from __future__ import annotations

import datetime

from gongdun.demo.city.months import at, date_in
from gongdun.demo.city.scenarios.cast import claim, injury, ordinary_firm, round_month
from gongdun.demo.city.stage import ALWAYS, Employer, Person, Stage

RULE = "identity_conflict"


def told_wrongly(stage: Stage, copies: int) -> None:
    """The register's sex or birth date contradicts the number; the tax office knows another name; another person claims for the matter."""
    for copy in range(copies):
        employer, people = ordinary_firm(stage, 5)
        sexed = stage.person(sex="1", sex_told="2")
        born = stage.person(born_on=(day := date_in(stage.last - 33 * 12, 9)), born_told=day - datetime.timedelta(days=731))
        for person, why in ((sexed, "登记性别与证件号码不符"), (born, "登记出生日期与证件号码不符")):
            stage.job(person, employer)
            stage.truth(RULE, "violation", "told_wrongly", why, person=person, employer=employer, month=stage.first)
        named = stage.person()
        month = round_month(stage, copy)
        paid_as(stage, named, employer, stage.person_name(named.sex), since=month)
        why = "同一证件号码在个税申报中姓名不同"
        stage.truth(RULE, "violation", "told_wrongly", why, person=named, employer=employer, month=month)
        matter = injury(stage, people[0], employer, at(stage.last - 5, 11, 10))
        number = claim(stage, matter, people[1], employer, "disability_lump_sum", 46_200, date_in(stage.last - 1, 15))
        why = "申领人与认定书上的受伤职工不是同一人"
        stage.truth(RULE, "violation", "told_wrongly", why, person=people[1], employer=employer, other=number, month=stage.last - 1)


def paid_as(stage: Stage, person: Person, employer: Employer, name: str, since: int) -> None:
    """Insured all along; from a month on the payroll carries this name."""
    stage.job(person, employer, pay=(ALWAYS, since - 1), wage=6600)
    for month in range(since, stage.last + 1):
        stage.paid(person, employer, month, 6600, name=name)


def looks_only(stage: Stage, copies: int) -> None:
    """Blanks in a name, a rare character, twins, a number of 15 digits: nothing of it is a second person."""
    for copy in range(copies):
        employer, _ = ordinary_firm(stage, 4)
        spaced, rare, elder = stage.person(), stage.person(name=("王㛃", "李玥珺", "陈喆", "赵曌")[copy % 4]), stage.person()
        younger = stage.person(sex=elder.sex, name=elder.name, born_on=elder.born_on)
        paid_as(stage, spaced, employer, "　".join(spaced.name), since=stage.last - 3)
        for person in (rare, elder, younger):
            stage.job(person, employer)
        for person, why in (
            (spaced, "姓名中夹有空格"),
            (rare, "姓名含生僻字"),
            (elder, "孪生同名，证件号码不同"),
            (younger, "孪生同名，证件号码不同"),
        ):
            stage.truth(RULE, "innocent", "looks_only", why, person=person, employer=employer)


RARE = (told_wrongly, looks_only)
