"""Founding areas and offices after the city stands, and taking back what was founded by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import ProtectedError, Q

from gongdun.law.refusal import Refusal
from gongdun.registry import queries
from gongdun.registry.models import Area, Office
from gongdun.registry.operations import KINDS, found_office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.checks import scoped_models
from gongdun.vault.operations import operation
from gongdun.vault.scopes import within


@dataclass(frozen=True)
class AreaRow:
    code: str
    name: str
    name_en: str
    short: str
    has_ledger: bool


@operation
def found_areas(*, rows: Sequence[AreaRow], actor: Actor) -> list[Area]:
    """New districts after those that stand, each with its bureau and inspectorate; one with a ledger of its own with its agency too."""
    standing = list(Area.objects.select_for_update().order_by("id"))
    city = next(area for area in standing if area.kind == "city")
    founded = []
    for pk, row in enumerate(rows, start=max(area.pk for area in standing) + 1):
        said = {"code": row.code, "name": row.name, "name_en": row.name_en, "short": row.short}
        area = Area.objects.create(id=pk, sort=pk, kind="district", ledger_id=pk if row.has_ledger else city.pk, **said)
        for kind in KINDS if row.has_ledger else ("bureau", "inspection"):
            found_office(kind, area)
        founded.append(area)
        journal.record(actor=actor, action="registry.found_area", subject=f"area:{area.pk}", after=said | {"ledger": area.ledger_id})
    queries.areas_by_code.cache_clear()
    return founded


@operation
def dissolve_areas(*, areas: Sequence[int], actor: Actor) -> None:
    """Take areas back that were founded by mistake, with their offices; nothing where one has accounts, matters or rows already."""
    held = {area.pk: area.code for area in Area.objects.filter(pk__in=list(areas))}
    with within(queries.everywhere()):
        is_used = any(model._default_manager.filter(Q(district__in=held) | Q(ledger__in=held)).exists() for model in scoped_models())
    if is_used:
        raise Refusal("{codes} has rows already, so it cannot be taken back.", codes="、".join(sorted(held.values())))
    try:
        Office.objects.filter(area__in=held).delete()
        Area.objects.filter(pk__in=held).delete()
    except ProtectedError as error:
        used = next(iter(error.protected_objects))
        raise Refusal("{row} belongs to the area already, so it cannot be taken back.", row=str(used)) from None
    queries.areas_by_code.cache_clear()
    journal.record(actor=actor, action="registry.dissolve_areas", subject="registry:area", before={"codes": sorted(held.values())})


@dataclass(frozen=True)
class OfficeRow:
    name: str
    kind: str
    area: str  # area code
    name_en: str
    short: str
    document_mark: str


@operation
def take_offices(*, rows: Sequence[OfficeRow], actor: Actor) -> list[Office]:
    """Found offices, or rename in short and English those known by their name."""
    areas, held = queries.areas_by_code(), []
    for row in rows:
        said = {"kind": row.kind, "area": areas[row.area], "name_en": row.name_en, "short": row.short, "document_mark": row.document_mark}
        office, is_new = Office.objects.update_or_create(name=row.name, defaults=said)
        action = "registry.found_office" if is_new else "registry.rename_office"
        journal.record(actor=actor, action=action, subject=f"office:{office.pk}", after=said | {"area": row.area, "name": row.name})
        held.append(office)
    return held
