"""Which column is which: the heading row is found by its words, and the columns may stand in any order.

The same word means different things beside different neighbours: 工作任务 is the chapter next to 工作目标 and 具体措施, and the
measure itself where it stands alone. So a heading gives a group first, and the group its role among the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gongdun.plans.reader.grid import Cell, Grid
from gongdun.plans.reader.numbering import opens_chapter
from gongdun.plans.reader.numerals import fold
from gongdun.plans.reader.targets import target_in_cell
from gongdun.plans.reader.words import words

NUMBER, CHAPTER, TASK, TEXT, DEADLINE, LEAD, SUPPORT, TARGET, REMARK, UNKNOWN = (
    "number", "chapter", "task", "text", "deadline", "lead", "support", "target", "remark", "",
)  # fmt: skip
LONGEST_HEADING = 14


@dataclass(frozen=True)
class Columns:
    """The role of every column, and the last row of the heading."""

    roles: tuple[str, ...]
    groups: tuple[str, ...]
    last_row: int

    def cells(self, row: Sequence[Cell], role: str) -> list[Cell]:
        """The cells of one role in a row, each once, from the left."""
        return list(dict.fromkeys(cell for cell, each in zip(row, self.roles, strict=False) if each == role))


@cache
def group_of(heading: str) -> str:
    """The group of a heading, or nothing: exact words first, then the longest known word inside a short heading."""
    plain = re.sub(r"\s|\([^()]*\)|[:：]", "", fold(heading))
    if not plain or len(plain) > LONGEST_HEADING:
        return ""
    groups = words()["headings"]
    for group, known in groups.items():
        if plain in known:
            return str(group)
    inside = [(len(word), group) for group, known in groups.items() for word in known if len(word) > 2 and word in plain]
    return str(max(inside)[1]) if inside else ""


def row_groups(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(group_of(cell.text) for cell in row)


def is_heading(row: Sequence[Cell]) -> bool:
    """At least three columns by name (two in a narrow table), among them what is to be done and when or by whom."""
    if not row:
        return False
    found = {group: cell for group, cell in zip(row_groups(row), row, strict=True) if group}
    says_what = found.keys() & {"text", "work", "aim"}
    says_who = found.keys() & {"deadline", "lead", "support"}
    return bool(says_what and says_who) and len(set(found.values())) >= min(3, len(row))


def find_columns(grid: Grid, start: int) -> Columns | None:
    """The first heading at or after a row (from 0); of two heading rows under each other the lower one tells more."""
    for place in range(start, len(grid.rows)):
        row = grid.rows[place]
        if not is_heading(row):
            continue
        while place + 1 < len(grid.rows) and is_subheading(grid.rows[place + 1], place + 2):
            place += 1
        groups = row_groups(grid.rows[place])
        return Columns(assigned(groups, grid, place), groups, place + 1)
    return None


def is_subheading(row: Sequence[Cell], number: int) -> bool:
    """A second heading row: some columns hang down from the first, the others are headings themselves."""
    return any(cell.row < number for cell in row) and any(cell.row == number for cell in row) and is_heading(row)


def assigned(groups: tuple[str, ...], grid: Grid, heading: int) -> tuple[str, ...]:
    """The role of every column, from its group, its neighbours and, where they leave two readings, its cells."""
    roles = [UNKNOWN] * len(groups)

    def places(*wanted: str) -> list[int]:
        return [place for place, group in enumerate(groups) if group in wanted and roles[place] == UNKNOWN]

    for group in (NUMBER, DEADLINE):
        for place in places(group)[:1]:
            roles[place] = group
    for group in (SUPPORT, TARGET, REMARK):
        for place in places(group):
            roles[place] = group
    assign_lead(roles, places(LEAD), [cell.text for cell in grid.rows[heading]])
    text = places("text")[-1:] or places("work")[-1:] or places("aim")[-1:]
    for place in text:
        roles[place] = TEXT
    for place in places("aim"):
        if holds_targets(grid, heading, place):
            roles[place] = TARGET
    assign_levels(roles, places("category", "work", "aim", "text"), groups, grid, heading)
    return tuple(roles)


def assign_lead(roles: list[str], places: list[int], headings: list[str]) -> None:
    """Of 牵头单位 and 责任单位 side by side the first leads, and the other supports where no column does."""
    if not places:
        return
    first = next((place for place in places if "牵头" in headings[place]), places[0])
    has_support = SUPPORT in roles
    for place in places:
        roles[place] = LEAD if place == first else UNKNOWN if has_support else SUPPORT


def assign_levels(roles: list[str], places: list[int], groups: tuple[str, ...], grid: Grid, heading: int) -> None:
    """Two columns above the measure are chapter and task; a single one is what its own cells look like."""
    if len(places) == 1:
        is_chapter = groups[places[0]] == "category" or looks_like_chapters(grid, heading, places[0])
        roles[places[0]] = CHAPTER if is_chapter else TASK
        return
    for place, role in zip(places, (CHAPTER, TASK), strict=False):
        roles[place] = role


def column_cells(grid: Grid, heading: int, place: int) -> list[Cell]:
    cells = dict.fromkeys(row[place] for row in grid.rows[heading + 1 :])
    return [cell for cell in cells if not cell.is_blank and not group_of(cell.text)]


def looks_like_chapters(grid: Grid, heading: int, place: int) -> bool:
    cells = column_cells(grid, heading, place)
    return bool(cells) and all(opens_chapter(cell.text.strip()) for cell in cells)


def holds_targets(grid: Grid, heading: int, place: int) -> bool:
    """工作目标 may be a heading of tasks or a column of figures: it is figures when most of its cells read as such."""
    cells = column_cells(grid, heading, place)
    return sum(bool(target_in_cell(cell.text)[0]) for cell in cells) * 2 > len(cells)
