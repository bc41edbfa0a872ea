"""职工 — the number goes to the vault and comes back as a key; lists and exports show masks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from gongdun.desk.operations.sheets import identity_keys
from gongdun.desk.registers.employers import ELSEWHERE, READERS
from gongdun.desk.registers.shared import AREAS, CLERKS, NAMESAKE, area_choices, compared, effects, foreign, images, is_own
from gongdun.desk.sheet_lists import Asked, Effects, Intake, SheetList, Told
from gongdun.desk.sheets import Known, Row, Status
from gongdun.kernel.forms import Field, Form, Kind, Problem
from gongdun.kernel.identifiers import mask_citizen_id
from gongdun.kernel.words import Title
from gongdun.registry import operations, queries
from gongdun.registry.models import Area, Worker
from gongdun.registry.operations import WorkerRow
from gongdun.vault import identities
from gongdun.vault.scopes import within

FORM = Form(
    "职工",
    "Workers",
    (
        Field("identity", "证件号码", "Identity number", Kind.IDENTITY, required=True, synonyms=("身份证号", "公民身份号码")),
        Field("name", "姓名", "Name", Kind.PERSON_NAME, required=True, synonyms=("职工姓名",)),
        Field("district", "所属地区", "District", Kind.CHOICE, required=True, choices=AREAS, help=Title("用工单位所在地区", "where the employer is")),
    ),
    version=date(2022, 1, 1),
    citation="GB 11643-1999",
    id="workers",
    key=("identity",),
)  # fmt: skip
NAMES = ("name", "pinyin", "initials", "masked_number", "last_four", "sex", "born_on", "ledger", "district")


def form() -> Form:
    return FORM.supplied_with(areas=area_choices())


def rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    codes = dict(Area.objects.values_list("pk", "code"))
    for one in queries.workers(asked.query.get("q", ""), asked.query.get("district", "")).iterator():
        yield {"identity": one.masked_number, "name": one.name, "district": codes[one.district]}


def born_on(number: str) -> date:
    """The day within a checked number (GB 11643-1999)."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def existing(found: Sequence[Row], told: Told) -> Iterable[Known]:
    numbers = [row.values["identity"] for row in found]
    keys = dict(zip(numbers, identities.find("person", numbers), strict=True))
    with within(queries.everywhere()):
        areas = {area.pk: area for area in Area.objects.select_related("ledger")}
        held = {one.person_key: one for one in Worker.objects.filter(person_key__any_of=[key for key in keys.values() if key is not None])}
        namesakes = {(one.name, one.born_on): one for one in Worker.objects.filter(name__any_of=[row.values["name"] for row in found])}
    for row in found:
        yield from foreign(row)
        one = held.get(keys[row.values["identity"]] or 0)
        twin = namesakes.get((row.values["name"], born_on(row.values["identity"])))
        if one is not None and not is_own(areas[one.district]):
            area = areas[one.district]
            yield Known(row.number, Status.TO_MEND, Problem("identity", ELSEWHERE, {"area": Title(area.name, area.name_en)}))
        elif one is not None:
            yield from compared(row, {"name": one.name, "district": areas[one.district].code})
        elif twin is not None and is_own(areas[twin.district]):
            yield Known(row.number, Status.CONFLICTING, Problem("identity", NAMESAKE, {"name": twin.name, "number": twin.masked_number}))


def take(found: Sequence[Row], told: Told) -> Effects:
    keys = identity_keys([row.values["identity"] for row in found], told.actor)
    here = Worker.objects.filter(person_key__any_of=list(keys.values()))
    before = images(here, NAMES, "person_key")
    operations.take_workers(rows=[worker_row(row.values, keys) for row in found], actor=told.actor)
    return effects(before, images(here, NAMES, "person_key"))


def worker_row(values: Mapping[str, Any], keys: Mapping[str, int]) -> WorkerRow:
    number = values["identity"]
    sex = "M" if int(number[16]) % 2 else "F"
    return WorkerRow(keys[number], values["name"], mask_citizen_id(number), sex, born_on(number), values["district"])


def undo(kept: Effects, told: Told) -> None:
    operations.put_back(model=Worker, new=kept["new"], renewed=kept["renewed"], actor=told.actor)


UNDO = Title(
    "当日和次日可整批撤销；已有职工被线索、办件引用或之后又被改过的，不能撤销。证件号码仍封存在保险库中。",
    "Can be undone whole on the same and the next day, unless a lead or a matter uses a worker or one was changed since. The numbers stay sealed in the vault.",
)
WORKERS = SheetList("workers", form, rows, READERS, Intake(take, CLERKS, existing, undo, UNDO, renews=True), page="workers")
