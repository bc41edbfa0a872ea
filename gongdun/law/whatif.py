"""What if a parameter were another: the city before and after, computing only what depends on the change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from gongdun.law.blocks import NUMPY, Writer, tidied
from gongdun.law.columns import BLOCK, Facts, _array, _mapping, read_facts, scaled
from gongdun.law.graph import Node, reachable
from gongdun.law.parameters import Book, View, shipped
from gongdun.law.refusal import Refusal
from gongdun.law.rulebook import Graph, graph

EXACT_FLOAT = 2**53
SHORT_RANGE = 4096


@dataclass(frozen=True)
class Group:
    """One group of rows: how many, and the sums before and after in the output's stored unit (fen)."""

    key: tuple[object, ...]
    rows: int
    before: dict[str, int]
    after: dict[str, int]

    def delta(self, output: str) -> int:
        return self.after[output] - self.before[output]


@dataclass(frozen=True)
class Comparison:
    """`delta` by output and row (int64, stored unit); `groups` by the columns asked for; `unaffected` outputs do not read what changed."""

    changed: tuple[str, ...]
    unaffected: tuple[str, ...]
    before: dict[str, np.ndarray]
    after: dict[str, np.ndarray]
    groups: tuple[Group, ...]

    def delta(self, output: str) -> np.ndarray:
        return self.after[output] - self.before[output]

    @property
    def total(self) -> dict[str, int]:
        return {name: sum(group.delta(name) for group in self.groups) for name in self.before}


def changed_parameters(base: Book, book: Book) -> list[str]:
    """The parameters that the overlay touches."""
    names = [name for name, parameter in book.parameters.items() if base.parameters.get(name) != parameter]
    return sorted(names) if base.drafts == book.drafts else sorted({*names, *(name for name in book.parameters if _has_draft(book, name))})


def _has_draft(book: Book, name: str) -> bool:
    return any(version.status == "draft" for version in book[name].all())


def _reading(rules: Graph, changed: Iterable[str]) -> set[int]:
    """The nodes that read a changed parameter, directly or through others."""
    names, found = set(changed), set()
    for node in rules.nodes:
        if (node.op == "lookup" and node.attr[0] in names) or any(arg.id in found for arg in node.args):
            found.add(node.id)
    return found


class _TwoViews(Writer):
    """Writes what depends on the change twice, the rest once."""

    def __init__(self, before: View, after: View, touched: set[int], facts: Facts) -> None:
        super().__init__(before, facts.bounds, frozenset(facts.given), NUMPY)
        self.after, self.touched = after, touched

    def stream(self, node: Node, view: View | None = None):
        return super().stream(node, view if node.id in self.touched else self.view)


def compare(
    book: Book,
    data: Any,
    outputs: Iterable[str] | None = None,
    *,
    by: Iterable[str] = (),
    base: Book | None = None,
    known: date | None = None,
) -> Comparison:
    """The outputs under `base` (the shipped book) and under the overlay, with the difference by row and by group.

    Without `outputs`: the one-off and monthly benefits for whose facts the table has columns must be named; nothing is guessed.
    """
    first = base or shipped()
    facts = read_facts(data)
    wanted = list(outputs or ())
    if not wanted:
        raise Refusal("No output is asked for: name at least one.")
    changed = changed_parameters(first, book)
    if not changed:
        raise Refusal("The overlay changes no parameter: there is nothing to compare.")
    rules = graph(book)
    touched = _reading(rules, changed)
    affected = [name for name in wanted if any(node.id in touched for node in reachable([rules.root(name)]))]
    before, after = _run(rules, _shared(first, book).view(known), book.view(known), touched, affected, facts) if affected else ({}, {})
    groups = tuple(_groups(data, list(by), before, after, facts.size))
    return Comparison(tuple(changed), tuple(name for name in wanted if name not in affected), before, after, groups)


def _shared(base: Book, book: Book) -> Book:
    """The base's values over the denominators of the overlaid book, so that one graph serves both."""
    if "shared" not in book.graphs:
        parameters = {name: replace(parameter, least_den=book[name].den) for name, parameter in base.parameters.items()}
        book.graphs["shared"] = Book(parameters, base.drafts)
    return book.graphs["shared"]


