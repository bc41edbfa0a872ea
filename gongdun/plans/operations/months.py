"""Months are locked by two officers: one prepares, another locks what the first saw. Corrections afterwards are restatements with a reason."""

from __future__ import annotations

from datetime import date

from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.plans import bundles
from gongdun.plans.models import LockedFigure, LockedMonth, Plan, Restatement
from gongdun.plans.operations.snapshots import content_of, taken
from gongdun.plans.queries.figures import figure
from gongdun.plans.queries.months import last_day, standing, year_to
from gongdun.registry.models import Office
from gongdun.registry.queries import everywhere
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation
from gongdun.vault.scopes import within

PREPARERS, LOCKERS = frozenset({"supervisor", "data_clerk"}), frozenset({"director", "approver"})


@operation
def prepare_month(*, plan: int, month: date, actor: Actor, today: date) -> LockedMonth:
    """Count every figure up to the month's last day and keep it for the second officer; a month not yet locked may be prepared anew."""
    refuse_outsiders(actor, PREPARERS)
    held, first = Plan.objects.get(pk=plan), month.replace(day=1)
    if first.year != held.year or last_day(first) >= today:
        raise Refusal("Only a month of the plan's year that has ended can be locked; {month} is none.", month=f"{first:%Y-%m}")
    there = LockedMonth.objects.select_for_update(of=("self",)).filter(plan=held, month=first).first()
    if there and there.locked_on:
        raise Refusal("{month} is locked. What changed since is stated as a restatement, with its reason.", month=f"{first:%Y-%m}")
    if there:
        there.figures.all().delete()
        there.delete()
    with within(everywhere()):
        snapshot = taken(held, first)
    content = content_of(held, first, snapshot, prepared_by=actor.name, on=today)
    text = bundles.canonical(content).decode()
    one = LockedMonth.objects.create(
        plan=held, month=first, content=text, digest=bundles.digest(content), bundle=bundles.packed(content, snapshot.samples),
        prepared_by_id=actor.person(), prepared_on=today,
    )  # fmt: skip
    LockedFigure.objects.bulk_create(
        LockedFigure(locked=one, key=each.key, office_id=each.office, aggregate=each.aggregate, rows=each.rows, counted=each.counted, root=each.root)
        for each in snapshot.figures
    )  # fmt: skip
    journal.record(actor=actor, action="plans.prepare_month", subject=f"month:{one.pk}", after={"month": first, "digest": one.digest})
    return one


@operation
def lock_month(*, locked: int, digest: str, actor: Actor, today: date) -> LockedMonth:
    """The second officer locks exactly what was shown: the digest of the page is the digest that is locked."""
    refuse_outsiders(actor, LOCKERS)
    one = LockedMonth.objects.select_for_update(of=("self",)).select_related("plan").get(pk=locked)
    if one.locked_on:
        raise Refusal("{month} is locked already. Nothing was changed.", month=f"{one.month:%Y-%m}")
    if one.prepared_by_id == actor.person():
        raise Refusal("You prepared this month; another officer locks it (Operation Regulation art. 37).")
    if digest != one.digest:
        raise Refusal("The month was prepared anew since you opened the page. Look at its figures again, then lock them.")
    if changed := changed_since(one):
        raise Refusal("The records behind {count} figures changed since the month was prepared. Prepare it again.", count=len(changed))
    one.locked_by_id, one.locked_on = actor.person(), today
    one.save()
    journal.record(
        actor=actor, action="plans.lock_month", subject=f"month:{one.pk}", after={"month": one.month, "digest": one.digest, "locked": True}
    )
    return one


def changed_since(one: LockedMonth) -> list[LockedFigure]:
    """City-wide figures that the records tell otherwise today."""
    period = year_to(one.month)
    with within(everywhere()):
        now = {each.key: figure(each.key, period) for each in one.figures.filter(office=None)}
    held = {each.key: standing(each) for each in one.figures.filter(office=None)}
    return [held[key].locked for key, found in now.items() if (found.rows, found.counted) != (held[key].rows, held[key].counted)]


@operation
def restate(*, figure_id: int, reason: str, actor: Actor, today: date) -> Restatement:
    """State what the records say of a locked month today, and why it differs. The lock and its bundle stay as they are."""
    refuse_outsiders(actor, PREPARERS)
    one = LockedFigure.objects.select_for_update(of=("self",)).select_related("locked__plan").get(pk=figure_id)
    if one.locked.locked_on is None or one.office_id is not None:
        raise Refusal("Only a city-wide figure of a locked month is restated. Prepare an open month again instead.")
    if not reason.strip():
        raise Refusal("A restatement needs its reason: what was corrected in the records, and why. Write it.")
    with within(everywhere()):
        now = figure(one.key, year_to(one.locked.month))
    held = standing(one)
    if (now.rows, now.counted) == (held.rows, held.counted):
        raise Refusal("The records say the same as the locked figure. There is nothing to restate.")
    if one.restatements.filter(confirmed_on=None).exists():
        raise Refusal("A restatement of this figure already waits for its second officer.")
    stated = Restatement.objects.create(
        figure=one, rows=now.rows, counted=now.counted, reason=reason.strip()[:400], stated_by_id=actor.person(), stated_on=today
    )
    numbers = {"before": {"rows": held.rows, "counted": held.counted}, "after": {"rows": now.rows, "counted": now.counted, "key": one.key}}
    journal.record(actor=actor, action="plans.restate", subject=f"month:{one.locked_id}", reason=stated.reason, **numbers)
    return stated


@operation
def confirm_restatement(*, restatement: int, actor: Actor, today: date) -> Restatement:
    refuse_outsiders(actor, LOCKERS)
    one = Restatement.objects.select_for_update(of=("self",)).select_related("figure").get(pk=restatement)
    if one.stated_by_id == actor.person() or one.confirmed_on:
        raise Refusal("A restatement is confirmed once, and by another officer than the one who stated it.")
    one.confirmed_by_id, one.confirmed_on = actor.person(), today
    one.save()
    journal.record(
        actor=actor, action="plans.confirm_restatement", subject=f"month:{one.figure.locked_id}", after={"restatement": one.pk}, reason=one.reason
    )  # fmt: skip
    return one


@operation
def fetch_bundle(*, locked: int, reason: str, actor: Actor) -> tuple[str, bytes]:
    """Hand the bundle out, for a reason that the journal keeps: its opened rows name employers."""
    refuse_outsiders(actor, PREPARERS | LOCKERS)
    one = LockedMonth.objects.select_related("plan").get(pk=locked)
    if one.locked_on is None or not reason.strip():
        raise Refusal("A bundle is handed out once its month is locked, and for a written reason.")
    journal.record(actor=actor, action="plans.fetch_bundle", subject=f"month:{one.pk}", after={"digest": one.digest}, reason=reason.strip())
    return f"{one.plan.folder}-{one.month:%Y-%m}.zip", bytes(one.bundle)


def refuse_outsiders(actor: Actor, roles: frozenset[str]) -> None:
    """The city's own bureau keeps the plan."""
    actor.person()
    refuse_unless(actor, roles)
    office = Office.objects.select_related("area").filter(pk=actor.office_id).first()
    if office is None or office.kind != "bureau" or not office.is_city:
        raise Refusal("The plan, its months and its supervision are kept by the city's own bureau. Ask its supervisor.")
