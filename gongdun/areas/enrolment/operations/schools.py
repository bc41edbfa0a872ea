"""院校实习名册: the school opens its term and hands the roster in, each month's data judge its students, certificates and reminders go back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongdun.areas.enrolment import queries
from gongdun.areas.enrolment.models import Placement, SchoolTerm
from gongdun.desk import letters
from gongdun.desk.models import Matter, Run
from gongdun.desk.operations import matters
from gongdun.desk.operations.matters import Opening
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account, Employer, Office
from gongdun.registry.queries import everywhere
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.identities import Door
from gongdun.vault.operations import operation, unchanged
from gongdun.vault.scopes import within

Status = Placement.Status
NO_UNIT = "实习单位不在参保登记中，请核对统一社会信用代码或者由单位先行登记"


@dataclass(frozen=True)
class Student:
    """One row of the roster; the number is sealed already."""

    person_key: int
    name: str
    masked_number: str
    uscc: str
    employer: str
    starts_on: date
    ends_on: date


def school_of(actor: Actor) -> Account:
    """The account of a school with its party: without one, nobody could hold it to its own rows."""
    account = Account.objects.select_related("office__area").get(pk=actor.person())
    if account.office is None or account.office.kind != "school" or not account.party:
        raise Refusal("Only a school's own account hands in a roster. Ask the administrator to give the account its school and its party.")
    return account


@operation
def open_term(*, name: str, starts_on: date, ends_on: date, actor: Actor, today: date, now: datetime) -> Matter:
    """A term of the school, handled by the agency of its ledger."""
    account = school_of(actor)
    school = account.office
    assert school is not None
    if not name.strip() or ends_on < starts_on:
        raise Refusal("A term has a name, a first day and a last day that is not before it.")
    if SchoolTerm.objects.filter(school=school, name=name.strip()).exists():
        raise Refusal("The term {name} is open already. Hand the roster in there.", name=name.strip())
    office = Office.objects.get(kind="agency", area_id=school.area.ledger_id)
    opening = Opening(
        title=f"{school.name} · {name.strip()}", office=office, ledger=school.area.ledger_id, district=school.area_id, party=account.party,
        facts={"school": school.name, "term": name.strip()},
    )  # fmt: skip
    matter = matters.open_matter(procedure="school_roster", opening=opening, actor=actor, today=today, now=now)
    SchoolTerm.objects.create(
        matter=matter, school=school, name=name.strip(), starts_on=starts_on, ends_on=ends_on, ledger=matter.ledger, district=matter.district,
        party=matter.party,
    )  # fmt: skip
    return matter


def own_term(matter: int, actor: Actor) -> SchoolTerm:
    account = school_of(actor)
    held = SchoolTerm.objects.select_for_update(of=("self",)).select_related("matter").filter(matter=matter, party=account.party).first()
    if held is None or held.matter.is_closed:
        raise Refusal("This is no running term of your school. Open the term first.")
    return held


@operation
def take_roster(*, matter: int, students: Sequence[Student], actor: Actor) -> list[Placement]:
    """Put students on the roster; a unit that nobody registered is rejected at once, with the reason."""
    term = own_term(matter, actor)
    keys = employer_keys({one.uscc for one in students})
    taken = [taken_in(term, one, keys.get(one.uscc)) for one in students]
    journal.record(
        actor=actor, action="school_roster.take", subject=f"matter:{matter}",
        after={"rows": len(taken), "rejected": sum(one.status == Status.REJECTED for one in taken)},
        persons=[one.person_key for one in students],
    )  # fmt: skip
    return taken


def employer_keys(codes: Collection[str]) -> Mapping[str, int]:
    """Whether a unit is registered is answered to the school for the whole city; nothing else of the unit is."""
    with within(everywhere()):
        return dict(Employer.objects.filter(uscc__in=codes).values_list("uscc", "key"))


def taken_in(term: SchoolTerm, one: Student, employer_key: int | None) -> Placement:
    if one.ends_on < one.starts_on or one.starts_on > term.ends_on or one.ends_on < term.starts_on:
        raise Refusal("{name} is placed outside the term, or until a day before the first. Correct the days.", name=one.name)
    if term.matter.placements.filter(person_key=one.person_key, uscc=one.uscc, starts_on=one.starts_on).exists():
        raise Refusal("{name} is on the roster already with this unit and day.", name=one.name)
    return Placement.objects.create(
        matter=term.matter, person_key=one.person_key, name=one.name, masked_number=one.masked_number, uscc=one.uscc, employer_name=one.employer,
        employer_key=employer_key, starts_on=one.starts_on, ends_on=one.ends_on, status=Status.REJECTED if employer_key is None else Status.MATCHED,
        reason=NO_UNIT if employer_key is None else "", ledger=term.ledger, district=term.district, party=term.party,
    )  # fmt: skip


@operation
def note_annotated_roster(*, matter: int, rows: int, faulty: int, actor: Actor, now: datetime) -> None:
    """The school's own workbook goes back to it with its mistakes marked: one of the doors, each time journalled."""
    own_term(matter, actor)
    journal.record(
        actor=actor, action="school_roster.annotate", subject=f"matter:{matter}", at=now,
        after={"door": Door.ANNOTATED_COPY.value, "rows": rows, "faulty": faulty},
    )  # fmt: skip


