"""申请、受理、科目 — a complete application on a recognition that is served; the subject, and whether the simple procedure's criterion is met."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gongdun.areas.assessment import issuing, queries, standards
from gongdun.areas.assessment.models import GRADED, Application, Classification, Conclusion, Subject
from gongdun.areas.recognition.queries import RecognitionDecision, decision_numbered, party_of
from gongdun.desk.models import Matter
from gongdun.desk.operations import materials, matters
from gongdun.desk.operations.matters import Opening
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Employer, Office, Worker
from gongdun.vault import identities, journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

CLASSIFIERS = frozenset({"intake_clerk", "reviewer"})


@operation
def apply(*, values: Mapping[str, Any], office: Office, actor: Actor, today: date, now: datetime, channel: str = "counter") -> Matter:
    """Take in an application whose form was checked. The number of the recognition leads to the injury, the employer and its dates."""
    (key,) = identities.find("person", [values["identity"]])
    worker = Worker.objects.filter(person_key=key).first() if key else None
    if worker is None:
        raise Refusal("Nobody with this identity number is among those you may see. Recognise the injury first, or check the number.")
    told: dict[str, Any] = {"actor": actor, "today": today, "now": now}
    return taken_in(values=values, worker=worker, decision=decision_of(values, worker), office=office, channel=channel, **told)


def taken_in(
    *, values: Mapping[str, Any], worker: Worker, decision: RecognitionDecision | None, office: Office, actor: Actor, today: date, now: datetime, channel: str
) -> Matter:  # fmt: skip
    """The matter and its application; the party of the recognition's file, so that the receipt's code opens both."""
    employer = Employer.objects.filter(pk=decision.employer).first() if decision else None
    party = party_of(decision.matter) if decision else None
    opening = Opening(
        title=f"{worker.name} · {values['injured_parts'][:40]}", office=office, ledger=office.area.ledger_id, district=worker.district, party=party, worker=worker,
        employer=employer, facts={"cause": values["kind"], "applicant": values["applicant_name"], "channel": channel},
    )  # fmt: skip
    matter = matters.open_matter(procedure="assessment", opening=opening, actor=actor, today=today, now=now)
    Application.objects.create(
        matter=matter, kind=values["kind"], applicant_kind=values["applicant_kind"], applicant_name=values["applicant_name"], worker=worker, employer=employer,
        worker_name=worker.name, employer_name=employer.name if employer else "", recognition_id=decision.matter if decision else None,
        recognition_number=decision.number if decision else "", injured_on=decision.injured_on if decision else None, injured_parts=values["injured_parts"],
        diagnosis_codes=[code for code in (values.get("diagnosis_codes") or "").replace("，", "、").split("、") if code], is_stable=bool(values["is_stable"]),
        received_on=today, earlier=earlier_of(values["kind"], decision), home_district=worker.district, ledger=matter.ledger, district=matter.district, party=party,
    )  # fmt: skip
    materials.check_material(matter=matter.pk, material="application_form", state="checked", actor=actor, today=today)
    return matter


def decision_of(values: Mapping[str, Any], worker: Worker) -> RecognitionDecision | None:
    number = (values.get("recognition_number") or "").strip()
    if not number:
        return None
    found = decision_numbered(number)
    if found is None or found.worker != worker.pk:
        raise Refusal("No decision {number} on this person's injury is in force. Compare the number with the decision.", number=number)
    return found


def earlier_of(kind: str, decision: RecognitionDecision | None) -> Conclusion | None:
    """What a review looks at again: the latest graded conclusion on the injury."""
    if kind != "review" or decision is None:
        return None
    held = Conclusion.objects.filter(recognition=decision.matter, kind__in=GRADED, state=Conclusion.State.IN_FORCE)
    return held.order_by("-concluded_on").first()


@operation
def request_supplement(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    held = matters.move(matter=matter, move="request_supplement", actor=actor, today=today, now=now, revision=revision, reason=reason)
    missing = [one.title.zh for one in queries.missing_materials(held)]
    if not missing:
        raise Refusal("Nothing is missing: every material this kind asks for has arrived. Accept the application.")
    issuing.issue(matter=held, name="supplement_notice", more={"missing": missing}, actor=actor, today=today, now=now)
    return held


@operation
def accept(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    held = matters.move(matter=matter, move="accept", actor=actor, today=today, now=now, revision=revision)
    supplemented = held.events.filter(move="take_supplement").last()
    application = held.assessment
    application.accepted_on, application.completed_on = today, supplemented.on if supplemented else application.received_on
    application.save()
    due_on = issuing.due(held, "conclusion", today)
    issuing.issue(matter=held, name="acceptance", more={"due_on": due_on.isoformat()}, actor=actor, today=today, now=now)
    return held


@operation
def refuse(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    held = matters.move(matter=matter, move="refuse", actor=actor, today=today, now=now, revision=revision, reason=reason)
    issuing.issue(matter=held, name="refusal", more={"reason": reason.strip().rstrip("。")}, actor=actor, today=today, now=now)
    return held


@operation
def set_subject(*, matter: int, subject: str, actor: Actor, today: date, reason: str = "") -> Application:
    """科目: set by the clerk; changing it asks for a reason and keeps who did it."""
    refuse_unless(actor, CLASSIFIERS)
    held = matters.locked(matter, None)
    if held.state not in ("accepted", "classified"):
        raise Refusal("The subject is set between acceptance and the session; {number} is past that or not there yet.", number=held.number)
    if subject not in Subject.values:
        raise Refusal("There is no subject {subject}. Choose one of the list.", subject=subject)
    application = held.assessment
    before = application.subject
    if before and before != subject and not reason.strip():
        raise Refusal("Changing the subject needs a reason; it stands beside who changed it.")
    application.subject = subject
    application.save()
    Classification.objects.create(
        matter=held,
        subject=subject,
        reason=reason.strip(),
        on=today,
        account_id=actor.person(),
        ledger=held.ledger,
        district=held.district,
        party=held.party,
    )
    journal.record(
        actor=actor,
        action="assessment.set_subject",
        subject=f"matter:{matter}",
        before={"subject": before},
        after={"subject": subject},
        reason=reason,
    )
    return application


@operation
def answer_sign(*, matter: int, sign: str, note: str, actor: Actor, today: date) -> Application:
    """核实 (措施 41): what was found about one sign, such as the hospital's original looked at; the answer stays with the file."""
    refuse_unless(actor, CLASSIFIERS)
    held = matters.locked(matter, None)
    application = held.assessment
    if sign not in {one[0] for one in queries.signs(held)}:
        raise Refusal("There is no such sign in {number}. Open the page again.", number=held.number)
    if not note.strip():
        raise Refusal("Write what was looked at and what it showed; the answer stands in the file (measure 41).")
    kept = [one for one in application.authenticity if one["sign"] != sign]
    application.authenticity = [*kept, {"sign": sign, "note": note.strip()[:300], "on": today.isoformat(), "by": actor.name}]
    application.save()
    journal.record(
        actor=actor, action="assessment.answer_sign", subject=f"matter:{matter}", after={"sign": sign}, reason=note.strip()[:300]
    )
    return application


@operation
def choose_simple(*, matter: int, criterion: str, actor: Actor, today: date) -> Application:
    """简易程序 (措施 27): by a dated, cited criterion that the injury meets; only a first grade."""
    refuse_unless(actor, frozenset({"reviewer"}))
    held = matters.locked(matter, None)
    application = held.assessment
    if application.kind != "first" or held.state not in ("accepted", "classified"):
        raise Refusal("The simple procedure is for a first grade before its session; {number} is not.", number=held.number)
    found = standards.criterion(criterion, today)
    application.is_simple, application.simple_criterion = True, found.id
    application.save()
    journal.record(
        actor=actor,
        action="assessment.choose_simple",
        subject=f"matter:{matter}",
        after={"criterion": found.id, "citation": found.citation},
    )
    return application
