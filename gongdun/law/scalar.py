"""One case: the graph written as Python functions, one a node, evaluated on demand so that only the branches taken must be computable."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongdun.law.facts import FACTS
from gongdun.law.graph import EPOCH, Node, reachable
from gongdun.law.parameters import LATEST, Book, Line, View
from gongdun.law.refusal import Refusal
from gongdun.law.rulebook import Graph, graph

WRITTEN = {
    "wages_sum": "wages_12m",
    "wages_count": "wages_12m",
    "dependants_count": "dependants",
}  # stored facts and the fact that a case writes
FACT_NAMES = tuple(FACTS)
FACT_SLOT = {name: slot for slot, name in enumerate(FACT_NAMES)}
KEPT = {"rule", "lookup", "round"}  # computed once and remembered; conditions and shared nodes too

Memo = list


class MissingFact(Refusal):
    """An output needs a fact that the case does not state."""


class MissingParameter(Refusal):
    """待参数: no value is in force and known; nothing stands in for it."""


def absent(name: str) -> int:
    raise MissingFact("The fact {fact} is missing; the output asked for needs it: add it to the case.", fact=WRITTEN.get(name, name))


def refuse(message: str, memo: Memo, size: int) -> int:
    places = {name: memo[size + slot] for name, slot in FACT_SLOT.items() if "{" + name + "}" in message}
    shown = {
        name: date.fromordinal(value + EPOCH) if FACTS[name].kind == "date" and value is not None else value
        for name, value in places.items()
    }
    raise Refusal(message, **shown)


def find(view: View, name: str, area: int, day: int, key: tuple[int, ...], selector: str) -> int:
    """The numerator in force on the day, or the refusal that names the parameter that is awaited."""
    line = view.lines.get((name, area, key)) or view.line(name, area, key)
    if line is not None:
        at = bisect_right(line[0], day) - 1
        value = line[1][at] if at >= 0 else None
        if value is not None:
            return value
    shown = "latest" if day >= LATEST else str(date.fromordinal(day + EPOCH))
    raise MissingParameter(
        "Parameter missing (待参数): {title} ({name}{key}) has no value in force on {day}{selector} and known on {known}; {last}; wait for it or have it confirmed.",
        title=view.book[name].title,
        name=name,
        key="".join(f".{part}" for part in key),
        day=shown,
        selector=f" ({selector})" if selector else "",
        known=view.known,
        last=_last_change(line),
    )


def _last_change(line: Line | None) -> Refusal:
    """What is known of the parameter: the day from which its last value held, or that none was ever published."""
    held = [version.since for version in line[2] if version is not None and version.value is not None] if line else []
    if not held:
        return Refusal("no value of it is known for this case")
    return Refusal("its values begin on {first}, the last on {last}", first=min(held), last=max(held))


def month_of(day: int) -> int:
    found = date.fromordinal(day + EPOCH)
    return found.year * 12 + found.month - 1


def month_start(month: int) -> int:
    return date(month // 12, month % 12 + 1, 1).toordinal() - EPOCH


def add_months(day: int, count: int) -> int:
    found = date.fromordinal(day + EPOCH)
    year, month = divmod(found.year * 12 + found.month - 1 + count, 12)
    return date(year, month + 1, min(found.day, monthrange(year, month + 1)[1])).toordinal() - EPOCH


HELPERS = {
    "absent": absent,
    "refuse": refuse,
    "find": find,
    "month_of": month_of,
    "month_start": month_start,
    "add_months": add_months,
    "day_of": lambda day: date.fromordinal(day + EPOCH).day,
}


def selecting(day: Node) -> str:
    """The facts that pick a parameter's version."""
    return ", ".join(sorted({str(node.attr) for node in reachable([day]) if node.op == "input"}))


@dataclass(frozen=True)
class Program:
    """The compiled graph: `functions[node.id](memo)`; a memo is `[None] * size`, then the facts by slot, then the view."""

    graph: Graph
    functions: list[Callable[[Memo], int]]
    size: int
    blank: Memo
    plans: dict[Any, Any] = field(default_factory=dict)  # how steps are told, see `trace`

    def memo(self, facts: dict[str, int], view: View) -> Memo:
        memo = self.blank.copy()
        for name, value in facts.items():
            memo[self.size + FACT_SLOT[name]] = value
        memo[-1] = view
        return memo


