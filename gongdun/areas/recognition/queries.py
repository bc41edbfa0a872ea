"""Questions to recognition. A neighbour reads `decision_in_force` and its kin: what was decided of whose injury, and since when it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongdun.areas.recognition.models import Decision

RECOGNISED = (Decision.Result.INJURY, Decision.Result.DEEMED)


@dataclass(frozen=True)
class RecognitionDecision:
    """What a neighbour may know of a decision in force.

    `matter`, `worker`, `employer` are ids of the desk's and the register's rows. `injured_on` is the accident's day, or the day an occupational disease was
    diagnosed. `item` is the article's item (14-1 … 15-1-3, 16-1 …), `result` injury, deemed or refused. `effective_on` is the day both sides were
    served, None before: nothing is paid on a decision without it. Medical treatment goes on being paid while a challenge is pending (条例 31): `is_challenged`.
    """

    matter: int
    worker: int
    employer: int
    injured_on: date
    result: str
    item: str
    number: str
    decided_on: date
    effective_on: date | None
    died_on: date | None
    is_challenged: bool

    @property
    def is_recognised(self) -> bool:
        return self.result in RECOGNISED


def _told(decision: Decision) -> RecognitionDecision:
    died_at = decision.matter.recognition.died_at
    return RecognitionDecision(
        matter=decision.matter_id,
        worker=decision.worker_id,
        employer=decision.employer_id,
        injured_on=decision.injured_on,
        result=decision.result,
        item=decision.item,
        number=decision.number,
        decided_on=decision.decided_on,
        effective_on=decision.effective_on,
        died_on=died_at.date() if died_at else None,
        is_challenged=decision.challenges.filter(outcome="").exists(),
    )


def decision_in_force(matter: int) -> RecognitionDecision | None:
    """The decision of a recognition matter that nobody revoked; None while there is none."""
    found = _decisions().filter(matter=matter).first()
    return _told(found) if found else None


def decisions_of_worker(worker: int) -> list[RecognitionDecision]:
    """Decisions in force on a worker's injuries, the latest injury first; one worker may have several."""
    return [_told(one) for one in _decisions().filter(worker=worker).order_by("-injured_on", "-id")]


def decision_numbered(number: str) -> RecognitionDecision | None:
    """The decision in force that bears this number, as a claim form cites it."""
    found = _decisions().filter(number=number.strip()).first()
    return _told(found) if found else None


def _decisions() -> QuerySet[Decision]:
    held = Decision.objects.filter(state=Decision.State.IN_FORCE).exclude(result=Decision.Result.NOT_ACCEPTED)
    return held.select_related("matter__recognition")
