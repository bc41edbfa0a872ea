"""单位 — agencies, bureaux, inspectorates and schools; a city's administrator looks after all, a district's after those of its own area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from gongdun.desk.registers.accounts import ADMINISTRATORS, FOREIGN_OFFICE, may_manage
from gongdun.desk.registers.employers import READERS
from gongdun.desk.registers.shared import AREAS, area_choices, compared, effects, images
from gongdun.desk.sheet_lists import Asked, Effects, Intake, SheetList, Told
from gongdun.desk.sheets import Known, Row, Status
from gongdun.kernel.forms import Choice, CodeList, Fault, Field, Form, Kind, Problem, Severity
from gongdun.kernel.roles import OFFICE_KINDS
from gongdun.kernel.words import Title
from gongdun.registry import founding, operations
from gongdun.registry.founding import OfficeRow
from gongdun.registry.models import Area, Office

KINDS = CodeList("office_kinds", Title("单位类别", "Kind"), tuple(Choice(kind, title) for kind, title in OFFICE_KINDS.items()))
FORM = Form(
    "单位",
    "Offices",
    (
        Field("name", "单位名称", "Office", Kind.TEXT, required=True, limit=80),
        Field("kind", "单位类别", "Kind", Kind.CHOICE, required=True, choices=KINDS),
        Field("area", "所属地区", "Area", Kind.CHOICE, required=True, choices=AREAS),
        Field("name_en", "英文名称", "English name", Kind.TEXT, required=True, limit=120),
        Field("short", "简称", "Short", Kind.TEXT, required=True, limit=20),
        Field("document_mark", "文书代字", "Mark of documents", Kind.TEXT, required=True, limit=12, help=Title("文号里的地区代字", "stands in the documents' numbers")),
    ),
    version=date(2022, 1, 1),
    citation="工伤保险条例#5",
    id="offices",
    key=("name",),
)  # fmt: skip
NAMES = ("name_en", "short", "document_mark")
SECOND = Fault(
    "second_office",
    "A second office of this kind",
    "{area} has {name} of this kind already.",
    "Check whether both are one office.",
    Severity.WARNING,
)
MOVED = Fault(
    "moved_office", "An office keeps its kind and area", "“{name}” is in the register with another kind or area.", "Found a new office under its own name."
)  # fmt: skip


def form() -> Form:
    return FORM.supplied_with(areas=area_choices())


def rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    for one in Office.objects.select_related("area").order_by("area__sort", "kind"):
        yield {"name": one.name, "kind": one.kind, "area": one.area.code, "name_en": one.name_en, "short": one.short, "document_mark": one.document_mark}  # fmt: skip


def existing(found: Sequence[Row], told: Told) -> Iterable[Known]:
    offices = list(Office.objects.select_related("area"))
    areas, mine = {area.code: area for area in Area.objects.all()}, next((one for one in offices if one.pk == told.actor.office_id), None)
    for row in found:
        asked, area = Office(name=row.values["name"], kind=row.values["kind"], area=areas[row.values["area"]]), areas[row.values["area"]]
        same = next((one for one in offices if one.name == asked.name), None)
        if not may_manage(mine, asked):
            yield Known(row.number, Status.TO_MEND, Problem("area", FOREIGN_OFFICE, {"office": Title(area.name, area.name_en)}))
        elif same is not None and (same.kind, same.area_id) != (asked.kind, asked.area_id):
            yield Known(row.number, Status.TO_MEND, Problem("name", MOVED, {"name": Title(same.name, same.name_en)}))
        elif same is not None:
            yield from compared(row, {name: getattr(same, name) for name in ("name_en", "short", "document_mark")})
        else:
            yield from seconds(row, asked, offices)


def seconds(row: Row, asked: Office, offices: Sequence[Office]) -> Iterator[Known]:
    """A city has one agency a ledger, one bureau and one inspectorate an area; schools and employers may be many."""
    twin = next((one for one in offices if (one.kind, one.area_id) == (asked.kind, asked.area_id)), None)
    if twin is not None and asked.kind not in ("school", "employer"):
        words = {"area": Title(twin.area.name, twin.area.name_en), "name": Title(twin.name, twin.name_en)}
        yield Known(row.number, Status.CONFLICTING, Problem("kind", SECOND, words))


def take(found: Sequence[Row], told: Told) -> Effects:
    names = [row.values["name"] for row in found]
    here = Office.objects.filter(name__any_of=names)
    before = images(here, NAMES, "name")
    founding.take_offices(
        rows=[OfficeRow(**{field.name: row.values[field.name] for field in FORM.fields}) for row in found], actor=told.actor
    )
    return effects(before, images(here, NAMES, "name"))


def undo(kept: Effects, told: Told) -> None:
    operations.put_back(model=Office, new=kept["new"], renewed=kept["renewed"], actor=told.actor)


UNDO = Title(
    "当日和次日可撤销；已有账号、办件或文书的单位不能撤销。",
    "Can be undone on the same and the next day, unless an office has accounts, matters or documents.",
)
OFFICES = SheetList(
    "offices", form, rows, READERS | ADMINISTRATORS, Intake(take, ADMINISTRATORS, existing, undo, UNDO, renews=True), page="offices"
)