@operation
def take_off_roster(*, matter: int, placements: Sequence[int], actor: Actor) -> None:
    """Undo rows that came in, as long as no data judged them."""
    term = own_term(matter, actor)
    chosen = term.matter.placements.filter(pk__in=placements)
    if chosen.exclude(judged_on=None).exists():
        raise Refusal("The data judged a student of this workbook already. Rows that were judged stay.")
    keys = list(chosen.values_list("person_key", flat=True))
    chosen.delete()
    journal.record(actor=actor, action="school_roster.take_off", subject=f"matter:{matter}", before={"rows": len(keys)}, persons=keys)


@operation
def judge_placements(*, run: Run, held: Collection[tuple[int, int, str]], actor: Actor, today: date) -> int:
    """What the month's data say of every student who is not insured yet and began by its end. Safe to run twice."""
    insured = {(employer, person) for employer, person, _scheme in held}
    matched = match_again()
    waiting = Placement.objects.filter(matter__is_closed=False, status__in=(Status.MATCHED, Status.MISSING)).exclude(judged_in=run)
    asked = [one for one in waiting.order_by("id") if one.starts_on.replace(day=1) <= run.month]
    for one in asked:
        one.status = Status.INSURED if (one.employer_key, one.person_key) in insured else Status.MISSING
        one.judged_on, one.judged_in = today, run
    if not asked and not matched:
        unchanged()
        return 0
    Placement.objects.bulk_update(asked, ["status", "judged_on", "judged_in"])
    gained = sum(one.status == Status.INSURED for one in asked)
    journal.record(
        actor=actor,
        action="school_roster.judge",
        subject=f"run:{run.pk}",
        after={"students": len(asked), "insured": gained, "matched": matched},
    )
    return len(asked)


def match_again() -> int:
    """A unit that registered after the roster came in is known now; its students wait for the data like the others."""
    rejected = list(Placement.objects.filter(matter__is_closed=False, status=Status.REJECTED))
    keys = employer_keys({one.uscc for one in rejected})
    known = [one for one in rejected if one.uscc in keys]
    for one in known:
        one.employer_key, one.status, one.reason = keys[one.uscc], Status.MATCHED, ""
    Placement.objects.bulk_update(known, ["employer_key", "status", "reason"])
    return len(known)


@operation
def certify_students(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """One certificate for everybody newly insured by the data."""
    held = matters.move(matter=matter, move="certify", actor=actor, today=today, now=now, revision=revision)
    chosen = queries.uncertified(held).select_related("judged_in")
    lines = [line(one) for one in chosen]
    month = max(one.judged_in.month for one in chosen if one.judged_in)
    send("school_certificate", held, lines, {"month": f"{month.year}年{month.month}月"}, actor, today, now)
    chosen.update(certified_on=today)
    return held


@operation
def remind_school(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Tell the school who is not insured yet, and why rows were rejected."""
    held = matters.move(matter=matter, move="remind", actor=actor, today=today, now=now, revision=revision)
    send(
        "school_reminder",
        held,
        [[*line(one), one.reason or "数据中尚未见参保"] for one in queries.open_students(held)],
        {},
        actor,
        today,
        now,
    )
    return held


def line(one: Placement) -> list[str]:
    return [one.name, one.masked_number, one.employer_name, one.starts_on.isoformat(), one.ends_on.isoformat()]


def send(kind: str, held: Matter, lines: list[list[str]], more: dict[str, Any], actor: Actor, today: date, now: datetime) -> None:
    term: SchoolTerm = held.school_term
    facts = {"term": term.name, "students": lines, **more}
    letters.send(
        f"enrolment/{kind}", matter=held, office=held.office, addressee=term.school.name, facts=facts, actor=actor, today=today, now=now
    )
