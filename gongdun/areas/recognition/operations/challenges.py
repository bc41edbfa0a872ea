"""复议与诉讼 — against the decision in force: answer under a clock; upheld, revoked and made anew, or retracted by the bureau itself."""

from __future__ import annotations

from datetime import date, datetime

from gongdun.areas.recognition import queries, timing
from gongdun.areas.recognition.models import Challenge, Decision
from gongdun.desk.models import Matter
from gongdun.desk.operations import matters
from gongdun.law.refusal import Refusal
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

CLOCKS = {Challenge.Kind.RECONSIDERATION: "answer_reconsideration", Challenge.Kind.LAWSUIT: "answer_lawsuit"}
MOVES = {Challenge.Kind.RECONSIDERATION: "take_reconsideration", Challenge.Kind.LAWSUIT: "take_lawsuit"}


@operation
def bring_challenge(
    *,
    matter: int,
    kind: str,
    authority: str,
    paper: str,
    brought_by: str,
    actor: Actor,
    today: date,
    now: datetime,
    revision: int | None = None,
) -> Challenge:
    """The copy of a complaint or the notice to answer arrived today: its clock starts."""
    if kind not in Challenge.Kind.values or not (authority.strip() and paper.strip() and brought_by.strip()):
        raise Refusal("Name the court or authority, the number of its paper, and who brought the challenge. The form stands on this page.")
    held = matters.move(
        matter=matter,
        move=MOVES[Challenge.Kind(kind)],
        actor=actor,
        today=today,
        now=now,
        revision=revision,
        facts={"authority": authority, "paper": paper},
    )
    decision = queries.current_decision(held)
    if decision is None:
        raise Refusal("There is no decision in force in {number} that could be challenged.", number=held.number)
    due_on = timing.reading_of(held, CLOCKS[Challenge.Kind(kind)], today).due_on
    challenge = Challenge.objects.create(
        decision=decision, kind=kind, authority=authority.strip(), paper=paper.strip(), brought_by=brought_by.strip(), received_on=today, answer_due_on=due_on,
        ledger=held.ledger, district=held.district, party=held.party,
    )  # fmt: skip
    journal.record(
        actor=actor,
        action="recognition.bring_challenge",
        subject=f"matter:{matter}",
        after={"challenge": challenge.pk, "kind": kind, "due_on": due_on},
    )
    return challenge


@operation
def take_lawsuit(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Challenge:
    return bring_challenge(
        matter=matter, kind="lawsuit", authority="", paper="", brought_by="", actor=actor, today=today, now=now, revision=revision
    )


@operation
def take_reconsideration(
    *, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = ""
) -> Challenge:
    return bring_challenge(
        matter=matter, kind="reconsideration", authority="", paper="", brought_by="", actor=actor, today=today, now=now, revision=revision
    )


def pending(matter: Matter) -> Challenge:
    found = Challenge.objects.filter(decision__matter=matter, outcome="").order_by("-id").first()
    if found is None:
        raise Refusal("No challenge is pending in {number}.", number=matter.number)
    return found


@operation
def answer_challenge(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    held = matters.move(matter=matter, move="answer_challenge", actor=actor, today=today, now=now, revision=revision)
    challenge = pending(held)
    challenge.answered_on = today
    challenge.save()
    return held


def settle(matter: Matter, outcome: str, paper: str, today: date) -> Challenge:
    challenge = pending(matter)
    challenge.outcome, challenge.outcome_paper, challenge.outcome_on = outcome, paper.strip()[:120], today
    challenge.save()
    return challenge


def strike(matter: Matter, by: str, today: date) -> Decision:
    """The decision falls and stays in the file; the choice of article starts afresh, the evidence stays."""
    decision = queries.current_decision(matter)
    if decision is None:
        raise Refusal("There is no decision in force in {number}.", number=matter.number)
    decision.state, decision.revoked_on, decision.revoked_by = Decision.State.REVOKED, today, by.strip()[:200]
    decision.save()
    application = matter.recognition
    application.proposed_item = application.proposed_result = application.gap_reason = ""
    application.save()
    return decision


@operation
def uphold(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The decision stands; `reason` names the judgment."""
    held = matters.move(matter=matter, move="uphold", actor=actor, today=today, now=now, revision=revision, reason=reason)
    settle(held, "upheld", reason, today)
    return held


@operation
def revoke(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """An effective judgment or reconsideration revokes the decision: a new one is due (行政诉讼法 70), on the day it took effect."""
    held = matters.move(matter=matter, move="revoke", actor=actor, today=today, now=now, revision=revision, reason=reason)
    settle(held, "revoked", reason, today)
    strike(held, reason, today)
    return held


@operation
def retract(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The bureau itself found its decision wrong, a pending challenge or not (法释〔2014〕9号 9)."""
    held = matters.move(matter=matter, move="retract", actor=actor, today=today, now=now, revision=revision, reason=reason)
    if Challenge.objects.filter(decision__matter=held, outcome="").exists():
        settle(held, "withdrawn", reason, today)
    strike(held, f"自行纠正：{reason}", today)
    return held
