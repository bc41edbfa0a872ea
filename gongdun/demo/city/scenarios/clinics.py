"""R-41, R-A4 and R-A7: bills of somebody else, bills while in bed, colds billed as injuries, hospital tours, groups admitted, third parties."""

from __future__ import annotations

from decimal import Decimal

from gongdun.demo.city.months import at, date_in
from gongdun.demo.city.places import HOSPITALS
from gongdun.demo.city.scenarios.cast import injury, ordinary_firm, round_month
from gongdun.demo.city.scenarios.payments import bill
from gongdun.demo.city.stage import Employer, Person, Stage

BY_FUND = "work_injury"


def hurt_in(stage: Stage, month: int, count: int, day: int = 12) -> tuple[Employer, list[Person]]:
    """A firm and so many of its people hurt on following days of a month."""
    employer, people = ordinary_firm(stage, count)
    for place, person in enumerate(people):
        injury(stage, person, employer, at(month, day + place, 9))
    return employer, people


def foreign_numbers(stage: Stage, copies: int) -> None:
    """A bill whose number is another patient's at that hospital; two hospitals that both number from one, and a bill paid in two parts, are in order."""
    rule, scenario = "bill_contradicted", "foreign_numbers"
    for copy in range(copies):
        month, here, there = round_month(stage, copy), HOSPITALS[copy % 8], HOSPITALS[(copy + 3) % 8]
        _, (taker, numbered, shared) = hurt_in(stage, month - 1, 3)
        owner, somebody = stage.people(2)
        false = bill(stage, taker, here, at(month, 9, 10), "640.00", BY_FUND)
        bill(stage, owner, here, at(month, 9, 10), "640.00", "medical", bill_no=false)
        stage.truth(rule, "violation", scenario, "单据号属于同院另一患者", person=taker, other=false, month=month)
        first = bill(stage, numbered, here, at(month, 10, 10), "310.00", BY_FUND)
        bill(stage, somebody, there, at(month, 21, 10), "95.00", "medical", bill_no=first)
        parts = bill(stage, shared, here, at(month, 11, 10), "500.00", BY_FUND)
        bill(stage, shared, here, at(month, 11, 10), "120.00", "cash", bill_no=parts)
        for person, number, why in ((numbered, first, "不同医院各自编号"), (shared, parts, "同一单据自付一部分")):
            stage.truth(rule, "innocent", scenario, why, person=person, other=number)


def stay(stage: Stage, person: Person, hospital: str, month: int, start: int, end: int) -> str:
    told = {"kind": "in", "discharged_on": date_in(month, end)}
    return bill(stage, person, hospital, at(month, start, 10), "9200.00", BY_FUND, **told)


def out_while_in(stage: Stage, copies: int) -> None:
    """Two outpatient bills from a hospital bed; one outing for an examination, and the days of coming and going, are in order."""
    rule, scenario = "outpatient_in_stay", "out_while_in"
    for copy in range(copies):
        month, here, there = round_month(stage, copy), HOSPITALS[copy % 8], HOSPITALS[(copy + 1) % 8]
        people = [hurt_in(stage, month - 1, 1)[1][0] for _ in range(3)]
        for person, on_days, kind, why in (
            (people[0], (8, 11), "violation", "住院期间两次门诊结算"),
            (people[1], (9,), "innocent", "住院期间仅一次外出检查"),
            (people[2], (4, 18), "innocent", "入院当日和出院当日门诊"),
        ):
            number = stay(stage, person, here, month, 4, 18)
            for day in on_days:
                bill(stage, person, there, at(month, day, 14), "410.00", BY_FUND)
            told = {"month": month} if kind == "violation" else {}
            stage.truth(rule, kind, scenario, why, person=person, other=number, **told)


