"""登记核对 (措施 37): the unit insured on the day of the injury against the unit that claims; the data answer, a person names the lawful reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongdun.areas.enrolment import queries
from gongdun.areas.enrolment.models import IntakeCheck
from gongdun.areas.enrolment.queries.intake import Registration
from gongdun.desk.models import Matter
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account, Employer
from gongdun.registry.queries import employers_by_key
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

CHECKERS = frozenset({"intake_clerk", "investigator", "enrolment_clerk", "data_clerk", "audit_officer", "reviewer"})
Result = IntakeCheck.Result


@operation
def check_intake(
    *, matter: int, held: Sequence[tuple[int, str]], data_month: date, actor: Actor, today: date, ground: str = "", remark: str = ""
) -> IntakeCheck:
    """`held` is (employer key, scheme) of every cover of the person on the injury's day, by the data of `data_month`. Checked again, it is renewed."""
    refuse_unless(actor, CHECKERS)
    asked = registered(matter)
    if data_month < asked.injured_on.replace(day=1):
        raise Refusal(
            "The data end with {month}; the injury is of {day}. Bring that month's files in first.",
            month=f"{data_month:%Y-%m}",
            day=asked.injured_on,
        )
    insured, scheme = insured_unit(asked, held)
    result = judged(asked, insured, ground, remark)
    worker = asked.matter.worker
    assert worker is not None  # a registration has one
    found, is_new = IntakeCheck.objects.update_or_create(
        matter=asked.matter,
        defaults={
            "worker": worker, "injured_on": asked.injured_on, "claiming": asked.claiming, "named": asked.named, "insured": insured,
            "scheme": scheme, "data_month": data_month, "result": result, "ground": ground if result == Result.LAWFUL else "",
            "remark": remark.strip()[:400], "checked_on": today, "account": Account.objects.get(pk=actor.person()),
            "ledger": asked.matter.ledger, "district": asked.matter.district,
        },
    )  # fmt: skip
    after = {"result": result, "ground": found.ground, "insured": insured.pk if insured else None, "again": not is_new}
    journal.record(
        actor=actor, action="enrolment.check_intake", subject=f"matter:{matter}", after=after, reason=remark, persons=[worker.person_key]
    )
    return found


def registered(matter: int) -> Registration:
    held = Matter.objects.select_related("employer", "worker").filter(pk=matter).first()
    asked = queries.registration(held) if held else None
    if asked is None:
        raise Refusal("Only a registration or a claim that names a unit and a person of the register is checked.")
    return asked


def insured_unit(asked: Registration, held: Sequence[tuple[int, str]]) -> tuple[Employer | None, str]:
    """The claiming unit where it is among those insured with, else the first other; its scheme."""
    units = employers_by_key([key for key, _ in held])
    schemes = dict(held)
    if not held:
        return None, ""
    if asked.claiming.key in schemes:
        return asked.claiming, schemes[asked.claiming.key]
    key, scheme = held[0]
    if key not in units:
        raise Refusal("The unit insured with on that day is not in the register among those you may see. Ask its agency to check.")
    return units[key], scheme


def judged(asked: Registration, insured: Employer | None, ground: str, remark: str) -> str:
    """Same, lawful, differing or uninsured. A ground is a code of the list and has its proof in words."""
    if ground and ground not in IntakeCheck.Ground.values:
        raise Refusal("Unknown ground {ground}. Choose one of the list.", ground=ground)
    if insured is None:
        return Result.UNINSURED
    is_same = insured.pk == asked.claiming.pk and (asked.named is None or asked.named.pk == insured.pk)
    if is_same:
        return Result.SAME
    if not ground:
        return Result.DIFFERS
    if not remark.strip():
        raise Refusal("A lawful reason has its proof: name the agreement, the decision or the register that shows it (工伤保险条例 43).")
    return Result.LAWFUL
