"""措施 36 的专项: every lift installer, site and unit with new-form workers of the ledger; conditions checked, real-name lists reconciled per person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from gongdun import law
from gongdun.areas.enrolment import conditions, queries
from gongdun.areas.enrolment.models import CampaignPerson, CampaignUnit, EmployerMonth, Project, ProjectWorker
from gongdun.desk.models import Matter
from gongdun.desk.operations.timeline import refuse_readers
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area, Worker
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation, unchanged

Result = CampaignPerson.Result
Covers = Mapping[int, Collection[tuple[int, str]]]  # person key → (employer key, scheme) of a month; a person without cover is not in it


def population(matter: Matter, month: date) -> list[CampaignUnit]:
    """Units of the three trades in the ledger, each once, whether or not a lead asks about them."""
    known = EmployerMonth.objects.filter(ledger=matter.ledger, month=month).select_related("employer").order_by("employer__key")
    lifts = [whole(matter, conditions.LIFT, row) for row in known.filter(has_lift_licence=True)]
    sites = Project.objects.filter(ledger=matter.ledger, completed_on=None).exclude(matter__state="withdrawn").select_related("contractor")
    return [
        *lifts,
        *(site(matter, one) for one in sites.order_by("number")),
        *(whole(matter, conditions.NEW_FORM, row) for row in known.filter(new_form__gt=0)),
    ]


def whole(matter: Matter, group: str, row: EmployerMonth) -> CampaignUnit:
    return CampaignUnit(matter=matter, office=matter.office, group=group, employer=row.employer, ledger=row.ledger, district=row.district)


def site(matter: Matter, one: Project) -> CampaignUnit:
    return CampaignUnit(
        matter=matter, office=matter.office, group=conditions.SITE, employer=one.contractor, project=one, ledger=one.ledger, district=one.district
    )  # fmt: skip


def running(unit: int, actor: Actor) -> CampaignUnit:
    """A unit of a running campaign, locked, for the office that runs it."""
    refuse_readers(actor)
    held = (
        CampaignUnit.objects.select_for_update(of=("self",))
        .select_related("matter", "lead", "project__matter", "employer")
        .filter(pk=unit)
        .first()
    )
    if held is None:
        raise Refusal("There is no such unit among those you may see.")
    if held.matter.state != "running" or (actor.account_id is not None and actor.office_id != held.matter.office_id):
        raise Refusal("{number} is not running, or lies with another office.", number=held.matter.number)
    return held


@operation
def check_unit(*, unit: int, answers: Mapping[str, bool], words: str, actor: Actor, today: date) -> CampaignUnit:
    """Say of entry conditions whether they are met; one that is not met says why. A later check replaces the earlier one."""
    held = running(unit, actor)
    known = conditions.titles(held.group)
    if not answers or not set(answers) <= set(known):
        raise Refusal("Choose conditions of this unit's trade: {known}.", known="、".join(one.zh for one in known.values()))
    if held.finding:
        raise Refusal("This unit has its finding from {date}; its conditions are not checked again.", date=held.found_on)
    if not words.strip() and not all(answers.values()):
        raise Refusal("A condition that is not met says why, in your words.")
    said = {"words": words.strip()[:400], "on": today.isoformat(), "by": actor.name}
    held.checks = {**held.checks, **{item: {"answer": "met" if is_met else "not_met", **said} for item, is_met in answers.items()}}
    held.save()
    journal.record(
        actor=actor, action="campaign.check_unit", subject=f"unit:{held.pk}", after={item: held.checks[item] for item in answers}
    )
    return held


def refuse_unchecked(held: CampaignUnit, finding: str) -> None:
    """The gate of every finding: each condition checked, each listed person reconciled; in order only where all are met."""
    known = conditions.titles(held.group)
    if left := [title for item, title in known.items() if item not in held.checks]:
        raise Refusal("{count} conditions of this unit are not checked: {items}.", count=len(left), items="、".join(one.zh for one in left))
    unmet = [title for item, title in known.items() if held.checks[item]["answer"] == "not_met"]
    if unmet and finding in ("settled", "in_order"):
        raise Refusal(
            "Conditions are not met: {items}. Check them again when they are put right.", items="、".join(one.zh for one in unmet)
        )
    if queries.needs_list(held) and not held.persons.exists():
        raise Refusal("The real-name list of {unit} was not taken in yet. Import it on this page.", unit=queries.name_of(held))
    if count := queries.unreconciled(held).count():
        raise Refusal("{count} persons of the list of {unit} are not reconciled. Clear each one.", count=count, unit=queries.name_of(held))
    if finding == "in_order" and held.lead_id is not None:
        raise Refusal("The comparison asks about this unit: it was put right, is lawful as it is, or refuses.")


@operation
def take_attendance(
    *, unit: int, worker: Worker, from_on: date, until_on: date, covers: Covers | None, actor: Actor, today: date
) -> CampaignPerson:  # fmt: skip
    """A person of a site's attendance list, reconciled with its roster and the insured rows of the month; the same row again is compared again.

    `covers` is None where the data are not on this machine: the person then waits for them, and the unit stays open.
    """
    held = listing(unit, actor, conditions.SITE)
    if held.project is None:
        raise Refusal("The project of this unit is not in the register. Register it first; then its attendance can be compared.")
    if until_on < from_on or until_on > today:
        raise Refusal("The attendance of {name} ends before it begins, or after today. Correct the days.", name=worker.name)
    result = of_site(held.project, worker, from_on, until_on, covers)
    return keep(held, worker, from_on, {"until_on": until_on, "result": result}, actor, today)


@operation
def take_platform_person(
    *, unit: int, worker: Worker, month: date, basis: str, income_fen: int, base_fen: int, covers: Covers | None, actor: Actor, today: date
) -> CampaignPerson:  # fmt: skip
    """A person of a platform's list in a month, held to every entry condition of the new-form scheme."""
    held = listing(unit, actor, conditions.NEW_FORM)
    facts: dict[str, Any] = {"until_on": month, "basis": basis.strip(), "income_fen": income_fen, "base_fen": base_fen}
    result, faults = of_platform(held, worker, month, facts, covers)
    return keep(held, worker, month, {**facts, "result": result, "faults": faults}, actor, today)


