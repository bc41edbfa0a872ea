"""工程项目参保: registered on its permit, priced by the law, applied for, covered by what the data say, extended, completed; its real-name roster."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gongdun import law
from gongdun.areas.enrolment import eligibility
from gongdun.areas.enrolment.models import Project, ProjectWorker
from gongdun.desk.models import Lead, Matter, Run
from gongdun.desk.operations import leads as lead_operations
from gongdun.desk.operations import matters
from gongdun.desk.operations.matters import Opening
from gongdun.desk.operations.timeline import held_by
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area, Employer, Office, Worker
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation, unchanged

RULES = frozenset({"enrolment/project_uncovered"})
TIERS = (1, 2, 3, 4)


@operation
def register_project(
    *, contractor: Employer, number: str, name: str, permit_on: date, cost_fen: int, tier: int, starts_on: date, ends_on: date, actor: Actor,
    today: date, now: datetime, place: str = "", permit_number: str = "", district: Area | None = None,
) -> Matter:  # fmt: skip
    """Put a project into the register of the district it is built in; open leads about it are bound to its matter."""
    refuse_impossible(number, name, cost_fen, tier, starts_on, ends_on)
    if Project.objects.filter(number=number.strip()).exists():
        raise Refusal("Project {number} is in the register already. Open it there, or correct the number.", number=number.strip())
    area = district or Area.objects.get(pk=contractor.district)
    office = Office.objects.get(kind="agency", area_id=area.ledger_id)
    opening = Opening(
        title=f"{name.strip()} · 项目参保", office=office, ledger=area.ledger_id, district=area.pk, employer=contractor,
        facts={"project": number.strip(), "permit_on": permit_on.isoformat(), "applicant": contractor.name},
    )  # fmt: skip
    matter = matters.open_matter(procedure="project_cover", opening=opening, actor=actor, today=today, now=now)
    Project.objects.create(
        matter=matter, number=number.strip(), name=name.strip(), contractor=contractor, place=place.strip(), permit_number=permit_number.strip(),
        permit_on=permit_on, cost_fen=cost_fen, tier=tier, starts_on=starts_on, ends_on=ends_on, ledger=matter.ledger, district=matter.district,
    )  # fmt: skip
    asked = Lead.objects.filter(rule__in=RULES, employer=contractor, figures__subject=number.strip(), state=Lead.State.NEW, matter=None)
    if found := list(asked):
        lead_operations.bind(found, matter)
    return matter


def refuse_impossible(number: str, name: str, cost_fen: int, tier: int, starts_on: date, ends_on: date) -> None:
    if not number.strip() or not name.strip():
        raise Refusal("A project has the number of its permit platform and a name. Fill in both.")
    if cost_fen <= 0:
        raise Refusal("The cover of a project is paid from its cost (苏人社规〔2023〕2号): give the contract sum in yuan.")
    if tier not in TIERS:
        raise Refusal("The project rate has the tiers 1 to 4 (苏人社规〔2023〕2号), not {tier}.", tier=tier)
    if ends_on < starts_on:
        raise Refusal("The works end on {last}, before they begin on {first}. Correct the days.", first=starts_on, last=ends_on)


def locked_project(matter: int, actor: Actor, *states: str) -> Project:
    held = held_by(actor, matter)
    one = Project.objects.select_for_update(of=("self",)).select_related("matter", "contractor").filter(matter=held).first()
    if one is None or held.state not in states:
        raise Refusal("{number} is not at this step. Look at its timeline.", number=held.number)
    return one


def sheet_of(one: Project, cost_fen: int) -> law.Sheet:
    """The law's sheet: cost by the rate of the tier, in the month of the permit."""
    told: dict[str, object] = {
        "area": Area.objects.get(pk=one.ledger).code, "scheme": "project", "month": one.permit_on.replace(day=1).isoformat(), "tier": one.tier,
        "project_cost": str(Decimal(cost_fen) / 100),
    }  # fmt: skip
    return law.explain(told, ["rate", "contribution"])


def amount(sheet: law.Sheet) -> int:
    return int(Decimal(str(sheet.amounts["contribution"])) * 100)


