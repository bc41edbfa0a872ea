"""`read(path)`: a plan's file to a `PlanTable`. What is not understood stands in `unresolved` with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from gongdun.law.refusal import Refusal
from gongdun.plans.reader import headings
from gongdun.plans.reader.city import City, city_for
from gongdun.plans.reader.deadlines import read_deadline
from gongdun.plans.reader.drafts import NOTE, Draft, Drafting
from gongdun.plans.reader.grid import Grid
from gongdun.plans.reader.guards import check_package, checked_bytes
from gongdun.plans.reader.numbering import Numbered
from gongdun.plans.reader.numbers_given import numbers
from gongdun.plans.reader.numerals import fold
from gongdun.plans.reader.numerals import year as year_number
from gongdun.plans.reader.offices import NamedOffice, read_offices
from gongdun.plans.reader.table import MeasureRow, PlanTable, Unresolved
from gongdun.plans.reader.targets import Target, target_in_cell, targets_in_text
from gongdun.plans.reader.text_files import read_text
from gongdun.plans.reader.word_files import read_word
from gongdun.plans.reader.workbooks import read_workbook

NO_TABLE = (
    "{file} holds no plan table: no row names a measure column (具体措施, 工作任务 …) together with a deadline or an office column "
    "(完成时限, 责任单位 …). Check that this is the plan's task table."
)
NO_LEAD = "No office leads this measure."
Report = Callable[[str, Iterable[tuple[str, str]]], None]

ATTACHMENT = re.compile(r"附\s*(?:件|表)?\s*[\d一二三四五六七八九十]*\s*[:：]?\s*")
TITLE_WORDS = re.compile(r"方案|计划|行动|表|分解|清单|要点|任务|安排|台账|意见|通知")
YEAR_LINE = re.compile(r"\(?(?:(?:19|20)\d\d|二零[零一二三四五六七八九]{2})年?度?\)?")
BOTH_IN_ONE = re.compile(
    r"(?:牵头|责任|主办)(?:单位|部门)?\s*[:：](?P<lead>.+?)(?:[;；。，,\s]*(?:配合|协办|参与|协同)(?:单位|部门)?\s*[:：](?P<support>.+))?",
    re.DOTALL,
)
YEARS = re.compile(r"(?<!\d)(?:(?:19|20)\d\d)(?!\d)|二零[零一二三四五六七八九]{2}")


def read(path: Path | str, *, city: City | None = None) -> PlanTable:
    """Read a plan's .docx, .xlsx or .txt; refuse what is no such file, or holds no table of measures.

    `city` says which areas exist; without it the title decides between the cities known and the table's own words.
    """
    source = Path(path)
    drafting = Drafting()
    tables = grids(source)
    for grid in tables:
        drafting.grid(grid, several=sum(not each.hidden for each in tables) > 1)
    drafting.close_unused()
    if not drafting.drafts:
        raise Refusal(NO_TABLE, file=source.name)
    return understood(drafting, city)


def grids(path: Path) -> tuple[Grid, ...]:
    content = checked_bytes(path)
    kind = path.suffix.lower()
    if kind == ".txt":
        return read_text(content, path.name)
    check_package(path, content)
    return read_word(path) if kind == ".docx" else read_workbook(path)


def understood(drafting: Drafting, city: City | None) -> PlanTable:
    title, others = title_among(drafting.titles)
    drafts = drafting.drafts
    where = city or city_for([title, *others], (draft.said(role) for draft in drafts for role in (headings.LEAD, headings.SUPPORT)))
    unresolved = [Unresolved("", 0, 0, line, NOTE) for line in others] + drafting.unresolved
    given, problems = numbers(drafts)
    unresolved += [Unresolved(draft.sheet, draft.row, draft.text_cell.column, draft.words(), reason) for draft, reason in problems]
    year = year_in(title)
    measures = tuple(measure(draft, number, year, where, unresolved) for draft, number in zip(drafts, given, strict=True))
    order = sorted(dict.fromkeys(unresolved), key=lambda entry: (sheet_order(drafts, entry.sheet), entry.row, entry.column))
    return PlanTable(title, year, measures, tuple(order), where.name)


def sheet_order(drafts: list[Draft], sheet: str) -> int:
    names = list(dict.fromkeys(draft.sheet for draft in drafts))
    return -1 if sheet == "" else names.index(sheet) if sheet in names else len(names)


def measure(draft: Draft, number: str, year: int | None, city: City, unresolved: list[Unresolved]) -> MeasureRow:
    def report(role: str, entries: Iterable[tuple[str, str]]) -> None:
        row, column = draft.place(role)
        unresolved.extend(Unresolved(draft.sheet, row, column, text, reason) for text, reason in entries)

    label, text = own_words(draft, number)
    deadline, reason = read_deadline(draft.said(headings.DEADLINE), year)
    if reason:
        report(headings.DEADLINE, [(deadline.text, reason)])
    lead_text, support_text = lead_and_support(draft)
    lead = offices(headings.LEAD, lead_text, city, report)
    support = offices(headings.SUPPORT, support_text, city, report)
    if not lead_text:
        report(headings.LEAD, [("", NO_LEAD)])
    targets = all_targets(draft, text, report)
    return MeasureRow(
        number, label, draft.chapter, draft.task, text, deadline, lead, support,
        lead_text, support_text, targets, draft.said(headings.TARGET),
    )  # fmt: skip


def own_words(draft: Draft, number: str) -> tuple[str, str]:
    """The printed number and the words without it; words that begin with another number than their column's keep it."""
    words = draft.words()
    numbered: Numbered | None = draft.numbered
    cell = "" if draft.number_cell is None else draft.number_cell.text.strip()
    if numbered and (not cell or f"-{number}".endswith(f"-{numbered.number}")):
        return numbered.label, words.removeprefix(numbered.label).strip()
    return cell, words


