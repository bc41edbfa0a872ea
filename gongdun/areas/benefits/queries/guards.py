"""Guards: None, or why the move cannot be made."""

from __future__ import annotations

from gongdun.areas.benefits.models import Claim, Payable
from gongdun.areas.benefits.words import GUARDS
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.models import Matter
from gongdun.desk.refusals import CannotMove

TIER_FEN = 100_000_00  # up to here the approver, above it the director (internal tiers of approval)


def claimed(claim: Claim) -> set[str]:
    return set(claim.matter.facts.get("causes", ()))


def has_wages(matter: Matter) -> CannotMove | None:
    if matter.benefit_claim.wages or not claimed(matter.benefit_claim) & {
        "disability_lump_sum",
        "disability_allowance",
        "dependants_pension",
    }:
        return None
    return CannotMove(
        "The wages of the twelve months before the injury are not taken over yet. Take them over from the declarations first."
    )


def materials_are_checked(matter: Matter) -> CannotMove | None:
    benefits = claimed(matter.benefit_claim)
    needed = {one.id: one for one in procedure_of(matter).materials if one.required and (not one.causes or one.causes & benefits)}
    held = set(matter.materials.filter(state="checked").values_list("material", flat=True))
    missing = [one.title.zh for id_, one in needed.items() if id_ not in held]
    if not missing:
        return None
    return CannotMove("These materials are not checked yet: {materials}. Check them on the matter's page.", materials="、".join(missing))


def checks_are_clear(matter: Matter) -> CannotMove | None:
    checks = list(matter.benefit_claim.checks.all())
    if not checks:
        return CannotMove("The checks before payment have not run. Calculate the claim first.")
    if stops := [one for one in checks if one.outcome == "stop"]:
        return CannotMove(
            "{guard}: {told} ({source}). Payment stops here.", guard=GUARDS[stops[0].guard].zh, told=stops[0].told, source=stops[0].source
        )
    if asked := [one for one in checks if one.outcome == "ask" and not one.answer]:
        return CannotMove(
            "{guard}: {told} ({source}). Answer it on the claim's page with what was found.",
            guard=GUARDS[asked[0].guard].zh, told=asked[0].told, source=asked[0].source,
        )  # fmt: skip
    return None


def is_within_tier(matter: Matter) -> CannotMove | None:
    if matter.benefit_claim.total_fen <= TIER_FEN:
        return None
    return CannotMove("The claim is above 100,000 yuan; the director approves it. Pass it on to the director.")


def is_above_tier(matter: Matter) -> CannotMove | None:
    if matter.benefit_claim.total_fen > TIER_FEN:
        return None
    return CannotMove("The claim is within 100,000 yuan; approve it yourself.")


def everything_is_paid(matter: Matter) -> CannotMove | None:
    open_count = Payable.objects.filter(item__claim=matter.benefit_claim).exclude(state="paid").count()
    if not open_count:
        return None
    return CannotMove("{count} sums of this claim are not paid yet. Wait for the bank's statement.", count=open_count)


def has_instalments(matter: Matter) -> CannotMove | None:
    if matter.benefit_overpayment.instalments.exists():
        return None
    return CannotMove("The agreement has no instalments yet. Record how the sum comes back first.")


def all_is_returned(matter: Matter) -> CannotMove | None:
    if not matter.benefit_overpayment.open_fen:
        return None
    return CannotMove("{fen} fen are not returned yet. Record the refund first.", fen=matter.benefit_overpayment.open_fen)
