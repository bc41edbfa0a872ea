"""Lists of the area as workbooks: persons of an application and of a site come in, projects are registered; covers, gaps and projects go out masked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from gongdun.areas.enrolment import eligibility, lake_cover, operations
from gongdun.areas.enrolment.eligibility import Applicant, Entry
from gongdun.areas.enrolment.forms import cover_gaps, cover_persons, insured_persons, project_workers, projects
from gongdun.areas.enrolment.models import CoverPerson, EmployerMonth, Project, ProjectWorker
from gongdun.areas.enrolment.queries import cover as cover_queries
from gongdun.areas.enrolment.queries import projects as project_queries
from gongdun.compare.lake import Lake
from gongdun.compare.runner import LAKE
from gongdun.desk.models import Matter
from gongdun.desk.operations.sheets import identity_keys
from gongdun.desk.registers.workers import born_on, worker_row
from gongdun.desk.sheet_lists import Asked, Effects, Intake, SheetList, Told
from gongdun.desk.sheets import Known, Row, Status
from gongdun.kernel.forms import Fault, Problem
from gongdun.kernel.words import Title
from gongdun.law.clocks import add_months
from gongdun.registry.models import Area, Employer, Worker
from gongdun.registry.operations import take_workers
from gongdun.registry.queries import everywhere
from gongdun.vault import identities
from gongdun.vault.scopes import current, within

CLERKS = frozenset({"enrolment_clerk", "data_clerk"})
READERS = CLERKS | {"inspection_liaison", "audit_officer", "approver", "reviewer", "director", "supervisor"}
PAST = Fault(
    "past_entering", "Past entering", "The application is past entering: {number} was submitted already.", "Have it returned first."
)
TWICE = Fault("entered_twice", "In the list already", "This person is in the list already.", "Leave the row out.")
ELSEWHERE = Fault(
    "worker_elsewhere", "Registered in another place", "This person is registered in {area}, whose rows you do not see.", "Ask its agency."
)
SITE_TOO_YOUNG = Fault(
    "site_too_young", "Younger than 16", "This person is 16 on {day} and may not work on a site (Labour Law art. 15).", "Check the number."
)
SITE_ENDED = Fault(
    "site_ended",
    "After the end of the cover",
    "The project's cover ends on {last}; this stay begins on {day} (人社部发〔2014〕103号).",
    "Extend the cover first.",
)
TURNED = Fault("days_turned", "Days in the wrong order", "The last day lies before the first.", "Correct the days.")
NOBODY = Fault(
    "no_contractor", "No such employer", "No employer with this credit code is among those you may see.", "Check the 18 characters."
)
REGISTERED = Fault("registered", "In the register already", "Project {number} is in the register already.", "Open it there.")


def lake() -> Lake | None:
    folder = settings.LAKE / LAKE
    return Lake(folder) if folder.exists() else None


def foreign(rows: Sequence[Row]) -> dict[str, Known]:
    """By number: persons of the register whose rows the officer does not see."""
    numbers = [row.values["identity"] for row in rows]
    keys = dict(zip(numbers, identities.find("person", numbers), strict=True))
    scope = current()
    with within(everywhere()):
        held = {one.person_key: one for one in Worker.objects.filter(person_key__in=[key for key in keys.values() if key is not None])}
        areas = {area.pk: area for area in Area.objects.all()}
    found = {}
    for row in rows:
        one = held.get(keys[row.values["identity"]] or 0)
        if one is not None and one.ledger not in scope.ledgers and one.district not in scope.districts:
            area = areas[one.district]
            found[row.values["identity"]] = Known(
                row.number, Status.TO_MEND, Problem("identity", ELSEWHERE, {"area": Title(area.name, area.name_en)})
            )
    return found


def known_workers(rows: Sequence[Row], matter: Matter, told: Told) -> dict[str, Worker]:
    """The workers of the rows by number; who is not in the register yet is taken in, in the matter's district."""
    area = Area.objects.get(pk=matter.district)
    keys = identity_keys([row.values["identity"] for row in rows], told.actor)
    held = set(Worker.objects.filter(person_key__in=keys.values()).values_list("person_key", flat=True))
    new = [worker_row({**row.values, "district": area.code}, keys) for row in rows if keys[row.values["identity"]] not in held]
    if new:
        take_workers(rows=new, actor=told.actor)
    found = {one.person_key: one for one in Worker.objects.filter(person_key__in=keys.values())}
    return {number: found[key] for number, key in keys.items()}


