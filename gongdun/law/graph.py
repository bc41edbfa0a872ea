"""The typed graph a rule becomes: few node kinds, static denominators, and intervals that prove that int64 never overflows.

A node's value is an int64 numerator over the node's static denominator `den`; money counts fen, dates count days since 1970-01-01, booleans are 0 and 1.
Nodes are interned, so that equal expressions are one node and are computed once. There is no bare division and no float.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

from gongdun.law.refusal import Refusal

EPOCH = date(1970, 1, 1).toordinal()
LIMIT = 2**62
MONTHS_DENOMINATOR = 27720  # the least common multiple of 1 to 12: averages over up to twelve months stay exact
FIRST_DAY, LAST_DAY = date(1900, 1, 1).toordinal() - EPOCH, date(2150, 12, 31).toordinal() - EPOCH
FIRST_MONTH, LAST_MONTH = 1900 * 12, 2150 * 12 + 11

Interval = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Node:
    """One step. `op` is the kind, `args` the nodes it reads, `attr` what else it needs (a name, a value, a factor)."""

    id: int
    op: str
    args: tuple[Node, ...]
    attr: Any
    den: int
    lo: int
    hi: int
    unit: str

    def __add__(self, other: object) -> Node:
        return _aligned("+", self, other, lambda a, b: (a.lo + b.lo, a.hi + b.hi))

    def __sub__(self, other: object) -> Node:
        return _aligned("-", self, other, lambda a, b: (a.lo - b.hi, a.hi - b.lo))

    def __rsub__(self, other: object) -> Node:
        return constant(other, self.unit) - self

    def __mul__(self, other: object) -> Node:
        return multiply(self, lift(other))

    __radd__, __rmul__ = __add__, __mul__

    def __lt__(self, other: object) -> Node:
        return compare("<", self, other)

    def __le__(self, other: object) -> Node:
        return compare("<=", self, other)

    def __gt__(self, other: object) -> Node:
        return compare("<", lift(other, self.unit), self)

    def __ge__(self, other: object) -> Node:
        return compare("<=", lift(other, self.unit), self)

    def equals(self, other: object) -> Node:
        return compare("==", self, other)

    def __and__(self, other: Node) -> Node:
        return when(self, other, FALSE())

    def __or__(self, other: Node) -> Node:
        return when(self, TRUE(), other)

    def __invert__(self) -> Node:
        return make("not", (self,), None, 1, (0, 1), "bool")

    def __bool__(self) -> bool:
        raise TypeError("A rule has no `if`: write when(condition, then, otherwise).")


class Workshop:
    """Where nodes are interned: one per graph."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.index: dict[tuple, Node] = {}


WORKSHOPS: list[Workshop] = []  # the innermost is being built


def make(op: str, args: tuple[Node, ...], attr: object, den: int, bounds: Interval, unit: str) -> Node:
    """The interned node; refuses one whose value could leave int64 (with one bit to spare for rounding)."""
    if max(abs(bounds[0]), abs(bounds[1])) > LIMIT:
        raise Refusal(
            "The step {op} could overflow int64 (up to {bound}): narrow the bounds of its facts.", op=op, bound=max(map(abs, bounds))
        )
    shop = WORKSHOPS[-1]
    key = (op, tuple(arg.id for arg in args), attr)
    if key not in shop.index:
        shop.index[key] = Node(len(shop.nodes), op, args, attr, den, *bounds, unit)
        shop.nodes.append(shop.index[key])
    return shop.index[key]


def constant(value: Any, unit: str = "number") -> Node:
    """A literal. Money literals are in yuan and become fen."""
    if isinstance(value, date):
        day = value.toordinal() - EPOCH
        return make("const", (), (day, 1, "date"), 1, (day, day), "date")
    exact = Fraction(value) * (100 if unit == "yuan" else 1)
    numerator, denominator = exact.numerator, exact.denominator
    return make("const", (), (numerator, denominator, unit), denominator, (numerator, numerator), unit)


def TRUE() -> Node:
    return constant(1, "bool")


def FALSE() -> Node:
    return constant(0, "bool")


def lift(value: object, unit: str = "number") -> Node:
    if isinstance(value, Node):
        return value
    if isinstance(value, float):
        raise TypeError("A float near money is a mistake: write an int, a Decimal or text.")
    return constant(value, unit)


def scale(node: Node, den: int) -> Node:
    """The same value over a larger denominator."""
    factor = den // node.den
    if factor == 1:
        return node
    return make("scale", (node,), factor, den, (node.lo * factor, node.hi * factor), node.unit)


