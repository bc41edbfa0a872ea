"""What the lists of the register share: areas to choose from, whether a row is the officer's own, what the register already says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from gongdun.desk.sheets import Known, Row, Status
from gongdun.kernel.forms import Choice, CodeList, Fault, Problem, Severity
from gongdun.kernel.words import Title
from gongdun.registry.models import Area
from gongdun.registry.operations import plain
from gongdun.registry.queries import areas_by_code
from gongdun.vault.scopes import current

CLERKS = frozenset({"enrolment_clerk", "data_clerk"})
AREAS = CodeList("areas", Title("所属地区", "District"), supplied=True)

KNOWN = Fault("known", "In the register already", "The register holds this row already, as it is here.", "Leave it out.", Severity.WARNING)
DIFFERS = Fault(
    "differs",
    "The register says otherwise",
    "The register says “{held}”.",
    "Check which is right; renew it if the file is.",
    Severity.WARNING,
)
NAMESAKE = Fault(
    "namesake", "Perhaps the same under another number", "“{name}” is in the register under {number}.", "Check whether both are one.", Severity.WARNING
)  # fmt: skip
FOREIGN = Fault(
    "foreign", "Belongs to another office", "{area} is not among the areas of your office.", "Pass the row on to that area's agency."
)


def area_choices() -> tuple[Choice, ...]:
    return tuple(
        Choice(area.code, Title(area.name, area.name_en), tuple({area.short} - {area.name, area.name_en})) for area in Area.objects.all()
    )


def is_own(area: Area) -> bool:
    """Whether the open row scope writes rows of this area: its ledger's agency, or its bureau."""
    scope = current()
    return area.ledger_id in scope.ledgers or area.pk in scope.districts


def foreign(row: Row, field: str = "district") -> list[Known]:
    area = areas_by_code()[row.values[field]]
    return [] if is_own(area) else [Known(row.number, Status.TO_MEND, Problem(field, FOREIGN, {"area": Title(area.name, area.name_en)}))]


def compared(row: Row, held: Mapping[str, Any]) -> list[Known]:
    """The same row, or the fields that differ; what the file leaves empty does not differ."""
    differs = [(name, said) for name, said in held.items() if row.values.get(name) not in (None, "") and row.values[name] != said]
    if not differs:
        return [Known(row.number, Status.DUPLICATE, Problem("", KNOWN))]
    return [Known(row.number, Status.CONFLICTING, Problem(name, DIFFERS, {"held": said or "—"})) for name, said in differs]


Images = dict[Any, dict[str, Any]]  # by the row's key: the columns an undo needs, and `pk`


def images(rows: QuerySet[Any], names: Sequence[str], key: str) -> Images:
    """Read as plain columns: a sheet may hold 50,000 rows."""
    return {row[key]: {"pk": row["pk"]} | {name: plain(row[name]) for name in names} for row in rows.values("pk", key, *names)}


def effects(before: Images, after: Images) -> dict[str, Any]:
    """What an undo needs: rows that are new, and what renewed ones were and became."""
    new, renewed = [], []
    for key, now in after.items():
        was = before.get(key)
        if was is None:
            new.append(now["pk"])
        elif was != now:
            renewed.append({"pk": now["pk"], "before": columns(was), "after": columns(now)})
    return {"new": new, "renewed": renewed}


def columns(image: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in image.items() if name != "pk"}
