"""The graph specialised to the columns a table has, and written as straight code: once for numpy blocks, once for a compiled loop (numba).

A value and its validity are two streams: a missing parameter or a null fact spoils only the rows whose taken branch reads it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np

from gongdun.law.graph import EPOCH, FIRST_DAY, FIRST_MONTH, LAST_DAY, LAST_MONTH, MONTHS_DENOMINATOR, Node
from gongdun.law.parameters import LATEST, View, areas

NEVER = "never"


def _calendar_tables() -> dict[str, np.ndarray]:
    days = np.arange(FIRST_DAY, LAST_DAY + 1, dtype="int64").astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    month = months.astype("int64") + 1970 * 12
    starts = [date(index // 12, index % 12 + 1, 1).toordinal() - EPOCH for index in range(FIRST_MONTH, LAST_MONTH + 1)]
    lengths = [monthrange(index // 12, index % 12 + 1)[1] for index in range(FIRST_MONTH, LAST_MONTH + 1)]
    day = (days - months.astype("datetime64[D]")).astype("int64") + 1
    return {
        "MONTH": month,
        "DAY": day,
        "START": np.array(starts, "int64"),
        "LENGTH": np.array(lengths, "int64"),
    }


CALENDAR = _calendar_tables()


@dataclass(frozen=True)
class Stream:
    """A node's code: an int when constant, else a variable; `valid` is None (always), NEVER, or a variable."""

    value: int | str
    valid: str | None = None
    bounds: tuple[int, int] | None = None  # of the table's own values, where known: fewer days and keys make smaller tables

    @property
    def is_never(self) -> bool:
        return self.valid == NEVER


@dataclass(frozen=True)
class Dialect:
    """How one target writes what differs."""

    where: str
    where_else_zero: str
    where_bool: str
    smaller: str
    larger: str
    both: str
    some: str
    negate: str
    take: str
    take_inside: str  # where the index is known to lie in the table
    fact: str
    divide: str  # what is never negative by a positive constant: unsigned, which is twice as fast and the same number
    since: str  # 0 before a day and a number from it on


NUMPY = Dialect(
    "({2} + ({1} - {2}) * {0})",  # exact modulo 2⁶⁴, whatever junk the branch not taken holds; np.where takes twice as long
    "({1} * {0})",
    "(({0} & {1}) | (~{0} & {2}))",
    "np.minimum({}, {})",
    "np.maximum({}, {})",
    "({} & {})",
    "({} | {})",
    "(~{})",
    "{}.take({}, mode='clip')",
    "{}.take({}, mode='wrap')",
    "{}",
    "({}.view('uint64') // {}).view('int64')",
    "({} >= {}).view('int8') * np.int8({})",
)
LOOP = Dialect(
    "({1} if {0} else {2})",
    "({1} if {0} else 0)",
    "({1} if {0} else {2})",
    "min({}, {})",
    "max({}, {})",
    "({} & {})",
    "({} | {})",
    "(not {})",
    "{}[np.uint64(min(max({}, 0), len({}) - 1))]",
    "{}[np.uint64({})]",
    "{}[i]",
    "np.int64(np.uint64({}) // np.uint64({}))",
    "(({} >= {}) * {})",
)
FEW_SWITCHES = 3  # so many changes of a parameter are told by comparing days, more by a table of days
SMALL = 127
PADDING = 4096
NESTED = 60  # parentheses in one expression: Python reads at most two hundred, one in the other


