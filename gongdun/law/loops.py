"""The same code as one compiled loop over rows, where the `fast` extra (numba) is installed."""

from __future__ import annotations

import importlib
import importlib.util
import platform
from collections.abc import Callable
from functools import cache

import numpy as np

from gongdun.law.columns import Facts, answers, loop_source, signature
from gongdun.law.parameters import View
from gongdun.law.refusal import Refusal
from gongdun.law.rulebook import Graph


@cache
def compiler() -> Callable:
    """numba's, told to leave conditional moves alone.

    A cap or a top-up holds for about every second person: as a branch it is guessed wrong that often, which halves the speed of the whole loop.
    The option exists only where the machine is an x86.
    """
    if platform.machine().lower() in {"x86_64", "amd64"}:
        importlib.import_module("llvmlite.binding").set_option("gongdun", "-x86-cmov-converter=false")
    return importlib.import_module("numba").njit


def compute(rules: Graph, view: View, outputs: list[str], facts: Facts) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """The outputs as int64 columns and their masks; the loop is compiled at its first use and kept with the book."""
    if not importlib.util.find_spec("numba"):
        raise Refusal("The compiled loop needs numba, which is not installed: pip install 'gongdun[fast]', or take engine=\"numpy\".")
    spot = ("loop", tuple(outputs), view.known, signature(facts))
    kept = rules.book.graphs
    if spot not in kept:
        loop = loop_source(rules, view, outputs, facts)
        space: dict[str, object] = {"np": np}
        exec(loop.source, space)  # noqa: S102 — generated from our own graph
        kept[spot] = (compiler()(space["run"], nogil=True, error_model="numpy"), loop)
    run, loop = kept[spot]
    out, held = answers(outputs, facts.size)
    fixed = [loop.tables[name] for name in sorted(loop.tables)]
    told = [held[name] for name in loop.told]
    run(*(facts.columns[name] for name in loop.names), *(facts.given[name] for name in loop.masks), *fixed, *out.values(), *told)
    return out, held
