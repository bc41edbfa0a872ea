"""协议机构与院校 — hospitals, rehabilitation bodies and schools, known by their name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from gongdun.desk.registers.employers import ELSEWHERE, READERS
from gongdun.desk.registers.shared import AREAS, CLERKS, area_choices, compared, effects, foreign, images, is_own
from gongdun.desk.sheet_lists import Asked, Effects, Intake, SheetList, Told
from gongdun.desk.sheets import Known, Row, Status
from gongdun.kernel.forms import Choice, CodeList, Field, Form, Kind, Problem
from gongdun.kernel.words import Title
from gongdun.registry import operations, queries
from gongdun.registry.models import Area, Institution
from gongdun.registry.operations import InstitutionRow
from gongdun.vault.scopes import within

KINDS = CodeList(
    "institution_kinds",
    Title("机构类型", "Kind"),
    (
        Choice("hospital", Title("医疗机构", "hospital")),
        Choice("rehabilitation", Title("康复机构", "rehabilitation body")),
        Choice("school", Title("院校", "school"), ("技工院校",)),
    ),
)
OWNERSHIPS = CodeList(
    "ownerships", Title("举办性质", "Ownership"), (Choice("public", Title("公办", "public")), Choice("private", Title("民办", "private")))
)
FORM = Form(
    "协议机构与院校",
    "Institutions and schools",
    (
        Field("name", "机构名称", "Name", Kind.EMPLOYER_NAME, required=True, limit=120),
        Field("kind", "机构类型", "Kind", Kind.CHOICE, required=True, choices=KINDS),
        Field("ownership", "举办性质", "Ownership", Kind.CHOICE, required=True, choices=OWNERSHIPS),
        Field("district", "所属地区", "District", Kind.CHOICE, required=True, choices=AREAS),
    ),
    version=date(2022, 1, 1),
    citation="工伤保险条例#47",
    id="institutions",
    key=("name",),
)
NAMES = ("name", "pinyin", "kind", "ownership", "ledger", "district")


def form() -> Form:
    return FORM.supplied_with(areas=area_choices())


def rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    codes = dict(Area.objects.values_list("pk", "code"))
    for one in queries.institutions(asked.query.get("q", ""), asked.query.get("kind", "")):
        yield {"name": one.name, "kind": one.kind, "ownership": one.ownership, "district": codes[one.district]}


def existing(found: Sequence[Row], told: Told) -> Iterable[Known]:
    with within(queries.everywhere()):
        held = {one.name: one for one in Institution.objects.filter(name__any_of=[row.values["name"] for row in found])}
        areas = {area.pk: area for area in Area.objects.select_related("ledger")}
    for row in found:
        yield from foreign(row)
        one = held.get(row.values["name"])
        if one is not None and not is_own(areas[one.district]):
            area = areas[one.district]
            yield Known(row.number, Status.TO_MEND, Problem("name", ELSEWHERE, {"area": Title(area.name, area.name_en)}))
        elif one is not None:
            yield from compared(row, {"kind": one.kind, "ownership": one.ownership, "district": areas[one.district].code})


def take(found: Sequence[Row], told: Told) -> Effects:
    names = [row.values["name"] for row in found]
    here = Institution.objects.filter(name__any_of=names)
    before = images(here, NAMES, "name")
    told_rows = [InstitutionRow(row.values["kind"], row.values["name"], row.values["ownership"], row.values["district"]) for row in found]
    operations.take_institutions(rows=told_rows, actor=told.actor)
    return effects(before, images(here, NAMES, "name"))


def undo(kept: Effects, told: Told) -> None:
    operations.put_back(model=Institution, new=kept["new"], renewed=kept["renewed"], actor=told.actor)


UNDO = Title(
    "当日和次日可整批撤销；已有机构被引用或之后又被改过的，不能撤销。",
    "Can be undone whole on the same and the next day, unless an institution is used or was changed since.",
)
INSTITUTIONS = SheetList(
    "institutions", form, rows, READERS | {"school_agent"}, Intake(take, CLERKS, existing, undo, UNDO, renews=True), page="institutions"
)