class Writer:
    """Writes the code of some outputs for the facts that a table has."""

    def __init__(self, view: View, present: Mapping[str, tuple[int, int]], nullable: frozenset[str], dialect: Dialect) -> None:
        self.view, self.present, self.nullable, self.dialect = view, present, nullable, dialect
        self.lines: list[str] = []
        self.tables: dict[str, np.ndarray] = {}
        self.streams: dict[tuple[int, int], Stream] = {}
        self.expressions: dict[str, str] = {}
        self.factors: dict[str, tuple[str, int]] = {}
        self.absent: set[str] = set()

    def keep(self, expression: str) -> str:
        """A variable for an expression, shared by equal expressions."""
        if expression not in self.expressions:
            name = f"v{len(self.expressions)}"
            self.expressions[expression] = name
            self.lines.append(f"{name} = {expression}")
        return self.expressions[expression]

    def stream(self, node: Node, view: View | None = None) -> Stream:
        view = view or self.view
        spot = (node.id, id(view))
        if spot not in self.streams:
            self.streams[spot] = getattr(self, f"_{OPS.get(node.op, node.op)}")(node, view)
        return self.streams[spot]

    def both(self, *valid: str | None) -> str | None:
        if NEVER in valid:
            return NEVER
        kept = list(dict.fromkeys(name for name in valid if name is not None))
        found = kept[0] if kept else None
        for name in kept[1:]:
            found = self.keep(self.dialect.both.format(found, name))
        return found

    def _const(self, node: Node, view: View) -> Stream:
        return Stream(node.attr[0])

    def _input(self, node: Node, view: View) -> Stream:
        if node.attr not in self.present:
            self.absent.add(str(node.attr))
            return Stream(0, NEVER)
        low, high = self.present[str(node.attr)]
        value = low if low == high and node.unit != "bool" else self.keep(self.dialect.fact.format(f"f_{node.attr}"))
        return Stream(value, self._mask(str(node.attr)), (low, high))

    def _mask(self, name: str) -> str | None:
        return self.keep(self.dialect.fact.format(f"g_{name}")) if name in self.nullable else None

    def _given(self, node: Node, view: View) -> Stream:
        return Stream(int(node.attr in self.present)) if node.attr not in self.nullable else Stream(self._mask(str(node.attr)) or 1)

    def _refuse(self, node: Node, view: View) -> Stream:
        return Stream(0, NEVER)

    def _rule(self, node: Node, view: View) -> Stream:
        return self.stream(node.args[0], view)

    def _when(self, node: Node, view: View) -> Stream:
        condition = self.stream(node.args[0], view)
        if condition.is_never:
            return Stream(0, NEVER)
        if isinstance(condition.value, int):
            return self.stream(node.args[1] if condition.value else node.args[2], view)
        then, otherwise = self.stream(node.args[1], view), self.stream(node.args[2], view)
        if then.is_never and otherwise.is_never:
            return Stream(0, NEVER)
        if then.is_never or otherwise.is_never:
            kept, holds = (otherwise, self.keep(self.dialect.negate.format(condition.value))) if then.is_never else (then, condition.value)
            return Stream(kept.value, self.both(condition.valid, holds, kept.valid), kept.bounds)
        valid = self.both(condition.valid, self._either(condition.value, then.valid, otherwise.valid))
        if node.unit == "bool":
            return Stream(self._logic(condition.value, then.value, otherwise.value), valid)
        return Stream(self._choose(condition.value, then.value, otherwise.value), valid)

    def _choose(self, condition: int | str, then: int | str, otherwise: int | str) -> int | str:
        """A choice between numbers."""
        if then == otherwise:
            return then
        if otherwise == 0:
            return self.keep(self.dialect.where_else_zero.format(condition, then))
        if then == 0:
            return self.keep(self.dialect.where_else_zero.format(self.keep(self.dialect.negate.format(condition)), otherwise))
        return self.keep(self.dialect.where.format(condition, then, otherwise))

    def _logic(self, condition: int | str, then: int | str, otherwise: int | str) -> int | str:
        """A choice between booleans as and, or, not."""
        if then == otherwise:
            return then
        if then == 1:
            return condition if otherwise == 0 else self.keep(self.dialect.some.format(condition, otherwise))
        if otherwise == 0:
            return self.keep(self.dialect.both.format(condition, then))
        return self.keep(self.dialect.where_bool.format(condition, self._bool(then), self._bool(otherwise)))

    def _bool(self, value: int | str) -> str:
        return str(bool(value)) if isinstance(value, int) else value

    def _either(self, condition: int | str, then: str | None, otherwise: str | None) -> str | None:
        if then == otherwise:
            return then
        return self.keep(self.dialect.where_bool.format(condition, then or "True", otherwise or "True"))

    def _all(self, node: Node, view: View) -> tuple[list[int | str], str | None]:
        streams = [self.stream(arg, view) for arg in node.args]
        return [stream.value for stream in streams], self.both(*(stream.valid for stream in streams))

    def _write(self, expression: str, values: Iterable[int | str], valid: str | None) -> Stream:
        if valid == NEVER:
            return Stream(0, NEVER)
        if all(isinstance(value, int) for value in values):
            return Stream(int(eval(expression, {"np": np, "min": min, "max": max})), valid)  # noqa: S307 — our own code over two integers
        return Stream(self.keep(expression), valid)

    def _binary(self, node: Node, view: View) -> Stream:
        (a, b), valid = self._all(node, view)
        if node.op == "*" and isinstance(b, int):
            return Stream(self.times(a, b), valid)
        if node.op == "*" and isinstance(a, int):
            return Stream(self.times(b, a), valid)
        return self._write(f"({a} {node.op} {b})", (a, b), valid)

    def _min(self, node: Node, view: View) -> Stream:
        (a, b), valid = self._all(node, view)
        return self._write((self.dialect.smaller if node.op == "min" else self.dialect.larger).format(a, b), (a, b), valid)

    def _not(self, node: Node, view: View) -> Stream:
        (a,), valid = self._all(node, view)
        return Stream(1 - a, valid) if isinstance(a, int) else Stream(self.keep(self.dialect.negate.format(a)), valid)

    def _scale(self, node: Node, view: View) -> Stream:
        (a,), valid = self._all(node, view)
        return Stream(self.times(a, node.attr), valid)

    def times(self, value: int | str, factor: int) -> int | str:
        """A variable times a constant; constants of a chain are multiplied when the code is written."""
        if isinstance(value, int):
            return value * factor
        base, before = self.factors.get(value, (value, 1))
        if before * factor == 1:
            return base
        found = self.keep(f"({base} * {before * factor})")
        self.factors[found] = (base, before * factor)
        return found

    def _ratio(self, node: Node, view: View) -> Stream:
        total, count = self.stream(node.args[0], view), self.stream(node.args[1], view)
        valid = self.both(total.valid, count.valid)
        if valid == NEVER:
            return Stream(0, NEVER)
        self.tables["SHARES"] = np.array([0, *(MONTHS_DENOMINATOR // n for n in range(1, 13))], "int64")
        share = self.take("SHARES", count.value, inside=count.bounds is not None)
        return Stream(self.keep(f"({total.value} * {share})"), valid)

    def _round(self, node: Node, view: View) -> Stream:
        (a, step), valid = self._all(node, view)
        den = node.args[0].den
        if step == 1 and den == 1:
            return Stream(a, valid)
        if isinstance(step, int):
            half = step == 1 and den % 2 == 0
            found = self.divide(a, den // 2, den) if half else self.divide(self.times(a, 2), step * den, 2 * step * den)
            return Stream(self.times(found, step), valid)
        return self._write(f"((2 * {a} + {step} * {den}) // (2 * {step} * {den}) * {step})", (a, step), valid)

    def _whole(self, node: Node, view: View) -> Stream:
        (a,), valid = self._all(node, view)
        return Stream(self.divide(a, 0, node.args[0].den), valid)

    def divide(self, value: int | str, add: int, by: int) -> int | str:
        """(value + add) ÷ by, whole part, of what is never negative; junk in a branch not taken may be anything."""
        if isinstance(value, int):
            return (value + add) // by
        if by == 1:
            return value if not add else self.keep(f"({value} + {add})")
        return self.keep(self.dialect.divide.format(f"({value} + {add})" if add else value, by))

    def take(self, table: str, index: int | str, *, inside: bool = False) -> str:
        """One value of a table; an index that junk in a branch not taken could spoil is clipped."""
        return self.dialect.take_inside.format(table, index) if inside else self.dialect.take.format(table, index, table)

    def _dated(self, node: Node, view: View) -> Stream:
        values, valid = self._all(node, view)
        if valid == NEVER:
            return Stream(0, NEVER)
        self.tables |= CALENDAR
        return Stream(self.keep(getattr(self, f"_{node.op}_code")(*values)), valid)

    def _month_code(self, day: int | str) -> str:
        return self.take("MONTH", f"({day} - {FIRST_DAY})")

    def _day_code(self, day: int | str) -> str:
        return self.take("DAY", f"({day} - {FIRST_DAY})")

    def _month_start_code(self, month: int | str) -> str:
        return self.take("START", f"({month} - {FIRST_MONTH})")

    def _add_months_code(self, day: int | str, count: int | str) -> str:
        month = self.keep(f"({self._month_code(day)} + {count} - {FIRST_MONTH})")
        length = self.dialect.smaller.format(self.take("LENGTH", month), self._day_code(day))
        return f"({self.take('START', month)} + {length} - 1)"

    def _lookup(self, node: Node, view: View) -> Stream:
        streams = [self.stream(arg, view) for arg in node.args]
        valid = self.both(*(stream.valid for stream in streams))
        if valid == NEVER:
            return Stream(0, NEVER)
        bounds = [_bounds(stream, arg) for stream, arg in zip(streams, node.args, strict=True)]
        table = lookup_table(node, view, bounds)
        if not table.held.any():
            return Stream(0, NEVER)
        if table.values.size == 1:
            return Stream(int(table.values[0]), valid)
        name = f"{node.attr[0]}_{node.id}{'' if view is self.view else '_then'}"
        inside = all(isinstance(stream.value, int) or stream.bounds is not None for stream in streams)
        index, pad = self._index(node, table, name, streams, bounds)
        self.tables[f"T_{name}"] = np.concatenate([np.zeros(pad, "int64"), table.values])
        held = None
        if not table.held.all():
            self.tables[f"H_{name}"] = np.concatenate([np.zeros(pad, bool), table.held])
            held = self.keep(self.take(f"H_{name}", index, inside=inside))
        known = table.bounds if inside and held is None else None
        return Stream(self.keep(self.take(f"T_{name}", index, inside=inside)), self.both(valid, held), known)

    def _index(
        self, node: Node, table: LookupTable, name: str, streams: list[Stream], bounds: list[tuple[int, int]]
    ) -> tuple[int | str, int]:
        """The flat index (segment by day, then area, then keys; what does not vary is left out), and by how much it runs ahead of the table."""
        _, dated, count, local = node.attr
        values = [stream.value for stream in streams]
        parts = [self._segment(table, name, values[0], streams[0], bounds[0])] if dated and table.switches else []
        if local and bounds[-1][0] != bounds[-1][1]:
            self.tables["AREAS"] = table.areas
            place = self.take("AREAS", f"({values[-1]} - {bounds[-1][0]})", inside=streams[-1].bounds is not None)
            parts.append(f"{place} * {table.area_stride}" if table.area_stride > 1 else place)
        varying = [at for at in range(dated, dated + count) if bounds[at][0] != bounds[at][1]]
        pad = sum(bounds[at][0] * table.strides[at - dated] for at in varying)
        pad = pad if 0 < pad <= PADDING else 0
        for at in varying:
            stride = table.strides[at - dated]
            offset = str(values[at]) if pad or not bounds[at][0] else f"({values[at]} - {bounds[at][0]})"
            parts.append(f"{offset} * {stride}" if stride > 1 else offset)
        return (self.keep(f"({' + '.join(parts)})") if len(parts) > 1 else (parts[0] if parts else 0)), pad

    def _segment(self, table: LookupTable, name: str, day: int | str, stream: Stream, bounds: tuple[int, int]) -> str:
        """Where the day's values begin."""
        if len(table.switches) <= FEW_SWITCHES and table.cells * len(table.switches) <= SMALL:
            return " + ".join(self.dialect.since.format(day, switch, table.cells) for switch in table.switches)
        self.tables[f"S_{name}"] = table.segments
        return self.take(f"S_{name}", f"({day} - {bounds[0]})", inside=stream.bounds is not None)


def _bounds(stream: Stream, node: Node) -> tuple[int, int]:
    if isinstance(stream.value, int):
        return stream.value, stream.value
    low, high = stream.bounds or (node.lo, node.hi)
    return max(low, node.lo), min(high, node.hi)


OPS = (
    dict.fromkeys(("+", "-", "*", "<", "<=", "=="), "binary")
    | {"max": "min"}
    | dict.fromkeys(("month", "day", "month_start", "add_months"), "dated")
)


NAME = re.compile(r"\bv\d+\b")


def tidied(lines: list[str], last: list[str]) -> list[str]:
    """The same numpy code, sparing of memory: what is read once is written where it is read, and the rest is let go after its last reader.

    Blocks are a few arrays long in the cache; a hundred live ones would not be.
    """
    uses = Counter(name for line in [*lines, *last] for name in NAME.findall(line.partition(" = ")[2] if line.startswith("v") else line))
    inlined: dict[str, str] = {}
    kept: list[str] = []
    for line in [*lines, *last]:
        target, _, expression = line.partition(" = ")
        expression = NAME.sub(lambda found: inlined.get(found.group(), found.group()), expression)
        target = NAME.sub(lambda found: inlined.get(found.group(), found.group()), target)
        is_short = expression.count("(") < NESTED and uses[target] <= 1
        if NAME.fullmatch(target) and (is_short or (expression.startswith("f_") and expression.isidentifier())):
            inlined[target] = expression
        else:
            kept.append(f"{target} = {expression}")
    alive: set[str] = set()
    found: list[str] = []
    for line in reversed(kept):
        names = set(NAME.findall(line))
        gone = sorted(names - alive - {line.partition(" = ")[0]})
        found.append(f"{line}; del {', '.join(gone)}" if gone else line)
        alive |= names
    return found[::-1]


@dataclass(frozen=True)
class LookupTable:
    """One lookup, dense: `segments[day - lo]` is the first flat place of the day's segment."""

    values: np.ndarray
    held: np.ndarray
    segments: np.ndarray
    areas: np.ndarray
    area_stride: int
    strides: tuple[int, ...]
    switches: tuple[int, ...]  # the days on which another segment begins
    cells: int  # of one segment

    @property
    def bounds(self) -> tuple[int, int]:
        """Of the values that are held; what is not held is junk that validity hides."""
        return int(self.values[self.held].min()), int(self.values[self.held].max())


def lookup_table(node: Node, view: View, bounds: list[tuple[int, int]]) -> LookupTable:
    """Tabulates a parameter over the days, areas and keys that occur; `held` is false where no value is in force and known."""
    name, dated, count, local = node.attr
    places, low = [0], 0
    if local:
        low, high = bounds[-1]
        places = [place for place in sorted(areas().parents) if low <= place <= high]
    ranges = [range(low, high + 1) for low, high in bounds[dated : dated + count]]
    cells = [(place, key) for place in places for key in product(*ranges)]
    lines = [view.line(name, place, key) for place, key in cells]
    first, last = bounds[0] if dated else (LATEST, LATEST)
    begins = sorted({first, *(day for line in lines if line for day in line[0] if first < day <= last)})
    values = np.zeros((len(begins), len(cells)), "int64")
    held = np.zeros((len(begins), len(cells)), bool)
    for column, line in enumerate(lines):
        for row, begin in enumerate(begins):
            at = bisect_right(line[0], begin) - 1 if line else -1
            if line and at >= 0 and line[1][at] is not None:
                values[row, column], held[row, column] = line[1][at], True
    segments = (np.searchsorted(begins, np.arange(first, last + 1), side="right") - 1) * len(cells)
    sizes = [len(part) for part in ranges]
    strides = tuple(int(np.prod(sizes[at + 1 :], dtype="int64")) for at in range(count))
    index = np.zeros(places[-1] - low + 1 if len(places) > 1 else 1, "int64")
    for at, place in enumerate(places if len(places) > 1 else []):
        index[place - low] = at
    area_stride = int(np.prod(sizes, dtype="int64"))
    return LookupTable(values.ravel(), held.ravel(), segments.astype("int64"), index, area_stride, strides, tuple(begins[1:]), len(cells))
