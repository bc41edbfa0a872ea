"""意见、结论、送达、再次鉴定 — the panel's opinion, the committee's conclusion by items of the standard, service, the province's word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gongdun import law
from gongdun.areas.assessment import issuing, queries, standards
from gongdun.areas.assessment.models import GRADED, Application, Conclusion, Kind, Opinion, Panel
from gongdun.desk.models import IssuedDocument, Matter
from gongdun.desk.operations import matters
from gongdun.desk.operations import serving as desk
from gongdun.desk.operations.serving import Serving
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

HANDLERS, REVIEWERS = frozenset({"intake_clerk", "reviewer"}), frozenset({"reviewer"})
LONGEST_LEAVE = 24  # months
SIDES = ("worker", "employer")


@operation
def give_opinion(
    *, matter: int, findings: str, actor: Actor, today: date, items: Sequence[str] = (), grade: int | None = None, care_level: int = 0, answer: str = "",
    dissent: str = "", until: date | None = None,
) -> Opinion:  # fmt: skip
    """The opinion as the experts signed it. A grade rests on items of the standard; a confirmation answers in words."""
    refuse_unless(actor, HANDLERS)
    held = matters.locked(matter, None)
    application = held.assessment
    if held.state not in ("scheduled", "classified") or (held.state == "classified" and not application.is_simple):
        raise Refusal(
            "An opinion is given at the session, or on paper in the simple procedure; {number} is at neither.", number=held.number
        )
    panel = None
    if not application.is_simple:
        panel = full_panel(held)
    refuse_incomplete(application.kind, findings, tuple(items), grade, care_level, answer)
    refuse_leave(application, until)
    if application.is_simple and grade not in standards.criterion(application.simple_criterion, today).grades:
        raise Refusal("The criterion of the simple procedure leads to another grade. Assess by a panel instead.")
    opinion = Opinion.objects.create(
        matter=held, panel=panel, findings=findings.strip(), items=list(items), grade=grade, care_level=care_level, answer=answer, dissent=dissent, until=until,
        given_on=today,
        ledger=held.ledger, district=held.district, party=held.party,
    )  # fmt: skip
    journal.record(
        actor=actor,
        action="assessment.give_opinion",
        subject=f"matter:{matter}",
        after={"grade": grade, "care_level": care_level, "items": list(items)},
    )
    return opinion


def full_panel(matter: Matter) -> Panel:
    """The panel before which the person came, complete."""
    taken = matter.seats.filter(attendance="came").select_related("panel").last()
    if taken is None or taken.panel is None:
        raise Refusal("Nobody noted that the person came to the session. Note the attendance first.")
    if taken.panel.members.filter(state="sits").count() != taken.panel.size:
        raise Refusal("The panel is not complete: {size} experts sit. Let the next of the draw step in.", size=taken.panel.size)
    return taken.panel


def refuse_incomplete(kind: str, findings: str, items: tuple[str, ...], grade: int | None, care_level: int, answer: str) -> None:
    if not findings.strip():
        raise Refusal("An opinion needs its findings: parts, function, diagnosis.")
    if care_level not in standards.CARE:
        raise Refusal("The care level is 0 to 3, not {level}.", level=care_level)
    if kind in GRADED:
        standards.check_items(items, grade)
    elif not answer.strip():
        raise Refusal("A confirmation answers what was asked, in words.")


def refuse_leave(application: Application, until: date | None) -> None:
    """An extended paid leave period names its last day, 24 months after the injury at most: 12 and not more than 12 again (条例 33)."""
    if application.kind != Kind.PAID_LEAVE:
        return
    injured_on = application.injured_on
    last = law.clocks.add_months(injured_on, LONGEST_LEAVE) if injured_on else None
    if until is None or injured_on is None or last is None or not injured_on < until <= last:
        raise Refusal(
            "Give the last day of the paid leave period, not after {last}: 12 months and 12 more at most (Regulation art. 33).", last=last
        )


@operation
def conclude(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The committee's conclusion on the latest opinion; what it supersedes on the same injury stays in the record."""
    before = Matter.objects.get(pk=matter)
    due_on = issuing.due(before, "conclusion", today)
    held = matters.move(matter=matter, move="conclude", actor=actor, today=today, now=now, revision=revision)
    one, opinion = held.assessment, held.opinions.latest("id")
    more = {
        "findings": opinion.findings, "items": [standards.spoken(item) for item in opinion.items], "grade": opinion.grade, "care_level": opinion.care_level,
        "answer": opinion.answer, "until": opinion.until.isoformat() if opinion.until else "",
    }  # fmt: skip
    document = issuing.issue(matter=held, name="conclusion", more=more, actor=actor, today=today, now=now)
    if one.earlier is not None:
        one.earlier.state = Conclusion.State.SUPERSEDED
        one.earlier.save()
    Conclusion.objects.create(
        matter=held, kind=one.kind, worker=one.worker, employer=one.employer, recognition=one.recognition, recognition_number=one.recognition_number,
        grade=opinion.grade, care_level=opinion.care_level, items=opinion.items, answer=opinion.answer, until=opinion.until, concluded_on=today, due_on=due_on,
        office=held.office, document=document, number=document.number, service_due_on=issuing.due(held, "service", today), ledger=held.ledger, district=held.district,
        party=held.party,
    )  # fmt: skip
    return held


