"""Questions to assessment. A neighbour reads `conclusion_in_force` and its kin: which grade and care level hold, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from gongdun import law
from gongdun.areas.assessment.models import GRADED, Conclusion, Expert, Kind, Seat, Session
from gongdun.areas.recognition.queries import decision_in_force, sign_title, signs_on
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.models import Matter
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.indicators import Period
from gongdun.kernel.procedures import Material

NOT_ON_RECOGNITION = (Kind.DEPENDANT, Kind.NOT_WORK)


@dataclass(frozen=True)
class AssessmentConclusion:
    """What a neighbour may know of a conclusion in force.

    `grade` is 1 to 10, None where the standard's grades are not reached or none was asked; `care_level` 0 none, 1 full, 2 largely, 3 partly.
    `kind` is one of assessment.models.Kind; `level` city or province (final). `recognition` is the recognition matter's id. `effective_on` is the day both sides
    were served, None before; monthly benefits start the month after `concluded_on` (law clock benefits.allowance_start). `until` is the last day of an
    extended paid leave period.
    """

    matter: int
    worker: int
    employer: int | None
    recognition: int | None
    recognition_number: str
    kind: str
    level: str
    grade: int | None
    care_level: int
    items: tuple[str, ...]
    answer: str
    until: date | None
    number: str
    concluded_on: date
    effective_on: date | None


def _told(one: Conclusion) -> AssessmentConclusion:
    return AssessmentConclusion(
        one.matter_id, one.worker_id, one.employer_id, one.recognition_id, one.recognition_number, one.kind, one.level, one.grade, one.care_level,
        tuple(one.items), one.answer, one.until, one.number, one.concluded_on, one.effective_on,
    )  # fmt: skip


def conclusions_of_worker(worker: int, recognition: int | None = None) -> list[AssessmentConclusion]:
    """Conclusions in force on a worker, the latest first; `recognition` narrows to one injury."""
    held = Conclusion.objects.filter(worker=worker, state=Conclusion.State.IN_FORCE)
    if recognition is not None:
        held = held.filter(recognition=recognition)
    return [_told(one) for one in held.order_by("-concluded_on", "-id")]


def grade_in_force(recognition: int) -> AssessmentConclusion | None:
    """The graded conclusion (first or review) that holds for an injury, by its recognition matter; None while there is none."""
    held = Conclusion.objects.filter(recognition=recognition, kind__in=GRADED, state=Conclusion.State.IN_FORCE)
    found = held.order_by("-concluded_on", "-id").first()
    return _told(found) if found else None


def conclusion_numbered(number: str) -> AssessmentConclusion | None:
    """The conclusion in force that bears this number, as a claim form cites it."""
    found = Conclusion.objects.filter(number=number.strip(), state=Conclusion.State.IN_FORCE).first()
    return _told(found) if found else None


# Guards: None, or why the move cannot be made.


def missing_materials(matter: Matter) -> list[Material]:
    kind, held = matter.assessment.kind, dict(matter.materials.values_list("material", "state"))
    asked = [one for one in procedure_of(matter).materials if one.required and (not one.causes or kind in one.causes)]
    return [one for one in asked if held.get(one.id, "missing") == "missing"]


def materials_complete(matter: Matter) -> CannotMove | None:
    if not (missing := missing_materials(matter)):
        return None
    return CannotMove(
        "Still missing: {materials}. Mark what arrived, or ask for all of it at once.", materials="、".join(one.title.zh for one in missing)
    )


def asked_once(matter: Matter) -> CannotMove | None:
    if not matter.events.filter(move="request_supplement").exists():
        return None
    return CannotMove("The missing materials were asked for already; it is allowed once (Order 21 art. 9). Accept or refuse.")


def stands_on_recognition(matter: Matter) -> CannotMove | None:
    """A grade or a confirmation stands on a recognition that is served; illness not caused by work stands on none."""
    application = matter.assessment
    if application.kind in NOT_ON_RECOGNITION:
        return None
    found = decision_in_force(application.recognition_id) if application.recognition_id else None
    if found is None or not found.is_recognised:
        return CannotMove(
            "No decision in force recognises this injury as a work injury. Refuse the application, or correct the decision's number."
        )
    if found.effective_on is None:
        return CannotMove("The recognition {number} was not served on both sides yet; assess after the service.", number=found.number)
    return None


def may_be_asked(matter: Matter) -> CannotMove | None:
    """A first grade needs a stable condition; a review needs a conclusion that is a year old (条例 28)."""
    application = matter.assessment
    if application.kind == Kind.FIRST and not application.is_stable:
        return CannotMove("The condition is not stable yet (Regulation art. 21). Refuse now; it may be applied for again.")
    if application.kind != Kind.REVIEW:
        return None
    earlier = application.earlier
    if earlier is None:
        return CannotMove("There is no conclusion in force to review. A first grade is asked for instead.")
    first = law.clocks.due("assessment.review", earlier.concluded_on, calendar=law.Calendar.shipped()).earliest_on
    if first is None or application.received_on >= first:
        return None
    return CannotMove(
        "The conclusion of {day} may be reviewed from {first} on, a year after it was made (Regulation art. 28).",
        day=earlier.concluded_on,
        first=first,
    )


def subject_set(matter: Matter) -> CannotMove | None:
    if matter.assessment.subject:
        return None
    return CannotMove("The subject is not set. Choose it from the list; who sets or changes it is noted.")


def is_simple(matter: Matter) -> CannotMove | None:
    if matter.assessment.is_simple:
        return None
    return CannotMove("The simple procedure was not chosen: name the criterion that this injury meets first.")


def opinion_given(matter: Matter) -> CannotMove | None:
    if matter.opinions.exists():
        return None
    return CannotMove("No expert opinion is recorded. Record the findings and the items first.")


def has_seat(matter: Matter) -> CannotMove | None:
    if matter.seats.filter(attendance="").exists():
        return None
    return CannotMove("The person has no seat in a session yet. Choose a session whose panel is drawn.")


def current_conclusion(matter: Matter) -> Conclusion | None:
    return matter.conclusions.filter(state=Conclusion.State.IN_FORCE).first()


def everyone_served(matter: Matter) -> CannotMove | None:
    found = current_conclusion(matter)
    if found is not None and found.effective_on:
        return None
    return CannotMove("Not every side was served yet. Record the service on the person and on the employer, then complete it.")


def not_final(matter: Matter) -> CannotMove | None:
    found = current_conclusion(matter)
    if found is None or found.level == Conclusion.Level.CITY:
        return None
    return CannotMove("The province's conclusion is final (Regulation art. 26). After a year a review may be asked for.")


def within_fifteen_days(matter: Matter) -> CannotMove | None:
    """The day the application for re-assessment was handed in is noted first: it is compared with the last day for whoever was served last."""
    found = current_conclusion(matter)
    if found is None or found.effective_on is None or found.reassessment_asked_on is None:
        return CannotMove("Note the day on which the re-assessment was asked for first; it is allowed within 15 days of receipt.")
    last = law.clocks.due("assessment.reassessment", found.effective_on, calendar=law.Calendar.shipped()).due_on
    if last is None or found.reassessment_asked_on <= last:
        return None
    return CannotMove("The 15 days after receipt ended on {last}: the conclusion stands (Regulation art. 26).", last=last)


def province_recorded(matter: Matter) -> CannotMove | None:
    found = current_conclusion(matter)
    if found is not None and found.level == Conclusion.Level.PROVINCE:
        return None
    return CannotMove("The province's conclusion is not recorded yet. Enter its number, day and grade first.")


def signs(matter: Matter) -> list[tuple[str, str, str, str]]:
    """真实性 (措施 41): id, title, what it points to, and the answer an officer wrote."""
    one = matter.assessment
    said = {kept["sign"]: kept["note"] for kept in one.authenticity}
    found = signs_on(matter, one.worker_id)
    return [(f"{kind}:{about}", sign_title(kind), about, said.get(f"{kind}:{about}", "")) for kind, about in found]


def authenticity_answered(matter: Matter) -> CannotMove | None:
    left = [one for one in signs(matter) if not one[3]]
    if not left:
        return None
    return CannotMove(
        "{count} signs of authenticity are not answered yet, the first: {first}. Look into each and write what was found (measure 41).",
        count=len(left),
        first=f"{left[0][1]}（{left[0][2]}）",
    )


# Who may sit.


def load(expert: Expert, year: int) -> int:
    """Seats of an expert in a year: those with fewer are drawn first."""
    return expert.seats.filter(panel__session__held_on__year=year, state="sits").count()


# Rows behind the indicators: `office`, `on`, the columns to show, and what the aggregate needs.


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _local_seats_of(matter: OuterRef) -> QuerySet[Seat]:
    return Seat.objects.filter(matter=matter, attendance="came", session__is_local=True)


def served_conclusions(period: Period) -> QuerySet[Conclusion]:
    """The city's conclusions served on both sides in the period."""
    return Conclusion.objects.filter(effective_on__range=(period.first, period.last), level="city").annotate(
        on=F("effective_on"), is_in_time=_flag(Q(effective_on__lte=F("service_due_on")))
    )


