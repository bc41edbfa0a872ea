"""The demo city's work of 2022, done through the same operations that officers use, each day on its own date.

Three rounds of measure 6, July to September, in every district, closed where the next month's data confirm them, and 490 reports of measure 7;
the last lists and reports are left in every state.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
from tqdm import tqdm

from gongdun.areas.inspection import operations as inspection
from gongdun.areas.inspection.models import ListRow
from gongdun.areas.inspection.queries import awaiting_rematch, leads_to_list
from gongdun.compare.lake import Lake
from gongdun.compare.months import Month
from gongdun.compare.runner import LAKE
from gongdun.demo.accounts import Team, team
from gongdun.desk import lake_rows
from gongdun.desk.comparison import compare_month
from gongdun.desk.models import Lead, Matter, Run
from gongdun.desk.operations.matters import move
from gongdun.registry.models import Area, Employer, Worker
from gongdun.vault import identities
from gongdun.vault.actors import SYSTEM, Actor

SHANGHAI = ZoneInfo("Asia/Shanghai")
JOB = SYSTEM("demo")
RULES = ["uninsured_employees", "uninsured_employers"]
# The month compared, and the day its data had come.
MONTHS = {
    date(2022, 7, 1): date(2022, 8, 8),
    date(2022, 8, 1): date(2022, 9, 8),
    date(2022, 9, 1): date(2022, 10, 10),
}
SHARES = {7: (1, 3), 8: (1, 2), 9: (2, 3)}  # of the waiting leads listed in a month; the rest gives the desk work on its first day
REPORTS = 490


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), SHANGHAI)


@dataclass(frozen=True)
class Truth:
    """What the inspectors of the synthetic city find, by (employer code, person number)."""

    findings: dict[tuple[str, str], str]

    @classmethod
    def read(cls, data: Path) -> Truth:
        query = f"select uscc, coalesce(id_number, ''), finding from '{data / 'truth.parquet'}' where finding is not null"  # noqa: S608
        return cls({(uscc, number): finding for uscc, number, finding in duckdb.connect().execute(query).fetchall()})

    def of(self, lead: Lead, numbers: dict[int, str], dice: random.Random) -> str:
        """An employee of an uninsured employer shares its finding; a lead nobody planted is an employee who was insured meanwhile."""
        number = numbers.get(lead.worker.person_key, "") if lead.worker else ""
        code = lead.employer.uscc if lead.employer else ""
        return self.findings.get((code, number)) or self.findings.get((code, "")) or dice.choice(["insured", "no_relation", "enrolled_now"])


def tell(data: Path, folder: Path, today: date) -> None:
    """Run the three months in order; the last month's lists are still on their way on the business date."""
    truth, dice = Truth.read(data), random.Random(20221017)
    for month, day in MONTHS.items():
        bar = tqdm(total=1, desc=f"{month:%Y-%m} 比对", leave=False)
        run = compare_month(data=data, month=f"{month:%Y-%m}", folder=folder, actor=JOB, today=day, rules=RULES, progress=shown(bar))
        bar.close()
        rematch(run, folder, day, truth)
        lists(month, day, truth, dice, today)
    reports(dice, today)


def shown(bar: tqdm):  # type: ignore[type-arg]
    def show(stage: str, done: int, total: int) -> None:
        bar.total, bar.n = total, done
        bar.set_postfix_str(stage)
        bar.refresh()

    return show


def rematch(run: Run, folder: Path, day: date, truth: Truth) -> None:
    lake = Lake(folder / LAKE)
    covered = lake_rows.covered(lake, Month.of(run.month))
    asked = set(Lead.objects.filter(last_run=run).values_list("fingerprint", flat=True))
    lists = [one.matter for one in awaiting_rematch(run.month)]
    inspection.rematch(run=run, insured=covered, still_asked=asked, actor=JOB, today=day)
    for matter in lists:
        finish(matter, day + timedelta(days=2), truth)


def finish(matter: Matter, day: date, truth: Truth) -> None:
    """Close what the data confirm; send back what they contradict."""
    people, contradicted = team_of(matter), matter.list_rows.filter(rematch="contradicted").count()
    act: dict[str, Any] = {"matter": matter.pk, "actor": people.actor("liaison"), "today": day, "now": at(day)}
    if not contradicted:
        move(move="close", **act)
        return
    inspection.reopen(reason=f"次月数据与 {contradicted} 行结论不符，请复查", **act)
    recheck(matter, people, day + timedelta(days=5), truth)


def recheck(matter: Matter, people: Team, day: date, truth: Truth) -> None:
    """The inspectors go again: some are enrolling only now, the others refuse."""
    day = min(day, date(2022, 10, 17))
    move(matter=matter.pk, move="receive", actor=people.actor("inspector"), today=day, now=at(day))
    rows = list(matter.list_rows.filter(finding="").select_related("lead__worker", "lead__employer"))
    numbers = numbers_of(rows)
    told = [again(row.position, truth.of(row.lead, numbers, random.Random(row.pk)), row.figures) for row in rows]
    inspection.record_findings(
        matter=matter.pk, findings=told, actor=people.actor("inspector"), today=day, finders="、".join(finders(people))
    )
    inspection.answer(matter=matter.pk, actor=people.actor("inspector"), today=day, now=at(day, 16))


