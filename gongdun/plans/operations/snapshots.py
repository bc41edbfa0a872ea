"""What a locked month holds: every figure of the plan up to its last day, roots over its rows, and the rows the roots draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import gongdun
from gongdun import law
from gongdun.desk.catalogue import catalogue
from gongdun.kernel.indicators import Indicator, Period
from gongdun.plans import bundles, merkle
from gongdun.plans.models import Plan
from gongdun.plans.queries.figures import aggregate, by_office, indicator, rows, told
from gongdun.plans.queries.months import year_to
from gongdun.registry.models import Office
from gongdun.vault.cipher import sm3
from gongdun.vault.journal import head
from gongdun.vault.keys import ring

FIRST_KEY = 1  # journal keys are never retired, so a salt can be made again
PERSON = "worker__name"
WHOLE_CITY = None


@dataclass(frozen=True)
class TakenFigure:
    key: str
    office: int | None
    aggregate: str
    rows: int
    counted: int
    root: str = ""


@dataclass
class Snapshot:
    figures: list[TakenFigure] = field(default_factory=list)
    said: list[dict[str, Any]] = field(default_factory=list)  # the figures as the bundle tells them
    samples: list[dict[str, Any]] = field(default_factory=list)


def taken(plan: Plan, month: date) -> Snapshot:
    """Count, digest and draw, in the scope of the whole city."""
    found, period = Snapshot(), year_to(month)
    offices = {office.pk: office.name for office in Office.objects.all()}
    for key, numbers in keys_of(plan).items():
        take_figure(found, key, numbers, period, offices)
    return found


def keys_of(plan: Plan) -> dict[str, list[str]]:
    """Every figure of the plan that exists, with the measures that show it."""
    found: dict[str, list[str]] = {}
    for measure in plan.measures.all():
        for key in dict.fromkeys([*measure.indicators, *(one.get("indicator", "") for one in measure.targets)]):
            if key in catalogue().indicators:
                found.setdefault(key, []).append(measure.number)
    return found


def take_figure(found: Snapshot, key: str, numbers: list[str], period: Period, offices: dict[int, str]) -> None:
    one, parts = indicator(key), by_office(key, period)
    whole = aggregate(one, rows(key, period))
    leaves, kept = digested(key, one, period, offices)
    tree = merkle.levels(leaves) if leaves else []
    root = (tree[-1][0] if tree else merkle.EMPTY).hex()
    found.figures.append(TakenFigure(key, WHOLE_CITY, one.aggregate, whole.rows, whole.counted, root))
    found.figures += [TakenFigure(key, office, one.aggregate, part.rows, part.counted) for office, part in parts.items()]
    found.said.append(
        {
            "key": key, "measures": numbers, "title": one.title.zh, "unit": one.unit.zh, "definition": one.definition.zh, "aggregate": one.aggregate,
            "of": one.of, "rows": whole.rows, "counted": whole.counted, "value": bundles.stated(one.aggregate, whole.rows, whole.counted), "root": root,
            "query": str(rows(key, period).query),
            "offices": [{"office": offices[office], "rows": part.rows, "counted": part.counted} for office, part in sorted(parts.items())],
        }
    )  # fmt: skip
    for place in bundles.drawn(root, key, len(leaves)):
        salt, row = kept[place]
        found.samples.append({"key": key, "position": place, "salt": salt, "row": row, "proof": merkle.proof(tree, place)})


def digested(key: str, one: Indicator, period: Period, offices: dict[int, str]) -> tuple[list[bytes], list[tuple[str, dict[str, Any]]]]:
    kept = list(published(key, one, period, offices))
    return [bundles.row_leaf(salt, row) for salt, row in kept], kept


def published(key: str, one: Indicator, period: Period, offices: dict[int, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row as a bundle would show it, and its salt; a person's name is cut to its first character, and no number is a column."""
    secret = ring().version(FIRST_KEY).journal
    for row in told(key, period).iterator(chunk_size=5000):
        shown = {column.title.zh: plain(row[column.name], is_person=column.name.endswith(PERSON)) for column in one.columns}
        shown |= {"机构": offices.get(row["office"], ""), "日期": plain(row["on"])}
        if one.of:
            shown["计入"] = plain(row[one.of])
        yield secret(f"{period.last}|{key}|{row['pk']}".encode()).hex(), shown


def plain(value: Any, *, is_person: bool = False) -> Any:
    if is_person and value:
        return f"{value[0]}{'*' * (len(value) - 1)}"
    return value if value is None or isinstance(value, int | bool) else str(value)


def content_of(plan: Plan, month: date, snapshot: Snapshot, *, prepared_by: str, on: date) -> dict[str, Any]:
    last = head()
    return {
        "format": bundles.FORMAT,
        "plan": {"title": plan.title, "folder": plan.folder, "version": plan.version, "document": plan.document_number},
        "month": f"{month:%Y-%m}",
        "period": [year_to(month).first.isoformat(), year_to(month).last.isoformat()],
        "prepared": {"by": prepared_by, "on": on.isoformat()},
        "figures": snapshot.said,
        "rules": digests(catalogue().rules.values(), Path(gongdun.__file__).parent),
        "law": digests((Path(law.__file__).parent / "data").rglob("*.yaml"), Path(gongdun.__file__).parent),
        "journal": {"seal": last.seal if last else 0, "head": last.head if last else ""},
    }


def digests(paths: Any, base: Path) -> dict[str, str]:
    """SM3 of every file, by its place in the package."""
    return {path.relative_to(base).as_posix(): sm3(path.read_bytes()).hex() for path in sorted(paths)}
