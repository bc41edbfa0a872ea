"""材料 — a matter's checklist: what the file must hold for its cause, and what of it is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongdun.desk.catalogue import procedure_of
from gongdun.desk.models import IssuedDocument, MaterialItem, Matter
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.procedures import Material, Procedure
from gongdun.kernel.words import Title, Titles

NOTICE = "desk/supplement_notice"


@dataclass(frozen=True)
class Line:
    """One material of the checklist. `state` is missing, seen or checked."""

    id: str
    title: Title
    citation: str
    required: bool
    state: str
    received_on: date | None
    remark: str


def causes(facts: Mapping[str, Any]) -> frozenset[str] | None:
    """What the matter is about: `facts["cause"]`, or several in `facts["causes"]`; None where the area keeps it elsewhere."""
    if "causes" in facts:
        return frozenset(facts["causes"])
    return frozenset({facts["cause"]}) if "cause" in facts else None


def wanted(version: Procedure, facts: Mapping[str, Any]) -> tuple[Material, ...]:
    """The materials that the matter's causes ask for; all of them where no cause is told."""
    told = causes(facts)
    return version.materials if told is None else tuple(one for one in version.materials if not one.causes or one.causes & told)


def checklist(matter: Matter) -> list[Line]:
    """In the order of the procedure. An item that the cause no longer asks for stays once something was handed in for it."""
    held = {item.material: item for item in matter.materials.all()}
    version = procedure_of(matter)
    asked = {one.id for one in wanted(version, matter.facts)}
    return [
        line(one, held[one.id], one.id in asked and (causes(matter.facts) is not None or not one.causes))
        for one in version.materials
        if one.id in held and (one.id in asked or held[one.id].state != "missing")
    ]


def line(material: Material, item: MaterialItem, is_asked: bool) -> Line:
    return Line(
        material.id, material.title, material.citation, material.required and is_asked, item.state, item.received_on, item.remark
    )  # fmt: skip


def missing(matter: Matter) -> list[Line]:
    """Required and not there."""
    return [one for one in checklist(matter) if one.required and one.state == "missing"]


def notice_of(matter: Matter) -> IssuedDocument | None:
    """The supplement notice in force; there is at most one (工伤保险条例 18)."""
    return matter.documents.filter(kind__endswith="/supplement_notice", state=IssuedDocument.State.ISSUED).first()


def why_incomplete(matter: Matter) -> CannotMove | None:
    """A guard for moves that need a complete file; an area names it in its `queries`."""
    lacking = missing(matter)
    if not lacking:
        return None
    return CannotMove(
        "The file is not complete; missing: {materials}. Ask for all of it at once with a supplement notice (Work Injury Regulation art. 18).",
        materials=Titles(tuple(one.title for one in lacking)),
    )


def why_no_notice(matter: Matter) -> CannotMove | None:
    """A guard for the move that asks for what is missing: once only, and only where something is."""
    if earlier := notice_of(matter):
        return CannotMove(
            "Missing materials are asked for once only; notice {number} went out on {date} (Work Injury Regulation art. 18).",
            number=earlier.number, date=earlier.issued_on,
        )  # fmt: skip
    if not missing(matter):
        return CannotMove("Nothing required is missing, so there is nothing to ask for. Go on with the matter.")
    return None
