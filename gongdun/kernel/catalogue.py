"""目录 — everything the areas' drawers hold, found by walking them. Nobody edits a central list.

The id of a thing is its file stem, its kind is its drawer, its owner is its folder.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from gongdun.kernel.documents import DocumentKind
from gongdun.kernel.forms import Form
from gongdun.kernel.indicators import Indicator
from gongdun.kernel.procedures import Procedure
from gongdun.kernel.words import Inconsistent

DRAWERS = {"procedures": "PROCEDURE", "forms": "FORM", "indicators": "INDICATOR", "documents": "DOCUMENT"}
SHARED = "desk"  # the owner of what every area uses


@dataclass(frozen=True)
class Entry:
    """One thing of one drawer: `area/id`, and the module that defines it."""

    area: str
    id: str
    thing: Any
    module: ModuleType

    @property
    def key(self) -> str:
        return f"{self.area}/{self.id}"


@dataclass(frozen=True)
class Catalogue:
    procedures: Mapping[str, tuple[Entry, ...]]  # dated versions side by side, oldest first
    forms: Mapping[str, Entry]
    indicators: Mapping[str, Entry]
    documents: Mapping[str, Entry]
    rules: Mapping[str, Path]

    def procedure(self, id_: str, version: date | None = None, *, on: date | None = None) -> Procedure:
        """The version a matter was opened under, or the one in force on a day."""
        versions = [entry.thing for entry in self.procedures.get(id_, ())]
        if version is not None:
            found = [procedure for procedure in versions if procedure.in_force_on == version]
        else:
            found = [procedure for procedure in versions if on is None or procedure.in_force_on <= on]
        if not found:
            raise Inconsistent(f"There is no procedure {id_!r} of version {version or on}.")
        return found[-1]

    def document(self, area: str, id_: str) -> Entry:
        """A document of an area's own drawer, or one that every area uses."""
        found = self.documents.get(f"{area}/{id_}") or self.documents.get(f"{SHARED}/{id_}")
        if found is None:
            raise Inconsistent(f"There is no document {id_!r} in the drawer of {area}, nor among those every area uses.")
        return found

    def owner(self, procedure: str) -> str:
        return self.procedures[procedure][0].area


def discover(package: ModuleType, shared: ModuleType | None = None) -> Catalogue:
    """Walk the drawers of every area below a package such as `gongdun.areas`; `shared` holds the documents that every area uses."""
    root = Path(str(package.__file__)).parent
    found: dict[str, list[Entry]] = {drawer: [] for drawer in DRAWERS}
    for drawer, constant in DRAWERS.items():
        for path in sorted(root.glob(f"*/{drawer}/*.py")):
            if path.stem != "__init__":
                found[drawer].append(entry(package, path, constant))
    if shared is not None:
        found["documents"] += common(shared)
    versions: dict[str, list[Entry]] = {}
    for one in found["procedures"]:
        versions.setdefault(one.thing.id, []).append(one)
    return Catalogue(
        procedures={key: tuple(sorted(held, key=lambda one: one.thing.in_force_on)) for key, held in versions.items()},
        forms=by_key(found["forms"]),
        indicators=by_key(found["indicators"]),
        documents=by_key(found["documents"]),
        rules={f"{path.parent.parent.name}/{path.stem}": path for path in sorted(root.glob("*/rules/*.sql"))},
    )


def common(package: ModuleType) -> list[Entry]:
    """Documents of no area: `desk/receipt`."""
    paths = sorted(Path(str(package.__file__)).parent.glob("*.py"))
    return [entry_of(SHARED, path, f"{package.__name__}.{path.stem}", "DOCUMENT") for path in paths if path.stem != "__init__"]


def entry(package: ModuleType, path: Path, constant: str) -> Entry:
    area, drawer = path.parent.parent.name, path.parent.name
    return entry_of(area, path, f"{package.__name__}.{area}.{drawer}.{path.stem}", constant)


def entry_of(area: str, path: Path, name: str, constant: str) -> Entry:
    drawer, module = path.parent.name, importlib.import_module(name)
    if not hasattr(module, constant):
        raise Inconsistent(f"{area}/{drawer}/{path.name} defines no {constant}.")
    thing = getattr(module, constant)
    if isinstance(thing, (Indicator, Form, DocumentKind)) and not thing.id:
        thing = replace(thing, id=path.stem)
    return Entry(area, path.stem, thing, module)


def by_key(entries: list[Entry]) -> dict[str, Entry]:
    return {one.key: one for one in entries}
