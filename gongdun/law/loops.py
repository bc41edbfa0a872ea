"""The same code as one compiled loop over rows, where the `fast` extra (numba) is installed."""

from __future__ import annotations

import importlib
import importlib.util

import numpy as np

from gongdun.law.columns import Facts, loop_source, signature
from gongdun.law.parameters import View
from gongdun.law.refusal import Refusal
from gongdun.law.rulebook import Graph


def compute(rules: Graph, view: View, outputs: list[str], facts: Facts) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """The outputs as int64 columns and their masks; the loop is compiled at its first use and kept with the book."""
    if not importlib.util.find_spec("numba"):
        raise Refusal("The compiled loop needs numba, which is not installed: pip install 'gongdun[fast]', or take engine=\"numpy\".")
    spot = ("loop", tuple(outputs), view.known, signature(facts))
    kept = rules.book.graphs
    if spot not in kept:
        source, tables, names, masks = loop_source(rules, view, outputs, facts)
        space: dict[str, object] = {}
        exec(source, space)  # noqa: S102 — generated from our own graph
        kept[spot] = (importlib.import_module("numba").njit(space["run"], nogil=True, error_model="numpy"), tables, names, masks)
    run, tables, names, masks = kept[spot]
    out = {name: np.empty(facts.size, "int64") for name in outputs}
    held = {name: np.empty(facts.size, bool) for name in outputs}
    fixed = [tables[name] for name in sorted(tables)]
    run(*(facts.columns[name] for name in names), *(facts.given[name] for name in masks), *fixed, *out.values(), *held.values())
    return out, held
