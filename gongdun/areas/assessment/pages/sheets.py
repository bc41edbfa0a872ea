"""专家库 as a workbook: a hospital hands in its experts at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gongdun.areas.assessment import operations
from gongdun.areas.assessment.forms.expert import FORM
from gongdun.areas.assessment.models import Expert
from gongdun.desk.sheet_lists import Asked, Effects, Intake, SheetList, Told
from gongdun.desk.sheets import Known, Row, Status
from gongdun.kernel.forms import Fault, Form, Problem
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account

NAMED = Fault("named", "Named already", "{name} of this hospital is in the pool already.", "Leave the row out.")


def form() -> Form:
    return FORM


def rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    for one in Expert.objects.filter(is_active=True).iterator():
        first, second = [*one.subjects, None][:2]
        yield {
            "name": one.name,
            "hospital": one.hospital,
            "title": one.title,
            "subject": first,
            "second_subject": second,
            "is_local": one.is_local,
        }


def existing(found: Sequence[Row], told: Told) -> Iterable[Known]:
    held = set(Expert.objects.values_list("name", "hospital"))
    for row in found:
        if (row.values["name"], row.values["hospital"]) in held:
            yield Known(row.number, Status.DUPLICATE, Problem("name", NAMED, {"name": row.values["name"]}))


def take(found: Sequence[Row], told: Told) -> Effects:
    office = Account.objects.select_related("office__area").get(pk=told.actor.person()).office
    if office is None:
        raise Refusal("Your account belongs to no office. Ask the administrator to set it.")
    named = [
        operations.name_expert(
            name=row.values["name"], hospital=row.values["hospital"], title=row.values["title"], is_local=bool(row.values["is_local"]),
            subjects=[one for one in (row.values["subject"], row.values.get("second_subject")) if one], office=office, actor=told.actor,
        ).pk
        for row in found
    ]  # fmt: skip
    return {"new": named}


def undo(kept: Effects, told: Told) -> None:
    for expert in Expert.objects.filter(pk__in=kept["new"], is_active=True):
        operations.release_expert(expert=expert.pk, actor=told.actor)


READERS = frozenset({"intake_clerk", "reviewer", "approver", "director"})
EXPERTS = SheetList(
    "assessment_experts",
    form,
    rows,
    READERS,
    Intake(take, frozenset({"intake_clerk", "reviewer"}), existing, undo),
    page="assessment_experts",
)
sheet_lists = [EXPERTS]
