"""What a plan file says, once read: `PlanTable` and its `to_json()`, the shape that `gongdun plan read --json` prints."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from gongdun.plans.reader.deadlines import Deadline
from gongdun.plans.reader.offices import NamedOffice
from gongdun.plans.reader.targets import Target


@dataclass(frozen=True)
class MeasureRow:
    """One measure. `number` is unique in the plan; `label` is how the table prints it; `text` has no number in front.

    `target_text` is the cell of the target's own column, where the table has one.
    """

    number: str
    label: str
    chapter: str
    task: str
    text: str
    deadline: Deadline
    lead: tuple[NamedOffice, ...]
    support: tuple[NamedOffice, ...]
    lead_text: str
    support_text: str
    targets: tuple[Target, ...]
    target_text: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "chapter": self.chapter,
            "task": self.task,
            "text": self.text,
            "deadline": self.deadline.to_json(),
            "lead": [office.to_json() for office in self.lead],
            "support": [office.to_json() for office in self.support],
            "lead_text": self.lead_text,
            "support_text": self.support_text,
            "targets": [target.to_json() for target in self.targets],
        }


@dataclass(frozen=True)
class Unresolved:
    """What was not understood. `row` and `column` count from 1 in the table or sheet named; a line outside it has row 0."""

    sheet: str
    row: int
    column: int
    text: str
    reason: str

    def to_json(self) -> dict[str, Any]:
        return {"sheet": self.sheet, "row": self.row, "column": self.column, "text": self.text, "reason": self.reason}


@dataclass(frozen=True)
class PlanTable:
    """A whole plan. `year` is None where the title names none or several."""

    title: str
    year: int | None
    measures: tuple[MeasureRow, ...]
    unresolved: tuple[Unresolved, ...]
    city: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "year": self.year,
            "measures": [measure.to_json() for measure in self.measures],
            "unresolved": [entry.to_json() for entry in self.unresolved],
        }

    def measure(self, number: str) -> MeasureRow:
        """The measure with this number; KeyError where the plan has none."""
        return {measure.number: measure for measure in self.measures}[number]

    def deadline_kinds(self) -> Counter[str | None]:
        return Counter(measure.deadline.kind for measure in self.measures)
