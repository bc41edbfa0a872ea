"""R-08e and R-41: gone once the benefit is paid, wages that only the claim knows, and agents with too many matters."""

from __future__ import annotations

from gongdun.demo.city.months import at, date_in
from gongdun.demo.city.scenarios.cast import claim, grade, injury, ordinary_firm, round_month
from gongdun.demo.city.scenarios.hazards import pensioner
from gongdun.demo.city.scenarios.papers import PAID, injured
from gongdun.demo.city.stage import Employer, Person, Stage

LEFT, WAGE, AGENT = "left_after_payment", "wage_evidence", "agent_concentrated"


def gone_when_paid(stage: Stage, copies: int) -> None:
    """Out of the insurance in the month after the payment; who changes the job, retires, or is paid for the end itself does no harm."""
    for copy in range(copies):
        month = max(round_month(stage, copy), stage.first + 1)
        employer, _ = ordinary_firm(stage, 4)
        other, _ = ordinary_firm(stage, 4)
        gone, moved, ended = stage.people(3)
        retired = stage.person(sex="1", born_on=date_in(month - 720, 5))
        for person in (gone, moved, ended, retired):
            stage.job(person, employer, until=month - 1)
        stage.job(moved, other, month)
        pensioner(stage, retired, date_in(month, 1))
        numbers = {
            person: paid_before(stage, person, employer, month, "injury_medical_subsidy" if person is ended else PAID)
            for person in (gone, moved, ended, retired)
        }
        told = {"person": gone, "employer": employer, "other": numbers[gone], "month": month}
        stage.truth(LEFT, "violation", "gone_when_paid", "待遇支付次月停保，未在他处参保", **told)
        for person, why in ((moved, "随即在他处参保"), (ended, "解除劳动关系时支付的补助金"), (retired, "退休")):
            stage.truth(LEFT, "innocent", "gone_when_paid", why, person=person, employer=employer, other=numbers[person])


def paid_before(stage: Stage, person: Person, employer: Employer, month: int, benefit: str) -> str:
    """Hurt half a year before, paid in the month before."""
    matter = injury(stage, person, employer, at(month - 7, 4 + stage.number() % 20, 14))
    ended = {"ended_on": date_in(month - 1, 28), "ended_by": "employer"} if benefit == "injury_medical_subsidy" else {}
    return claim(stage, matter, person, employer, benefit, 30_000, date_in(month - 1, 12), **ended)


def wages_on_paper(stage: Stage, copies: int) -> None:
    """A lump sum on nearly twice the wage that declarations and tax know; on the taxed wage, or on the declared one, it is as the law says."""
    for copy in range(copies):
        month = max(round_month(stage, copy), stage.first + 2)
        employer, _ = ordinary_firm(stage, 4)
        forged, taxed, honest = stage.people(3)
        for person, wage, declared, used, kind, why in (
            (forged, 6000, 0, 11_000, "violation", "待遇所用工资远高于申报和个税"),
            (taxed, 10_400, 6000, 10_400, "innocent", "与个税工资一致"),
            (honest, 6200, 0, 6200, "innocent", "与申报工资一致"),
        ):
            stage.job(person, employer, wage=wage, declared=declared)
            matter = injury(stage, person, employer, at(max(stage.first + 1, month - 4), 9, 9))
            grade(stage, matter, 10, date_in(month, 2))
            number = claim(stage, matter, person, employer, PAID, used * 7, date_in(month, 12))
            told = {"month": month} if kind == "violation" else {}
            stage.truth(WAGE, kind, "wages_on_paper", why, person=person, employer=employer, other=number, **told)
        why = "申报工资低于实发工资一成以上"
        stage.truth("base_below_wage", "violation", "wages_on_paper", why, person=taxed, employer=employer, month=stage.first + 1)


def agents(stage: Stage, copies: int) -> None:
    """One agent for five employers in half a year; a firm's own clerk for five of its people, and an advocate with two matters."""
    for copy in range(max(copies // 4, 1)):
        month = round_month(stage, copy)
        busy, clerk, advocate = (f"{stage.person_name('1')}（示范{stage.number()}号）" for _ in range(3))
        for back in (6, 5, 4, 3, 2):
            person, employer, matter = injured(stage, month - back, agent=busy)
            why = "同一代理人半年内代理五家单位的案件"
            stage.truth(AGENT, "violation", "agents", why, person=person, employer=employer, other=matter, month=month)
        firm, people = ordinary_firm(stage, 6)
        for place, person in enumerate(people[:5]):
            matter = injury(stage, person, firm, at(month - 2 - place, 11, 9), agent=clerk)
            stage.truth(AGENT, "innocent", "agents", "单位人事人员代办", person=person, employer=firm, other=matter)
        for back in (3, 2):
            person, employer, matter = injured(stage, month - back, agent=advocate)
            stage.truth(AGENT, "innocent", "agents", "代理人一年内两件", person=person, employer=employer, other=matter)


RARE = (gone_when_paid, wages_on_paper, agents)
