"""R-A4 to R-A7: bills paid twice, periodic benefits nobody verified, allowance and pension together, hospitals that bill too much."""

from __future__ import annotations

import datetime
from decimal import Decimal

from gongdun.demo.city.months import at, date_in, month_of
from gongdun.demo.city.places import HOSPITALS
from gongdun.demo.city.scenarios.cast import injury, ordinary_firm, round_month
from gongdun.demo.city.scenarios.deceased import periodic
from gongdun.demo.city.scenarios.hazards import pensioner
from gongdun.demo.city.stage import Person, Stage


def bill(stage: Stage, person: Person, hospital: str, visited_at: datetime.datetime, yuan: str, settled_by: str, **told) -> str:
    row = {
        "bill_no": f"FP8{stage.number():08d}",
        "id_number": person.number,
        "hospital": hospital,
        "kind": "out",
        "visited_at": visited_at,
        "diagnosis": "S52.501",
        "amount": Decimal(yuan),
        "settled_by": settled_by,
    }
    stage.add("visits", **(row | told))
    return (row | told)["bill_no"]


def bills_paid_twice(stage: Stage, copies: int) -> None:
    """One bill settled by work-injury and by medical insurance; two bills of one day are two bills."""
    rule, scenario = "duplicate_bill", "bills_paid_twice"
    for copy in range(copies):
        month = round_month(stage, copy)
        employer, people = ordinary_firm(stage, 3)
        for person in people[:2]:
            injury(stage, person, employer, at(month - 1, 24, 9))
        hospital, visited = HOSPITALS[copy % len(HOSPITALS)], at(month, 6, 9, 40)
        number = bill(stage, people[0], hospital, visited, "1286.40", "work_injury")
        bill(stage, people[0], hospital, visited, "1286.40", "medical", bill_no=number)
        why = "同一单据在工伤和医疗保险重复结算"
        figures = {"amount": "1286.40"}
        stage.truth(rule, "violation", scenario, why, person=people[0], other=number, month=month, figures=figures)
        other = bill(stage, people[1], hospital, visited, "864.00", "work_injury")
        bill(stage, people[1], hospital, visited + datetime.timedelta(hours=2), "75.30", "medical", diagnosis="J06.900")
        stage.truth(rule, "innocent", scenario, "同日另一疾病，单据不同", person=people[1], other=other)


def unverified(stage: Stage, copies: int) -> None:
    """No verification for over a year; a grown child; a receiver at work. Beside them one verified, one stopped, one still a child."""
    rule, scenario = "periodic_unverified", "unverified"
    for copy in range(copies):
        month = round_month(stage, copy)
        recent = date_in(stage.last - 6, 10)
        forgotten, fresh, stopped = (stage.person(age=66, sex="1") for _ in range(3))
        grown, working, child = stage.person(age=20), stage.person(age=33, sex="2"), stage.person(age=12)
        periodic(stage, forgotten, "disability_allowance", stage.first - 70, 4100, date_in(month - 13, 4))
        periodic(stage, fresh, "disability_allowance", stage.first - 60, 4000, recent)
        periodic(stage, stopped, "disability_allowance", stage.first - 66, 3950, date_in(month - 15, 4), stopped_on=date_in(month - 4, 28))
        periodic(stage, grown, "dependants_pension", stage.first - 90, 1700, recent)
        periodic(stage, child, "dependants_pension", stage.first - 30, 1650, recent)
        periodic(stage, working, "dependants_pension", stage.first - 30, 1900, recent)
        employer, _ = ordinary_firm(stage, 3)
        stage.job(working, employer)
        for person, why, since in (
            (forgotten, "超过12个月未进行资格认证", month),
            (grown, "供养子女已满18周岁", max(stage.first, month_of(grown.born_on) + 18 * 12 + 1)),
            (working, "领取抚恤金期间已就业参保", stage.first),
        ):
            stage.truth(rule, "violation", scenario, why, person=person, month=since)
        for person, why in ((fresh, "认证未满12个月"), (stopped, "已停发"), (child, "未满18周岁")):
            stage.truth(rule, "innocent", scenario, why, person=person)


def allowance_and_pension(stage: Stage, copies: int) -> None:
    """Allowance and pension both in full after retiring; a stopped allowance, a mere top-up and the care fee are lawful (条例 35)."""
    rule = scenario = "allowance_and_pension"
    for copy in range(copies):
        month, recent = round_month(stage, copy), date_in(stage.last - 5, 11)
        both, stopped, topped, care = (stage.person(sex="1", born_on=date_in(month - 1 - 720, 10 + turn)) for turn in range(4))
        for person in (both, stopped, topped, care):
            pensioner(stage, person, date_in(month, 1))
        periodic(stage, both, "disability_allowance", stage.first - 80, 4300, recent)
        periodic(stage, stopped, "disability_allowance", stage.first - 80, 4200, recent, stopped_on=date_in(month - 1, 31))
        periodic(stage, topped, "disability_allowance", stage.first - 80, 4250, recent, stopped_on=date_in(month - 1, 31))
        periodic(stage, topped, "allowance_top_up", month, 380, recent)
        periodic(stage, care, "living_care_fee", stage.first - 80, 2247, recent)
        stage.truth(rule, "violation", scenario, "退休后伤残津贴与养老金同时全额发放", person=both, month=month)
        for person, why in ((stopped, "退休时已停发津贴"), (topped, "仅补足养老金低于津贴的差额"), (care, "生活护理费照发")):
            stage.truth(rule, "innocent", scenario, why, person=person)


def hospital_bills(stage: Stage, copies: int) -> None:
    """In two hospitals' beds at once; a transfer on the day of discharge, and one stay after another, are in order."""
    rule, scenario = "hospital_billing", "hospital_bills"
    for copy in range(copies):
        month = round_month(stage, copy)
        employer, people = ordinary_firm(stage, 4)
        for person, (start, end), (again, until), kind, why in (
            (people[0], (3, 16), (9, 21), "violation", "同一时段在两家医院住院"),
            (people[1], (3, 12), (12, 22), "innocent", "出院当日转院"),
            (people[2], (2, 9), (15, 22), "innocent", "先后两次住院"),
        ):
            injury(stage, person, employer, at(month, 1, 16))
            here, there = HOSPITALS[copy % len(HOSPITALS)], HOSPITALS[(copy + 1) % len(HOSPITALS)]
            bill(stage, person, here, at(month, start), "14260.00", "work_injury", kind="in", discharged_on=date_in(month, end))
            number = bill(
                stage, person, there, at(month, again, 15), "11830.50", "work_injury", kind="in", discharged_on=date_in(month, until)
            )
            told = {"month": month} if kind == "violation" else {}
            stage.truth(rule, kind, scenario, why, person=person, other=number, **told)


RARE = (bills_paid_twice, unverified, allowance_and_pension, hospital_bills)
