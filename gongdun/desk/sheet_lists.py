"""名单与表格 — a list that goes out and comes in as a workbook. Each floor and area declares its lists beside its pages; nobody edits a central list.

    sheet_lists = [SheetList("employers", form, rows, readers=OFFICERS, intake=Intake(take, existing, undo, writers=CLERKS))]

A list without `intake` only goes out. From the form come the template, the check, the preview, the annotated workbook and the page for one row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from gongdun.desk.models import Matter
from gongdun.desk.sheets import Known, Row
from gongdun.kernel.forms import Form
from gongdun.kernel.words import Inconsistent, Title
from gongdun.vault.actors import Actor

Effects = dict[str, Any]
UNDO_DAYS = 1
FOR_EVER = Title("不能撤销。", "This cannot be undone.")


@dataclass(frozen=True)
class Told:
    """Who asks, when, and of which matter the list is."""

    actor: Actor
    today: date
    now: datetime
    matter: Matter | None = None
    words: Mapping[str, str] = field(default_factory=dict)  # what the page asked for beside the file, such as the two inspectors


@dataclass(frozen=True)
class Asked:
    """What an export shows: the page's own filter."""

    query: Mapping[str, str] = field(default_factory=dict)
    matter: Matter | None = None


@dataclass(frozen=True)
class Extra:
    """One more thing an upload must say, beside the file."""

    name: str
    title: Title


def nothing_known(rows: Sequence[Row], told: Told) -> Iterable[Known]:
    return ()


@dataclass(frozen=True)
class Intake:
    """How rows come in. `take` writes through operations and returns what `undo` needs, as plain JSON.

    `existing` says what the register already holds; rows it calls conflicting are taken only where `renews` and the officer asks for it.
    """

    take: Callable[[Sequence[Row], Told], Effects]
    writers: frozenset[str]
    existing: Callable[[Sequence[Row], Told], Iterable[Known]] = nothing_known
    undo: Callable[[Effects, Told], None] | None = None
    undo_limit: Title = FOR_EVER
    renews: bool = False
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True)
class SheetList:
    """A list under its own address. `form` is asked for each time, because the choices of some come from the register."""

    id: str
    form: Callable[[], Form]
    rows: Callable[[Asked], Iterable[Mapping[str, Any]]]  # masked already
    readers: frozenset[str]
    intake: Intake | None = None
    of_matter: str = ""  # the procedure whose matters have such a list each, where every file belongs to one of them
    page: str = ""  # the name of the page that shows the list

    def may_read(self, roles: Iterable[str]) -> bool:
        return not self.readers.isdisjoint(roles)

    def may_write(self, roles: Iterable[str]) -> bool:
        return self.intake is not None and not self.intake.writers.isdisjoint(roles)


@cache
def sheet_lists() -> dict[str, SheetList]:
    """Every declared list by its id."""
    found: dict[str, SheetList] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("gongdun.") and module_has_submodule(config.module, "pages"):
            for one in getattr(import_module(f"{config.name}.pages"), "sheet_lists", ()):
                if found.setdefault(one.id, one) is not one:
                    raise Inconsistent(f"Two lists are called {one.id}.")
    return found
