"""A matter as a row of a list: plain values for the templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongdun import law
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.look import Due
from gongdun.desk.models import Matter
from gongdun.desk.pages import chips


@dataclass(frozen=True)
class MatterRow:
    pk: int
    number: str
    step: str
    party: str
    employer: str
    owner: str
    due: Due | None
    used: int
    total: int
    last: str
    last_on: date | None


def row(matter: Matter, today: date, calendar: law.Calendar, language: str) -> MatterRow:
    step = procedure_of(matter).state(matter.state).title.text(language)
    party = matter.worker.name if matter.worker else matter.title
    employer = matter.employer.name if matter.employer and matter.worker else ""
    used, total = shares(matter, today)
    said = last_said(matter, language)
    return MatterRow(
        matter.pk, matter.number, step, party, employer, str(matter.owner) if matter.owner else "", chips.of_matter(matter, today, calendar, language),
        used, total, said, matter.last_event_on,
    )  # fmt: skip


def last_said(matter: Matter, language: str) -> str:
    """The latest event in the reader's language; its reason stays as it was written."""
    if not language.startswith("en"):
        return matter.last_event
    titles = {"开立": "Opened", "转交": "Passed on"} | {move.title.zh: move.title.en for move in procedure_of(matter).moves}
    title, colon, reason = matter.last_event.partition("：")
    return f"{titles.get(title, title)}{': ' if colon else ''}{reason}"


def shares(matter: Matter, today: date) -> tuple[int, int]:
    """Days gone and days in all since the matter was opened, for the thin bar under a due date."""
    if matter.due_on is None:
        return 0, 0
    total = max((matter.due_on - matter.opened_on).days, 1)
    return min(max((today - matter.opened_on).days, 0), total), total