def listing(unit: int, actor: Actor, group: str) -> CampaignUnit:
    held = running(unit, actor)
    if held.group != group or held.worker_id is not None or held.finding:
        raise Refusal("This unit takes no such list: it is of another trade, a single person, or has its finding already.")
    return held


def of_site(project: Project, worker: Worker, from_on: date, until_on: date, covers: Covers | None) -> str:
    """On the roster for all the days, and those within the cover; else an employee's cover of an employer of their own."""
    stays = ProjectWorker.objects.filter(Q(out_on=None) | Q(out_on__gte=until_on), matter=project.matter, worker=worker, in_on__lte=from_on)
    if stays.exists():
        return Result.COVERED if is_within(project, from_on, until_on) else Result.OUTSIDE
    if covers is None:
        return Result.WAITING
    return Result.OWN_COVER if is_employee(worker, covers) else Result.UNLISTED


def is_within(project: Project, from_on: date, until_on: date) -> bool:
    first, last = project.covered_from, project.covered_to
    return first is not None and last is not None and first <= from_on and until_on <= last


def is_employee(worker: Worker, covers: Covers) -> bool:
    return any(scheme == "employee" for _employer, scheme in covers.get(worker.person_key, ()))


def of_platform(held: CampaignUnit, worker: Worker, month: date, facts: Mapping[str, Any], covers: Covers | None) -> tuple[str, list[str]]:
    if covers is None:
        return Result.WAITING, []
    one = conditions.Listed(worker.born_on, month, facts["basis"], facts["income_fen"], facts["base_fen"], is_employee(worker, covers))
    faults = conditions.new_form_faults(one, lowest_base(held, month))
    return (Result.FAILS if faults else Result.MEETS), faults


