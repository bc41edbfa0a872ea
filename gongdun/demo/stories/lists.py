"""措施 6: three rounds of the uninsured list, July to September, in every district; closed where the next month's data confirm them.

The last month is compared by every rule, so the lead desk has all kinds; its lists are left in every state.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
from tqdm import tqdm

from gongdun.areas.inspection import operations as inspection
from gongdun.areas.inspection.models import ListRow
from gongdun.areas.inspection.queries import awaiting_rematch, leads_to_list
from gongdun.demo.accounts import Team, team
from gongdun.demo.stories.days import BUSINESS_DATE, JOB, at
from gongdun.desk.comparison import compare_month
from gongdun.desk.models import Lead, Matter, Run
from gongdun.desk.operations.matters import move
from gongdun.desk.reactions import Finished, reactions
from gongdun.registry.models import Area
from gongdun.vault import identities

RULES = ["uninsured_employees", "uninsured_employers"]
# The month compared, and the day its data had come.
MONTHS = {
    date(2022, 7, 1): date(2022, 8, 8),
    date(2022, 8, 1): date(2022, 9, 8),
    date(2022, 9, 1): date(2022, 10, 10),
}
SHARES = {7: (1, 3), 8: (1, 2), 9: (2, 3)}  # of the waiting leads listed in a month; the rest gives the desk work on its first day
LAST = max(MONTHS)


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


def tell(data: Path, folder: Path) -> None:
    """Run the three months in order; the last month's lists are still on their way on the business date."""
    truth, dice = Truth.read(data), random.Random(20221017)
    for month, day in MONTHS.items():
        bar = tqdm(total=1, desc=f"{month:%Y-%m} 比对", leave=False)
        rules = None if month == LAST else RULES
        run = compare_month(data=data, month=f"{month:%Y-%m}", folder=folder, actor=JOB, today=day, rules=rules, progress=shown(bar))
        bar.close()
        rematch(run, folder, day, truth)
        lists(month, day, truth, dice)


def shown(bar: tqdm):  # type: ignore[type-arg]
    def show(stage: str, done: int, total: int) -> None:
        bar.total, bar.n = total, done
        bar.set_postfix_str(stage)
        bar.refresh()

    return show


def rematch(run: Run, folder: Path, day: date, truth: Truth) -> None:
    lists = [one.matter for one in awaiting_rematch(run.month)]
    finished = Finished(run, folder, day, at(day))
    for _area, react in reactions():
        react(finished=finished, actor=JOB)
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
    day = min(day, BUSINESS_DATE)
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


def lists(month: date, day: date, truth: Truth, dice: random.Random) -> None:
    areas = list(Area.objects.select_related("ledger").filter(kind="district"))
    for place, area in enumerate(tqdm(areas, desc=f"{month:%Y-%m} 名单", leave=False)):
        people = team(area.code, area.ledger.code)
        waiting = list(leads_to_list(area.pk).values_list("pk", flat=True))
        is_last = month == LAST
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
        step(min(on, BUSINESS_DATE))


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
