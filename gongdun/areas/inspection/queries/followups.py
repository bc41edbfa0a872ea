"""Guards of verification, warning and recovery: None, or why the move cannot be made."""

from __future__ import annotations

from gongdun.desk.models import Matter
from gongdun.desk.refusals import CannotMove


def has_explanation(matter: Matter) -> CannotMove | None:
    if matter.verification.explanation:
        return None
    return CannotMove("The unit's explanation is not recorded. Write it down on the page of the verification, with what it showed.")


def has_finding(matter: Matter) -> CannotMove | None:
    if matter.roll_back_warning.finding:
        return None
    return CannotMove("Labour inspection's finding is not recorded. Write it down on the page of the warning.")


def is_repaid(matter: Matter) -> CannotMove | None:
    one = matter.overpayment_found
    if one.repaid_fen >= one.amount_fen:
        return None
    return CannotMove("{left} fen are still owed. Record what came back, or agree on instalments.", left=one.amount_fen - one.repaid_fen)
