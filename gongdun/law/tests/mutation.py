"""How much of the law the casebook alone would notice: seeded changes of a parameter, a boundary or a rounding, one at a time.

    python -m gongdun.law.tests.mutation --changes 100 --seed 1

Drawn from what the outputs that the casebook asks for can read. Left out are changes that provably change no answer, each by a general argument, none by name:

* the first day of a parameter that is never selected by a day, or before which the same value held;
* the value for a key that no lookup can ask for (`can_be_asked`: the key is itself a parameter, and has that value on no day on which the value holds);
* the rounding, or a coarser rounding step, of an amount whose every factor is a parameter and that is therefore a multiple of the step (`common`);
* anything in a rule that always refuses, because a parameter that it always reads has no value (`always_refuses`).

`--kinds clock` adds lengths and rolls of the clocks.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from math import gcd
from pathlib import Path

from gongdun.law import cases, clocks
from gongdun.law.graph import Node, reachable
from gongdun.law.parameters import Book, Parameter, Version, shipped
from gongdun.law.rulebook import graph
from gongdun.law.scalar import FACT_NAMES, HELPERS, Program, _source, _Writer

SPEC = Path(cases.__file__).parent / "spec"
PENSION_RULES = {"dependants_pension_from", "dependants_pension_cap", "spouse_share", "other_share", "extra_share"}
TURNED = {"<": "<=", "<=": "<"}


@dataclass(frozen=True)
class Change:
    """One wrong law: its description, the book to run it with, and a clock it replaces."""

    text: str
    book: Callable[[], Book]
    clock: clocks.Clock | None = None


def _with_lines(parameter: Parameter, lines: Mapping[tuple, tuple[Version, ...]]) -> Callable[[], Book]:
    """The shipped book with other lines of one parameter."""

    def book() -> Book:
        changed = replace(parameter, versions={**parameter.versions, **lines})
        return Book({**shipped().parameters, parameter.name: changed})

    return book


def _is_dated(name: str, nodes: list[Node]) -> bool:
    return any(node.op == "lookup" and node.attr[0] == name and node.attr[1] for node in nodes)


def common(node: Node) -> int:
    """A number of which every numerator that the node can have is a multiple; 1 where a fact enters, 0 where the node is always 0."""
    if node.op == "const":
        return abs(node.attr[0])
    if node.op == "lookup":
        parameter = shipped()[node.attr[0]]
        return gcd(*(parameter.numerator(version) for version in parameter.all()))
    if node.op == "refuse":
        return 0
    parts = [common(arg) for arg in node.args]
    if node.op == "*":
        return parts[0] * parts[1]
    if node.op == "when":
        return gcd(*parts[1:])
    if node.op in {"rule", "scale"}:
        return parts[0] * (node.attr if node.op == "scale" else 1)
    return gcd(*parts) if node.op in {"+", "-", "min", "max"} else 1


def is_multiple(rounded: Node, step: int) -> bool:
    """Whether the amount that a step rounds is a multiple of so many fen whatever the facts are."""
    return common(rounded.args[0]) % (rounded.args[0].den * step) == 0


def can_be_asked(name: str, key: tuple[int, ...], version: Version, until: date | None, nodes: list[Node]) -> bool:
    """Whether a lookup can read the value: its keys lie in the bounds, and a key that is a parameter has that value on a day on which this one holds."""
    return any(_asks(node, key, version, until) for node in nodes if node.op == "lookup" and node.attr[0] == name)


def _asks(node: Node, key: tuple[int, ...], version: Version, until: date | None) -> bool:
    _, dated, count, _ = node.attr
    for part, wanted in zip(node.args[dated : dated + count], key, strict=True):
        if not part.lo <= wanted <= part.hi:
            return False
        same_day = dated and part.op == "lookup" and part.attr[1] and part.args[0] is node.args[0]
        if same_day and not any(_overlap(held, wanted, version, until) for held in _spans(part.attr[0])):
            return False
    return True


def _spans(name: str) -> Iterator[tuple[Decimal | None, date, date | None]]:
    """Each value with the days on which it holds, area by area."""
    for line in shipped()[name].versions.values():
        for at, version in enumerate(line):
            yield version.value, version.since, line[at + 1].since if at + 1 < len(line) else version.until


def _overlap(held: tuple[Decimal | None, date, date | None], wanted: int, version: Version, until: date | None) -> bool:
    value, since, end = held
    return value == wanted and (until is None or since < until) and (end is None or version.since < end)


def always_refuses(rule: Node) -> bool:
    """Whether the rule reads, whatever the facts are, a parameter that has no value at all."""
    stack = list(rule.args)
    while stack:
        node = stack.pop()
        if node.op == "lookup" and not any(True for _ in shipped()[node.attr[0]].all()):
            return True
        stack.extend(node.args[:1] if node.op == "when" else () if node.op == "rule" else node.args)
    return False


def _changes_nothing(name: str, version: Version, more: Decimal, nodes: list[Node]) -> bool:
    """A rounding step read only by steps whose amounts are multiples of it anyway."""
    readers = [node for node in nodes if any(arg.op == "lookup" and arg.attr[0] == name for arg in node.args)]
    return bool(readers) and all(
        node.op == "round" and is_multiple(node, int(more)) and is_multiple(node, int(version.value or 1)) for node in readers
    )


def value_changes(nodes: list[Node]) -> Iterator[Change]:
    """A value a little higher; drafts are not in force and are left out."""
    for name in _read(nodes):
        parameter = shipped()[name]
        for spot, line in parameter.versions.items():
            for at, version in enumerate(line):
                until = line[at + 1].since if at + 1 < len(line) else version.until
                if version.status != "draft" and version.value is not None and can_be_asked(name, spot[1], version, until, nodes):
                    more = version.value + (Decimal(1) if version.value == version.value.to_integral_value() else Decimal("0.01"))
                    if _changes_nothing(name, version, more, nodes):
                        continue
                    changed = (*line[:at], replace(version, value=more), *line[at + 1 :])
                    yield Change(
                        f"value of {name}{spot} from {version.since}: {version.value} -> {more}", _with_lines(parameter, {spot: changed})
                    )


def first_day_changes(nodes: list[Node]) -> Iterator[Change]:
    """The day from which an instrument's values hold, one day later for all its keys."""
    for name in _read(nodes):
        parameter = shipped()[name]
        if parameter.lasts_year or not _is_dated(name, nodes):
            continue
        for area in sorted({place for place, _ in parameter.versions}):
            own = {spot: line for spot, line in parameter.versions.items() if spot[0] == area}
            for since in sorted({version.since for line in own.values() for version in line if _begins_something(line, version)}):
                moved = {
                    spot: tuple(_later(version) if version.since == since else version for version in line) for spot, line in own.items()
                }
                yield Change(f"first day of {name} in {area} from {since}", _with_lines(parameter, moved))


