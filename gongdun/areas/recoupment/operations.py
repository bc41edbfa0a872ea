"""Sessions held with their material and roster; tests entered once, valid for two years."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongdun.areas.recoupment.models import TrainingResult, TrainingSession
from gongdun.areas.recoupment.queries import PASS_SCORE
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account, Office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

HOLDERS = frozenset({"reviewer", "director", "supervisor"})
YEARS = 2  # how long a passed test counts (internal)


@dataclass(frozen=True)
class NewSession:
    """What was taught, by whom, with which material, and who was there."""

    title: str
    held_on: date
    teacher: str
    hours: int
    material_name: str
    material: bytes
    roster: tuple[str, ...]  # sign-in names


@operation
def hold_session(*, session: NewSession, actor: Actor, today: date, now: datetime) -> TrainingSession:
    """Record a session. A name of the roster that is no account of ours is refused, and nothing is recorded."""
    refuse_unless(actor, HOLDERS)
    office = Office.objects.select_related("area").get(accounts=actor.person())
    if not session.material or not session.title.strip() or not session.roster:
        raise Refusal("A session has a title, its material as a file, and a roster. Add what is missing.")
    if session.held_on > today:
        raise Refusal("The session is on {date}; it is recorded once it was held.", date=session.held_on)
    held = TrainingSession.objects.create(
        office=office, title=session.title.strip()[:120], held_on=session.held_on, teacher=session.teacher.strip()[:80], hours=session.hours,
        material_name=session.material_name[:200], material_digest=hashlib.sha256(session.material).hexdigest(), material=session.material,
        ledger=office.area.ledger_id, district=office.area_id,
    )  # fmt: skip
    enlist(held, session.roster)
    after = {"title": held.title, "material": held.material_digest, "roster": list(session.roster)}
    journal.record(actor=actor, action="recoupment.hold_session", subject=f"training:{held.pk}", after=after, at=now)
    return held


def enlist(session: TrainingSession, roster: Sequence[str]) -> None:
    known = {one.username: one for one in Account.objects.filter(username__in=roster, is_active=True)}
    if missing := [name for name in roster if name not in known]:
        raise Refusal("{name} is no account here. Use the sign-in names of the officers.", name=missing[0])
    TrainingResult.objects.bulk_create(
        TrainingResult(session=session, account=known[name], ledger=session.ledger, district=session.district)
        for name in dict.fromkeys(roster)
    )


@operation
def enter_scores(*, session: int, scores: Mapping[str, int], actor: Actor, today: date, now: datetime) -> int:
    """The tests of a session, by sign-in name; entered once. How many passed."""
    refuse_unless(actor, HOLDERS)
    rows = {
        one.account.username: one
        for one in TrainingResult.objects.select_for_update(of=("self",)).filter(session=session).select_related("account")
    }
    for name, score in scores.items():
        row = rows.get(name)
        if row is None or row.score is not None:
            raise Refusal("{name} is not on the roster, or the test is entered already. Nothing was changed.", name=name)
        if not 0 <= score <= 100:
            raise Refusal("The score of {name} is {score}; a test has 0 to 100 points.", name=name, score=score)
        row.score, row.tested_on = score, today
        row.valid_until = today.replace(year=today.year + YEARS, day=min(today.day, 28)) if score >= PASS_SCORE else None
    if not scores:
        raise Refusal("No score was entered.")
    TrainingResult.objects.bulk_update(rows.values(), ["score", "tested_on", "valid_until"])
    journal.record(actor=actor, action="recoupment.enter_scores", subject=f"training:{session}", after={"scores": dict(scores)}, at=now)
    return sum(score >= PASS_SCORE for score in scores.values())
