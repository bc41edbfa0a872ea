"""场次与专家组 — sessions, the frozen pool and its draw, recusal, seats, attendance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gongdun.areas.assessment import drawing, issuing, queries
from gongdun.areas.assessment.models import Expert, Panel, PanelMember, Seat, Session, Subject
from gongdun.desk.models import Matter
from gongdun.desk.operations import matters
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.journal import heads
from gongdun.vault.operations import operation

ORGANISERS = frozenset({"intake_clerk", "reviewer"})
ABSENCES = 2


@operation
def name_expert(
    *,
    name: str,
    hospital: str,
    title: str,
    subjects: Sequence[str],
    office: Office,
    actor: Actor,
    is_local: bool = False,
    person_key: int | None = None,
) -> Expert:
    """Into the pool: a senior title and at least one subject (条例 24)."""
    refuse_unless(actor, ORGANISERS)
    if not subjects or set(subjects) - set(Subject.values):
        raise Refusal("An expert has at least one subject of the list.")
    expert = Expert.objects.create(
        name=name, hospital=hospital, title=title, subjects=list(subjects), is_local=is_local, person_key=person_key, ledger=office.area.ledger_id,
        district=office.area_id,
    )  # fmt: skip
    journal.record(
        actor=actor, action="assessment.name_expert", subject=f"expert:{expert.pk}", after={"name": name, "subjects": list(subjects)}
    )
    return expert


@operation
def release_expert(*, expert: int, actor: Actor) -> Expert:
    """Out of the pool from now on; the seats of the past stay. Calling it again takes the expert back."""
    refuse_unless(actor, ORGANISERS)
    held = Expert.objects.select_for_update(of=("self",)).get(pk=expert)
    held.is_active = not held.is_active
    held.save()
    journal.record(actor=actor, action="assessment.release_expert", subject=f"expert:{expert}", after={"is_active": held.is_active})
    return held


@operation
def hold_session(
    *, held_on: date, place: str, subject: str, office: Office, actor: Actor, is_local: bool = False, saved_km: int = 0, capacity: int = 30
) -> Session:
    refuse_unless(actor, ORGANISERS)
    if subject not in Subject.values or not place.strip():
        raise Refusal("A session needs a subject of the list and a place.")
    session = Session.objects.create(
        held_on=held_on, place=place.strip(), subject=subject, organised_by=office, is_local=is_local, saved_km=saved_km, capacity=capacity,
        ledger=office.area.ledger_id, district=office.area_id,
    )  # fmt: skip
    journal.record(
        actor=actor,
        action="assessment.hold_session",
        subject=f"session:{session.pk}",
        after={"held_on": held_on, "subject": subject, "is_local": is_local},
    )
    return session


@operation
def freeze_pool(*, session: int, size: int, actor: Actor, today: date) -> Panel:
    """Freeze and hash who may be drawn, before anybody can know the seed; the journal keeps the hash."""
    refuse_unless(actor, ORGANISERS)
    held = Session.objects.get(pk=session)
    fit = Expert.objects.filter(is_active=True, subjects__contains=[held.subject]).order_by("id")
    pool = [{"expert": one.pk, "load": queries.load(one, held.held_on.year), "local": int(one.is_local)} for one in fit]
    drawing.refuse_small(pool, size)
    head = journal.head()
    panel = Panel.objects.create(
        session=held, size=size, pool=pool, pool_hash=drawing.pool_hash(pool), frozen_on=today, frozen_seal=head.seal if head else 0, ledger=held.ledger,
        district=held.district,
    )  # fmt: skip
    journal.record(
        actor=actor,
        action="assessment.freeze_pool",
        subject=f"panel:{panel.pk}",
        after={"pool_hash": panel.pool_hash, "experts": len(pool)},
    )
    return panel


@operation
def draw_panel(*, panel: int, actor: Actor, today: date) -> Panel:
    """Draw by the first head sealed after the freeze: until there is one, nobody can draw."""
    refuse_unless(actor, ORGANISERS)
    held = Panel.objects.select_for_update(of=("self",)).select_related("session").get(pk=panel)
    later = heads.since(held.frozen_seal)
    if held.seed:
        raise Refusal("This panel was drawn on {day} already; its seed stands in the record.", day=held.drawn_on)
    if not later:
        raise Refusal(
            "The journal was not sealed since the pool was frozen. Wait a second and draw again: the seed must be later than the pool."
        )
    head = later[0]  # the first one after the freeze: whoever draws cannot pick a head that suits
    held.head_seal, held.head, held.drawn_on = head.seal, head.head, today
    held.seed = drawing.seed_of(held.pool_hash, head.head)
    held.save()
    drawn = drawing.seated(held.pool, held.seed, held.size, mixed=held.session.is_local)
    PanelMember.objects.bulk_create(
        PanelMember(panel=held, expert_id=expert, position=place, ledger=held.ledger, district=held.district)
        for place, expert in enumerate(drawn, start=1)
    )
    journal.record(
        actor=actor,
        action="assessment.draw_panel",
        subject=f"panel:{held.pk}",
        after={"seal": head.seal, "head": head.head, "seed": held.seed, "drawn": drawn},
    )
    return held


@operation
def recuse(*, panel: int, expert: int, reason: str, actor: Actor, state: str = "recused") -> PanelMember:
    """回避 or absence: the drawn expert stays in the record with the reason, the next of the draw steps in."""
    refuse_unless(actor, ORGANISERS)
    if not reason.strip() or state not in ("recused", "absent"):
        raise Refusal("Say why the expert does not sit: a relation to a party, treatment of the person, or absence.")
    held = Panel.objects.select_for_update(of=("self",)).select_related("session").get(pk=panel)
    member = held.members.get(expert=expert, state="sits")
    member.state, member.reason = state, reason.strip()[:200]
    member.save()
    substitute = PanelMember.objects.create(
        panel=held, expert_id=next_of(held, member.expert), position=held.members.count() + 1, ledger=held.ledger, district=held.district
    )
    journal.record(
        actor=actor,
        action="assessment.recuse",
        subject=f"panel:{panel}",
        after={"out": expert, "in": substitute.expert_id, "state": state},
        reason=reason,
    )
    return substitute


def next_of(panel: Panel, leaving: Expert) -> int:
    """The next of the draw who was not drawn yet; at a local session one of the same kind, so that the mixture stays."""
    taken = set(panel.members.values_list("expert_id", flat=True))
    kinds = {one["expert"]: bool(one["local"]) for one in panel.pool}
    left = [one for one in drawing.order(panel.pool, panel.seed) if one not in taken]
    if panel.session.is_local:
        left = [one for one in left if kinds[one] == leaving.is_local]
    if not left:
        raise Refusal("Nobody of the frozen pool is left to step in. Freeze a wider pool for a new panel.")
    return left[0]


@operation
def seat(*, matter: int, panel: int, actor: Actor, today: date, now: datetime) -> Seat:
    """Into a session, with the notice: the panel is drawn, the subject fits, there is room, nobody of the panel is a party's kin or the person."""
    refuse_unless(actor, ORGANISERS)
    held = matters.locked(matter, None)
    drawn = Panel.objects.select_related("session").get(pk=panel)
    refuse_unfit(held, drawn)
    taken = Seat.objects.create(
        matter=held, session=drawn.session, panel=drawn, notified_on=today, ledger=held.ledger, district=held.district, party=held.party
    )
    told = {"held_on": drawn.session.held_on.isoformat(), "hall": drawn.session.place, "subject": drawn.session.subject}
    issuing.issue(matter=held, name="assessment_notice", more=told, actor=actor, today=today, now=now)
    journal.record(actor=actor, action="assessment.seat", subject=f"matter:{matter}", after={"session": drawn.session_id, "panel": panel})
    return taken


