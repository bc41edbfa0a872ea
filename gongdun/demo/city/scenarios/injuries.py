"""R-37 and R-A1 to R-A3: who was insured where when it happened, how long before, and who is hurt again."""

from __future__ import annotations

import datetime

from gongdun.demo.city.months import at, date_in
from gongdun.demo.city.scenarios.cast import claim, grade, injury, ordinary_firm, related, round_month
from gongdun.demo.city.scenarios.hazards import list_for_project, project
from gongdun.demo.city.stage import Employer, Person, Stage

MISMATCH, AFTER, SHORT, AGAIN = "unit_mismatch", "insured_after_injury", "short_cover", "repeat_claimant"
PAID = "disability_lump_sum"


def claimed(stage: Stage, person: Person, hurt_at: Employer, claiming: Employer, month: int) -> str:
    """Hurt five months before, recognised at one employer, claimed by one; returns the claim's number."""
    matter = injury(stage, person, hurt_at, at(month - 5, 4 + stage.number() % 20, 14))
    grade(stage, matter, 9, date_in(month - 1, 8))
    return claim(stage, matter, person, claiming, PAID, 55_800, date_in(month, 10))


def strangers_claim(stage: Stage, copies: int) -> None:
    """The employer that claims, or the one that was held liable, is not the one that insured at the injury, and nothing links them."""
    for copy in range(copies):
        month = round_month(stage, copy)
        insurer, people = ordinary_firm(stage, 4)
        stranger, _ = ordinary_firm(stage, 3)
        group, _ = ordinary_firm(stage, 3, legal_person=insurer.legal_person)
        for person, hurt_at, claiming, why in (
            (people[0], insurer, stranger, "申领单位不是受伤时的参保单位"),
            (people[1], stranger, stranger, "认定的用人单位不是受伤时的参保单位"),
            (people[2], insurer, group, "申领单位为同一法定代表人的另一单位"),
        ):
            number = claimed(stage, person, hurt_at, claiming, month)
            stage.truth(MISMATCH, "violation", "strangers_claim", why, person=person, employer=claiming, other=number, month=month)


def lawful_claims(stage: Stage, copies: int) -> None:
    """Dispatch, secondment, merger, affiliation, two jobs, a later change of job, cover by project."""
    for copy in range(copies):
        month = round_month(stage, copy)
        for kind, trade, why in (
            ("dispatch", "dispatch", "劳务派遣"),
            ("secondment", "3484", "借调，由原单位承担"),
            ("merger", "3311", "合并，由承继单位申领"),
            ("affiliation", "5430", "挂靠，由被挂靠单位参保"),
        ):
            insurer, people = ordinary_firm(stage, 3, trade, kind="dispatch" if kind == "dispatch" else "enterprise")
            user, _ = ordinary_firm(stage, 3)
            related(stage, insurer, user, kind, date_in(stage.first - 20, 1))
            spared(stage, people[0], user, claimed(stage, people[0], insurer, user, month), why)
        first, _ = ordinary_firm(stage, 3)
        second, _ = ordinary_firm(stage, 3)
        double, changed = stage.people(2)
        stage.job(double, first, wage=4600)
        stage.job(double, second, wage=4400, contract="part_time")
        spared(stage, double, second, claimed(stage, double, second, second, month), "双重劳动关系，由受伤时工作的单位承担")
        stage.job(changed, first, until=month - 3)
        stage.job(changed, second, since=month - 2)
        spared(stage, changed, first, claimed(stage, changed, first, first, month), "受伤后变更单位，由原单位申领")
        spared(stage, *project_claim(stage, month), "项目参保，由总承包单位申领")


def project_claim(stage: Stage, month: int) -> tuple[Person, Employer, str]:
    """A worker listed for a project under the general contractor, hurt at the labour firm."""
    builder, _ = ordinary_firm(stage, 3, "4710")
    labour, worker = stage.employer("4710"), stage.person()
    project(stage, builder, date_in(month - 9, 6), date_in(month - 9, 6))
    list_for_project(stage, worker, builder, month - 8)
    return worker, builder, claimed(stage, worker, labour, builder, month)


def spared(stage: Stage, person: Person, employer: Employer, number: str, why: str) -> None:
    stage.truth(MISMATCH, "innocent", "lawful_claims", why, person=person, employer=employer, other=number)


def enrolled_after(stage: Stage, copies: int) -> None:
    """Enrolled hours after the accident, or the evening before it, or before the told accident but after the first visit."""
    for copy in range(copies):
        month = round_month(stage, copy) - 1
        employer, _ = ordinary_firm(stage, 8)
        hurt = at(month, 12, 10, 30)
        for enrolled_at, told, why in (
            (hurt + datetime.timedelta(hours=5), {}, "受伤当日事后参保"),
            (hurt - datetime.timedelta(hours=14), {}, "受伤前24小时内参保"),
            (hurt - datetime.timedelta(days=2), {"first_visit_at": hurt - datetime.timedelta(days=3)}, "初诊时间早于参保经办时间"),
        ):
            person = stage.person()
            if told:
                stage.job(person, ordinary_firm(stage, 2)[0], until=month - 3)
            stage.job(person, employer, month, enrolled_at=enrolled_at, hired_on=date_in(month, 3))
            matter = injury(stage, person, employer, hurt, **told)
            stage.truth(AFTER, "violation", "enrolled_after", why, person=person, employer=employer, other=matter, month=month + 1)
            if told:
                why = "初诊时间早于受伤时间"
                stage.truth(
                    "dates_out_of_order",
                    "violation",
                    "enrolled_after",
                    why,
                    person=person,
                    employer=employer,
                    other=matter,
                    month=month + 1,
                )
        person = stage.person()
        stage.job(person, employer, month, enrolled_at=at(month + 1, 6), hired_on=date_in(month, 2))
        matter = injury(stage, person, employer, at(month, 20, 15))
        why = "受伤后补办参保，生效月份倒填"
        stage.truth(AFTER, "violation", "enrolled_after", why, person=person, employer=employer, other=matter, month=month + 1)


