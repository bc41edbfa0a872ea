"""Numbers that Word counts for itself (numbered lists): they are on paper but in no cell's text."""

from __future__ import annotations

import re
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

HAN = "零一二三四五六七八九"
CIRCLED = {number: chr(0x2460 + number - 1) for number in range(1, 21)}
CHINESE_FORMATS = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
    "chineseLegalSimplified",
}
CIRCLED_FORMATS = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
STYLE_NUMBER = f"{qn('w:pPr')}/{qn('w:numPr')}"
UNCOUNTED_FORMATS = {"bullet", "none"}


def chinese(number: int) -> str:
    """1 to 99 as chapters are numbered."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else HAN[tens] + "十"
    return head + (HAN[ones] if ones or not tens else "")


class ListNumbers:
    """Counts the document's numbered lists as Word does, in the order its paragraphs are asked for."""

    def __init__(self, document: Document) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.styles = {style.style_id: found for style in document.styles if (found := style.element.find(STYLE_NUMBER)) is not None}
        part = next((rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None)
        if part is not None:
            self.load(part.element)

    def load(self, numbering: Any) -> None:
        abstract = {
            each.get(qn("w:abstractNumId")): {int(level.get(qn("w:ilvl"))): level_form(level) for level in each.iterchildren(qn("w:lvl"))}
            for each in numbering.iterchildren(qn("w:abstractNum"))
        }
        for each in numbering.iterchildren(qn("w:num")):
            target = each.find(qn("w:abstractNumId"))
            if target is not None:
                self.levels[each.get(qn("w:numId"))] = abstract.get(target.get(qn("w:val")), {})

    def label(self, paragraph: Any) -> str:
        """The label in front of a paragraph, or nothing."""
        properties = paragraph.find(STYLE_NUMBER)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if properties is None and style is not None:
            properties = self.styles.get(style.get(qn("w:val")))
        if properties is None:
            return ""
        listed, depth = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
        number = "" if listed is None else listed.get(qn("w:val"))
        level = 0 if depth is None else int(depth.get(qn("w:val")))
        forms = self.levels.get(number, {})
        if level not in forms or forms[level][0] in UNCOUNTED_FORMATS:
            return ""
        return self.counted(number, level, forms)

    def counted(self, number: str, level: int, forms: dict[int, tuple[str, str, int]]) -> str:
        counts = self.counts.setdefault(number, {})
        counts[level] = counts.get(level, forms[level][2] - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        written = {each: formatted(forms[each][0], counts.get(each, forms[each][2])) for each in forms if each <= level}
        return re.sub(r"%(\d)", lambda found: written.get(int(found[1]) - 1, ""), forms[level][1])


def level_form(level: Any) -> tuple[str, str, int]:
    """Number format, text with places (%1) and first number of one level."""
    values = {child.tag: child.get(qn("w:val"), "") for child in level.iterchildren()}
    start = values.get(qn("w:start"), "1")
    return values.get(qn("w:numFmt"), "decimal"), values.get(qn("w:lvlText"), ""), int(start) if start.isdigit() else 1


def formatted(form: str, number: int) -> str:
    if form in CHINESE_FORMATS:
        return chinese(number)
    return CIRCLED.get(number, str(number)) if form in CIRCLED_FORMATS else str(number)