def lead_and_support(draft: Draft) -> tuple[str, str]:
    """The two cells' words; a table with one column may name both in it: 牵头单位：…；配合单位：…"""
    lead, support = draft.said(headings.LEAD), draft.said(headings.SUPPORT)
    both = BOTH_IN_ONE.fullmatch(lead)
    if both is None or (both["support"] and support):
        return lead, support
    return both["lead"].strip(), (both["support"] or support).strip()


def offices(role: str, said: str, city: City, report: Report) -> tuple[NamedOffice, ...]:
    reading = read_offices(said, city)
    report(role, reading.unresolved)
    return reading.offices


def all_targets(draft: Draft, text: str, report: Report) -> tuple[Target, ...]:
    """The target column first; what the words promise is added where the column does not already say it."""
    column, unclear = target_in_cell(draft.said(headings.TARGET))
    report(headings.TARGET, unclear)
    found, unclear = targets_in_text(text)
    report(headings.TEXT, unclear)
    known = {(target.value, target.value_max) for target in column}
    return tuple(column + [target for target in found if (target.value, target.value_max) not in known])


def title_among(lines: Sequence[str]) -> tuple[str, list[str]]:
    """The plan's title and the lines that are not part of it. 附件 above a title is only its place among the papers."""
    left = [line for line in dict.fromkeys(lines) if line and not ATTACHMENT.fullmatch(line)]
    first = next((place for place, line in enumerate(left) if TITLE_WORDS.search(line)), 0 if left else -1)
    if first < 0:
        return "", []
    last = first + 1
    while last < len(left) and belongs_to_title(left[last]) and not year_in("".join(left[first:last])):
        last += 1
    return "".join(left[first:last]), left[:first] + left[last:]


def belongs_to_title(line: str) -> bool:
    return YEAR_LINE.fullmatch(fold(line)) is not None or (TITLE_WORDS.search(line) is not None and len(line) < 40)


def year_in(title: str) -> int | None:
    """The one year a title names; None where it names none, or several (2024—2026年)."""
    found = {year_number(word) for word in YEARS.findall(fold(title))}
    return found.pop() if len(found) == 1 else None
