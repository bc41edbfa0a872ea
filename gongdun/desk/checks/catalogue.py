"""What a definition names must exist: law clocks, forms, documents, guards, operations. Each fault is one sentence."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from gongdun import law
from gongdun.kernel.catalogue import SHARED, Catalogue, Entry
from gongdun.kernel.procedures import Move, Procedure
from gongdun.law.refusal import Refusal


def faults(catalogue: Catalogue) -> Iterator[str]:
    for versions in catalogue.procedures.values():
        for entry in versions:
            yield from procedure_faults(entry, catalogue)
    for entry in catalogue.indicators.values():
        if len({column.name for column in entry.thing.columns}) != len(entry.thing.columns):
            yield f"{entry.key}: a column is named twice."


def procedure_faults(entry: Entry, catalogue: Catalogue) -> Iterator[str]:
    procedure: Procedure = entry.thing
    yield from clock_faults(entry, procedure)
    for document in procedure.documents:
        if not {f"{entry.area}/{document}", f"{SHARED}/{document}"} & catalogue.documents.keys():
            yield f"{entry.key} issues the document {document}, which is not in areas/{entry.area}/documents/ nor in desk/documents/kinds/."
    for move in procedure.moves:
        yield from undrafted(entry, move, catalogue)
    for form in filter(None, [procedure.form, *(move.form for move in procedure.moves)]):
        if f"{entry.area}/{form}" not in catalogue.forms:
            yield f"{entry.key} uses the form {form}, which is not in areas/{entry.area}/forms/."
    for move in procedure.moves:
        for module, names in (("queries", move.guards), ("operations", (move.operation,) if move.operation else ())):
            held = importlib.import_module(f"gongdun.areas.{entry.area}.{module}")
            yield from (
                f"{entry.key}: move {move.id} names {module}.{name}, which does not exist." for name in names if not hasattr(held, name)
            )


def undrafted(entry: Entry, move: Move, catalogue: Catalogue) -> Iterator[str]:
    """A document that the desk issues with a move needs a `draft`; without one the area's own operation must issue it."""
    for id_ in move.documents:
        found = catalogue.documents.get(f"{entry.area}/{id_}") or catalogue.documents.get(f"{SHARED}/{id_}")
        if found and not move.operation and not hasattr(found.module, "draft"):
            yield f"{entry.key}: move {move.id} issues {found.key}, which has no `draft(matter, *, actor, today)`, and no operation does it."


def clock_faults(entry: Entry, procedure: Procedure) -> Iterator[str]:
    for clock in procedure.clocks:
        try:
            law.clocks.clock(clock.law)
        except Refusal as refusal:
            yield f"{entry.key}: clock {clock.id}: {refusal}"
