"""Typed figures: an author, a reason and a document, or none at all."""

from __future__ import annotations

from datetime import date

from gongdun.desk.refusals import refuse_readers
from gongdun.law.refusal import Refusal
from gongdun.plans.models import Measure, TypedFigure
from gongdun.plans.operations.files import File, checked
from gongdun.plans.queries.plans import names_office
from gongdun.registry.models import Office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation


@operation
def type_figure(
    *, measure: int, key: str, value: str, unit: str, on: date | None, reason: str, file: File | None, actor: Actor, today: date,
) -> TypedFigure:  # fmt: skip
    """Enter a number the system cannot count; it stays marked as typed wherever it is shown."""
    refuse_readers(actor)
    held = Measure.objects.select_related("plan").get(pk=measure)
    office = own_office(held, actor)
    said = value.strip().replace(",", "").replace("，", "")
    if not said.isdecimal() or not unit.strip():
        raise Refusal("A typed figure is a whole number with its unit; {value} is none. Write it in digits.", value=value or "—")
    if on is None or on > today or on.year != held.plan.year:
        raise Refusal("A typed figure needs the day it stands for, in the plan's year and not after today. Mend the day.")
    if not reason.strip() or file is None:
        raise Refusal("A typed figure needs a reason and the document that shows it. Add what is missing.")
    document = checked(file)
    one = TypedFigure.objects.create(
        measure=held, office=office, on=on, key=key, value=int(said), unit=unit.strip()[:12], reason=reason.strip()[:400], document_name=document.name,
        digest=document.digest, content=document.content, account_id=actor.person(), entered_on=today, ledger=office.area.ledger_id, district=office.area_id,
    )  # fmt: skip
    after = {"measure": held.number, "value": one.value, "unit": one.unit, "on": on, "document": document.digest}
    journal.record(actor=actor, action="plans.type_figure", subject=f"typed:{one.pk}", after=after, reason=one.reason)
    return one


@operation
def withdraw_typed(*, typed: int, reason: str, actor: Actor, today: date) -> TypedFigure:
    """Take a typed figure out of every sum; it stays readable with the reason."""
    refuse_readers(actor)
    one = TypedFigure.objects.select_for_update(of=("self",)).select_related("measure").get(pk=typed)
    if actor.office_id != one.office_id or one.withdrawn_on:
        raise Refusal("Only the office that typed a figure withdraws it, and only once.")
    if not reason.strip():
        raise Refusal("Withdrawing a typed figure needs a reason. Write why.")
    one.withdrawn_on, one.withdrawn_reason = today, reason.strip()[:400]
    one.save()
    journal.record(
        actor=actor, action="plans.withdraw_typed", subject=f"typed:{one.pk}", before={"value": one.value}, reason=reason.strip()
    )
    return one


def own_office(measure: Measure, actor: Actor) -> Office:
    """The actor's office, where the measure names it as lead or support."""
    actor.person()
    office = Office.objects.select_related("area").filter(pk=actor.office_id).first()
    if office is None or not names_office(measure, office):
        raise Refusal("Measure {number} does not name your office. The offices it names report on it.", number=measure.number)
    return office
