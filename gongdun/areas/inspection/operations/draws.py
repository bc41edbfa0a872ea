"""双随机: freeze the pool, draw once by the seal that holds the freezing, recuse, open the audits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from gongdun.areas.inspection import replay
from gongdun.areas.inspection.models import Draw, DrawUnit, Recusal
from gongdun.areas.inspection.operations import audits
from gongdun.areas.inspection.queries.draws import auditors_of, pool_units
from gongdun.desk.models import Matter
from gongdun.desk.operations import numbers
from gongdun.desk.refusals import refuse_unless
from gongdun.kernel import draws
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Employer, Office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

DRAWERS = frozenset({"audit_officer", "data_clerk", "approver"})
EACH = 2  # 社会保险稽核办法 9: two auditors


@operation
def freeze_pool(*, title: str, quotas: Mapping[str, int], actor: Actor, today: date) -> Draw:
    """Write down every unit of the ledger by stratum and every auditor of the office, and journal the hash. No seed exists yet."""
    refuse_unless(actor, DRAWERS)
    office = Office.objects.select_related("area").get(accounts=actor.person())
    auditors = tuple(sorted(auditors_of(office).values_list("username", flat=True)))
    if len(auditors) < EACH:
        raise Refusal("The office has {count} auditors; a unit is audited by two (Audit Measures art. 9).", count=len(auditors))
    units = pool_units(office)
    wanted = tuple(sorted((name, count) for name, count in quotas.items() if count))
    sizes = {name: sum(stratum == name for _, stratum, _ in units) for name, _ in wanted}
    if not wanted or not dict(wanted).get("unflagged"):
        raise Refusal("Draw some units without any lead too: only they show what the rules miss. Set a number for them.")
    if short := [name for name, count in wanted if sizes[name] < count]:
        raise Refusal("The stratum {names} has fewer units than are to be drawn. Lower its number.", names="、".join(short))
    last = journal.head()
    pool = replay.Pool(units, auditors, wanted, EACH, today.isoformat(), last.seal if last else 0).content()
    digest = draws.digest(pool)
    number = f"抽取 {today.year}-{numbers.take('draw', today.year):03d}"
    entry = journal.record(
        actor=actor,
        action="inspection.freeze_pool",
        subject=f"draw:{number}",
        after={"pool": digest, "units": len(units), "quotas": wanted},
    )
    return Draw.objects.create(
        number=number, title=title.strip() or number, office=office, pool=pool, pool_digest=digest, entry=entry, frozen_on=today,
        frozen_by_id=actor.person(), ledger=office.area.ledger_id, district=office.area_id,
    )  # fmt: skip


@operation
def draw_units(*, draw: int, actor: Actor, today: date) -> Draw:
    """The one draw of a pool: its seed is fixed by the first seal that holds the freezing. A second draw is refused."""
    refuse_unless(actor, DRAWERS)
    held = locked(draw)
    if held.seed:
        raise Refusal("{number} was drawn on {date}. A pool is drawn once; freeze a new one for another draw.", number=held.number, date=held.drawn_on)  # fmt: skip
    head = journal.holding(held.entry)
    if head is None:
        raise Refusal("The journal has not sealed the freezing of {number} yet. Wait a few seconds and draw then.", number=held.number)
    held.seal, held.head, held.drawn_on = head.seal, head.head, today
    held.seed = draws.seed(held.pool_digest, head.seal, head.head)
    held.save()
    found = replay.result(replay.Pool.of(held.pool), held.seed, ())
    rules = {code: tuple(asked) for code, _, asked in held.pool["units"]}
    employers = {one.uscc: one for one in Employer.objects.filter(uscc__in=[one.unit for one in found])}
    DrawUnit.objects.bulk_create(
        DrawUnit(
            draw=held, position=position, employer=employers[one.unit], stratum=one.stratum, rules=list(rules[one.unit]),
            auditors=list(one.auditors), ledger=held.ledger, district=employers[one.unit].district,
        )
        for position, one in enumerate(found, start=1)
    )  # fmt: skip
    journal.record(
        actor=actor, action="inspection.draw", subject=f"draw:{held.number}",
        after={"seal": head.seal, "head": head.head, "seed": held.seed, "units": [one.unit for one in found]},
    )  # fmt: skip
    return held


@operation
def recuse(*, unit: int, auditor: str, reason: str, actor: Actor, today: date) -> DrawUnit:
    """The auditor may not meet the unit; the next of the unit's own order does. Nothing else of the draw changes."""
    refuse_unless(actor, DRAWERS)
    held = DrawUnit.objects.select_for_update(of=("self",)).select_related("draw", "employer").get(pk=unit)
    if not reason.strip():
        raise Refusal("A recusal needs its reason, such as kinship or an interest in the unit (Audit Measures art. 7).")
    if auditor not in held.auditors:
        raise Refusal("{name} was not drawn for this unit; nobody is to be replaced.", name=auditor)
    if held.matter_id is not None:
        raise Refusal("The audit of {employer} is open; replace the auditor on the audit's own page.", employer=held.employer.name)
    Recusal.objects.create(
        unit=held, auditor=auditor, reason=reason.strip(), on=today, account_id=actor.person(), ledger=held.ledger, district=held.district
    )
    pairs = [(held.employer.uscc, name) for name in held.recusals.values_list("auditor", flat=True)]
    pool, before = replay.Pool.of(held.draw.pool), list(held.auditors)
    held.auditors = list(
        draws.paired([held.employer.uscc], pool.auditors, each=pool.each, seed=held.draw.seed, recusals=pairs)[held.employer.uscc]
    )
    held.save()
    journal.record(
        actor=actor, action="inspection.recuse", subject=f"draw:{held.draw.number}", before={"auditors": before},
        after={"unit": held.employer.uscc, "auditors": held.auditors}, reason=reason,
    )  # fmt: skip
    return held


@operation
def open_audits(*, draw: int, actor: Actor, today: date, now: datetime) -> list[Matter]:
    """An audit for every drawn unit that has none yet; open leads of the unit are asked about in it."""
    refuse_unless(actor, DRAWERS)
    held = locked(draw)
    waiting = list(held.units.select_for_update(of=("self",)).select_related("employer").filter(matter=None))
    if not waiting:
        raise Refusal("Every drawn unit of {number} has its audit. Look at the units for them.", number=held.number)
    opened = [audits.of_unit(unit, actor, today, now) for unit in waiting]
    journal.record(
        actor=actor, action="inspection.open_audits", subject=f"draw:{held.number}", after={"matters": [matter.number for matter in opened]}
    )
    return opened


def locked(draw: int) -> Draw:
    held = Draw.objects.select_for_update(of=("self",)).filter(pk=draw).first()
    if held is None:
        raise Refusal("There is no such draw among those you may see.")
    return held
