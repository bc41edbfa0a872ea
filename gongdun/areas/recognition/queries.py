"""Questions to recognition. A neighbour reads `decision_in_force` and its kin: what was decided of whose injury, and since when it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from gongdun import law
from gongdun.areas.recognition import authenticity, examining, similar
from gongdun.areas.recognition.models import Application, Challenge, Decision, Discussion, Extension
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.models import Matter
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.indicators import Period
from gongdun.kernel.procedures import Material
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Employer, Worker
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within

RECOGNISED = (Decision.Result.INJURY, Decision.Result.DEEMED)
INVESTIGATORS = 2


@dataclass(frozen=True)
class RecognitionDecision:
    """What a neighbour may know of a decision in force.

    `matter`, `worker`, `employer` are ids of the desk's and the register's rows. `injured_on` is the accident's day, or the day an occupational disease was
    diagnosed. `item` is the article's item (14-1 … 15-1-3, 16-1 …), `result` injury, deemed or refused. `effective_on` is the day both sides were
    served, None before: nothing is paid on a decision without it. Medical treatment goes on being paid while a challenge is pending (条例 31): `is_challenged`.
    `gap` is the time whose costs are the employer's because it applied late (条例 17.4): from the day after its last day until it applied.
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
    gap: tuple[date, date] | None

    @property
    def is_recognised(self) -> bool:
        return self.result in RECOGNISED


def _told(decision: Decision) -> RecognitionDecision:
    application = decision.matter.recognition
    last = application.employer_late_on
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
        died_on=application.died_at.date() if application.died_at else None,
        is_challenged=decision.challenges.filter(outcome="").exists(),
        gap=(last + timedelta(days=1), application.received_on) if last else None,
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


@dataclass(frozen=True)
class InjuryFile:
    """The file behind a receipt's code: its decision in force, and the names as the application gives them."""

    party: int
    worker_name: str
    employer_name: str
    decision: RecognitionDecision | None


def injury_file(party: int) -> InjuryFile | None:
    """The file of this party number, among those the reader may see; None where there is none."""
    held = Application.objects.filter(party=party).first()
    return InjuryFile(party, held.worker_name, held.employer_name, decision_in_force(held.matter_id)) if held else None


def party_of(matter: int) -> int | None:
    """The file's party number, so that what follows from a decision is read by the same code."""
    return Matter.objects.filter(pk=matter).values_list("party", flat=True).first()


def _decisions() -> QuerySet[Decision]:
    held = Decision.objects.filter(state=Decision.State.IN_FORCE).exclude(result=Decision.Result.NOT_ACCEPTED)
    return held.select_related("matter__recognition")


def signs_on(matter: Matter, worker: int) -> list[tuple[str, str]]:
    """Signs of measures 40 and 41 that a neighbour's matter shares: files that lie in another person's matter, open leads on the person. (kind, about) each."""
    with within(everywhere()):
        own = set(Matter.objects.filter(worker=worker).values_list("number", flat=True))
        files = [("picture", number) for number in authenticity.same_files(matter) if number not in own]
        return [*files, *(("lead", one) for one in authenticity.open_leads(worker))]


def sign_title(kind: str) -> str:
    return str(authenticity.TITLES[kind])


# Materials by cause.


def required_materials(matter: Matter) -> list[Material]:
    """What this application's cause asks for."""
    cause = matter.recognition.claimed_item
    return [one for one in procedure_of(matter).materials if one.required and (not one.causes or cause in one.causes)]


def missing_materials(matter: Matter) -> list[Material]:
    held = dict(matter.materials.values_list("material", "state"))
    return [one for one in required_materials(matter) if held.get(one.id, "missing") == "missing"]


# Guards: None, or why the move cannot be made.


def materials_complete(matter: Matter) -> CannotMove | None:
    if not (missing := missing_materials(matter)):
        return None
    return CannotMove(
        "Still missing: {materials}. Mark what arrived, or ask for all of it at once.", materials="、".join(one.title.zh for one in missing)
    )


def not_asked_before(matter: Matter) -> CannotMove | None:
    if not matter.recognition.supplemented:
        return None
    return CannotMove(
        "The missing materials were asked for already; the measures allow it once (Recognition Measures art. 8). Accept or refuse."
    )