def refuse_unfit(matter: Matter, panel: Panel) -> None:
    session, application = panel.session, matter.assessment
    if matter.state != "classified" or session.subject != application.subject:
        raise Refusal("The session is for another subject, or {number} is not classified yet.", number=matter.number)
    if not panel.seed:
        raise Refusal("The panel of this session is not drawn yet.")
    if session.seats.count() >= session.capacity:
        raise Refusal("The session of {day} is full ({capacity}).", day=session.held_on, capacity=session.capacity)
    if panel.members.filter(state="sits", expert__person_key=application.worker.person_key).exists():
        raise Refusal("A drawn expert is the person to be assessed. Recuse the expert first.")


@operation
def note_attendance(*, matter: int, actor: Actor, today: date) -> Seat:
    """The person came to the session."""
    refuse_unless(actor, ORGANISERS)
    held = matters.locked(matter, None)
    taken = held.seats.filter(attendance="").select_related("session").latest("id")
    if today < taken.session.held_on:
        raise Refusal("The session is on {day}; attendance is noted on the day or later.", day=taken.session.held_on)
    taken.attendance = "came"
    taken.save()
    journal.record(actor=actor, action="assessment.note_attendance", subject=f"matter:{matter}", after={"seat": taken.pk})
    return taken


@operation
def note_absence(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Absent: scheduled again. The second absence without a ground ends the matter instead (`terminate`)."""
    held = matters.move(matter=matter, move="note_absence", actor=actor, today=today, now=now, revision=revision, reason=reason)
    taken = held.seats.filter(attendance="").latest("id")
    excused = reason.strip().startswith("有正当理由")
    taken.attendance, taken.absence_ground = ("excused" if excused else "absent"), reason.strip()[:200]
    taken.save()
    if held.seats.filter(attendance="absent").count() >= ABSENCES:
        raise Refusal(
            "The person was absent without reason before: terminate the assessment (Regulation art. 42), or begin the reason with “有正当理由”."
        )
    return held
