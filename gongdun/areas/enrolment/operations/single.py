"""单险种参保: an application, its persons, the file for the province's platform, and what the next data say. Insured is never typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal

from gongdun.areas.enrolment import application_file, eligibility, queries
from gongdun.areas.enrolment.eligibility import Applicant, Entry
from gongdun.areas.enrolment.models import CoverPerson, SingleCover
from gongdun.desk.models import Matter, Run
from gongdun.desk.operations import leads as lead_operations
from gongdun.desk.operations import matters, papers
from gongdun.desk.operations.matters import Opening
from gongdun.desk.operations.timeline import held_by
from gongdun.kernel.draws import digest
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area, Employer, Office, Worker
from gongdun.vault import identities, journal
from gongdun.vault.actors import Actor
from gongdun.vault.identities import Door
from gongdun.vault.operations import operation, unchanged

RULES: Mapping[str, str] = {
    "enrolment/over_age_uncovered": eligibility.OVER_AGE,
    "enrolment/intern_uncovered": eligibility.INTERN,
    "enrolment/outlet_uncovered": eligibility.COURIER,
}


@operation
def open_single_cover(
    *, employer: Employer, scheme: str, actor: Actor, today: date, now: datetime, leads: Sequence[int] = (), applied_on: date | None = None
) -> Matter:
    """An employer's application for one group; leads that asked for it are bound to it."""
    if scheme not in SingleCover.Group.values:
        raise Refusal("Unknown group {scheme}. Choose one of: {known}.", scheme=scheme or "—", known="、".join(SingleCover.Group.values))
    if applied_on is not None and applied_on > today:
        raise Refusal("The application is dated {day}, which is not over yet. Enter the day it came in.", day=applied_on)
    chosen = lead_operations.taken(leads, frozenset(RULES)) if leads else []
    if any(lead.employer_id != employer.pk or RULES[lead.rule] != scheme for lead in chosen):
        raise Refusal("The leads are of another employer or another group. One application is for one employer and one group.")
    office = Office.objects.get(kind="agency", area_id=employer.ledger)
    group = eligibility.title_of(scheme)
    opening = Opening(
        title=f"{employer.name} · {group.zh}", office=office, ledger=employer.ledger, district=employer.district, employer=employer,
        facts={"scheme": scheme, "applicant": employer.name},
    )  # fmt: skip
    matter = matters.open_matter(procedure="single_cover", opening=opening, actor=actor, today=today, now=now)
    SingleCover.objects.create(
        matter=matter, employer=employer, scheme=scheme, applied_on=applied_on or today, ledger=matter.ledger, district=matter.district
    )
    if chosen:
        lead_operations.bind(chosen, matter)
    return matter


@operation
def add_person(*, matter: int, worker: Worker, entry: Entry, actor: Actor, today: date, employee_in: date | None = None) -> CoverPerson:
    """One person; refused with the first rule against the cover."""
    held = entering(matter, actor)
    one = applicant(held.single_cover, worker, entry, employee_in)
    if no := next(eligibility.why_not(one), None):
        raise Refusal(no.fault.message, **no.arguments)
    if held.cover_persons.filter(worker=worker).exists():
        raise Refusal("{name} is in this application already. Nobody is entered twice.", name=worker.name)
    person = written(held, worker, one)
    facts = {"person": person.position, "contribution_fen": person.contribution_fen}
    journal.record(actor=actor, action="single_cover.add_person", subject=f"matter:{held.pk}", after=facts, persons=[worker.person_key])
    return person


def entering(matter: int, actor: Actor) -> Matter:
    held = held_by(actor, matter)
    if held.procedure != "single_cover" or held.state != "opened":
        raise Refusal(
            "Persons are entered and taken out before the approval; {number} is past it. Have it returned first.", number=held.number
        )
    return held


def applicant(one: SingleCover, worker: Worker, entry: Entry, employee_in: date | None = None) -> Applicant:
    """The person as the law asks. A worker of the register without a birth date cannot be judged."""
    if worker.born_on is None:
        raise Refusal("The register has no birth date of {name}. Ask the data clerk to complete it.", name=worker.name)
    return Applicant(one.scheme, area_code(one), one.employer.risk_class, worker.born_on, worker.sex, entry, employee_in)


def area_code(one: SingleCover) -> str:
    return Area.objects.get(pk=one.ledger).code


def written(matter: Matter, worker: Worker, one: Applicant) -> CoverPerson:
    sheet = eligibility.sheet(one, known=None)
    last = matter.cover_persons.order_by("-position").values_list("position", flat=True).first() or 0
    return CoverPerson.objects.create(
        matter=matter, position=last + 1, employer=matter.single_cover.employer, worker=worker, **asdict(one.entry),
        contribution_fen=int(Decimal(str(sheet.amounts["contribution"])) * 100), receipt=sheet.digest,
        unverified=sorted({used.name for used in sheet.doubtful}), ledger=matter.ledger, district=matter.district,
    )  # fmt: skip


