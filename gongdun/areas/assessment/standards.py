"""标准 — items of GB/T 16180-2014 as they are cited (grade and number), the subject they belong to, and the criteria of the simple procedure.

The wording of the items stays in the standard: what is held is the grade an item belongs to and its number in that grade.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongdun.law.refusal import Refusal

GRADES = 10
CARE = {0: "无", 1: "完全", 2: "大部分", 3: "部分"}
NUMERALS = "〇一二三四五六七八九十"


@dataclass(frozen=True)
class Criterion:
    """When the grade is plain from paper and one visit: a local rule with its day; the grade follows from the injury itself."""

    id: str
    title: str
    grades: tuple[int, ...]
    in_force_on: date
    citation: str
    ended_on: date | None = None


# A local rule of the committee (measure 27), unverified until the city's own document is loaded.
CRITERIA = {
    one.id: one
    for one in (
        Criterion("finger_lost", "手指末节缺失，创面愈合", (9, 10), date(2022, 1, 1), "措施27，本地标准待核实#1"),
        Criterion("fracture_united", "单处骨折愈合，无功能障碍", (10,), date(2022, 1, 1), "措施27，本地标准待核实#2"),
        Criterion("tooth_lost", "牙齿脱落，已修复", (10,), date(2022, 1, 1), "措施27，本地标准待核实#3"),
        Criterion("plate_removed", "内固定取出后愈合，无功能障碍", (10,), date(2022, 1, 1), "措施27，本地标准待核实#4"),
    )
}


def criterion(id_: str, on: date) -> Criterion:
    """A criterion in force on a day."""
    found = CRITERIA.get(id_)
    if found is None or on < found.in_force_on or (found.ended_on and on > found.ended_on):
        raise Refusal(
            "“{id}” is no criterion of the simple procedure in force on {day}. Choose one of {known}.",
            id=id_,
            day=on,
            known=", ".join(CRITERIA),
        )
    return found


def check_items(items: tuple[str, ...], grade: int | None) -> None:
    """Each item is written grade-number, and the grade is that of the gravest item, or one graver where several are combined (GB/T 16180-2014, 4.2)."""
    if grade is None:
        return
    if not 1 <= grade <= GRADES:
        raise Refusal("A grade is 1 to 10, not {grade}.", grade=grade)
    if not items:
        raise Refusal("A grade rests on items of GB/T 16180-2014: give them as grade-number, such as 9-3.")
    grades = []
    for item in items:
        of, _, number = item.partition("-")
        if not (of.isdigit() and number.isdigit() and 1 <= int(of) <= GRADES and int(number) > 0):
            raise Refusal("GB/T 16180-2014 has no item {item}: write grade-number, such as 9-3.", item=item)
        grades.append(int(of))
    if grade not in (min(grades), min(grades) - 1) or (grade < min(grades) and len(grades) < 2):
        raise Refusal(
            "Grade {grade} does not follow from the items {items}: the gravest decides, and several of one grade raise it by one at most.",
            grade=grade, items="、".join(items),
        )  # fmt: skip


def spoken(item: str) -> str:
    """9-3 → 九级第3项."""
    grade, _, number = item.partition("-")
    return f"{NUMERALS[int(grade)]}级第{number}项"
