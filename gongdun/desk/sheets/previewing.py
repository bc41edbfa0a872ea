"""The dry run: every row checked, duplicates found, differences with the register asked for in bulk. Nothing is written.

Columns are read one after the other and equal cells once, so that 10,000 rows feel instant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from gongdun.desk.sheets.reading import Table
from gongdun.kernel import faults
from gongdun.kernel.forms import Changed, Fault, Field, Form, Outcome, Problem, Severity, read_value
from gongdun.kernel.readings import EMPTY

DUPLICATE = Fault(
    "duplicate_in_file",
    "The same row twice in the file",
    "The same as row {row}. Keep one of the two.",
    "Delete one of the two rows.",
    Severity.WARNING,
)


class Status(StrEnum):
    IMPORTABLE = "importable"
    TO_MEND = "to_mend"
    DUPLICATE = "duplicate"
    CONFLICTING = "conflicting"


@dataclass(frozen=True)
class Row:
    """One row after the dry run: its number in the user's sheet, its values under the form's names."""

    number: int
    values: Mapping[str, Any]
    status: Status
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Known:
    """What the register says to one row: a duplicate, a conflict, or an error (unknown employer, say)."""

    row: int
    status: Status
    problem: Problem


@dataclass(frozen=True)
class FaultCount:
    fault: Fault
    field: str
    letter: str
    times: int


@dataclass(frozen=True)
class Preview:
    form: Form
    table: Table
    rows: tuple[Row, ...]
    changes: tuple[tuple[int, Changed], ...]  # (row number, what was tidied)

    @cached_property
    def counts(self) -> Mapping[Status, int]:
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in Status}

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def importable(self) -> int:
        return self.counts[Status.IMPORTABLE]

    @property
    def to_mend(self) -> int:
        return self.counts[Status.TO_MEND]

    @property
    def duplicates(self) -> int:
        return self.counts[Status.DUPLICATE]

    @property
    def conflicting(self) -> int:
        return self.counts[Status.CONFLICTING]

    @property
    def is_all_correct(self) -> bool:
        return self.importable == self.total

    @cached_property
    def importable_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.status is Status.IMPORTABLE)

    @cached_property
    def problem_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.problems)

    @cached_property
    def fault_counts(self) -> tuple[FaultCount, ...]:
        """Kinds of mistakes by column, the most frequent first."""
        found = Counter((problem.field, problem.fault) for row in self.problem_rows for problem in row.problems)
        return tuple(FaultCount(fault, field, self.table.letter(field), times) for (field, fault), times in found.most_common())

    @cached_property
    def change_counts(self) -> Mapping[str, int]:
        return dict(Counter(how for _, change in self.changes for how in change.how).most_common())


Lookup = Callable[[Sequence[Row]], Iterable[Known]]


def nothing_known(rows: Sequence[Row]) -> Iterable[Known]:
    return ()


def preview(table: Table, form: Form, *, existing: Lookup = nothing_known) -> Preview:
    """Check every row. `existing` is asked once, with the rows that are otherwise right."""
    form.check_lists()
    outcomes = {field.name: column_outcomes(field, table) for field in form.fields}
    columns = {name: [outcome.value for outcome in held] for name, held in outcomes.items()}
    found: list[list[Problem]] = [[] for _ in table.numbers]
    changes: list[tuple[int, Changed]] = []
    for name, held in outcomes.items():
        for place, outcome in enumerate(held):
            if outcome.problems:
                found[place].extend(outcome.problems)
            if outcome.changes:
                changes.append((table.numbers[place], Changed(name, table.columns[name][place], outcome.value, outcome.changes)))
    for field in form.fields:
        add_missing(form, field, columns, found)
    values = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    add_checks(form, values, found)
    twice = add_duplicates(form, table.numbers, values, found)
    rows = [Row(number, values[at], status_of(found[at], at in twice), tuple(found[at])) for at, number in enumerate(table.numbers)]
    return Preview(form, table, tuple(with_known(rows, existing)), tuple(sorted(changes, key=lambda change: change[0])))


def column_outcomes(field: Field, table: Table) -> list[Outcome]:
    """Equal cells are read once; the type is part of what is equal, because 1 and True are not."""
    raw = table.columns.get(field.name)
    if raw is None:
        return [EMPTY] * table.size
    seen: dict[tuple[type, object], Outcome] = {}
    found = []
    for cell in raw:
        key = (cell.__class__, cell)
        outcome = seen.get(key)
        if outcome is None:
            outcome = seen[key] = read_value(field, cell)
        found.append(outcome)
    return found


def add_missing(form: Form, field: Field, columns: Mapping[str, list[Any]], found: list[list[Problem]]) -> None:
    if not field.required and field.required_when is None:
        return
    problem = Problem(field.name, faults.MISSING, {"label": field.title})
    when = columns[field.required_when.field] if field.required_when else ()
    for at, value in enumerate(columns[field.name]):
        if value not in (None, "") or (field.required_when and when[at] not in field.required_when.values):
            continue
        if not any(one.field == field.name and one.is_error for one in found[at]):
            found[at].append(problem)


def add_checks(form: Form, values: list[dict[str, Any]], found: list[list[Problem]]) -> None:
    for check in form.checks:
        for at, row in enumerate(values):
            if not any(problem.is_error for problem in found[at]):
                found[at].extend(check(row))


def add_duplicates(form: Form, numbers: Sequence[int], values: list[dict[str, Any]], found: list[list[Problem]]) -> set[int]:
    """Rows whose key stood above already; a key with an empty part tells nothing."""
    first: dict[tuple[Any, ...], int] = {}
    twice: set[int] = set()
    if not form.key:
        return twice
    for at, row in enumerate(values):
        key = tuple(row[name] for name in form.key)
        if None in key:
            continue
        earlier = first.setdefault(key, numbers[at])
        if earlier != numbers[at]:
            twice.add(at)
            found[at].append(Problem(form.key[0], DUPLICATE, {"row": earlier}))
    return twice


def status_of(problems: list[Problem], is_twice: bool) -> Status:
    if any(problem.is_error for problem in problems):
        return Status.TO_MEND
    return Status.DUPLICATE if is_twice else Status.IMPORTABLE


def with_known(rows: list[Row], existing: Lookup) -> list[Row]:
    """The rows with what the register says to them."""
    asked = [row for row in rows if row.status is not Status.TO_MEND]
    said: dict[int, list[Known]] = {}
    for known in existing(asked) if asked else ():
        said.setdefault(known.row, []).append(known)
    return [told(row, said[row.number]) if row.number in said else row for row in rows]


def told(row: Row, known: list[Known]) -> Row:
    statuses = {row.status, *(one.status for one in known)}
    worst = next(status for status in (Status.TO_MEND, Status.CONFLICTING, Status.DUPLICATE, Status.IMPORTABLE) if status in statuses)
    return Row(row.number, row.values, worst, (*row.problems, *(one.problem for one in known)))