# Persons of a single-line application.


def person_rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    if asked.matter is None:
        return
    for one in asked.matter.cover_persons.select_related("worker").order_by("position"):
        yield {
            "identity": one.worker.masked_number, "name": one.worker.name, "post": one.post or None, "starts_on": one.starts_on, "ends_on": one.ends_on,
            "pay": one.pay_fen or None, "retired": one.retired, "retirement_kind": one.retirement_kind or None, "school": one.school or None,
            "school_kind": one.school_kind or None, "basis": one.basis or None,
        }  # fmt: skip


def entry_of(values: Mapping[str, Any]) -> Entry:
    return Entry(
        starts_on=values["starts_on"], pay_fen=values["pay"] or 0, ends_on=values["ends_on"], post=values["post"] or "",
        retirement_kind=values["retirement_kind"] or "", retired=values["retired"], school=values["school"] or "",
        school_kind=values["school_kind"] or "", basis=values["basis"] or "",
    )  # fmt: skip


def applicant_of(values: Mapping[str, Any], matter: Matter, area: str, employee_in: date | None) -> Applicant:
    """By what the number itself says: birth and sex."""
    number, one = values["identity"], matter.single_cover
    sex = "M" if int(number[16]) % 2 else "F"
    return Applicant(one.scheme, area, one.employer.risk_class, born_on(number), sex, entry_of(values), employee_in)


def employees_among(rows: Sequence[Row]) -> tuple[date | None, set[str]]:
    """The newest month of the data, and the numbers of those it shows insured as employees; nothing where the data are not on this machine."""
    held = lake()
    month = lake_cover.last_month(held) if held else None
    if held is None or month is None:
        return None, set()
    numbers = [row.values["identity"] for row in rows]
    insured = lake_cover.employees(held, month)
    return month, {number for number, key in zip(numbers, identities.find("person", numbers), strict=True) if key in insured}


def persons_known(rows: Sequence[Row], told: Told) -> Iterable[Known]:
    assert told.matter is not None
    matter = told.matter
    area = Area.objects.get(pk=matter.ledger).code
    here = {person_key(one) for one in matter.cover_persons.select_related("worker")}
    elsewhere = foreign(rows)
    month, employees = employees_among(rows) if matter.single_cover.scheme == eligibility.NEW_FORM else (None, set())
    keys = dict(
        zip([row.values["identity"] for row in rows], identities.find("person", [row.values["identity"] for row in rows]), strict=True)
    )
    for row in rows:
        number = row.values["identity"]
        if matter.state != "opened":
            yield Known(row.number, Status.TO_MEND, Problem("identity", PAST, {"number": matter.number}))
        elif number in elsewhere:
            yield elsewhere[number]
        elif keys[number] in here:
            yield Known(row.number, Status.DUPLICATE, Problem("identity", TWICE))
        else:
            one = applicant_of(row.values, matter, area, month if number in employees else None)
            yield from (Known(row.number, Status.TO_MEND, problem) for problem in eligibility.why_not(one))


def person_key(one: CoverPerson) -> int:
    return one.worker.person_key


def take_persons(rows: Sequence[Row], told: Told) -> Effects:
    assert told.matter is not None
    workers = known_workers(rows, told.matter, told)
    taken = [
        operations.add_person(
            matter=told.matter.pk, worker=workers[row.values["identity"]], entry=entry_of(row.values), actor=told.actor, today=told.today
        )
        for row in rows
    ]
    return {"new": [one.position for one in taken]}