def lowest_base(held: CampaignUnit, month: date) -> int:
    """The month's lowest contribution base in fen, as the law floor says it for the ledger."""
    told = {
        "area": Area.objects.get(pk=held.ledger).code,
        "scheme": "employee",
        "month": month.isoformat(),
        "risk_class": 1,
        "wage": "0.01",
    }
    return int(Decimal(str(law.explain(told, ["contribution_base"]).amounts["contribution_base"])) * 100)


def keep(held: CampaignUnit, worker: Worker, from_on: date, facts: Mapping[str, Any], actor: Actor, today: date) -> CampaignPerson:
    place = {"matter": held.matter, "ledger": held.ledger, "district": held.district}
    one, _ = CampaignPerson.objects.update_or_create(
        unit=held, worker=worker, from_on=from_on, defaults={**place, "cleared": "", "reconciled_on": today, **facts}
    )
    after = {"result": one.result, "faults": one.faults, "from_on": from_on}
    journal.record(actor=actor, action="campaign.reconcile", subject=f"unit:{held.pk}", after=after, persons=[worker.person_key])
    return one


@operation
def clear_person(*, person: int, words: str, actor: Actor, today: date) -> CampaignPerson:
    """Let a difference stand on a ground: a visitor, a device that failed. Who waits for the data is not cleared by words."""
    one = CampaignPerson.objects.select_for_update(of=("self",)).select_related("worker").filter(pk=person).first()
    if one is None:
        raise Refusal("There is no such person among those you may see.")
    running(one.unit_id, actor)
    if not words.strip() or one.result == Result.WAITING or one.result in queries.RECONCILED:
        raise Refusal("A difference is cleared with its ground; who is reconciled, or waits for the month's data, is not.")
    one.cleared, one.reconciled_on = words.strip()[:400], today
    one.save()
    journal.record(
        actor=actor, action="campaign.clear_person", subject=f"unit:{one.unit_id}", after={"result": one.result}, reason=words,
        persons=[one.worker.person_key],
    )  # fmt: skip
    return one


@operation
def drop_persons(*, matter: int, persons: Collection[int], actor: Actor) -> int:
    """Take back the rows that a workbook brought in, as long as their units have no finding."""
    chosen = CampaignPerson.objects.filter(matter=matter, pk__in=persons)
    for unit in sorted(set(chosen.values_list("unit_id", flat=True))):
        if running(unit, actor).finding:
            raise Refusal("A unit of this list has its finding already. Its list stays.")
    gone = chosen.delete()[0]
    journal.record(actor=actor, action="campaign.drop_persons", subject=f"matter:{matter}", before={"rows": gone})
    return gone


@operation
def reconcile_again(*, month: date, covers: Covers, actor: Actor, today: date) -> int:
    """When a month's data came: every open row of that month is compared with them. How many were; safe to run twice."""
    waiting = CampaignPerson.objects.filter(
        matter__state="running", unit__finding="", cleared="", until_on__year=month.year, until_on__month=month.month
    )
    changed = [one for one in open_rows(waiting) if compared(one, covers)]
    if not changed:
        unchanged()
        return 0
    for one in changed:
        one.reconciled_on = today
    CampaignPerson.objects.bulk_update(changed, ["result", "faults", "reconciled_on"])
    journal.record(actor=actor, action="campaign.reconcile_again", subject=f"month:{month:%Y-%m}", after={"persons": len(changed)})
    return len(changed)


def open_rows(waiting: QuerySet[CampaignPerson]) -> list[CampaignPerson]:
    return list(
        waiting.exclude(result__in=queries.RECONCILED).select_related("worker", "unit__project__matter", "unit__employer").order_by("id")
    )


def compared(one: CampaignPerson, covers: Covers) -> bool:
    """Whether the data say another thing than the row."""
    before = (one.result, one.faults)
    if one.unit.project is not None:
        one.result = of_site(one.unit.project, one.worker, one.from_on, one.until_on, covers)
    else:
        facts = {"basis": one.basis, "income_fen": one.income_fen, "base_fen": one.base_fen}
        one.result, one.faults = of_platform(one.unit, one.worker, one.from_on, facts, covers)
    return (one.result, one.faults) != before