def identity_checked(matter: Matter) -> CannotMove | None:
    if matter.recognition.is_identity_checked:
        return None
    return CannotMove("The person's identity and the employer were not checked yet (measures 40 and 41). Check them on this page first.")


def twins(application: Application) -> QuerySet[Application]:
    """Other applications for the same person and nearly the same day: three days either way catch a day told wrongly."""
    near = timedelta(days=3)
    same = Application.objects.filter(
        person_key=application.person_key, injured_on__range=(application.injured_on - near, application.injured_on + near)
    )
    return (
        same.exclude(pk=application.pk).exclude(matter__state="withdrawn").exclude(matter__decisions__result=Decision.Result.NOT_ACCEPTED)
    )


def twin(application: Application) -> Application | None:
    """The same accident is one accident in whichever district it is told: all are compared."""
    with within(everywhere()):
        return twins(application).select_related("matter").first()


def no_duplicate(matter: Matter) -> CannotMove | None:
    other = twin(matter.recognition)
    if other is None:
        return None
    return CannotMove(
        "{number} already applies for this person and this accident. Refuse this one as a duplicate, or have it withdrawn.",
        number=other.matter.number,
    )


def last_day_of_worker(application: Application) -> date:
    """A year from the accident, the time lost for reasons not theirs left out (条例 17.2; 法释〔2014〕9号 7)."""
    lost = tuple((date.fromisoformat(one["first"]), date.fromisoformat(one["last"])) for one in application.lost_time)
    found = law.clocks.due("recognition.worker_application", application.injured_on, suspensions=lost, calendar=law.Calendar.shipped())
    return found.due_on or application.injured_on


def last_day_of_employer(application: Application) -> date:
    """Thirty days from the accident, or the later day the bureau consented to (条例 17.1)."""
    granted = Extension.objects.filter(person_key=application.person_key, injured_on=application.injured_on, answer="granted").first()
    found = law.clocks.due("recognition.employer_application", application.injured_on, calendar=law.Calendar.shipped())
    return granted.until if granted and granted.until else found.due_on or application.injured_on


def handed_in(application: Application) -> date:
    """Posted before the end is in time: the postmark counts."""
    return application.posted_on or application.received_on


def applied_in_time(matter: Matter) -> CannotMove | None:
    application = matter.recognition
    last = last_day_of_worker(application)
    if handed_in(application) <= last:
        return None
    return CannotMove(
        "The application came after {last}, the last day of the year (Regulation art. 17). Note the time that was lost for no fault of theirs, or refuse it.",
        last=last,
    )


def authenticity_answered(matter: Matter) -> CannotMove | None:
    """Every sign of measure 41 is answered in writing before the facts are called clear or a decision is proposed."""
    if not (left := authenticity.unanswered(matter.recognition)):
        return None
    return CannotMove(
        "{count} signs of authenticity are not answered yet, the first: {first}. Look into each and write what was found (measure 41).",
        count=len(left),
        first=f"{left[0].title}（{left[0].about}）",
    )


def called_clear(matter: Matter) -> CannotMove | None:
    if matter.events.filter(move="accept_clear").exists() and not matter.events.filter(move="find_unclear").exists():
        return None
    return CannotMove("The facts were not called clear: the term is the ordinary one already.")


def two_officers_investigated(matter: Matter) -> CannotMove | None:
    """Two officers investigate (工伤认定办法 9 ff.); an occupational disease with its certificate is not investigated again (条例 19)."""
    if matter.recognition.proposed_item == "14-4" or any(
        len(officers) >= INVESTIGATORS for officers in matter.records.values_list("officers", flat=True)
    ):
        return None
    return CannotMove(
        "No record of an investigation by two officers is in the file. Add a statement, the scene or a document, signed by both."
    )


def article_chosen(matter: Matter) -> CannotMove | None:
    application = matter.recognition
    if not application.proposed_item:
        return CannotMove("No article is chosen yet. Weigh the elements, choose the item and the result, then propose.")
    return examining.gap(application, application.proposed_item, application.proposed_result, application.gap_reason)


def everyone_served(matter: Matter) -> CannotMove | None:
    decision = current_decision(matter)
    if decision is not None and decision.effective_on:
        return None
    return CannotMove("Not every side was served yet. Record the service on the worker's side and on the employer, then complete it.")


