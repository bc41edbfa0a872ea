"""Questions to assessment. A neighbour reads `conclusion_in_force` and its kin: which grade and care level hold, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongdun.areas.assessment.models import GRADED, Conclusion


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