@operation
def serve(*, matter: int, side: str, serving: Serving, actor: Actor, today: date, now: datetime) -> Conclusion:
    """On the person and on the employer; a person without an employer is served alone."""
    refuse_unless(actor, HANDLERS)
    held = matters.locked(matter, None)
    found = queries.current_conclusion(held)
    if found is None or found.document_id is None or held.state != "concluded":
        raise Refusal("There is no conclusion to serve in {number}.", number=held.number)
    if side not in SIDES:
        raise Refusal("Say which side was served: the worker's or the employer.")
    receipt = desk.serve(document=found.document_id, serving=serving, actor=actor, today=today, now=now)
    setattr(found, f"{side}_served_on", receipt.effective_on)
    needed = [found.worker_served_on, *([found.employer_served_on] if found.employer_id else [])]
    found.effective_on = max(day for day in needed if day) if all(needed) else None
    found.save()
    after = {"side": side, "method": serving.method, "effective_on": receipt.effective_on}
    journal.record(actor=actor, action="assessment.serve", subject=f"matter:{matter}", after=after)
    return found


@operation
def ask_reassessment(*, matter: int, asked_on: date, actor: Actor) -> Conclusion:
    """Note the day on which the re-assessment was asked for; whether it was in time is the move's guard."""
    refuse_unless(actor, HANDLERS)
    found = queries.current_conclusion(matters.locked(matter, None))
    if found is None:
        raise Refusal("There is no conclusion in force that could be assessed again.")
    found.reassessment_asked_on = asked_on
    found.save()
    journal.record(actor=actor, action="assessment.ask_reassessment", subject=f"matter:{matter}", after={"asked_on": asked_on})
    return found


@operation
def record_province_conclusion(
    *, matter: int, number: str, concluded_on: date, items: Sequence[str], grade: int | None, care_level: int, actor: Actor, today: date
) -> Conclusion:
    """The province's conclusion is final and supersedes the city's; both stay in the record."""
    refuse_unless(actor, HANDLERS)
    held = matters.locked(matter, None)
    city = queries.current_conclusion(held)
    if held.state != "at_province" or city is None:
        raise Refusal("{number} is not before the province.", number=held.number)
    if not number.strip() or not city.concluded_on <= concluded_on <= today:
        raise Refusal("Give the number of the province's conclusion and its day, not before the city's and not after today.")
    standards.check_items(tuple(items), grade)
    city.state = Conclusion.State.SUPERSEDED
    city.save()
    found = Conclusion.objects.create(
        matter=held, sequence=city.sequence + 1, kind=city.kind, level=Conclusion.Level.PROVINCE, worker=city.worker, employer=city.employer,
        recognition=city.recognition, recognition_number=city.recognition_number, grade=grade, care_level=care_level, items=list(items),
        concluded_on=concluded_on, office=city.office, number=number.strip(), worker_served_on=today, employer_served_on=today, effective_on=today,
        ledger=held.ledger, district=held.district, party=held.party,
    )  # fmt: skip
    journal.record(
        actor=actor,
        action="assessment.record_province_conclusion",
        subject=f"matter:{matter}",
        before={"grade": city.grade},
        after={"grade": grade, "number": number},
    )
    return found


@operation
def download(*, document: int, form: str, reason: str, actor: Actor, now: datetime) -> tuple[IssuedDocument, bytes]:
    """An issued document of this area as `pdf` or `docx`, for a reason that the journal keeps."""
    if not reason.strip():
        raise Refusal("Say why the document is taken; the journal keeps the reason.")
    held = IssuedDocument.objects.get(pk=document)
    numbers = issuing.numbers_for(held.tree, actor=actor, reason=reason, subject=f"document:{held.pk}", now=now)
    content = issuing.original(held, form=form, numbers=numbers)
    journal.record(actor=actor, action="assessment.download", subject=f"document:{held.pk}", after={"form": form}, reason=reason, at=now)
    return held, content
