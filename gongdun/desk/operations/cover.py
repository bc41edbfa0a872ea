"""代办 — setting up and ending the cover of an absent officer. The stand-in acts in their own name and with their own roles."""

from __future__ import annotations

from datetime import date

from gongdun.desk.models import Cover
from gongdun.desk.refusals import NotYours, refuse_readers
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

LEADERS = frozenset({"reviewer", "approver", "director", "inspection_head"})


@operation
def set_cover(*, absent: Account, stand_in: Account, first_on: date, last_on: date, actor: Actor, today: date, reason: str = "") -> Cover:
    """From `first_on` to `last_on`, both included, `stand_in` sees the matters of `absent`. Clocks hear nothing of it."""
    refuse_stranger(absent, actor)
    refuse_unfit(absent, stand_in)
    if last_on < first_on or last_on < today:
        raise Refusal("The leave from {first} to {last} is over or ends before it begins. Correct the days.", first=first_on, last=last_on)
    overlapping = Cover.objects.filter(first_on__lte=last_on, last_on__gte=first_on)
    if there := overlapping.filter(absent=absent).first():
        raise Refusal(
            "{name} is already covered by {other} from {first} to {last}. End that cover first.",
            name=str(absent), other=str(there.stand_in), first=there.first_on, last=there.last_on,
        )  # fmt: skip
    if overlapping.filter(absent=stand_in).exists():
        raise Refusal("{name} is away in these days too. Choose another colleague.", name=str(stand_in))
    if overlapping.filter(stand_in=absent).exists():
        raise Refusal("{name} stands in for a colleague in these days. Arrange that cover anew first.", name=str(absent))
    cover = Cover.objects.create(absent=absent, stand_in=stand_in, first_on=first_on, last_on=last_on, reason=reason.strip()[:200])
    journal.record(
        actor=actor, action="desk.set_cover", subject=f"account:{absent.pk}", after={"stand_in": stand_in.pk, "first_on": first_on, "last_on": last_on},
        reason=reason,
    )  # fmt: skip
    return cover


def refuse_stranger(absent: Account, actor: Actor) -> None:
    """One's own leave, or that of an officer of one's office for who leads it."""
    refuse_readers(actor)
    leads = actor.office_id == absent.office_id and not actor.roles.isdisjoint(LEADERS)
    if actor.account_id is not None and actor.account_id != absent.pk and not leads:
        raise NotYours("Only {name}, or who leads the office, arranges this cover.", name=str(absent))


def refuse_unfit(absent: Account, stand_in: Account) -> None:
    if stand_in.pk == absent.pk:
        raise Refusal("Nobody stands in for themselves. Choose a colleague.")
    if stand_in.office_id is None or stand_in.office_id != absent.office_id or not stand_in.is_active:
        raise Refusal("{name} does not work in the same office. Choose a colleague of that office.", name=str(stand_in))
    if set(stand_in.roles).isdisjoint(absent.roles):
        raise Refusal(
            "{name} has none of the roles of {absent} and could make none of the steps. Choose another colleague.",
            name=str(stand_in),
            absent=str(absent),
        )


@operation
def end_cover(*, cover: int, actor: Actor, today: date) -> None:
    """Back early: the cover ends yesterday, or is taken back where it has not begun."""
    held = Cover.objects.select_related("absent").filter(pk=cover).first()
    if held is None:
        raise Refusal("There is no such cover.")
    refuse_stranger(held.absent, actor)
    before = {"first_on": held.first_on, "last_on": held.last_on, "stand_in": held.stand_in_id}
    held.delete()
    journal.record(actor=actor, action="desk.end_cover", subject=f"account:{held.absent_id}", before=before, after={"ended_on": today})
