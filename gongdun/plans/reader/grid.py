"""What every kind of file becomes before it is understood: tables as grids of cells, with the lines around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gongdun.law.refusal import Refusal

BLANK = re.compile(r"[\s\u3000]*")


@dataclass(frozen=True)
class Cell:
    """`row` and `column` (from 1) are the place of the cell's first corner: every place under a merge holds the same cell."""

    text: str
    row: int
    column: int

    @property
    def is_blank(self) -> bool:
        return BLANK.fullmatch(self.text) is not None


@dataclass(frozen=True)
class Grid:
    """One table or sheet. `rows` is rectangular; `merges` says whether the file knows merged cells (a text file does not)."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    merges: bool = True
    hidden: bool = False

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


MOST_CELLS = 200_000
TOO_MANY = "A table of this file has {count} cells, far more than a plan: save the plan's table alone, then read it."


def refuse_too_many(count: int) -> None:
    """A small file can claim a giant table; nothing is laid out before its size is known."""
    if count > MOST_CELLS:
        raise Refusal(TOO_MANY, count=count)


def rectangle(rows: Iterable[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows, each filled up with blank cells to the widest."""
    listed = list(rows)
    width = max((len(row) for row in listed), default=0)
    refuse_too_many(width * len(listed))
    return tuple(
        tuple(row + [Cell("", number, column) for column in range(len(row) + 1, width + 1)]) for number, row in enumerate(listed, start=1)
    )


def anchors(row: tuple[Cell, ...], number: int) -> list[Cell]:
    """The cells that begin in this row and say something, each once."""
    return [cell for cell in dict.fromkeys(row) if cell.row == number and not cell.is_blank]


CJK = r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f\u2018\u2019\u201c\u201d\u2014\u2026]"


def joined(text: str) -> str:
    """One line: a break between Chinese signs is only the end of a line in the cell."""
    lines = [line.strip(" \t\u3000\r") for line in text.split("\n")]
    one = "\n".join(line for line in lines if line)
    one = re.sub(rf"(?<={CJK})\n|\n(?={CJK})", "", one)
    return one.replace("\n", " ")


def tidy(text: str) -> str:
    """The cell's own words, line by line, without the blanks around them."""
    return "\n".join(line for line in (line.strip(" \t\u3000\xa0\r") for line in text.split("\n")) if line)
