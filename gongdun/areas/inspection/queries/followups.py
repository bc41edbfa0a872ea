"""Guards of verification and warning: None, or why the move cannot be made."""

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