def enrolled_before(stage: Stage, copies: int) -> None:
    """Enrolled well before; or enrolled anew after the accident only because the employer was merged while cover went on."""
    for copy in range(copies):
        month = round_month(stage, copy) - 1
        employer, people = ordinary_firm(stage, 5)
        matter = injury(stage, people[0], employer, at(month, 17, 11))
        for rule, why in ((AFTER, "受伤前已长期参保"), (SHORT, "参保已久")):
            stage.truth(rule, "innocent", "enrolled_before", why, person=people[0], employer=employer, other=matter)
        old, heir = stage.employer("3484", cancelled_on=date_in(month, 28)), ordinary_firm(stage, 3)[0]
        related(stage, old, heir, "merger", date_in(month, 1))
        person = stage.person()
        stage.job(person, old, until=month - 1)
        stage.job(person, heir, month, enrolled_at=at(month, 9), hired_on=date_in(month, 1))
        matter = injury(stage, person, heir, at(month, 6, 9))
        stage.truth(AFTER, "innocent", "enrolled_before", "合并转户，保险关系未中断", person=person, employer=heir, other=matter)


def short_covers(stage: Stage, copies: int) -> None:
    """Hurt five days after the first cover ever, with a heavy loss; a new plant that insured everybody on one day is no suspicion."""
    for copy in range(copies):
        paid = round_month(stage, copy)
        month = paid - 3
        employer, _ = ordinary_firm(stage, 6)
        for kind, days, step, yuan in (("violation", 5, 6, 96_000), ("innocent", 110, 9, 52_000)):
            person = stage.person()
            hurt = at(month, 20, 10)
            enrolled = hurt - datetime.timedelta(days=days, hours=1)
            since = enrolled.year * 12 + enrolled.month - 1
            stage.job(person, employer, since, enrolled_at=enrolled, hired_on=enrolled.date())
            number = heavy(stage, person, employer, hurt, step, yuan, paid)
            why = "首次参保后数日内受伤，待遇金额较大" if kind == "violation" else "首次参保一百余日后受伤"
            told = {"month": paid} if kind == "violation" else {}
            stage.truth(SHORT, kind, "short_covers", why, person=person, employer=employer, other=number, **told)
        plant = stage.employer("3825", registered_on=date_in(month - 1, 16))
        workers = stage.people(7)
        for person in workers:
            stage.job(person, plant, month, enrolled_at=at(month, 2), hired_on=date_in(month, 1))
        number = heavy(stage, workers[0], plant, at(month, 21, 10), 8, 74_000, paid)
        why = "新设企业全员同日参保"
        stage.truth(SHORT, "innocent", "short_covers", why, person=workers[0], employer=plant, other=number)


def heavy(stage: Stage, person: Person, employer: Employer, hurt: datetime.datetime, step: int, yuan: int, paid: int) -> str:
    matter = injury(stage, person, employer, hurt)
    grade(stage, matter, step, date_in(paid, 2))
    claim(stage, matter, person, employer, PAID, yuan, date_in(paid, 11))
    return matter


def hurt_again(stage: Stage, copies: int) -> None:
    """The same part hurt twice within two years at two employers; the same employer, another part, or long ago is bad luck."""
    for copy in range(copies):
        month = round_month(stage, copy) - 1
        first, _ = ordinary_firm(stage, 3)
        second, _ = ordinary_firm(stage, 3)
        for back, parts, moves, kind, why in (
            (10, ("左前臂", "左前臂"), True, "violation", "24个月内在不同单位同一部位再次受伤"),
            (10, ("左前臂", "左前臂"), False, "innocent", "同一单位危险岗位再次受伤"),
            (9, ("左前臂", "右足"), True, "innocent", "受伤部位不同"),
            (32, ("右前臂", "右前臂"), True, "innocent", "两次受伤相隔两年以上"),
        ):
            person, later = stage.person(), second if moves else first
            stage.job(person, first, until=month - 6) if moves else stage.job(person, first)
            if moves:
                stage.job(person, second, since=month - 5)
            injury(stage, person, first, at(month - back, 9, 10), body_part=parts[0])
            matter = injury(stage, person, later, at(month, 9, 10), body_part=parts[1])
            told = {"month": month + 1} if kind == "violation" else {}
            stage.truth(AGAIN, kind, "hurt_again", why, person=person, employer=later, other=matter, **told)


RARE = (strangers_claim, lawful_claims, enrolled_after, enrolled_before, short_covers, hurt_again)
