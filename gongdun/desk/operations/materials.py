"""材料 — marking what was handed in, asking for what is missing once and all of it, and giving a receipt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from gongdun.desk.catalogue import procedure_of
from gongdun.desk.models import IssuedDocument, MaterialItem, Matter
from gongdun.desk.operations import papers
from gongdun.desk.operations.timeline import held_by, save
from gongdun.desk.queries import materials
from gongdun.law.refusal import Refusal
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation, unchanged

STATES = ("missing", "seen", "checked")


@operation
def check_material(*, matter: int, material: str, state: str, actor: Actor, today: date, remark: str = "") -> None:
    """Mark a material of the checklist: missing, seen (copy, not compared with the original) or checked."""
    check_materials(matter=matter, states={material: state}, remarks={material: remark}, actor=actor, today=today)


@operation
def check_materials(
    *, matter: int, states: Mapping[str, str], actor: Actor, today: date, remarks: Mapping[str, str] | None = None, revision: int | None = None
) -> Matter:  # fmt: skip
    """Mark several materials at once, all or none; what stays as it was is left alone."""
    held = held_by(actor, matter, revision)
    items = {item.material: item for item in held.materials.select_for_update()}
    changes = {}
    for id_, state in states.items():
        before, after = marked(items, id_, state, (remarks or {}).get(id_, ""), today)
        if before != after:
            changes[id_] = (before, after)
    if not changes:
        unchanged()
        return held
    save(held)
    journal.record(
        actor=actor, action="desk.check_materials", subject=f"matter:{held.pk}", before={id_: before for id_, (before, _) in changes.items()},
        after={id_: after for id_, (_, after) in changes.items()},
    )  # fmt: skip
    return held


def marked(items: Mapping[str, MaterialItem], id_: str, state: str, remark: str, today: date) -> tuple[list[str], list[str]]:
    item = items.get(id_)
    if item is None:
        raise Refusal("The checklist of this matter has no material {material}. Choose one of its lines.", material=id_)
    if state not in STATES:
        raise Refusal("A material is missing, seen or checked, not {state}. Choose one of the three.", state=state)
    before = [item.state, item.remark]
    item.state, item.remark = state, remark.strip()[:200]
    item.received_on = None if state == "missing" else (item.received_on or today)
    if before != [item.state, item.remark]:
        item.save()
    return before, [item.state, item.remark]


@operation
def renew_checklist(*, matter: int, actor: Actor) -> Matter:
    """Add what the matter's cause (`facts["cause"]`) asks for; what is on the list stays with its marks."""
    held = held_by(actor, matter)
    known = set(held.materials.values_list("material", flat=True))
    new = [one for one in materials.wanted(procedure_of(held), str(held.facts.get("cause", ""))) if one.id not in known]
    if not new:
        unchanged()
        return held
    MaterialItem.objects.bulk_create(
        MaterialItem(matter=held, material=one.id, ledger=held.ledger, district=held.district, party=held.party) for one in new
    )
    save(held)
    journal.record(actor=actor, action="desk.renew_checklist", subject=f"matter:{held.pk}", after={"added": [one.id for one in new]})
    return held


@operation
def ask_for_missing(*, matter: int, actor: Actor, today: date, now: datetime) -> IssuedDocument:
    """一次性补正告知: one notice with everything that is missing; a second one is refused (工伤保险条例 18).

    For procedures whose move does not name `supplement_notice` itself; a move that does issues it by the same rules.
    """
    held = held_by(actor, matter)
    return papers.issue_kind(held, "supplement_notice", held.office, actor, today, now)


@operation
def give_receipt(*, matter: int, actor: Actor, today: date, now: datetime) -> IssuedDocument:
    """收件回执, or 受理回执 once the matter has `facts["accepted_on"]`: number, and the code by which the applicant finds the matter.

    A second one of the same sort is refused with the first's number.
    """
    held = held_by(actor, matter)
    accepted = bool(held.facts.get("accepted_on"))
    if earlier := held.documents.filter(kind="desk/receipt", state=IssuedDocument.State.ISSUED, tree__is_accepted=accepted).first():
        raise Refusal(
            "Receipt {number} was given on {date}. Print it again, or void it first.", number=earlier.number, date=earlier.issued_on
        )
    return papers.issue_kind(held, "receipt", held.office, actor, today, now)
