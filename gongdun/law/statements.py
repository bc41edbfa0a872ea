"""The same graph as one SQL statement, for use in the database and as a check of the generated code.

Everything is BIGINT or BOOLEAN; a missing fact or parameter is NULL, and only the branch taken can make the result NULL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import product

from gongdun.law.columns import OUT_DEN
from gongdun.law.facts import FACTS
from gongdun.law.graph import Node, reachable
from gongdun.law.parameters import LATEST, Book, View, areas, shipped
from gongdun.law.refusal import Refusal
from gongdun.law.rulebook import graph

DIALECTS = ("duckdb",)
TIMES = {"when": 2, "lookup": 2, "month": 2, "min": 2, "max": 2, "round": 2}  # how often an expression repeats its arguments
EPOCH_SQL = "DATE '1970-01-01'"


def _fact_sql(label: str) -> str:
    """A column of the table as the stored integer: dates as days, yuan as fen, codes by number, fractions in millionths."""
    name = label.removesuffix("_fen")
    if name not in FACTS:
        raise Refusal("No rule knows the fact {unknown}. Known facts: {known}.", unknown=label, known=", ".join(sorted(FACTS)))
    fact = FACTS[name]
    quoted = f'"{label}"'
    if fact.kind == "date":
        return f"CAST({quoted} AS DATE) - {EPOCH_SQL}"
    if fact.kind == "money" and label == name:
        return f"CAST({quoted} * 100 AS BIGINT)"
    if fact.kind == "fraction":
        return f"CAST({quoted} * 1000000 AS BIGINT)"
    if fact.kind == "code":
        return f"CASE {quoted} " + " ".join(f"WHEN '{code}' THEN {number}" for number, code in enumerate(fact.codes, start=1)) + " END"
    return f"CAST({quoted} AS {'BOOLEAN' if fact.kind == 'bool' else 'BIGINT'})"


class _Statement:
    """Writes the expressions; shared nodes become columns of earlier layers."""

    def __init__(self, view: View, present: set[str], roots: list[Node]) -> None:
        self.view, self.present = view, present
        nodes = reachable(roots)
        uses = Counter(arg.id for node in nodes for arg in node.args for _ in range(TIMES.get(node.op, 1)))
        simple = {"const", "input", "given", "rule"}
        self.shared = {node.id for node in nodes if uses[node.id] > 1 and node.op not in simple}
        self.level: dict[int, int] = {}
        for node in nodes:
            below = max((self.level[arg.id] for arg in node.args), default=0)
            self.level[node.id] = below + (node.id in self.shared)
        self.nodes = nodes

    def read(self, node: Node) -> str:
        return f"v{node.id}" if node.id in self.shared else self.write(node)

    def write(self, node: Node) -> str:
        return getattr(self, f"_{KINDS.get(node.op, node.op)}")(node, [self.read(arg) for arg in node.args])

    def layers(self) -> list[list[str]]:
        """The columns of each layer, from the lowest."""
        depth = max((self.level[node.id] for node in self.nodes if node.id in self.shared), default=0)
        return [
            [f"{self.write(node)} AS v{node.id}" for node in self.nodes if node.id in self.shared and self.level[node.id] == level]
            for level in range(1, depth + 1)
        ]

    def _const(self, node: Node, args: list[str]) -> str:
        return str(bool(node.attr[0])).upper() if node.unit == "bool" else f"CAST({node.attr[0]} AS BIGINT)"

    def _input(self, node: Node, args: list[str]) -> str:
        kind = "BOOLEAN" if node.unit == "bool" else "BIGINT"
        return f"f_{node.attr}" if node.attr in self.present else f"CAST(NULL AS {kind})"

    def _given(self, node: Node, args: list[str]) -> str:
        return f"(f_{node.attr} IS NOT NULL)" if node.attr in self.present else "FALSE"

    def _rule(self, node: Node, args: list[str]) -> str:
        return args[0]

    def _refuse(self, node: Node, args: list[str]) -> str:
        return "CAST(NULL AS BIGINT)"

    def _binary(self, node: Node, args: list[str]) -> str:
        return f"({args[0]} {'=' if node.op == '==' else node.op} {args[1]})"

    def _min(self, node: Node, args: list[str]) -> str:
        first, second = args if node.op == "min" else reversed(args)
        a, b = args
        return f"(CASE WHEN {first} < {second} THEN {a} WHEN {second} <= {first} THEN {b} END)"

    def _not(self, node: Node, args: list[str]) -> str:
        return f"(NOT {args[0]})"

    def _when(self, node: Node, args: list[str]) -> str:
        condition, then, otherwise = args
        return f"(CASE WHEN {condition} THEN {then} WHEN NOT {condition} THEN {otherwise} END)"

    def _scale(self, node: Node, args: list[str]) -> str:
        return f"({args[0]} * {node.attr})"

    def _ratio(self, node: Node, args: list[str]) -> str:
        return f"({args[0]} * (27720 // {args[1]}))"

    def _round(self, node: Node, args: list[str]) -> str:
        den, step = node.args[0].den, args[1]
        return f"((2 * {args[0]} + {step} * {den}) // (2 * {step} * {den}) * {step})"

    def _whole(self, node: Node, args: list[str]) -> str:
        return f"({args[0]} // {node.args[0].den})"

    def _date(self, day: str) -> str:
        return f"({EPOCH_SQL} + CAST({day} AS INTEGER))"

    def _month(self, node: Node, args: list[str]) -> str:
        return f"(year({self._date(args[0])}) * 12 + month({self._date(args[0])}) - 1)"

    def _day(self, node: Node, args: list[str]) -> str:
        return f"day({self._date(args[0])})"

    def _month_start(self, node: Node, args: list[str]) -> str:
        return f"(make_date({args[0]} // 12, {args[0]} % 12 + 1, 1) - {EPOCH_SQL})"

    def _add_months(self, node: Node, args: list[str]) -> str:
        return f"(CAST({self._date(args[0])} + to_months(CAST({args[1]} AS INTEGER)) AS DATE) - {EPOCH_SQL})"

    def _lookup(self, node: Node, args: list[str]) -> str:
        name, dated, count, local = node.attr
        ranges = [range(arg.lo, arg.hi + 1) for arg in node.args[dated : dated + count]]
        arms: dict[str, dict[str, list[str]]] = {}
        for place, key in product(sorted(areas().parents) if local else [0], product(*ranges)):
            answer = self._steps(self.view.line(name, place, key), args[0] if dated else None)
            tests = " AND ".join(f"{test} = {value}" for test, value in zip(args[dated : dated + count], key, strict=True))
            if answer != "NULL":
                arms.setdefault(answer, {}).setdefault(tests, []).append(str(place))
        if not arms:
            return "CAST(NULL AS BIGINT)"
        return (
            "(CASE "
            + " ".join(f"WHEN {self._tests(cells, args[-1] if local else None)} THEN {answer}" for answer, cells in arms.items())
            + " END)"
        )

    def _tests(self, cells: dict[str, list[str]], area: str | None) -> str:
        """The keys and areas of one answer."""
        written = []
        for tests, places in cells.items():
            inside = [f"{area} IN ({', '.join(places)})"] if area else []
            written.append(" AND ".join([*([tests] if tests else []), *inside]) or "TRUE")
        return " OR ".join(f"({test})" for test in written) if len(written) > 1 else written[0]

    def _steps(self, line: tuple | None, day: str | None) -> str:
        """A value by the day, latest first."""
        if line is None:
            return "NULL"
        pairs = [(begin, "NULL" if value is None else f"CAST({value} AS BIGINT)") for begin, value in zip(line[0], line[1], strict=True)]
        if day is None:
            return next((value for begin, value in reversed(pairs) if begin <= LATEST), "NULL")
        return "(CASE " + " ".join(f"WHEN {day} >= {begin} THEN {value}" for begin, value in reversed(pairs)) + " END)"


KINDS = dict.fromkeys(("+", "-", "*", "<", "<=", "=="), "binary") | {"max": "min"}


def sql(
    outputs: Iterable[str],
    *,
    dialect: str = "duckdb",
    relation: str = "cases",
    facts: Iterable[str] | None = None,
    known: date | None = None,
    book: Book | None = None,
) -> str:
    """One SELECT over `relation` that adds the outputs to its columns: yuan in fen, ratios in millionths, dates as dates, NULL where there is no answer.

    `facts` names the columns the relation has (a money column in fen ends in `_fen`); without it, every fact that the outputs read, money in fen.
    """
    if dialect not in DIALECTS:
        raise Refusal("There is no SQL dialect {dialect!r}. Choose one of: {known}.", dialect=dialect, known=", ".join(DIALECTS))
    wanted = list(outputs)
    if not wanted:
        raise Refusal("No output is asked for: name at least one.")
    rules = graph(book or shipped())
    roots = [rules.root(name) for name in wanted]
    labels = list(facts) if facts is not None else _read_by(roots)
    statement = _Statement(rules.book.view(known), {label.removesuffix("_fen") for label in labels}, roots)
    stored = ", ".join(f"{_fact_sql(label)} AS f_{label.removesuffix('_fen')}" for label in labels)
    parts = [f"l0 AS (SELECT *, {stored} FROM {relation})"]  # noqa: S608 — the caller's own relation, no outside text
    layers = statement.layers()
    parts += [f"l{number} AS (SELECT *, {', '.join(columns)} FROM l{number - 1})" for number, columns in enumerate(layers, start=1)]  # noqa: S608
    selected = ", ".join(f"{_result(root, statement.read(root))} AS {name}" for name, root in zip(wanted, roots, strict=True))
    above = ",\n".join(parts)
    return f"WITH {above}\nSELECT {selected} FROM l{len(layers)}"


def _read_by(roots: list[Node]) -> list[str]:
    names = sorted({str(node.attr) for node in reachable(roots) if node.op in {"input", "given"}})
    return [f"{name}_fen" if FACTS[name].kind == "money" else name for name in names]


def _result(root: Node, expression: str) -> str:
    if root.unit == "date":
        return f"{EPOCH_SQL} + CAST({expression} AS INTEGER)"
    wanted = OUT_DEN.get(root.unit, 1)
    return expression if root.den == wanted else f"((2 * {expression} * {wanted} + {root.den}) // {2 * root.den})"
