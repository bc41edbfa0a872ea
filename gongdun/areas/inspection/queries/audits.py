"""Guards of an audit: None, or why the move cannot be made. What depends on the day is held by the operation, which knows it."""

from __future__ import annotations

from gongdun.areas.inspection.models import Audit
from gongdun.desk.models import Matter
from gongdun.desk.refusals import CannotMove


def two_auditors(matter: Matter) -> CannotMove | None:
    if len(set(matter.audit.auditors)) >= 2:
        return None
    return CannotMove("An audit needs two auditors with their cards (Audit Measures art. 9). Name two on the audit's page.")


def may_begin(matter: Matter) -> CannotMove | None:
    if matter.audit.visit_on is not None:
        return None
    return CannotMove("The unit was not told of the day yet. Send the notice first.")


def is_clean(matter: Matter) -> CannotMove | None:
    audit: Audit = matter.audit
    if audit.result in (Audit.Result.CLEAN, Audit.Result.LAWFUL):
        return None
    return CannotMove("The record does not say that all is in order. Write what was seen and the result on the audit's page.")


def has_findings(matter: Matter) -> CannotMove | None:
    if matter.audit.result == Audit.Result.RECTIFY:
        return None
    return CannotMove("The record names nothing to be put right. Write what was seen and the result on the audit's page.")


def is_put_right(matter: Matter) -> CannotMove | None:
    if matter.audit.rectified_on is not None:
        return None
    return CannotMove("Nothing shows yet that the unit put it right. Record it on the audit's page, or transfer it for penalty.")