def _pair(a: Node, other: object) -> tuple[Node, Node]:
    b = lift(other, a.unit)
    den = lcm(a.den, b.den)
    return scale(a, den), scale(b, den)


def _aligned(op: str, a: Node, other: object, bounds) -> Node:
    a, b = _pair(a, other)
    unit = "number" if a.unit == b.unit == "date" else a.unit
    return make(op, (a, b), None, a.den, bounds(a, b), unit)


def multiply(a: Node, b: Node) -> Node:
    corners = [x * y for x in (a.lo, a.hi) for y in (b.lo, b.hi)]
    unit = "yuan" if "yuan" in (a.unit, b.unit) else a.unit
    return make("*", (a, b), None, a.den * b.den, (min(corners), max(corners)), unit)


def smaller(a: Node, other: object) -> Node:
    return _aligned("min", a, other, lambda x, y: (min(x.lo, y.lo), min(x.hi, y.hi)))


def larger(a: Node, other: object) -> Node:
    return _aligned("max", a, other, lambda x, y: (max(x.lo, y.lo), max(x.hi, y.hi)))


def compare(op: str, a: Node, other: object) -> Node:
    return make(op, _pair(a, other), None, 1, (0, 1), "bool")


def when(condition: Node, then: object, otherwise: object) -> Node:
    """`then` where the condition holds, else `otherwise`; only the branch taken must be computable."""
    first = then if isinstance(then, Node) else lift(then, otherwise.unit if isinstance(otherwise, Node) else "number")
    a, b = _pair(first, otherwise)
    return make("when", (condition, a, b), None, a.den, (min(a.lo, b.lo), max(a.hi, b.hi)), a.unit)


def either(*conditions: Node) -> Node:
    found = conditions[0]
    for condition in conditions[1:]:
        found = found | condition
    return found


def pick(choices: Iterable[tuple[Node, object]], otherwise: Node) -> Node:
    """The first choice whose condition holds."""
    found = otherwise
    for condition, value in reversed(list(choices)):
        found = when(condition, value, found)
    return found


def ratio(total: Node, count: Node) -> Node:
    """`total` ÷ `count` (1 to 12), exact over the static denominator 27,720."""
    bounds = (min(total.lo * MONTHS_DENOMINATOR, 0), total.hi * MONTHS_DENOMINATOR)
    return make("ratio", (total, count), None, total.den * MONTHS_DENOMINATOR, bounds, total.unit)


def round_half_up(node: Node, step: Node) -> Node:
    """To a multiple of `step` fen (a parameter), halves up. Only what cannot be negative is rounded, so that halves have one meaning."""
    if node.lo < 0 or step.lo < 1 or step.den != 1:
        raise Refusal("Only amounts that are never negative are rounded, to a step of whole fen.")
    top = (2 * node.hi + step.hi * node.den) // (2 * node.den) + step.hi
    if 2 * node.hi + step.hi * node.den > LIMIT * 2 - 1:
        raise Refusal("The step {op} could overflow int64 (up to {bound}): narrow the bounds of its facts.", op="round", bound=2 * node.hi)
    return make("round", (node, step), None, 1, (0, top), node.unit)


def whole(node: Node) -> Node:
    """The whole part of what is never negative."""
    if node.lo < 0:
        raise Refusal("The whole part is taken only of what is never negative.")
    return make("whole", (node,), None, 1, (node.lo // node.den, node.hi // node.den), "number")


def month_of(day: Node) -> Node:
    """Months since year 0: year × 12 + month − 1."""
    return make("month", (day,), None, 1, (FIRST_MONTH, LAST_MONTH), "number")


def day_of_month(day: Node) -> Node:
    return make("day", (day,), None, 1, (1, 31), "number")


def month_start(month: Node) -> Node:
    """The first day of a month index."""
    return make("month_start", (month,), None, 1, (FIRST_DAY, LAST_DAY), "date")


def add_months(day: Node, count: object) -> Node:
    """The corresponding day, or the month's last where there is none (民法典 202)."""
    return make("add_months", (day, lift(count)), None, 1, (FIRST_DAY, LAST_DAY), "date")


def refuse(message: str, unit: str) -> Node:
    """A branch that no amount answers: the sentence says why."""
    return make("refuse", (), (message, unit), 1, (0, 0), unit)


def reachable(roots: Iterable[Node]) -> list[Node]:
    """Every node the roots read, arguments before their readers."""
    seen: dict[int, Node] = {}
    stack = [(root, False) for root in roots]
    while stack:
        node, done = stack.pop()
        if done:
            seen.setdefault(node.id, node)
        elif node.id not in seen:
            stack.append((node, True))
            stack.extend((arg, False) for arg in node.args if arg.id not in seen)
    return list(seen.values())
