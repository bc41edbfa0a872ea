"""延长申请期限 — asked for at the counter before the thirty days end, answered by the approver in writing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gongdun import law
from gongdun.areas.recognition import issuing
from gongdun.areas.recognition.models import Extension
from gongdun.desk.models import Matter
from gongdun.desk.operations import matters, papers
from gongdun.desk.operations.matters import Opening
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Employer, Office
from gongdun.vault import identities, journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
KIND = "recognition/extension_answer"


def last_day(injured_on: date) -> date:
    """Thirty days from the accident (条例 17.1)."""
    return law.clocks.due("recognition.employer_application", injured_on, calendar=law.Calendar.shipped()).due_on or injured_on


@operation
def ask_extension(*, values: Mapping[str, Any], office: Office, actor: Actor, today: date, now: datetime) -> Extension:
    """Take in a checked form: the employer asks for more time, before its thirty days end."""
    due = last_day(values["injured_on"])
    if not values["injured_on"] <= today <= due:
        raise Refusal("The thirty days ended on {due}; a longer term is asked for before they end (Regulation art. 17).", due=due)
    employer = Employer.objects.filter(uscc=values["uscc"]).first()
    if employer is None:
        raise Refusal("No employer with the credit code {code} is among those you may see. Check the 18 characters.", code=values["uscc"])
    (key,) = identities.keys("person", [values["identity"]], actor=actor)
    if Extension.objects.filter(person_key=key, injured_on=values["injured_on"]).exclude(answer="refused").exists():
        raise Refusal("A longer term was asked for already for this person and this accident.")
    opening = Opening(
        title=f"{employer.name} · {values['worker_name']}", office=office, ledger=office.area.ledger_id, district=office.area_id, employer=employer,
        facts={"injured_on": values["injured_on"].isoformat(), "due_on": due.isoformat()},
    )  # fmt: skip
    matter = matters.open_matter(procedure="application_extension", opening=opening, actor=actor, today=today, now=now)
    held = Extension.objects.create(
        matter=matter, employer=employer, worker_name=values["worker_name"], person_key=key, injured_on=values["injured_on"], asked_on=today,
        ground=values["ground"], office=office, ledger=matter.ledger, district=matter.district,
    )  # fmt: skip
    after = {"injured_on": held.injured_on, "ground": held.ground}
    journal.record(actor=actor, action="recognition.ask_extension", subject=f"matter:{matter.pk}", after=after)
    return held


@operation
def grant_extension(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Consent: `reason` names the new last day, later than the thirty days and within the worker's year."""
    until = granted_until(Extension.objects.get(matter=matter), reason)
    held = matters.move(
        matter=matter, move="grant", actor=actor, today=today, now=now, revision=revision, reason=reason, facts={"until": until.isoformat()}
    )
    return answered(held, until, actor, today, now)


@operation
def refuse_extension(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    held = matters.move(matter=matter, move="refuse", actor=actor, today=today, now=now, revision=revision, reason=reason)
    return answered(held, None, actor, today, now)


def granted_until(extension: Extension, reason: str) -> date:
    found = DAY.search(reason)
    if found is None:
        raise Refusal("Write the new last day, such as 2022-10-15 (Regulation art. 17 leaves its length to the bureau).")
    try:
        until = date.fromisoformat(found[0])
    except ValueError:
        raise Refusal("“{text}” is no day. Write it like 2022-08-15.", text=found[0]) from None
    year = law.clocks.due("recognition.worker_application", extension.injured_on, calendar=law.Calendar.shipped()).due_on
    first = last_day(extension.injured_on)
    if not first < until <= (year or until):
        raise Refusal("The new last day lies after {first} and not after {last}, the end of the worker's own year.", first=first, last=year)
    return until


def answered(matter: Matter, until: date | None, actor: Actor, today: date, now: datetime) -> Matter:
    """The answer in writing, with its number."""
    one = matter.extension
    one.answer, one.until, one.answered_on = ("granted" if until else "refused"), until, today
    one.save()
    taken = papers.take_number(KIND, matter.office, today)
    facts = {
        "organ": matter.office.name, "number": taken.number, "issued_on": today.isoformat(), "matter": matter.number, "employer": one.employer.name,
        "worker": one.worker_name, "asked_on": one.asked_on.isoformat(), "ground": one.ground.strip().rstrip("。"), "until": until.isoformat() if until else "",
    }  # fmt: skip
    papers.issue(matter=matter, taken=taken, facts=facts, pdf=issuing.rendered(KIND, facts, {}, "pdf"), actor=actor, today=today, now=now)
    after = {"answer": one.answer, "until": until}
    journal.record(actor=actor, action="recognition.answer_extension", subject=f"matter:{matter.pk}", after=after)
    return matter