@operation
def remove_person(*, matter: int, position: int, actor: Actor) -> None:
    held = entering(matter, actor)
    person = held.cover_persons.select_for_update(of=("self",)).filter(position=position).select_related("worker").first()
    if person is None:
        raise Refusal("The application has no row {position}.", position=position)
    key = person.worker.person_key
    person.delete()
    journal.record(
        actor=actor, action="single_cover.remove_person", subject=f"matter:{held.pk}", before={"person": position}, persons=[key]
    )


@operation
def file_single_cover(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The rows are frozen by their digest; the file is downloaded for a reason, because it holds full numbers. What asked for it was right."""
    held = matters.move(matter=matter, move="file", actor=actor, today=today, now=now, revision=revision)
    lead_operations.settle(held, "confirmed", "cover_applied", "", actor, today)
    return filed(held, actor, today)


@operation
def file_single_cover_again(
    *, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = ""
) -> Matter:
    """Those not taken go out again; who is insured already stays insured."""
    held = matters.move(matter=matter, move="file_again", actor=actor, today=today, now=now, revision=revision, reason=reason)
    held.cover_persons.filter(result=CoverPerson.Result.NOT_TAKEN).update(result="", result_on=None, result_in=None)
    return filed(held, actor, today)


def filed(matter: Matter, actor: Actor, today: date) -> Matter:
    one: SingleCover = matter.single_cover
    rows = list(queries.open_persons(matter))
    one.filed_on, one.digest = today, digest({"rows": [queries.filed_row(person) for person in rows]})
    one.is_mandatory = eligibility.is_mandatory(one.scheme, min(person.starts_on for person in rows))
    one.save()
    journal.record(
        actor=actor, action="single_cover.file_rows", subject=f"matter:{matter.pk}", after={"rows": len(rows), "sha256": one.digest}
    )
    return matter


@operation
def confirm_single_covers(*, run: Run, held: Collection[tuple[int, int, str]], actor: Actor, today: date, now: datetime) -> int:
    """What the month's data say of everybody applied for: (employer key, person key, scheme) of each cover held. How many persons were judged.

    Only data of the month the file went out, or later, can show it; a cover that begins later still waits. Safe to run twice.
    """
    judged = 0
    waiting = SingleCover.objects.filter(matter__state="filed", filed_on__lt=today).select_related("matter", "employer")
    for one in waiting.order_by("id"):
        if one.filed_on and one.filed_on.replace(day=1) <= run.month:
            judged += judge_application(one, run, held, actor, today, now)
    if not judged:
        unchanged()
    return judged


def judge_application(
    one: SingleCover, run: Run, held: Collection[tuple[int, int, str]], actor: Actor, today: date, now: datetime
) -> int:  # fmt: skip
    asked = [person for person in queries.open_persons(one.matter) if person.starts_on.replace(day=1) <= run.month]
    scheme, result = eligibility.PLATFORM[one.scheme], CoverPerson.Result
    for person in asked:
        taken = (one.employer.key, person.worker.person_key, scheme) in held
        person.result, person.result_on, person.result_in = result.INSURED if taken else result.NOT_TAKEN, today, run
    CoverPerson.objects.bulk_update(asked, ["result", "result_on", "result_in"])
    if asked and not queries.open_persons(one.matter).exists():
        settle_application(one, run, actor, today, now)
    return len(asked)


def settle_application(one: SingleCover, run: Run, actor: Actor, today: date, now: datetime) -> None:
    """Everybody was judged: insured with the certificate, or not taken; who is insured among those not taken gets the certificate all the same."""
    one.confirmed_in = run
    one.save()
    is_insured = queries.is_insured(one.matter) is None
    matters.move(matter=one.matter_id, move="confirm" if is_insured else "miss", actor=actor, today=today, now=now)
    fresh = Matter.objects.get(pk=one.matter_id)
    ready = fresh.cover_persons.filter(result=CoverPerson.Result.INSURED, certified_on=None)
    if not is_insured and ready.exists():
        papers.issue_kind(fresh, "cover_certificate", fresh.office, actor, today, now)
    ready.update(certified_on=today)


@operation
def withdraw_single_cover(
    *, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = ""
) -> Matter:
    """Taken back before the approval, with the reason."""
    held = matters.move(matter=matter, move="withdraw", actor=actor, today=today, now=now, revision=revision, reason=reason)
    lead_operations.settle(held, "unfounded", "single_cover_withdrawn", reason, actor, today)
    return held


@operation
def download_application(*, matter: int, reason: str, actor: Actor, now: datetime) -> tuple[Matter, bytes]:
    """The rows that went out and are not insured yet, as a workbook with full numbers, for a reason that the journal keeps."""
    held = held_by(actor, matter)
    rows = list(queries.open_persons(held))
    if held.single_cover.filed_on is None or not rows:
        raise Refusal("The file is there once the application was sent out, and as long as somebody waits to be insured.")
    keys = [person.worker.person_key for person in rows]
    numbers = identities.open_many(keys, actor=actor, door=Door.HAND_OVER_WORKBOOK, reason=reason, subject=f"matter:{matter}", at=now)
    journal.record(
        actor=actor,
        action="single_cover.download_application",
        subject=f"matter:{matter}",
        after={"rows": len(rows)},
        reason=reason,
        at=now,
    )
    return held, application_file.workbook(held.single_cover, rows, numbers)