def undo_persons(kept: Effects, told: Told) -> None:
    assert told.matter is not None
    for position in kept["new"]:
        operations.remove_person(matter=told.matter.pk, position=position, actor=told.actor)


def insured_rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    found = CoverPerson.objects.select_related("worker", "employer", "matter__single_cover").order_by("-matter_id", "position")
    for one in found.iterator(chunk_size=2000):
        yield {
            "number": one.matter.number, "employer": one.employer.name, "scheme": one.matter.single_cover.scheme, "name": one.worker.name,
            "identity": one.worker.masked_number, "starts_on": one.starts_on, "ends_on": one.ends_on, "contribution": one.contribution_fen,
            "result": str(one.get_result_display()) or None, "result_on": one.result_on,
        }  # fmt: skip


# Projects and their rosters.


def roster_rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    if asked.matter is None:
        return
    for one in asked.matter.project_workers.select_related("worker"):
        yield {
            "identity": one.worker.masked_number, "name": one.worker.name, "unit": one.unit or None, "trade": one.trade or None, "in_on": one.in_on,
            "out_on": one.out_on,
        }  # fmt: skip


def stays_known(rows: Sequence[Row], told: Told) -> Iterable[Known]:
    assert told.matter is not None
    last = told.matter.project.covered_to
    elsewhere = foreign(rows)
    for row in rows:
        values = row.values
        sixteenth = add_months(born_on(values["identity"]), eligibility.YOUNGEST_MONTHS)
        if values["identity"] in elsewhere:
            yield elsewhere[values["identity"]]
        elif values["in_on"] < sixteenth:
            yield Known(row.number, Status.TO_MEND, Problem("in_on", SITE_TOO_YOUNG, {"day": sixteenth}))
        elif values["out_on"] is not None and values["out_on"] < values["in_on"]:
            yield Known(row.number, Status.TO_MEND, Problem("out_on", TURNED))
        elif last is not None and values["in_on"] > last:
            yield Known(row.number, Status.TO_MEND, Problem("in_on", SITE_ENDED, {"last": last, "day": values["in_on"]}))


def take_stays(rows: Sequence[Row], told: Told) -> Effects:
    """Dynamic: a row whose stay is there already writes down when the person left."""
    assert told.matter is not None
    workers = known_workers(rows, told.matter, told)
    before = set(ProjectWorker.objects.filter(matter=told.matter).values_list("pk", flat=True))
    taken = [
        operations.put_on_site(
            matter=told.matter.pk, worker=workers[row.values["identity"]], in_on=row.values["in_on"], out_on=row.values["out_on"],
            unit=row.values["unit"] or "", trade=row.values["trade"] or "", actor=told.actor, today=told.today,
        )
        for row in rows
    ]  # fmt: skip
    return {"new": [one.pk for one in taken if one.pk not in before]}


def undo_roster(kept: Effects, told: Told) -> None:
    assert told.matter is not None
    operations.undo_stays(matter=told.matter.pk, stays=kept["new"], actor=told.actor)


def project_rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    for one in Project.objects.select_related("contractor").iterator():
        yield {
            "number": one.number, "name": one.name, "uscc": one.contractor.uscc, "contractor": one.contractor.name, "place": one.place or None,
            "permit_number": one.permit_number or None, "permit_on": one.permit_on, "cost": one.cost_fen, "tier": str(one.tier),
            "starts_on": one.starts_on, "ends_on": one.ends_on,
        }  # fmt: skip