def _begins_something(line: tuple[Version, ...], version: Version) -> bool:
    """Whether another value held the day before."""
    before = next((one for one in reversed(line) if one.since < version.since and one.until is None), None)
    return version.status != "draft" and (before is None or before.value != version.value)


def _read(nodes: list[Node]) -> list[str]:
    return sorted({node.attr[0] for node in nodes if node.op == "lookup"})


def _later(version: Version) -> Version:
    day = version.since + timedelta(days=1)
    return replace(version, since=day, published=day if version.published == version.since else version.published)


class _Turned(_Writer):
    """A writer that gets one node wrong."""

    def __init__(self, nodes: list[Node], target: Node) -> None:
        super().__init__(nodes)
        self.target = target

    def body(self, node: Node) -> str:
        if node is not self.target:
            return super().body(node)
        if node.op == "round":
            return f"({self.read(node.args[0])} // {node.args[0].den})"
        return super().body(replace(node, op=TURNED[node.op]))


def _with_node(target: Node) -> Callable[[], Book]:
    def book() -> Book:
        found = Book(shipped().parameters)
        rules = graph(shipped())
        writer, space = _Turned(rules.nodes, target), dict(HELPERS)
        exec("".join(_source(writer, node) for node in rules.nodes), space)
        functions = [space[f"n{node.id}"] for node in rules.nodes]
        found.graphs["graph"] = replace(rules, book=found)
        found.graphs["scalar"] = Program(
            found.graphs["graph"], functions, len(rules.nodes), [None] * (len(rules.nodes) + len(FACT_NAMES) + 1)
        )
        return found

    return book


