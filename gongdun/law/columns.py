"""A whole city in columns: the same graph over int64 arrays, in blocks that stay in the cache; the same numbers as for one case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from gongdun.law.blocks import LOOP, NEVER, NUMPY, Stream, Writer, tidied
from gongdun.law.facts import FACTS, FRACTION, describe
from gongdun.law.facts import read as read_fact
from gongdun.law.graph import EPOCH, Node
from gongdun.law.parameters import View, areas
from gongdun.law.refusal import Refusal
from gongdun.law.rulebook import Graph

BLOCK = 1 << 16
OUT_DEN = {"yuan": 1, "ratio": FRACTION, "number": 1, "bool": 1, "date": 1, "month": 1}


@dataclass(frozen=True)
class Facts:
    """The columns of a table as stored integers; `given` has a mask for each column with nulls."""

    size: int
    columns: dict[str, np.ndarray]
    given: dict[str, np.ndarray]
    bounds: dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Table:
    """The answer: one column an output. Yuan are int64 fen, ratios int64 millionths, dates datetime64; `held` is false where the row has no answer."""

    columns: dict[str, np.ndarray]
    held: dict[str, np.ndarray]
    receipt: dict[str, str]

    def __getitem__(self, name: str) -> np.ndarray:
        return self.columns[name]


def _array(column: Any) -> np.ndarray:
    """A numpy array of an arrow column, a numpy array or a sequence."""
    if hasattr(column, "to_numpy"):
        kind = str(getattr(column, "type", ""))
        if "date" in kind:
            return np.array(column.to_numpy(), "datetime64[D]")
        if kind.startswith(("decimal", "bool", "list", "large_list")) or "string" in kind or getattr(column, "null_count", False):
            return np.array(column.to_pylist(), object)
        return np.asarray(column.to_numpy())
    return column if isinstance(column, np.ndarray) else np.array(list(column), object)


def _mapping(table: Any) -> Mapping[str, Any]:
    """An arrow table, a mapping of columns, or anything with column_names and column()."""
    if isinstance(table, Facts):
        return table.columns
    if hasattr(table, "column_names"):
        return {name: table.column(name) for name in table.column_names}
    return table


def _stored(name: str, array: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
    """The stored integers and the mask of what is given, by the fastest way that is exact."""
    fact = FACTS[name]
    if array.dtype.kind == "M" and fact.kind == "date":
        given = ~np.isnat(array)
        days = array.astype("datetime64[D]").astype("int64")
        return np.where(given, days, days[given][0] if given.any() else fact.lo), None if given.all() else given
    if array.dtype.kind == "b" and fact.kind == "bool":
        return array, None
    if array.dtype.kind in "iu" and fact.kind in {"int", "money"}:
        return array.astype("int64") * (100 if fact.kind == "money" else 1), None
    if array.dtype.kind == "f":
        raise Refusal("The column {name} holds floats: give decimals or integers.", name=name)
    given = np.array([value is not None for value in array])
    found = {value: read_fact(name, value) for value in {value for value in array.tolist() if value is not None}}
    filler = next(iter(found.values()), fact.lo)
    stored = np.array([filler if value is None else found[value] for value in array.tolist()], bool if fact.kind == "bool" else "int64")
    return stored, None if given.all() else given


def read_facts(table: Any) -> Facts:
    """The facts of a table. Money comes in yuan under the fact's name or in fen under `<fact>_fen`; a city's wages as wages_sum_fen and wages_count."""
    if isinstance(table, Facts):
        return table
    columns: dict[str, np.ndarray] = {}
    given: dict[str, np.ndarray] = {}
    for label, column in _mapping(table).items():
        name = label.removesuffix("_fen")
        if name == "wages_12m":
            _read_wages(_array(column), columns, given)
            continue
        if name not in FACTS:
            continue
        array = _array(column)
        is_fen = label.endswith("_fen") and FACTS[name].kind == "money" and array.dtype.kind in "iu"
        stored, mask = (array.astype("int64"), None) if is_fen else _stored(name, array)
        columns[name] = stored
        if mask is not None:
            given[name] = mask
    sizes = {len(column) for column in columns.values()}
    if len(sizes) != 1:
        raise Refusal(
            "The table has no column that is a fact, or columns of different length: known facts are {known}.",
            known=", ".join(sorted(FACTS)),
        )
    size = sizes.pop()
    if not size:
        raise Refusal("The table has no rows: nothing is computed.")
    facts = Facts(size, columns, given, {name: _range(name, column) for name, column in columns.items()})
    _check(facts)
    return facts


def _range(name: str, column: np.ndarray) -> tuple[int, int]:
    """The values that occur, dates in whole years; kernels are kept by it. Money and fractions vary too much to be worth it."""
    fact = FACTS[name]
    low, high = int(column.min()), int(column.max())
    if low < fact.lo or high > fact.hi or fact.kind in {"money", "fraction"} or fact.hi - fact.lo > 2_000_000:
        return fact.lo, fact.hi
    if fact.kind != "date":
        return low, high
    years = date.fromordinal(low + EPOCH).year, date.fromordinal(high + EPOCH).year
    return max(fact.lo, date(years[0], 1, 1).toordinal() - EPOCH), min(fact.hi, date(years[1], 12, 31).toordinal() - EPOCH)


def _read_wages(array: np.ndarray, columns: dict[str, np.ndarray], given: dict[str, np.ndarray]) -> None:
    rows = [list(row) if row is not None else [] for row in array]
    mask = np.array([bool(row) for row in rows])
    columns["wages_sum"] = np.array([sum(read_fact("average_wage", wage) for wage in row) for row in rows], "int64")
    columns["wages_count"] = np.array([max(len(row), 1) for row in rows], "int64")
    if not mask.all():
        given["wages_sum"] = given["wages_count"] = mask


def _check(facts: Facts) -> None:
    """Out-of-range values are refused with column, count and first row; unknown areas by name."""
    for name, column in facts.columns.items():
        fact = FACTS[name]
        mask = facts.given.get(name)
        bad = (column < fact.lo) | (column > fact.hi)
        bad = bad if mask is None else bad & mask
        if bad.any():
            raise Refusal(
                "The column {name} has {count} value(s) out of range, the first in row {row}: give {expected}.",
                name=name,
                count=int(bad.sum()),
                row=int(bad.argmax()),
                expected=describe(fact),
            )
    if "area" in facts.columns:
        mask = facts.given.get("area")
        seen = facts.columns["area"] if mask is None else facts.columns["area"][mask]
        for area in np.unique(seen):
            areas().chain(int(area))


def signature(facts: Facts) -> tuple[object, ...]:
    """What generated code depends on: the columns, the values that occur in them, and which have nulls."""
    return tuple(sorted(facts.bounds.items())), tuple(sorted(facts.given))


def scaled(writer: Writer, node: Node, stream: Stream) -> Stream:
    """The output in its unit: fen rounded half up (own wage), millionths for ratios."""
    wanted = OUT_DEN.get(node.unit, 1)
    if stream.is_never or node.den == wanted:
        return stream
    if isinstance(stream.value, int) or node.lo >= 0:
        return Stream(writer.divide(writer.times(stream.value, 2 * wanted), node.den, 2 * node.den), stream.valid)
    return Stream(writer.keep(f"((2 * {stream.value} * {wanted} + {node.den}) // {2 * node.den})"), stream.valid)


@dataclass(frozen=True)
class Kernel:
    """Compiled code of some outputs for some columns: `run(out, held, start, stop, facts)`."""

    run: Callable[..., None]
    tables: dict[str, np.ndarray]
    held: dict[str, bool]
    absent: frozenset[str]
    source: str


def _numpy_source(outputs: list[str], streams: list[Stream], writer: Writer, facts: Facts) -> str:
    lines = ["def run(out, held, a, b, facts, given):"]
    lines += [f"f_{name} = facts[{name!r}][a:b]" for name in sorted(facts.columns)]
    lines += [f"g_{name} = given[{name!r}][a:b]" for name in sorted(facts.given)]
    last = [f"out[{name!r}][a:b] = {stream.value}" for name, stream in zip(outputs, streams, strict=True)]
    last += [
        f"held[{name!r}][a:b] = {stream.valid}" for name, stream in zip(outputs, streams, strict=True) if stream.valid not in (None, NEVER)
    ]
    return "\n    ".join([*lines, *(line for line in tidied(writer.lines, last))]) + "\n"


def kernel(rules: Graph, view: View, outputs: list[str], facts: Facts) -> Kernel:
    """The numpy kernel, kept with the book by outputs, knowledge and columns."""
    spot = ("numpy", tuple(outputs), view.known, signature(facts))
    kept = rules.book.graphs
    if spot not in kept:
        writer = Writer(view, facts.bounds, frozenset(facts.given), NUMPY)
        roots = [rules.root(name) for name in outputs]
        streams = [scaled(writer, root, writer.stream(root)) for root in roots]
        _refuse_absent(outputs, streams, writer)
        source = _numpy_source(outputs, streams, writer, facts)
        space: dict[str, Any] = {"np": np, **writer.tables}
        exec(source, space)  # noqa: S102 — generated from our own graph
        held = {name: stream.valid is None for name, stream in zip(outputs, streams, strict=True)}
        kept[spot] = Kernel(space["run"], writer.tables, held, frozenset(writer.absent), source)
    return kept[spot]


def _refuse_absent(outputs: list[str], streams: list[Stream], writer: Writer) -> None:
    for name, stream in zip(outputs, streams, strict=True):
        if stream.is_never:
            raise Refusal(
                "The output {output} cannot be computed from this table: no column holds what it needs ({facts}), or its parameter is missing (待参数).",
                output=name,
                facts=", ".join(sorted(writer.absent)) or "—",
            )


def answers(outputs: list[str], size: int) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Room for the outputs and their masks, each kind in one piece: the next call finds it again instead of asking the system for fresh pages."""
    out, held = np.empty((len(outputs), size), "int64"), np.ones((len(outputs), size), bool)
    return dict(zip(outputs, out, strict=True)), dict(zip(outputs, held, strict=True))


