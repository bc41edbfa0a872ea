"""地区 — the districts of the city; a new one comes with its bureau and inspectorate, and its agency where it keeps a ledger of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from gongdun.desk.registers.accounts import ADMINISTRATORS
from gongdun.desk.registers.employers import READERS
from gongdun.desk.registers.shared import KNOWN, NAMESAKE
from gongdun.desk.sheet_lists import Asked, Effects, Intake, SheetList, Told
from gongdun.desk.sheets import Known, Row, Status
from gongdun.kernel.forms import Fault, Field, Form, Kind, Problem, Severity
from gongdun.kernel.words import Title
from gongdun.registry import founding
from gongdun.registry.founding import AreaRow
from gongdun.registry.models import Area, Office

FORM = Form(
    "地区",
    "Areas",
    (
        Field("code", "地区代码", "Code", Kind.TEXT, required=True, limit=12, help=Title("GB/T 2260 六位代码；没有国家代码的写本市自编代码", "six digits of GB/T 2260, or a code of our own")),
        Field("name", "地区名称", "Area", Kind.TEXT, required=True, limit=40),
        Field("name_en", "英文名称", "English name", Kind.TEXT, required=True, limit=60),
        Field("short", "简称", "Short", Kind.TEXT, required=True, limit=8),
        Field("has_ledger", "自设经办账套", "Keeps its own ledger", Kind.BOOLEAN, required=True, help=Title("是：另设经办机构；否：由市本级经办", "yes: an agency of its own; no: the city's agency")),
    ),
    version=date(2022, 1, 1),
    citation="GB/T 2260",
    id="areas",
    key=("code",),
)  # fmt: skip
OWN_CODE = Fault(
    "own_code",
    "No code of GB/T 2260",
    "“{code}” is no six-digit code of GB/T 2260; it will count as a code of our own.",
    "Check the code; zones without a national code bear one of our own.",
    Severity.WARNING,
)
TAKEN_CODE = Fault("taken_code", "The code is taken", "{code} is the code of {area} already.", "Check the code.")
CITY_ALONE = Fault("city_alone", "The city founds areas", "Areas are founded by the city's administrator.", "Ask the city's administrator.")


def form() -> Form:
    return FORM


def rows(asked: Asked) -> Iterator[Mapping[str, Any]]:
    for one in Area.objects.order_by("sort"):
        yield {"code": one.code, "name": one.name, "name_en": one.name_en, "short": one.short, "has_ledger": one.ledger_id == one.pk}


def existing(found: Sequence[Row], told: Told) -> Iterable[Known]:
    areas = list(Area.objects.all())
    mine = Office.objects.select_related("area").filter(pk=told.actor.office_id or 0).first()
    for row in found:
        same = next((one for one in areas if one.code == row.values["code"]), None)
        namesake = next((one for one in areas if one.name == row.values["name"]), None)
        if mine is None or not mine.is_city:
            yield Known(row.number, Status.TO_MEND, Problem("", CITY_ALONE))
        elif same is not None and same.name == row.values["name"]:
            yield Known(row.number, Status.DUPLICATE, Problem("", KNOWN))
        elif same is not None:
            yield Known(
                row.number, Status.TO_MEND, Problem("code", TAKEN_CODE, {"code": same.code, "area": Title(same.name, same.name_en)})
            )
        elif namesake is not None:
            yield Known(row.number, Status.TO_MEND, Problem("name", NAMESAKE, {"name": namesake.name, "number": namesake.code}))
        elif not re.fullmatch(r"\d{6}", row.values["code"]):
            yield Known(row.number, Status.CONFLICTING, Problem("code", OWN_CODE, {"code": row.values["code"]}))


def take(found: Sequence[Row], told: Told) -> Effects:
    names = ("code", "name", "name_en", "short", "has_ledger")
    founded = founding.found_areas(rows=[AreaRow(**{name: row.values[name] for name in names}) for row in found], actor=told.actor)
    return {"new": [area.pk for area in founded]}


def undo(kept: Effects, told: Told) -> None:
    founding.dissolve_areas(areas=kept["new"], actor=told.actor)


UNDO = Title(
    "当日和次日可撤销，连同随之设立的单位；其中已有账号、办件或数据的不能撤销。",
    "Can be undone on the same and the next day, with the offices that came with it, unless one has accounts, matters or data.",
)
AREA_LIST = SheetList(
    "areas", form, rows, READERS | ADMINISTRATORS, Intake(take, ADMINISTRATORS, existing, undo, UNDO, renews=True), page="areas"
)
