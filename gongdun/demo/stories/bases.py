"""措施 7: reports of abnormal bases from April to October, in every state; their number stands in REPORTS."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tqdm import tqdm

from gongdun.areas.inspection import operations as inspection
from gongdun.demo.accounts import Team, team
from gongdun.demo.stories.days import BUSINESS_DATE, at
from gongdun.desk.models import Matter
from gongdun.desk.operations.matters import move
from gongdun.registry.models import Area, Employer, Worker
from gongdun.vault.actors import Actor

REPORTS = 490


def tell() -> None:
    dice = random.Random(20221018)
    areas = {area.pk: area for area in Area.objects.select_related("ledger")}
    firms = list(Employer.objects.exclude(district=1).order_by("key")[: REPORTS * 3 : 3])
    people = list(Worker.objects.exclude(district=1).order_by("person_key")[:REPORTS])
    teams = {pk: team(area.code, area.ledger.code) for pk, area in areas.items() if area.kind == "district"}
    for number, (firm, worker) in enumerate(tqdm(list(zip(firms, people, strict=False)), desc="基数异常核定", leave=False)):
        day = date(2022, 4, 11) + timedelta(days=number * 188 // REPORTS)
        report(
            firm, worker, teams[firm.district], day, dice, stop=number % 7 if BUSINESS_DATE - day < timedelta(days=40) else 4 + number % 2
        )


def report(firm: Employer, worker: Worker, people: Team, day: date, dice: random.Random, *, stop: int) -> None:
    base = dice.randrange(425000, 600000, 100)
    matter = inspection.report_base(
        employer=firm, worker=worker, months=(date(2022, 1, 1), date(2022, 3, 1)), declared_base_fen=base,
        actual_wage_fen=base + dice.randrange(60000, 400000, 100), evidence="工资台账与银行代发记录", actor=people.actor("inspector"), today=day, now=at(day),
    )  # fmt: skip
    steps = (("accept", "agency", 2), ("determine", "agency", 9), ("approve", "agencyhead", 11), ("answer", "agency", 12))
    nothing = stop == 5
    for name, post, after in steps[:1] if nothing else steps[:stop]:
        make(matter, name, people.actor(post), day + timedelta(days=after))
    if nothing:
        make(matter, "find_nothing", people.actor("agency"), day + timedelta(days=8), reason="工资台账与申报基数一致，差额为一次性补贴")


def make(matter: Matter, name: str, actor: Actor, day: date, reason: str = "") -> None:
    day = min(day, BUSINESS_DATE)
    operation = {"determine": inspection.determine, "answer": inspection.answer_base, "find_nothing": inspection.find_nothing}.get(name)
    if operation:
        operation(matter=matter.pk, actor=actor, today=day, now=at(day), reason=reason)
    else:
        move(matter=matter.pk, move=name, actor=actor, today=day, now=at(day), reason=reason)