def node_changes(nodes: list[Node]) -> Iterator[Change]:
    """A boundary that includes what it excluded, and a rounding that cuts."""
    owners = {part.id: str(rule.attr) for rule in nodes if rule.op == "rule" for part in _inside(rule)}
    refusing = {part.id for rule in nodes if rule.op == "rule" and always_refuses(rule) for part in _inside(rule)}
    for node in nodes:
        if node.id in refusing:
            continue
        if node.op in TURNED:
            yield Change(f"boundary in {owners.get(node.id)} (node {node.id}): {node.op} -> {TURNED[node.op]}", _with_node(node))
        if node.op == "round" and node.args[0].den > 1 and node.args[1].op == "lookup" and not is_multiple(node, 1):
            yield Change(f"rounding in {owners.get(node.id)} (node {node.id}) cuts", _with_node(node))


def _inside(rule: Node) -> list[Node]:
    """The nodes of a rule that belong to no rule below it."""
    found, stack = [], list(rule.args)
    while stack:
        node = stack.pop()
        if node.op != "rule":
            found.append(node)
            stack.extend(node.args)
    return found


def clock_changes() -> Iterator[Change]:
    """A length one longer, and a roll forgotten."""
    for rule in clocks.clocks().values():
        for since, length in rule.lengths.items():
            if length is not None:
                yield Change(
                    f"clock {rule.id}: {length} -> {length + 1}", shipped, replace(rule, lengths={**rule.lengths, since: length + 1})
                )
        if rule.rolls and rule.unit != "working_day":  # counted in working days, a period ends on one
            yield Change(f"clock {rule.id} does not roll", shipped, replace(rule, rolls=False))


@contextmanager
def _clock(rule: clocks.Clock | None) -> Iterator[None]:
    kept: Mapping[str, clocks.Clock] = clocks.clocks()
    if rule is None:
        yield
        return
    before = kept[rule.id]
    kept[rule.id] = rule
    try:
        yield
    finally:
        kept[rule.id] = before


def is_caught(change: Change, book_of_cases: list[Mapping]) -> bool:
    """Whether any case notices."""
    with _clock(change.clock):
        book = change.book()
        return any(True for case in book_of_cases for _ in cases.check(case, book=book))


SOURCES = {"value": value_changes, "day": first_day_changes, "node": node_changes}


def draw(count: int, seed: int, kinds: list[str], outputs: set[str]) -> list[Change]:
    """Distinct changes: values, first days, boundaries and roundings in equal shares while they last, the same for a seed."""
    nodes = reachable([root for name, root in graph(shipped()).roots.items() if name in outputs])
    by_kind: dict[str, list[Change]] = {}
    for kind in kinds:
        for change in clock_changes() if kind == "clock" else SOURCES[kind](nodes):
            by_kind.setdefault(change.text.partition(" ")[0], []).append(change)
    chance = random.Random(seed)
    for changes in by_kind.values():
        chance.shuffle(changes)
    drawn: list[Change] = []
    while len(drawn) < count and any(by_kind.values()):
        drawn.extend(changes.pop() for changes in by_kind.values() if changes)
    return drawn[:count]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Seeded changes that the casebook must notice.")
    parser.add_argument("--changes", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--spec", type=Path, default=SPEC)
    parser.add_argument("--least", type=int, default=95, help="percent that must be caught")
    parser.add_argument("--kinds", nargs="+", default=["value", "day", "node"], choices=["value", "day", "node", "clock"])
    options = parser.parse_args(argv)
    found = [case for path in sorted(options.spec.glob("*.yaml")) for case in cases.load(path.read_text(encoding="utf-8"))]
    wrong = [mismatch for case in found for mismatch in cases.check(case)]
    if not found or wrong:
        print(f"The casebook in {options.spec} has {len(found)} cases and {len(wrong)} mismatches before any change.")
        return 2
    outputs = {output for case in found for output in [*(case.get("output") or ()), *(case.get("ask") or ())]}
    outputs |= PENSION_RULES if "dependants_pension" in outputs else set()
    changes = draw(options.changes, options.seed, options.kinds, outputs)
    missed = [change.text for change in changes if not is_caught(change, found)]
    for text in missed:
        print(f"missed: {text}")
    caught = len(changes) - len(missed)
    print(f"{caught} of {len(changes)} changes caught by {len(found)} cases (seed {options.seed})")
    return 0 if caught * 100 >= options.least * len(changes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