def team_of(matter: Matter) -> Team:
    area = Area.objects.select_related("ledger").get(pk=matter.district)
    return team(area.code, area.ledger.code)


def lists(month: date, day: date, truth: Truth, dice: random.Random, today: date) -> None:
    areas = list(Area.objects.select_related("ledger").filter(kind="district"))
    for place, area in enumerate(tqdm(areas, desc=f"{month:%Y-%m} 名单", leave=False)):
        people = team(area.code, area.ledger.code)
        waiting = list(leads_to_list(area.pk).values_list("pk", flat=True))
        is_last = month == max(MONTHS)
        taken, parts = SHARES[month.month]
        chosen = waiting[: -(-len(waiting) * taken // parts)]
        if chosen:
            matter = inspection.build_list(district=area, month=month, leads=chosen, actor=people.actor("liaison"), today=day, now=at(day))
            carry(matter, people, day, truth, dice, stop=place % 6 if is_last else 9)


def carry(matter: Matter, people: Team, day: date, truth: Truth, dice: random.Random, *, stop: int) -> None:
    """As far as the list has come: 0 built, 1 submitted, 2 approved, 3 handed over, 4 half checked, 5 answered."""
    steps = (
        lambda on: move(matter=matter.pk, move="submit", actor=people.actor("liaison"), today=on, now=at(on)),
        lambda on: move(matter=matter.pk, move="approve", actor=people.actor("approver"), today=on, now=at(on, 15)),
        lambda on: inspection.hand_over(matter=matter.pk, actor=people.actor("liaison"), today=on, now=at(on, 16)),
        lambda on: check(matter, people, on, truth, dice, half=stop == 4),
        lambda on: inspection.answer(matter=matter.pk, actor=people.actor("inspector"), today=on, now=at(on, 16)),
    )
    days = (day, day + timedelta(days=1), day + timedelta(days=1), day + timedelta(days=4), day + timedelta(days=18))
    for step, on in list(zip(steps, days, strict=True))[:stop]:
        step(min(on, date(2022, 10, 17)))


def check(matter: Matter, people: Team, day: date, truth: Truth, dice: random.Random, *, half: bool) -> None:
    move(matter=matter.pk, move="receive", actor=people.actor("inspector"), today=day, now=at(day))
    rows = list(matter.list_rows.select_related("lead__worker", "lead__employer"))
    numbers = numbers_of(rows)
    told = [finding(row.position, truth.of(row.lead, numbers, dice), row.figures) for row in (rows[: len(rows) // 2] if half else rows)]
    inspection.record_findings(
        matter=matter.pk, findings=told, actor=people.actor("inspector"), today=day, finders="、".join(finders(people))
    )


def numbers_of(rows: list[ListRow]) -> dict[int, str]:
    """The city knows its own truth by number; this is the demo reading it, not an officer."""
    keys = [row.lead.worker.person_key for row in rows if row.lead.worker]
    return identities.open_many(keys, actor=JOB, door="hand_over_workbook", reason="演示城市核查结论") if keys else {}


def again(position: int, answer: str, figures: dict[str, Any]) -> dict[str, Any]:
    if answer == "enrolled_now":
        return finding(position, answer, figures) | {"remark": "复查：本月已申报补办"}
    return {"position": position, "finding": "refused", "remark": "复查：仍未参保，拒不改正"}


def finders(people: Team) -> Iterator[str]:
    yield from (str(people.accounts[post]) for post in ("inspector", "head"))


def finding(position: int, answer: str, figures: dict) -> dict:  # type: ignore[type-arg]
    enrolled = answer == "enrolled_now"
    owed = (
        int(figures.get("income_fen") or 0) * int(figures.get("months_owed") or figures.get("months") or 1) * 9 // 1000 if enrolled else 0
    )
    return {"position": position, "finding": answer, "arrears_fen": owed, "remark": ""}


def reports(dice: random.Random, today: date) -> None:
    """490 reports of abnormal bases from April to October, in every state."""
    areas = {area.pk: area for area in Area.objects.select_related("ledger")}
    firms = list(Employer.objects.exclude(district=1).order_by("key")[: REPORTS * 3 : 3])
    people = list(Worker.objects.exclude(district=1).order_by("person_key")[:REPORTS])
    teams = {pk: team(area.code, area.ledger.code) for pk, area in areas.items() if area.kind == "district"}
    for number, (firm, worker) in enumerate(tqdm(list(zip(firms, people, strict=False)), desc="基数异常核定", leave=False)):
        day = date(2022, 4, 11) + timedelta(days=number * 188 // REPORTS)
        report(firm, worker, teams[firm.district], day, dice, stop=number % 7 if today - day < timedelta(days=40) else 4 + number % 2)


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
    day = min(day, date(2022, 10, 17))
    operation = {"determine": inspection.determine, "answer": inspection.answer_base, "find_nothing": inspection.find_nothing}.get(name)
    if operation:
        operation(matter=matter.pk, actor=actor, today=day, now=at(day), reason=reason)
    else:
        move(matter=matter.pk, move=name, actor=actor, today=day, now=at(day), reason=reason)