def compute(rules: Graph, view: View, outputs: list[str], facts: Facts) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """The outputs as int64 columns and their masks."""
    compiled = kernel(rules, view, outputs, facts)
    out, held = answers(outputs, facts.size)
    for start in range(0, facts.size, BLOCK):
        compiled.run(out, held, start, min(start + BLOCK, facts.size), facts.columns, facts.given)
    return out, held


@dataclass(frozen=True)
class Loop:
    """The same outputs as one loop over rows, for numba: source, tables, and the order of fact, mask and validity arguments."""

    source: str
    tables: dict[str, np.ndarray]
    names: list[str]
    masks: list[str]
    told: list[str]  # outputs that a row may lack


def loop_source(rules: Graph, view: View, outputs: list[str], facts: Facts) -> Loop:
    writer = Writer(view, facts.bounds, frozenset(facts.given), LOOP)
    roots = [rules.root(name) for name in outputs]
    streams = [scaled(writer, root, writer.stream(root)) for root in roots]
    _refuse_absent(outputs, streams, writer)
    names, masks, tables = sorted(facts.columns), sorted(facts.given), sorted(writer.tables)
    arguments = [f"f_{name}" for name in names] + [f"g_{name}" for name in masks] + tables
    told = [name for name, stream in zip(outputs, streams, strict=True) if stream.valid]
    arguments += [f"o_{name}" for name in outputs] + [f"h_{name}" for name in told]
    lines = [f"def run({', '.join(arguments)}):", f"    for i in range(len(o_{outputs[0]})):"]
    lines += [f"        {line}" for line in writer.lines]
    for name, stream in zip(outputs, streams, strict=True):
        lines.append(f"        o_{name}[i] = {stream.value}")
        lines += [f"        h_{name}[i] = {stream.valid}"] if name in told else []
    return Loop("\n".join(lines) + "\n", writer.tables, names, masks, told)
