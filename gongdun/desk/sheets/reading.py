"""From a file to columns of raw values under the form's names. The headings are found by their words, wherever they stand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from gongdun.desk.sheets.cells import examples, plain
from gongdun.desk.sheets.files import Grid, Limits, Sheet, SheetRefused, kind_of, sheets_of
from gongdun.desk.sheets.templates import LISTS, META
from gongdun.kernel.forms import Form
from gongdun.kernel.readings import folded, is_empty

SEARCHED_ROWS = 30
DECORATION = re.compile(r"[\s*:：]|[(（]?必填[)）]?")
OWN_HEADINGS = frozenset({"错误说明", "mistakes"})  # what annotating adds
STANDARD = Limits()


@dataclass(frozen=True)
class Table:
    """What was read. `columns` holds a raw list for each field found, `numbers` the row of each in the user's sheet (from 1)."""

    kind: str
    sha256: str
    sheet: str
    header_row: int
    numbers: tuple[int, ...]
    columns: Mapping[str, list[object]]
    positions: Mapping[str, int]  # field → column in the sheet, from 0
    extra: tuple[str, ...]  # headings the form does not know
    absent: tuple[str, ...]  # optional fields without a column
    is_other_version: bool
    grid: Grid

    @property
    def size(self) -> int:
        return len(self.numbers)

    def letter(self, field: str) -> str:
        return letters(self.positions[field]) if field in self.positions else ""


def letters(position: int) -> str:
    """0 → A, 26 → AA."""
    found, rest = "", position + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        found = chr(65 + digit) + found
    return found


def read(data: bytes, form: Form, *, limits: Limits = STANDARD) -> Table:
    """The rows of a form in a workbook or text table; refuses what is no such list."""
    kind = kind_of(data, limits)
    sheets = sheets_of(data, kind, limits)
    meta = meta_of(sheets, form)
    sheet, header, positions = header_of([sheet for sheet in sheets if sheet.name not in (META, LISTS)], form)
    refuse_missing(form, positions)
    if len(sheet.rows[header]) > limits.columns:
        raise SheetRefused("The sheet has more than {limit} columns; remove those the list does not need.", limit=limits.columns)
    numbers, columns = body(sheet, header, positions, form)
    if len(numbers) > limits.rows:
        raise SheetRefused("The sheet has more than {limit} rows; split it.", limit=limits.rows)
    if not numbers:
        raise SheetRefused("Below the headings in row {row} there is nothing. Fill in the rows and upload the sheet again.", row=header + 1)
    known = set(positions.values())
    others = [cell for place, cell in enumerate(sheet.rows[header]) if place not in known and not is_empty(cell)]
    extra = tuple(str(cell).strip() for cell in others if heading(cell) not in OWN_HEADINGS)
    absent = tuple(field.name for field in form.fields if field.name not in positions)
    other = bool(meta) and meta.get("digest") != form.digest
    digest = hashlib.sha256(data).hexdigest()
    return Table(kind, digest, sheet.name, header + 1, numbers, columns, positions, extra, absent, other, sheet.rows)


def meta_of(sheets: list[Sheet], form: Form) -> dict[str, str]:
    """What the hidden sheet says; a template of another form is refused by its name."""
    found = next((sheet for sheet in sheets if sheet.name == META), None)
    meta = {str(row[0]): str(row[1]) for row in found.rows if len(row) > 1} if found else {}
    if meta.get("form", form.id) != form.id:
        raise SheetRefused("This is the template “{other}”, not “{form}”. Download the right template.", other=meta["form"], form=form.id)
    return meta


def heading(cell: object) -> str:
    return DECORATION.sub("", folded(str(cell))).casefold()


def header_of(sheets: list[Sheet], form: Form) -> tuple[Sheet, int, dict[str, int]]:
    """The row with most of the form's headings, on whichever sheet; titles may stand above it."""
    names = {heading(word): field.name for field in form.fields for word in field.headings}
    best: tuple[int, Sheet, int] | None = None
    for sheet in sheets:
        for number, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
            hits = len({names[heading(cell)] for cell in row if heading(cell) in names})
            if hits and (best is None or hits > best[0]):
                best = (hits, sheet, number)
    if best is None or best[0] < min(2, len(form.fields)):
        raise SheetRefused(
            "In the first {rows} rows no headings of the form were found. The headings are: {headings}.",
            rows=SEARCHED_ROWS,
            headings="、".join(field.label for field in form.fields),
        )
    _, sheet, number = best
    return sheet, number, positions_of(sheet.rows[number], names, number)


def positions_of(row: list[object], names: Mapping[str, str], number: int) -> dict[str, int]:
    positions: dict[str, int] = {}
    for place, cell in enumerate(row):
        name = names.get(heading(cell))
        if name in positions:
            raise SheetRefused(
                "In row {row} the heading “{heading}” stands twice. Keep one of the two columns.", row=number + 1, heading=cell
            )
        if name:
            positions[name] = place
    return positions


def refuse_missing(form: Form, positions: Mapping[str, int]) -> None:
    missing = [field.label for field in form.fields if field.required and field.name not in positions]
    if missing:
        raise SheetRefused("The sheet lacks the required columns {columns}. Add them or use the template.", columns="、".join(missing))


def body(sheet: Sheet, header: int, positions: Mapping[str, int], form: Form) -> tuple[tuple[int, ...], dict[str, list[object]]]:
    """The columns below the headings, without empty rows and without the template's own example."""
    samples = [{name: str(value) for name, value in examples(form, language).items()} for language in ("zh_Hans", "en")]
    kept: list[int] = []
    columns: dict[str, list[object]] = {name: [] for name in positions}
    for number in range(header + 1, len(sheet.rows)):
        row = sheet.rows[number]
        cells = {name: row[place] if place < len(row) else None for name, place in positions.items()}
        if all(is_empty(cell) for cell in cells.values()) or (number == header + 1 and is_example(cells, samples)):
            continue
        kept.append(number + 1)
        for name, cell in cells.items():
            columns[name].append(plain(cell))
    return tuple(kept), columns


def is_example(cells: Mapping[str, object], samples: list[dict[str, str]]) -> bool:
    texts = {name: as_text(cell) for name, cell in cells.items() if not is_empty(cell)}
    return any(sample and texts == {name: as_text(value) for name, value in sample.items()} for sample in samples)


def as_text(value: object) -> str:
    """6250 and 6250.0 are one text."""
    text = str(value)
    return text.removesuffix(" 00:00:00").rstrip("0").rstrip(".") if re.fullmatch(r"\d+\.\d+", text) else text.removesuffix(" 00:00:00")
