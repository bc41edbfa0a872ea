"""研讨、例会、评审 (措施 25): an agenda of matters, conclusions linked to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gongdun.areas.recognition import examining
from gongdun.areas.recognition.models import Discussion, Meeting
from gongdun.desk.models import Matter
from gongdun.desk.operations import matters
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

CHAIRS = frozenset({"investigator", "reviewer", "approver", "director"})


@operation
def hold_meeting(
    *, kind: str, title: str, held_on: date, attendants: str, agenda: Sequence[tuple[int, str]], actor: Actor, judiciary: str = ""
) -> Meeting:
    """A meeting with its agenda: (matter, question) each. A review of typical cases names the courts or organs that took part."""
    refuse_unless(actor, CHAIRS)
    if kind not in Meeting.Kind.values or not agenda or not title.strip():
        raise Refusal("A meeting needs its kind, a title and at least one matter on its agenda.")
    if kind == Meeting.Kind.REVIEW and not judiciary.strip():
        raise Refusal("A review with the judiciary names the court or reconsideration organ that took part (measure 25).")
    office = Office.objects.get(accounts=actor.person())
    meeting = Meeting.objects.create(
        kind=kind,
        title=title.strip(),
        held_on=held_on,
        office=office,
        attendants=attendants,
        judiciary=judiciary,
        ledger=office.area.ledger_id,
        district=office.area_id,
    )
    for position, (number, question) in enumerate(agenda, start=1):
        matter = Matter.objects.get(pk=number, procedure="recognition")
        Discussion.objects.create(
            meeting=meeting, matter=matter, position=position, question=question, ledger=meeting.ledger, district=meeting.district
        )
    journal.record(
        actor=actor,
        action="recognition.hold_meeting",
        subject=f"meeting:{meeting.pk}",
        after={"kind": kind, "agenda": [one for one, _ in agenda]},
    )
    return meeting


@operation
def conclude(*, discussion: int, conclusion: str, result: str, item: str, actor: Actor, today: date, now: datetime) -> Discussion:
    """What the meeting held right; it stands on the matter's timeline, and whether the decision followed is read from the decision."""
    refuse_unless(actor, CHAIRS)
    if not conclusion.strip():
        raise Refusal("Write the conclusion: what the meeting held right, and why.")
    examining.item_of(item)
    held = Discussion.objects.select_for_update(of=("self",)).select_related("meeting", "matter").get(pk=discussion)
    held.conclusion, held.result, held.item = conclusion.strip(), result, item
    held.save()
    matters.append(held.matter, kind="note", actor=actor, on=today, at=now, text=f"{held.meeting.title}：{held.conclusion}"[:400])
    matters.save(held.matter)
    journal.record(
        actor=actor,
        action="recognition.conclude",
        subject=f"matter:{held.matter_id}",
        after={"discussion": held.pk, "result": result, "item": item},
    )
    return held