def concluded(period: Period) -> QuerySet[Conclusion]:
    """Conclusions of the city made in the period; in time, simple, asked again at the province."""
    return Conclusion.objects.filter(concluded_on__range=(period.first, period.last), level="city").annotate(
        on=F("concluded_on"),
        is_on_time=_flag(Q(concluded_on__lte=F("due_on"))),
        is_simple=_flag(Q(matter__assessment__is_simple=True)),
        is_asked_again=_flag(Q(reassessment_asked_on__isnull=False)),
        is_local=_flag(Q(Exists(_local_seats_of(OuterRef("matter"))))),
    )


def _otherwise() -> Exists:
    """The province said another grade."""
    return Exists(Conclusion.objects.filter(matter=OuterRef("matter"), level="province").exclude(grade=OuterRef("grade")))


def simple_conclusions(period: Period) -> QuerySet[Conclusion]:
    """Conclusions by the simple procedure; `is_changed` where the province or a later correction said otherwise."""
    return concluded(period).filter(matter__assessment__is_simple=True).annotate(is_changed=_flag(Q(_otherwise())))


def changed(period: Period) -> int:
    return simple_conclusions(period).filter(_otherwise()).count()


def local_sessions(period: Period) -> QuerySet[Session]:
    """Orthopaedic sessions held in a county-level city with somebody examined (措施 28)."""
    came = Exists(Seat.objects.filter(session=OuterRef("pk"), attendance="came"))
    return (
        Session.objects.filter(held_on__range=(period.first, period.last), is_local=True, subject="orthopaedics")
        .filter(came)
        .annotate(office=F("organised_by_id"), on=F("held_on"))
    )