def projects_known(rows: Sequence[Row], told: Told) -> Iterable[Known]:
    codes = set(Employer.objects.filter(uscc__in=[row.values["uscc"] for row in rows]).values_list("uscc", flat=True))
    held = set(Project.objects.filter(number__in=[row.values["number"] for row in rows]).values_list("number", flat=True))
    for row in rows:
        if row.values["uscc"] not in codes:
            yield Known(row.number, Status.TO_MEND, Problem("uscc", NOBODY))
        elif row.values["ends_on"] < row.values["starts_on"]:
            yield Known(row.number, Status.TO_MEND, Problem("ends_on", TURNED))
        elif row.values["number"] in held:
            yield Known(row.number, Status.DUPLICATE, Problem("number", REGISTERED, {"number": row.values["number"]}))


def take_projects(rows: Sequence[Row], told: Told) -> Effects:
    firms = {one.uscc: one for one in Employer.objects.filter(uscc__in=[row.values["uscc"] for row in rows])}
    return {"new": [register(firms[row.values["uscc"]], row.values, told) for row in rows]}


def register(firm: Employer, values: Mapping[str, Any], told: Told) -> int:
    return operations.register_project(
        contractor=firm, number=values["number"], name=values["name"], place=values["place"] or "", permit_number=values["permit_number"] or "",
        permit_on=values["permit_on"], cost_fen=values["cost"], tier=int(values["tier"]), starts_on=values["starts_on"], ends_on=values["ends_on"],
        actor=told.actor, today=told.today, now=told.now,
    ).pk  # fmt: skip


def gap_rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    day = date.fromisoformat(asked.query["on"]) if asked.query.get("on") else project_queries.last_compared()
    for one in project_queries.gaps(day):
        yield {
            "number": one.number, "name": one.name or None, "contractor": one.contractor, "permit_on": one.permit_on, "covered_from": one.covered_from,
            "gap": one.days, "cost": one.cost_fen or None,
        }  # fmt: skip


def cover_rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    """The gap list behind the figure that the page shows, by its own filter."""
    month = cover_queries.month_asked(asked.query.get("month", ""))
    if month is None:
        return
    found = EmployerMonth.objects.filter(month=month).select_related("employer")
    if key := asked.query.get("key"):
        found = cover_queries.narrowed(found, asked.query.get("by", "trade"), key)
    for one in cover_queries.gaps(found).iterator():
        yield {
            "month": one.month, "uscc": one.employer.uscc, "employer": one.employer.name, "industry": one.employer.industry, "paid": one.paid,
            "both": one.both, "gap": one.gap,
        }  # fmt: skip


PERSONS_UNDO = Title(
    "提交审批之前，当日和次日可整批撤销。", "Can be undone whole on the same and the next day, until it is submitted for approval."
)
STAYS_UNDO = Title(
    "当日和次日可整批撤销；只更新了离场日期的行不恢复。",
    "Can be undone whole on the same and the next day; a departure written down stays.",
)
PROJECTS_UNDO = Title(
    "不能撤销：每行已立一件，有编号和期限；误登的在办件中撤回。",
    "Cannot be undone: each row opened a matter with a number and a clock; withdraw a mistaken one there.",
)
sheet_lists = [
    SheetList(
        "cover_persons", lambda: cover_persons.FORM, person_rows, READERS, Intake(take_persons, CLERKS, persons_known, undo_persons, PERSONS_UNDO),
        of_matter="single_cover", page="single_covers",
    ),
    SheetList(
        "project_workers", lambda: project_workers.FORM, roster_rows, READERS, Intake(take_stays, CLERKS, stays_known, undo_roster, STAYS_UNDO),
        of_matter="project_cover", page="projects",
    ),
    SheetList("projects", lambda: projects.FORM, project_rows, READERS, Intake(take_projects, CLERKS, projects_known, None, PROJECTS_UNDO), page="projects"),
    SheetList("project_gaps", lambda: projects.GAPS, gap_rows, READERS, page="projects"),
    SheetList("insured_persons", lambda: insured_persons.FORM, insured_rows, READERS, page="single_covers"),
    SheetList("cover_gaps", lambda: cover_gaps.FORM, cover_rows, READERS, page="cover"),
]  # fmt: skip