def other_illness(stage: Stage, copies: int) -> None:
    """A cold billed to the fund; the same cold on medical insurance, a dust lung, and pneumonia after the operation are in order."""
    rule, scenario = "diagnosis_unrelated", "other_illness"
    for copy in range(copies):
        month, here = round_month(stage, copy), HOSPITALS[copy % 8]
        employer, (cold, lawful, sick) = hurt_in(stage, month - 1, 3, day=24)
        lung = stage.person()
        stage.job(lung, employer)
        injury(stage, lung, employer, at(month - 1, 20, 9), article="14-4")
        wrong = bill(stage, cold, here, at(month, 15, 10), "186.00", BY_FUND, diagnosis="J06.900")
        stage.truth(rule, "violation", scenario, "感冒按工伤结算", person=cold, other=wrong, month=month)
        bill(stage, lawful, here, at(month, 15, 10), "186.00", "medical", diagnosis="J06.900")
        bill(stage, lung, here, at(month, 15, 11), "1860.00", BY_FUND, diagnosis="J62.800")
        told = {"kind": "in", "discharged_on": date_in(month, 22), "diagnosis": "J18.900"}
        bill(stage, sick, here, at(month, 12, 11), "7300.00", BY_FUND, **told)
        for person, why in ((lawful, "另一疾病由医疗保险结算"), (lung, "职业病"), (sick, "受伤后短期住院的并发症")):
            stage.truth(rule, "innocent", scenario, why, person=person)


def hospital_tours(stage: Stage, copies: int) -> None:
    """Three hospitals on one day; a transfer is two."""
    rule, scenario = "same_day_hospitals", "hospital_tours"
    for copy in range(copies):
        month = round_month(stage, copy)
        _, (touring, moved) = hurt_in(stage, month - 1, 2)
        for person, count in ((touring, 3), (moved, 2)):
            for place in range(count):
                bill(stage, person, HOSPITALS[(copy + place) % 8], at(month, 16, 9 + 2 * place), "230.00", BY_FUND)
        stage.truth(rule, "violation", scenario, "同日在三家医院按工伤结算", person=touring, month=month)
        stage.truth(rule, "innocent", scenario, "当日转诊，两家医院", person=moved)


def admitted_together(stage: Stage, copies: int) -> None:
    """Three people of a firm, hurt on three days, admitted on one; three burnt in one fire are admitted together of course."""
    rule, scenario = "group_admission", "admitted_together"
    for copy in range(max(copies // 2, 1)):
        month, here = round_month(stage, copy), HOSPITALS[copy % 8]
        ring, people = hurt_in(stage, month - 1, 3)
        fire, burnt = ordinary_firm(stage, 3)
        for person in burnt:
            injury(stage, person, fire, at(month, 6, 9))
        for person in (*people, *burnt):
            stay(stage, person, here, month, 7, 20)
        stage.truth(rule, "violation", scenario, "同单位三人不同日受伤、同日住院", employer=ring, month=month)
        stage.truth(rule, "innocent", scenario, "同一事故受伤，一同住院", employer=fire)


def third_parties(stage: Stage, copies: int) -> None:
    """The driver's insurer paid the hospital and the fund paid it again; where the fund paid the rest, or the driver paid lost wages, it is due."""
    rule, scenario = "third_party_undeducted", "third_parties"
    for copy in range(copies):
        month, here = round_month(stage, copy), HOSPITALS[copy % 8]
        _, (twice, rest, wages) = hurt_in(stage, month - 1, 3)
        for person, fund, cash, kind in (
            (twice, "20000", "", "medical"),
            (rest, "8000", "12000", "medical"),
            (wages, "20000", "", "other"),
        ):
            visited = at(month - 1, 18, 9)
            bill(stage, person, here, visited, fund, BY_FUND)
            if cash:
                bill(stage, person, here, visited, cash, "cash")
            paid(stage, person, kind, Decimal(12_000), month)
        stage.truth(rule, "violation", scenario, "第三人已付医疗费，基金未扣除", person=twice, month=month)
        for person, why in ((rest, "基金只支付了差额"), (wages, "第三人仅赔付误工费")):
            stage.truth(rule, "innocent", scenario, why, person=person)


def paid(stage: Stage, person: Person, kind: str, amount: Decimal, month: int) -> None:
    number, source = f"MC9{stage.number():07d}", stage.pick(("court", "police", "insurer"))
    stage.add(
        "third_party", document_no=number, id_number=person.number, kind=kind, amount=amount, paid_on=date_in(month, 8), source=source
    )


RARE = (foreign_numbers, out_while_in, other_illness, hospital_tours, admitted_together, third_parties)