class _Writer:
    """Writes the Python of one graph."""

    def __init__(self, nodes: list[Node]) -> None:
        self.size = len(nodes)
        uses = Counter(arg.id for node in nodes for arg in node.args)
        conditions = {node.args[0].id for node in nodes if node.op == "when"}
        self.kept = {
            node.id
            for node in nodes
            if node.op in KEPT or ((uses[node.id] > 1 or node.id in conditions) and node.op not in {"const", "input", "given"})
        }

    def read(self, node: Node) -> str:
        return f"n{node.id}(m)" if node.id in self.kept else self.body(node)

    def body(self, node: Node) -> str:
        return getattr(self, f"_{WRITERS.get(node.op, node.op)}")(node, [self.read(arg) for arg in node.args])

    def _const(self, node: Node, args: list[str]) -> str:
        return str(node.attr[0])

    def _input(self, node: Node, args: list[str]) -> str:
        slot = self.size + FACT_SLOT[node.attr]
        return f"(m[{slot}] if m[{slot}] is not None else absent({node.attr!r}))"

    def _given(self, node: Node, args: list[str]) -> str:
        return f"(m[{self.size + FACT_SLOT[node.attr]}] is not None)"

    def _lookup(self, node: Node, args: list[str]) -> str:
        name, dated, count, local = node.attr
        day = args[0] if dated else str(LATEST)
        key = "".join(f"{part}, " for part in args[dated : dated + count])
        selector = selecting(node.args[0]) if dated else ""
        return f"find(m[-1], {name!r}, {args[-1] if local else 0}, {day}, ({key}), {selector!r})"

    def _binary(self, node: Node, args: list[str]) -> str:
        return f"({args[0]} {node.op} {args[1]})"

    def _call(self, node: Node, args: list[str]) -> str:
        return f"{node.op}({', '.join(args)})"

    def _not(self, node: Node, args: list[str]) -> str:
        return f"(not {args[0]})"

    def _when(self, node: Node, args: list[str]) -> str:
        return f"({args[1]} if {args[0]} else {args[2]})"

    def _scale(self, node: Node, args: list[str]) -> str:
        return f"({args[0]} * {node.attr})"

    def _ratio(self, node: Node, args: list[str]) -> str:
        return f"({args[0]} * (27720 // {args[1]}))"

    def _round(self, node: Node, args: list[str]) -> str:
        den, step = node.args[0].den, args[1]
        return f"((2 * {args[0]} + {step} * {den}) // (2 * {step} * {den}) * {step})"

    def _whole(self, node: Node, args: list[str]) -> str:
        return f"({args[0]} // {node.args[0].den})"

    def _month(self, node: Node, args: list[str]) -> str:
        return f"month_of({args[0]})"

    def _day(self, node: Node, args: list[str]) -> str:
        return f"day_of({args[0]})"

    def _rule(self, node: Node, args: list[str]) -> str:
        return args[0]

    def _refuse(self, node: Node, args: list[str]) -> str:
        return f"refuse({node.attr[0]!r}, m, {self.size})"


WRITERS = dict.fromkeys(("+", "-", "*", "<", "<=", "=="), "binary") | dict.fromkeys(("min", "max", "month_start", "add_months"), "call")


def _source(writer: _Writer, node: Node) -> str:
    if node.id in writer.kept:
        return f"def n{node.id}(m):\n v = m[{node.id}]\n if v is None: v = m[{node.id}] = {writer.body(node)}\n return v\n"
    return f"def n{node.id}(m): return {writer.body(node)}\n"


def program(book: Book) -> Program:
    """The compiled graph of the book, kept with it."""
    if "scalar" not in book.graphs:
        rules = graph(book)
        writer = _Writer(rules.nodes)
        space: dict[str, Any] = dict(HELPERS)
        exec("".join(_source(writer, node) for node in rules.nodes), space)  # noqa: S102 — generated from our own graph, no outside text
        functions: list[Callable[[Memo], int]] = [space[f"n{node.id}"] for node in rules.nodes]
        book.graphs["scalar"] = Program(rules, functions, len(rules.nodes), [None] * (len(rules.nodes) + len(FACT_NAMES) + 1))
    return book.graphs["scalar"]
