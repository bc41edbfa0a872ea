"""措施 42 afterwards — who resigned near retirement and is declared by the same employer again: the labour relation may never have ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gongdun.areas.benefits.models import Claim
from gongdun.areas.benefits.queries import resignations
from gongdun.areas.benefits.queries.declared import DeclaredMonth, after_the_end
from gongdun.desk.operations import matters
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation, unchanged


@operation
def watch_reemployment(*, declared: dict[int, Sequence[DeclaredMonth]], actor: Actor, today: date, now: datetime) -> list[Claim]:
    """Compare paid subsidies with later declarations, by person key. A claim once found is not found again; a person decides what follows."""
    found = []
    for claim in resignations.paid_near_retirement().filter(reemployed_on=None):
        ended_on = date.fromisoformat(claim.facts["ended_on"])
        months = after_the_end(declared.get(claim.worker.person_key, ()), claim.employer.key, ended_on)
        if months:
            note(claim, months, actor, today, now)
            found.append(claim)
    if not found:
        unchanged()
    return found


def note(claim: Claim, months: Sequence[str], actor: Actor, today: date, now: datetime) -> None:
    claim.reemployed_on = date.fromisoformat(f"{months[0]}-01")
    claim.evidence |= {"declared_after_end": list(months)}
    claim.save()
    text = f"离职后原单位自{months[0]}起仍申报{len(months)}个月，核查劳动关系是否解除"
    matters.note(matter=claim.matter_id, text=text, actor=actor, today=today, now=now)
    journal.record(
        actor=actor, action="benefits.found_reemployed", subject=f"matter:{claim.matter_id}", after={"months": list(months)}, at=now
    )
