"""专项治理的名单 (措施 36) as workbooks: attendance of sites and lists of platforms come in, each person is reconciled, results go out masked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from gongdun.areas.enrolment import conditions, lake_cover, operations
from gongdun.areas.enrolment.forms import attendance_lists, platform_lists
from gongdun.areas.enrolment.models import CampaignPerson, CampaignUnit
from gongdun.areas.enrolment.operations.special import Covers
from gongdun.areas.enrolment.pages.sheets import CLERKS, READERS, TURNED, foreign, known_workers, lake
from gongdun.desk.models import Matter
from gongdun.desk.sheet_lists import Asked, Effects, Intake, SheetList, Told
from gongdun.desk.sheets import Known, Row, Status
from gongdun.kernel.forms import Fault, Problem
from gongdun.kernel.words import Title
from gongdun.registry.models import Worker

WRITERS = CLERKS | {"audit_officer"}
NO_UNIT = Fault(
    "not_a_unit",
    "No open unit of the campaign",
    "{said} is no open unit of {number}.",
    "Check the number; a unit with its finding is closed.",
)
NO_FIRST = Fault("not_first_day", "Not the first of a month", "{day} is not the first day of a month.", "Write the first day of the month.")
UNDO = Title(
    "当日和次日可整批撤销；单位已有结论的，不能撤销。", "Can be undone whole on the same and the next day, unless a unit has its finding."
)
Take = Callable[[CampaignUnit, Worker, Row, Covers | None, Told], CampaignPerson]


def open_units(matter: Matter, group: str) -> dict[str, CampaignUnit]:
    """Units of a trade that take a list still: a site by its project's number, a platform's partner by its credit code."""
    units = matter.campaign_units.filter(group=group, finding="", worker=None).select_related("project", "employer").order_by("-id")
    if group == conditions.SITE:
        return {one.project.number: one for one in units if one.project}
    return {one.employer.uscc: one for one in units if one.employer}


def problems(rows: Sequence[Row], told: Told, group: str, column: str, days: Callable[[Row], Problem | None]) -> Iterable[Known]:
    assert told.matter is not None
    units, elsewhere = open_units(told.matter, group), foreign(rows)
    for row in rows:
        if row.values[column].strip() not in units:
            said = {"said": row.values[column], "number": told.matter.number}
            yield Known(row.number, Status.TO_MEND, Problem(column, NO_UNIT, said))
        elif row.values["identity"] in elsewhere:
            yield elsewhere[row.values["identity"]]
        elif wrong := days(row):
            yield Known(row.number, Status.TO_MEND, wrong)


def turned(row: Row) -> Problem | None:
    return Problem("until_on", TURNED) if row.values["until_on"] < row.values["from_on"] else None


def mid_month(row: Row) -> Problem | None:
    return Problem("month", NO_FIRST, {"day": row.values["month"]}) if row.values["month"].day != 1 else None


def attendance_known(rows: Sequence[Row], told: Told) -> Iterable[Known]:
    return problems(rows, told, conditions.SITE, "project", turned)


def platform_known(rows: Sequence[Row], told: Told) -> Iterable[Known]:
    return problems(rows, told, conditions.NEW_FORM, "uscc", mid_month)


def covers(month: date) -> Covers | None:
    """The insured rows of a month; None where no delivery of it is on this machine."""
    held = lake()
    last = lake_cover.last_month(held) if held else None
    if held is None or last is None or month.replace(day=1) > last:
        return None
    return lake_cover.covers_of(held, month.replace(day=1))


def taken(rows: Sequence[Row], told: Told, group: str, column: str, day: str, take: Take) -> Effects:
    assert told.matter is not None
    units, workers = open_units(told.matter, group), known_workers(rows, told.matter, told)
    before = set(CampaignPerson.objects.filter(matter=told.matter).values_list("pk", flat=True))
    insured = {month: covers(month) for month in {row.values[day].replace(day=1) for row in rows}}
    kept = [
        take(units[row.values[column].strip()], workers[row.values["identity"]], row, insured[row.values[day].replace(day=1)], told)
        for row in rows
    ]
    return {"new": [one.pk for one in kept if one.pk not in before]}


def take_attendance(rows: Sequence[Row], told: Told) -> Effects:
    return taken(rows, told, conditions.SITE, "project", "until_on", on_site)


def take_platform(rows: Sequence[Row], told: Told) -> Effects:
    return taken(rows, told, conditions.NEW_FORM, "uscc", "month", of_platform)


def on_site(unit: CampaignUnit, worker: Worker, row: Row, insured: Covers | None, told: Told) -> CampaignPerson:
    return operations.take_attendance(
        unit=unit.pk, worker=worker, from_on=row.values["from_on"], until_on=row.values["until_on"], covers=insured, actor=told.actor, today=told.today
    )  # fmt: skip


def of_platform(unit: CampaignUnit, worker: Worker, row: Row, insured: Covers | None, told: Told) -> CampaignPerson:
    said = row.values
    return operations.take_platform_person(
        unit=unit.pk, worker=worker, month=said["month"], basis=said["basis"] or "", income_fen=said["income"] or 0, base_fen=said["base"] or 0,
        covers=insured, actor=told.actor, today=told.today,
    )  # fmt: skip


def undo(kept: Effects, told: Told) -> None:
    assert told.matter is not None
    operations.drop_persons(matter=told.matter.pk, persons=kept["new"], actor=told.actor)


def rows_of(asked: Asked, group: str) -> Iterator[CampaignPerson]:
    if asked.matter is not None:
        yield from CampaignPerson.objects.filter(matter=asked.matter, unit__group=group).select_related(
            "worker", "unit__project", "unit__employer"
        )


def attendance_rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    for one in rows_of(asked, conditions.SITE):
        number = one.unit.project.number if one.unit.project else ""
        yield {"project": number, **common(one), "from_on": one.from_on, "until_on": one.until_on}


def platform_rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    for one in rows_of(asked, conditions.NEW_FORM):
        code = one.unit.employer.uscc if one.unit.employer else ""
        amounts = {"income": one.income_fen or None, "base": one.base_fen or None}
        yield {"uscc": code, **common(one), "month": one.from_on, "basis": one.basis or None, **amounts}


def common(one: CampaignPerson) -> dict[str, Any]:
    return {"identity": one.worker.masked_number, "name": one.worker.name, "result": str(one.get_result_display())}


special_lists = [
    SheetList(
        "attendance_lists", lambda: attendance_lists.FORM, attendance_rows, READERS, Intake(take_attendance, WRITERS, attendance_known, undo, UNDO),
        of_matter="campaign", page="campaigns",
    ),
    SheetList(
        "platform_lists", lambda: platform_lists.FORM, platform_rows, READERS, Intake(take_platform, WRITERS, platform_known, undo, UNDO),
        of_matter="campaign", page="campaigns",
    ),
]  # fmt: skip