def local_seats(period: Period) -> QuerySet[Seat]:
    """Persons examined at local sessions; the kilometres each was saved."""
    return Seat.objects.filter(session__held_on__range=(period.first, period.last), session__is_local=True, attendance="came").annotate(
        office=F("session__organised_by_id"), on=F("session__held_on"), saved_km=F("session__saved_km")
    )


def simple_days(period: Period) -> dict[str, float]:
    """Average days from receipt to conclusion: simple, ordinary, and the days saved; empty where one side has none."""
    shown = {}
    for name, flag in (("simple", True), ("ordinary", False)):
        rows = concluded(period).filter(matter__assessment__is_simple=flag)
        days = [(made - came).days for made, came in rows.values_list("concluded_on", "matter__assessment__received_on")]
        if days:
            shown[name] = sum(days) / len(days)
    return shown | ({"saved": shown["ordinary"] - shown["simple"]} if len(shown) == 2 else {})


def local_days(period: Period) -> dict[str, float]:
    """Average days from receipt to conclusion, for local and for city sessions; empty where one side has none."""
    shown = {}
    for name, flag in (("local", True), ("city", False)):
        local = Exists(_local_seats_of(OuterRef("matter")))
        rows = concluded(period).filter(local if flag else ~local, matter__assessment__is_simple=False)
        days = [(made - came).days for made, came in rows.values_list("concluded_on", "matter__assessment__received_on")]
        if days:
            shown[name] = sum(days) / len(days)
    return shown


def reassessment_rates(period: Period) -> dict[str, tuple[int, int]]:
    """Asked again out of concluded, for local and for city sessions."""
    found = {}
    for name, flag in (("local", True), ("city", False)):
        local = Exists(_local_seats_of(OuterRef("matter")))
        rows = concluded(period).filter(local if flag else ~local)
        found[name] = (rows.filter(reassessment_asked_on__isnull=False).count(), rows.count())
    return found
