"""显示 — a worker's full number on a page: with a reason, journalled, and where a matter is open also on its timeline."""

from __future__ import annotations

from datetime import date, datetime

from gongdun.desk.models import Matter
from gongdun.desk.operations.timeline import append, locked, save
from gongdun.desk.refusals import NotYours, may_see_numbers
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Worker
from gongdun.vault import identities, journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation


@operation
def reveal_number(*, worker: int, matter: int | None, reason: str, actor: Actor, today: date, now: datetime) -> str:
    """The number; for officers who work at the desk, and only of workers in their scope."""
    if not may_see_numbers(actor):
        raise NotYours("Full numbers are shown to the officers who handle the matter, not to other accounts.")
    held = Worker.objects.filter(pk=worker).first()
    if held is None:
        raise Refusal("There is no such worker among those you may see.")
    number = identities.reveal(held.person_key, actor=actor, reason=reason, now=now)
    if matter is not None and Matter.objects.filter(pk=matter, worker=held).exists():
        about = locked(matter, None)
        append(about, kind="reveal", actor=actor, on=today, at=now, reason=reason, text="查看证件号")
        save(about)
    journal.record(actor=actor, action="desk.reveal", subject=f"worker:{held.pk}", reason=reason, persons=[held.person_key], at=now)
    return number
