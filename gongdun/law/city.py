"""law.table: a whole city at once, by numpy or by the compiled loop."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np

from gongdun.law import columns, loops
from gongdun.law.columns import Table, read_facts
from gongdun.law.parameters import Book, View, shipped
from gongdun.law.refusal import Refusal
from gongdun.law.rulebook import ENGINE, Graph, graph

ENGINES = {"numpy": columns.compute, "numba": loops.compute}


def table(
    data: Any,
    outputs: Iterable[str],
    *,
    known: date | None = None,
    book: Book | None = None,
    strict: bool = True,
    final: bool = False,
    engine: str = "numpy",
) -> Table:
    """A city: the outputs of every row of an arrow table or a mapping of columns.

    `strict` refuses the table when a row has no answer, naming how many and the first; else such rows are false in `held`.
    `engine` is "numpy", or "numba" where the `fast` extra is installed: the same numbers.
    `final` refuses a table whose outputs may read a value that is unverified or a draft.
    """
    if engine not in ENGINES:
        raise Refusal("There is no engine {engine!r}. Choose one of: {known}.", engine=engine, known=", ".join(ENGINES))
    wanted = list(outputs)
    if not wanted:
        raise Refusal("No output is asked for: name at least one.")
    rules = graph(book or shipped())
    view = rules.book.view(known)
    if final:
        _refuse_doubtful(rules, view, wanted)
    facts = read_facts(data)
    out, held = ENGINES[engine](rules, view, wanted, facts)
    if strict:
        _refuse_unanswered(held)
    columns = {name: column.astype("datetime64[D]") if rules.root(name).unit == "date" else column for name, column in out.items()}
    receipt = {"engine": ENGINE, "rules": rules.digest(wanted), "parameters": view.digest(rules.parameters(wanted))}
    return Table(columns, held, receipt)


def _refuse_unanswered(held: dict[str, np.ndarray]) -> None:
    for name, mask in held.items():
        if not mask.all():
            raise Refusal(
                "{count} row(s) have no {output}: a fact or a parameter is missing, first in row {row}. Explain that row as one case, or take strict=False.",
                count=int((~mask).sum()),
                output=name,
                row=int((~mask).argmax()),
            )


def _refuse_doubtful(rules: Graph, view: View, outputs: list[str]) -> None:
    names = sorted(
        {
            parameter
            for parameter in rules.parameters(outputs)
            for version in rules.book[parameter].all()
            if version.status in {"unverified", "draft"} and version.published <= view.known
        }
    )
    if names:
        raise Refusal(
            "A final determination cannot use values that are not confirmed: {names}. Two officers confirm each with a document number.",
            names=", ".join(names),
        )