def _run(rules: Graph, before: View, after: View, touched: set[int], outputs: list[str], facts: Facts):
    key = ("whatif", tuple(outputs), before.known, after.known, tuple(sorted(facts.bounds.items())), tuple(sorted(facts.given)))
    if key not in rules.book.graphs:
        rules.book.graphs[key] = _compile(rules, before, after, touched, outputs, facts)
    run = rules.book.graphs[key]
    old = {name: np.empty(facts.size, "int64") for name in outputs}
    new = {name: np.empty(facts.size, "int64") for name in outputs}
    held = np.ones(facts.size, bool)
    for start in range(0, facts.size, BLOCK):
        run(old, new, held, start, min(start + BLOCK, facts.size), facts.columns, facts.given)
    if not held.all():
        raise Refusal(
            "{count} row(s) have no answer before or after the change, first in row {row}: take them out.",
            count=int((~held).sum()),
            row=int((~held).argmax()),
        )
    return old, new


def _compile(rules: Graph, before: View, after: View, touched: set[int], outputs: list[str], facts: Facts):
    writer = _TwoViews(before, after, touched, facts)
    lines: list[str] = []
    for name in outputs:
        root = rules.root(name)
        for target, view in (("old", before), ("new", after)):
            stream = scaled(writer, root, writer.stream(root, view))
            if stream.is_never:
                raise Refusal(
                    "The output {output} cannot be computed from this table: no column holds what it needs ({facts}), or its parameter is missing (待参数).",
                    output=name,
                    facts=", ".join(sorted(writer.absent)) or "—",
                )
            lines.append(f"{target}[{name!r}][a:b] = {stream.value}")
            lines += [f"held[a:b] = held[a:b] & {stream.valid}"] if stream.valid else []
    head = [f"f_{name} = facts[{name!r}][a:b]" for name in sorted(facts.columns)] + [
        f"g_{name} = given[{name!r}][a:b]" for name in sorted(facts.given)
    ]
    body = "\n    ".join([*head, *tidied(writer.lines, lines)])
    space: dict[str, Any] = {"np": np, **writer.tables}
    exec(f"def run(old, new, held, a, b, facts, given):\n    {body}\n", space)  # noqa: S102 — generated from our own graph
    return space["run"]


def _sums(values: np.ndarray, places: np.ndarray, count: int) -> list[int]:
    """Exact sums by group: floats hold integers up to 2⁵³, beyond which the slow way is taken."""
    if count == 1:
        return [int(values.sum())]
    if int(np.abs(values).max(initial=0)) * len(values) < EXACT_FLOAT:
        return [int(total) for total in np.bincount(places, weights=values, minlength=count)]
    found = np.zeros(count, "int64")
    np.add.at(found, places, values)
    return found.tolist()


def _factor(array: np.ndarray) -> tuple[list[object], np.ndarray]:
    """The values that occur and each row's place among them; a short range of integers is its own place."""
    if array.dtype.kind in "iu":
        low, high = int(array.min()), int(array.max())
        if high - low < SHORT_RANGE:
            return list(range(low, high + 1)), array - low
    found, own = np.unique(array, return_inverse=True)
    return found.tolist(), own


def _groups(data: Any, by: list[str], before: dict[str, np.ndarray], after: dict[str, np.ndarray], size: int) -> Iterable[Group]:
    table = _mapping(data)
    for name in by:
        if name not in table:
            raise Refusal("The table has no column {name!r} to group by. Columns: {known}.", name=name, known=", ".join(map(str, table)))
    places: np.ndarray | None = None
    keys: list[tuple[object, ...]] = [()]
    for name in by:
        found, own = _factor(_array(table[name]))
        places = own if places is None else places * len(found) + own
        keys = [(*key, part) for key in keys for part in found]
    if places is None:
        places = np.zeros(size, "int8")
    rows = np.bincount(places, minlength=len(keys))
    old = {name: _sums(column, places, len(keys)) for name, column in before.items()}
    new = {name: _sums(column, places, len(keys)) for name, column in after.items()}
    for at, key in enumerate(keys):
        if rows[at]:
            yield Group(key, int(rows[at]), {name: old[name][at] for name in old}, {name: new[name][at] for name in new})
