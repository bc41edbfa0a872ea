"""试读 — every row checked before anything is written: what can be taken in, what must be mended, what is there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from gongdun.desk.sheets.reading import Table
from gongdun.kernel.forms import Changed, Form, Problem
from gongdun.kernel.identifiers import Severity
from gongdun.kernel.readings import Message

SAME_ROW = Message("This row says the same as row {row}. Keep one of them.")


class Standing(StrEnum):
    IMPORTABLE = "importable"
    TO_MEND = "to_mend"
    DUPLICATE = "duplicate"
    CONFLICTING = "conflicting"


RANK = (Standing.IMPORTABLE, Standing.CONFLICTING, Standing.DUPLICATE, Standing.TO_MEND)


@dataclass(frozen=True)
class PreviewRow:
    """One row: what was written, what it means, how it stands."""

    number: int
    raw: Mapping[str, Any]
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    changes: tuple[Changed, ...]
    standing: Standing


@dataclass(frozen=True)
class Judgement:
    """What the caller's own checks found about a row: it is known already, or contradicts what the system holds."""

    row: int
    field: str
    message: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    standing: Standing = Standing.TO_MEND


Judge = Callable[[Sequence[PreviewRow]], Iterable[Judgement]]


@dataclass(frozen=True)
class Counts:
    total: int
    importable: int
    to_mend: int
    duplicates: int
    conflicting: int


@dataclass(frozen=True)
class RowProblem:
    row: int
    problem: Problem


@dataclass(frozen=True)
class Preview:
    """`changes` counts what was normalised, by code of `gongdun.kernel.readings.CHANGES`."""

    table: Table
    rows: tuple[PreviewRow, ...]
    counts: Counts
    problems: tuple[RowProblem, ...]
    changes: Mapping[str, int]

    @property
    def importable(self) -> tuple[PreviewRow, ...]:
        return tuple(row for row in self.rows if row.standing is Standing.IMPORTABLE)


def preview(table: Table, form: Form, *, judge: Judge | None = None) -> Preview:
    """Check every row by the form, find rows said twice, and ask the judge once about all rows that are good so far."""
    rows = [checked_row(form, row.number, row.values) for row in table.rows]
    rows = judged(rows, repeated(rows))
    if judge is not None:
        rows = judged(rows, judge([row for row in rows if row.standing is Standing.IMPORTABLE]))
    problems = tuple(RowProblem(row.number, problem) for row in rows for problem in row.problems)
    changes = Counter(change.code for row in rows for change in row.changes)
    return Preview(table, tuple(rows), counted(rows), problems, dict(changes))


def checked_row(form: Form, number: int, raw: Mapping[str, Any]) -> PreviewRow:
    checked = form.check(raw)
    standing = Standing.IMPORTABLE if checked.is_good else Standing.TO_MEND
    return PreviewRow(number, raw, checked.values, checked.problems, checked.changes, standing)


def repeated(rows: Sequence[PreviewRow]) -> Iterable[Judgement]:
    """Good rows that say in every field what an earlier one said."""
    first: dict[tuple[Any, ...], int] = {}
    for row in rows:
        if row.standing is Standing.IMPORTABLE:
            earlier = first.setdefault(tuple(row.values.values()), row.number)
            if earlier != row.number:
                yield Judgement(row.number, next(iter(row.raw)), SAME_ROW, {"row": earlier}, Standing.DUPLICATE)


def judged(rows: list[PreviewRow], judgements: Iterable[Judgement]) -> list[PreviewRow]:
    """The rows with the judgements added; the gravest standing wins."""
    found: dict[int, list[Judgement]] = {}
    for one in judgements:
        found.setdefault(one.row, []).append(one)
    if strangers := found.keys() - {row.number for row in rows}:
        raise ValueError(f"The judge spoke about rows {sorted(strangers)}, which the table does not have.")
    return [with_judgements(row, found[row.number]) if row.number in found else row for row in rows]


def with_judgements(row: PreviewRow, judgements: Sequence[Judgement]) -> PreviewRow:
    standing = max([row.standing, *(one.standing for one in judgements)], key=RANK.index)
    said = tuple(
        Problem(one.field, one.message, one.arguments, Severity.WARNING if one.standing is Standing.IMPORTABLE else Severity.ERROR)
        for one in judgements
    )
    return replace(row, problems=(*row.problems, *said), standing=standing)


def counted(rows: Sequence[PreviewRow]) -> Counts:
    standings = Counter(row.standing for row in rows)
    return Counts(
        len(rows),
        standings[Standing.IMPORTABLE],
        standings[Standing.TO_MEND],
        standings[Standing.DUPLICATE],
        standings[Standing.CONFLICTING],
    )