@operation
def price_project(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Compute the contribution and keep the sheet that anyone can compute again."""
    held = matters.move(matter=matter, move="price", actor=actor, today=today, now=now, revision=revision)
    one: Project = held.project
    sheet = sheet_of(one, one.cost_fen)
    one.contribution_fen, one.sheet = amount(sheet), sheet.json("zh_Hans")
    one.unverified = sorted({used.name for used in sheet.doubtful})
    one.save()
    journal.record(
        actor=actor, action="project_cover.compute", subject=f"matter:{held.pk}",
        after={"contribution_fen": one.contribution_fen, "receipt": sheet.digest},
    )  # fmt: skip
    return held


@operation
def file_project(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The application goes out; the platform itself insures the project. What asked for it was right."""
    held = matters.move(matter=matter, move="file", actor=actor, today=today, now=now, revision=revision)
    lead_operations.settle(held, "confirmed", "cover_applied", "", actor, today)
    held.project.filed_on = today
    held.project.save()
    return held


@operation
def confirm_projects(*, run: Run, covers: Mapping[str, tuple[date, date]], actor: Actor, today: date, now: datetime) -> int:
    """What the data say of the projects applied for: number → first and last day of cover. How many were confirmed; safe to run twice."""
    waiting = Project.objects.filter(matter__state__in=("filed", "extension_filed")).select_related("matter")
    found = [one for one in waiting.order_by("id") if is_shown(one, covers.get(one.number))]
    for one in found:
        one.covered_from, one.covered_to = covers[one.number]
        confirm(one, run, actor, today, now)
    if not found:
        unchanged()
    return len(found)


def is_shown(one: Project, cover: tuple[date, date] | None) -> bool:
    """Whether the data show what was applied for: a cover until the end of the works, or until the new end."""
    return cover is not None and cover[1] >= (one.new_ends_on or one.ends_on)


def confirm(one: Project, run: Run, actor: Actor, today: date, now: datetime) -> None:
    assert one.covered_to is not None
    move = "confirm" if one.matter.state == "filed" else "confirm_extension"
    if one.new_ends_on:
        one.ends_on, one.new_ends_on = one.new_ends_on, None
        one.cost_fen, one.new_cost_fen = one.new_cost_fen or one.cost_fen, None
        one.contribution_fen, one.extra_fen = one.contribution_fen + one.extra_fen, 0
    one.confirmed_in, one.confirmed_on = run, today
    one.save()
    facts = {"term_days": max((one.covered_to - today).days, 1), "covered_to": one.covered_to.isoformat()}
    matters.move(matter=one.matter_id, move=move, actor=actor, today=today, now=now, facts=facts)


@operation
def ask_extension(*, matter: int, until: date, actor: Actor, today: date, cost_fen: int | None = None) -> Project:
    """A later end, and a higher cost where the contract rose: the difference is paid at the same tier."""
    one = locked_project(matter, actor, "covered")
    if one.covered_to is None or until <= one.covered_to:
        raise Refusal("The cover runs until {last}; an extension ends later than that. Correct the day.", last=one.covered_to)
    if today > one.covered_to:
        raise Refusal(
            "The cover ended on {last}: a cover that is over is not extended, the days since stay without cover (工伤保险条例 62). Register the rest as a new project.",
            last=one.covered_to,
        )
    if cost_fen is not None and cost_fen < one.cost_fen:
        raise Refusal("The cost of an extension is not below the cost insured so far. Correct the sum.")
    one.new_ends_on, one.new_cost_fen, one.extra_fen = until, None, 0
    if cost_fen is not None and cost_fen > one.cost_fen:
        sheet = sheet_of(one, cost_fen)
        one.new_cost_fen, one.extra_fen, one.sheet = cost_fen, amount(sheet) - one.contribution_fen, sheet.json("zh_Hans")
    one.save()
    after = {"until": until, "cost_fen": one.new_cost_fen, "extra_fen": one.extra_fen}
    journal.record(actor=actor, action="project_cover.ask_extension", subject=f"matter:{matter}", after=after)
    return one


@operation
def return_extension(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Not approved: the cover stays as it is."""
    held = matters.move(matter=matter, move="return_extension", actor=actor, today=today, now=now, revision=revision, reason=reason)
    one: Project = held.project
    one.new_ends_on, one.new_cost_fen, one.extra_fen = None, None, 0
    one.save()
    return held


@operation
def put_on_site(
    *, matter: int, worker: Worker, in_on: date, actor: Actor, today: date, unit: str = "", trade: str = "", out_on: date | None = None
) -> ProjectWorker:
    """A person of the real-name roster. Nobody under 16; the day lies within the cover, where the project has one."""
    one = locked_project(matter, actor, "registered", "priced", "approved", "filed", "covered", "extension_asked", "extension_filed")
    refuse_stay(one, worker, in_on, out_on)
    held, is_new = ProjectWorker.objects.update_or_create(
        matter=one.matter, worker=worker, in_on=in_on,
        defaults={"unit": unit.strip(), "trade": trade.strip(), "out_on": out_on, "ledger": one.ledger, "district": one.district},
    )  # fmt: skip
    after = {"in_on": in_on, "out_on": out_on, "new": is_new}
    journal.record(actor=actor, action="project_cover.put_on_site", subject=f"matter:{matter}", after=after, persons=[worker.person_key])
    return held


def refuse_stay(one: Project, worker: Worker, in_on: date, out_on: date | None) -> None:
    if worker.born_on is not None and in_on < law.clocks.add_months(worker.born_on, eligibility.YOUNGEST_MONTHS):
        raise Refusal("{name} is younger than 16 on {day} and may not work on a site (Labour Law art. 15).", name=worker.name, day=in_on)
    if out_on is not None and out_on < in_on:
        raise Refusal("{name} leaves on {last}, before coming on {first}. Correct the days.", name=worker.name, first=in_on, last=out_on)
    if one.covered_to is not None and in_on > one.covered_to:
        raise Refusal(
            "{name} comes on {day}, after the cover ended on {last}. Extend the cover first (人社部发〔2014〕103号).",
            name=worker.name,
            day=in_on,
            last=one.covered_to,
        )


@operation
def complete_project(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The works are over and the site is empty."""
    held = matters.move(matter=matter, move="complete", actor=actor, today=today, now=now, revision=revision)
    held.project.completed_on = today
    held.project.save()
    return held


@operation
def undo_stays(*, matter: int, stays: list[int], actor: Actor) -> Any:
    """Take back the rows a workbook added."""
    held_by(actor, matter)
    gone = ProjectWorker.objects.filter(matter=matter, pk__in=stays).delete()[0]
    journal.record(actor=actor, action="project_cover.undo_stays", subject=f"matter:{matter}", after={"rows": gone})
    return gone