def parties(application: Application) -> tuple[Worker, Employer]:
    """Both sides, as the identity check found them in the register."""
    if application.worker is None or application.employer is None:
        raise Refusal("The person and the employer of {number} are not checked yet (measures 40 and 41).", number=application.matter.number)
    return application.worker, application.employer


def current_decision(matter: Matter) -> Decision | None:
    return matter.decisions.filter(state=Decision.State.IN_FORCE).first()


# Rows behind the indicators: `office`, `on`, the columns to show, and what the aggregate needs.


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def decided(period: Period) -> QuerySet[Decision]:
    """Decisions on the merits made in the period; on time, overturned, supplemented."""
    overturned = Exists(Challenge.objects.filter(decision=OuterRef("pk"), outcome="revoked"))
    return (
        Decision.objects.filter(decided_on__range=(period.first, period.last))
        .exclude(result=Decision.Result.NOT_ACCEPTED)
        .annotate(
            on=F("decided_on"),
            is_on_time=_flag(Q(decided_on__lte=F("due_on"))),
            is_overturned=_flag(Q(overturned)),
            is_supplemented=_flag(Q(matter__recognition__supplemented__gt=0)),
        )
        .select_related("office")
    )


@dataclass
class Quality:
    """Figures of one bureau or article: decisions, and how many of them on time, overturned, supplemented."""

    decided: int = 0
    on_time: int = 0
    overturned: int = 0
    supplemented: int = 0

    def add(self, on_time: bool, overturned: bool, supplemented: bool) -> None:
        self.decided += 1
        self.on_time += on_time
        self.overturned += overturned
        self.supplemented += supplemented

    def share(self, count: int) -> str:
        return f"{count * 100 / self.decided:.1f}%" if self.decided else "—"

    @property
    def shares(self) -> list[tuple[int, str]]:
        return [(count, self.share(count)) for count in (self.on_time, self.overturned, self.supplemented)]


COUNTED: tuple[str, ...] = ("office__name", "item", "is_on_time", "is_overturned", "is_supplemented")


def quality(period: Period) -> dict[str, Any]:
    """The rows of `decided` counted by bureau and by item, the busiest first, and all together."""
    offices: defaultdict[str, Quality] = defaultdict(Quality)
    articles: defaultdict[str, Quality] = defaultdict(Quality)
    whole = Quality()
    for office, item, *flags in decided(period).values_list(*COUNTED):
        for counted in (offices[office], articles[item], whole):
            counted.add(*flags)
    return {"all": whole, "office": busiest(offices), "item": busiest(articles)}


def busiest(counted: Mapping[str, Quality]) -> list[tuple[str, Quality]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1].decided, pair[0]))


def discussed(period: Period) -> QuerySet[Discussion]:
    """Matters discussed in the period with a conclusion."""
    return (
        Discussion.objects.filter(meeting__held_on__range=(period.first, period.last))
        .exclude(conclusion="")
        .annotate(office=F("meeting__office_id"), on=F("meeting__held_on"))
    )


def followed(period: Period) -> QuerySet[Discussion]:
    """Conclusions on matters decided since: did the decision follow?"""
    later = Decision.objects.filter(matter=OuterRef("matter"), decided_on__gte=OuterRef("meeting__held_on"))
    kept = Exists(later.filter(result=OuterRef("result"), item=OuterRef("item")))
    return discussed(period).filter(Exists(later)).annotate(is_followed=_flag(Q(kept)))


# Similar matters.


def told(application: Application) -> similar.Told:
    code = application.diagnosis_codes[0][:3] if application.diagnosis_codes else ""
    return similar.Told(
        application.matter_id, application.told, application.claimed_item, application.accident_type, application.accident_cause, code
    )


def similar_matters(application: Application, count: int = 5) -> list[tuple[int, Decision]]:
    """Decided matters nearest to this one with their likeness in hundredths, among those the asker may see (the latest thousand)."""
    decisions = {
        one.matter_id: one
        for one in Decision.objects.filter(state=Decision.State.IN_FORCE)
        .exclude(result=Decision.Result.NOT_ACCEPTED)
        .exclude(matter=application.matter)
        .select_related("matter__recognition")
        .order_by("-decided_on")[:1000]
    }
    found = similar.ranked(told(application), [told(one.matter.recognition) for one in decisions.values()], count)
    return [(round(score * 100), decisions[one.id]) for score, one in found]
