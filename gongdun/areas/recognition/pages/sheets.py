"""工伤认定申请 as a workbook: an employer's or a union's many applications at once; each row becomes a matter with its own receipt and code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from gongdun.areas.recognition import operations
from gongdun.areas.recognition.forms.application import FORM
from gongdun.areas.recognition.models import Application
from gongdun.desk.operations import matters
from gongdun.desk.sheet_lists import Asked, Effects, Intake, SheetList, Told
from gongdun.desk.sheets import Known, Row, Status
from gongdun.kernel.forms import Fault, Form, Problem
from gongdun.kernel.words import Title
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account, Employer
from gongdun.vault import identities

READERS = frozenset({"intake_clerk", "investigator", "reviewer", "approver", "director"})
APPLIED = Fault("applied", "Applied for already", "{number} applies for this person and nearly the same day.", "Check that matter first.")
NOBODY = Fault(
    "no_employer", "No such employer", "No employer with this credit code is among those you may see.", "Check the 18 characters."
)


def form() -> Form:
    return FORM


def rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    """Masked: neither numbers nor telephones leave in a list."""
    plain = ("applicant_kind", "applicant_name", "worker_name", "uscc", "employer_name", "responsibility", "host_employer_name", "occupation",
             "claimed_item", "place", "told", "hospital", "diagnosis", "accident_type", "accident_cause")  # fmt: skip
    for one in Application.objects.select_related("worker").order_by("-id").iterator():
        yield {
            **{name: getattr(one, name) or None for name in plain}, "identity": one.worker.masked_number if one.worker else f"**************{one.last_four}",
            "phone": one.phone_mask, "injured_at": one.injured_at, "diagnosed_at": one.diagnosed_at, "died_at": one.died_at,
            "diagnosis_codes": "、".join(one.diagnosis_codes) or None, "injured_parts": "、".join(one.injured_parts) or None,
            "witnesses": "、".join(one.witnesses) or None,
        }  # fmt: skip


def existing(found: Sequence[Row], told: Told) -> Iterable[Known]:
    """An employer nobody knows must be mended; the same person within three days is a duplicate."""
    firms = set(Employer.objects.filter(uscc__in=[row.values["uscc"] for row in found]).values_list("uscc", flat=True))
    numbers = [row.values["identity"] for row in found]
    for row, key in zip(found, identities.find("person", numbers), strict=True):
        if row.values["uscc"] not in firms:
            yield Known(row.number, Status.TO_MEND, Problem("uscc", NOBODY))
        elif key is not None and (one := same(key, row)):
            yield Known(row.number, Status.DUPLICATE, Problem("injured_at", APPLIED, {"number": one.matter.number}))


def same(key: int, row: Row) -> Application | None:
    day, near = row.values["injured_at"].date(), timedelta(days=3)
    held = Application.objects.filter(person_key=key, injured_on__range=(day - near, day + near)).exclude(matter__state="withdrawn")
    return held.select_related("matter").first()


def take(found: Sequence[Row], told: Told) -> Effects:
    office = Account.objects.select_related("office__area").get(pk=told.actor.person()).office
    if office is None:
        raise Refusal("Your account belongs to no office. Ask the administrator to set it.")
    opened = [
        operations.apply(values=row.values, office=office, actor=told.actor, today=told.today, now=told.now, channel="sheet")[0].pk
        for row in found
    ]
    return {"new": opened}


def undo(kept: Effects, told: Told) -> None:
    for matter in kept["new"]:
        matters.move(matter=matter, move="withdraw", actor=told.actor, today=told.today, now=told.now, reason="整批撤回导入")


UNDO = Title(
    "当日和次日可整批撤回，已受理或者已决定的除外；收件回执留存。",
    "Can be withdrawn whole on the same and the next day, unless one was decided since; the receipts stay.",
)
APPLICATIONS = SheetList(
    "recognition_applications", form, rows, READERS, Intake(take, frozenset({"intake_clerk"}), existing, undo, UNDO), page="recognitions"
)
sheet_lists = [APPLICATIONS]
