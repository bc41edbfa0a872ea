"""A comparison is asked for on a page or at the command line, done by the worker, and followed up by the areas."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from gongdun.compare.lake import replace_text
from gongdun.compare.months import Month
from gongdun.desk.comparison import Progress, compare_month
from gongdun.desk.models import Comparison
from gongdun.desk.operations.deliveries import refuse_others, said
from gongdun.law.refusal import Refusal
from gongdun.registry.queries import everywhere
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation, unchanged
from gongdun.vault.scopes import within

PROGRESS = "progress"
Defer = Callable[[int], int]


@operation
def ask(*, month: str, defer: Defer, actor: Actor, today: date, now: datetime) -> Comparison:
    """Put a month in the worker's queue, once: a month that waits or runs is not asked for twice."""
    refuse_others(actor)
    of = Month.parse(month)
    try:
        with transaction.atomic():
            held = Comparison.objects.create(month=of.first_on, today=today, at=now, account_id=actor.account_id, account_name=actor.name)
    except IntegrityError:
        raise Refusal("{month} is being compared already. Wait until it ends; its page shows how far it is.", month=of) from None
    held.job = defer(held.pk)
    held.save()
    journal.record(actor=actor, action="desk.ask_comparison", subject=f"comparison:{held.pk}", after={"month": month}, at=now)
    return held


@dataclass(frozen=True)
class Bulletin:
    """How far a comparison is: a small file beside the lake, so that saying so never waits for the comparison's own transaction."""

    path: Path

    @classmethod
    def of(cls, folder: Path, comparison: int) -> Bulletin:
        return cls(folder / PROGRESS / f"{comparison}.json")

    def show(self, stage: str, done: int, total: int) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(self.path, json.dumps({"stage": stage, "done": done, "total": total}))

    def read(self) -> dict[str, object]:
        return json.loads(self.path.read_text(encoding="utf-8")) if self.path.exists() else {}

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)


def carry_out(*, comparison: int, folder: Path, actor: Actor) -> Comparison:
    """Run the month's rules over the lake and take in what they found. Safe to run again: a comparison that is done stays as it is."""
    held = begin(comparison=comparison, actor=actor)
    if held.state == Comparison.State.DONE:
        return held
    bulletin = Bulletin.of(folder, comparison)
    try:
        done = finish(comparison=comparison, folder=folder, progress=bulletin.show, actor=actor)
    except Refusal as refusal:
        return fail(comparison=comparison, refusal=refusal, actor=actor)
    bulletin.forget()
    return done


@operation
def begin(*, comparison: int, actor: Actor) -> Comparison:
    held = Comparison.objects.select_for_update().get(pk=comparison)
    if held.state == Comparison.State.DONE:
        unchanged()
        return held
    held.state = Comparison.State.RUNNING
    held.save()
    journal.record(actor=actor, action="desk.begin_comparison", subject=f"comparison:{held.pk}")
    return held


@operation
def finish(*, comparison: int, folder: Path, progress: Progress, actor: Actor) -> Comparison:
    """The rules, their leads and the end of the comparison are one transaction: a kill leaves none of it at the desk."""
    with within(everywhere()):
        held = Comparison.objects.select_for_update().get(pk=comparison)
        held.run = compare_month(data=None, month=f"{held.month:%Y-%m}", folder=folder, actor=actor, today=held.today, progress=progress)
        held.state, held.refusal = Comparison.State.DONE, {}
        held.save()
        journal.record(actor=actor, action="desk.finish_comparison", subject=f"comparison:{held.pk}", after={"run": held.run.pk})
    return held


@operation
def fail(*, comparison: int, refusal: Refusal, actor: Actor) -> Comparison:
    held = Comparison.objects.select_for_update().get(pk=comparison)
    held.state, held.refusal = Comparison.State.FAILED, said(refusal)
    held.save()
    journal.record(actor=actor, action="desk.fail_comparison", subject=f"comparison:{held.pk}", after={"why": held.refusal["en"]})
    return held


@operation
def give_up(*, comparison: int, actor: Actor) -> Comparison:
    """A comparison whose job is gone or broke: the month may be asked for again."""
    broken = Refusal("The worker broke off. Ask the technicians to look at its log, then compare the month again; nothing was half done.")
    return fail(comparison=comparison, refusal=broken, actor=actor)


@operation
def note_consequence(*, comparison: int, area: str, rows: int, actor: Actor) -> None:
    """What an area did with a finished comparison."""
    held = Comparison.objects.select_for_update().get(pk=comparison)
    held.consequences = held.consequences | {area: rows}
    held.save()
    journal.record(actor=actor, action="desk.note_consequence", subject=f"comparison:{held.pk}", after={area: rows})


@operation
def end_follow_up(*, comparison: int, actor: Actor) -> None:
    held = Comparison.objects.select_for_update().get(pk=comparison)
    held.is_followed_up = True
    held.save()
    journal.record(actor=actor, action="desk.end_follow_up", subject=f"comparison:{held.pk}")
