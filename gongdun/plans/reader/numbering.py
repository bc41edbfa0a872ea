"""The number in front of a measure, a task or a chapter: （1） 1. 1、 ① 一、 （一） 第一章 1.1 一-1."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongdun.plans.reader.numerals import fold

HAN = "一二三四五六七八九十百"
CIRCLED = {chr(0x2460 + i): str(i + 1) for i in range(20)} | {chr(0x2474 + i): str(i + 1) for i in range(20)}
CIRCLED |= {chr(0x2488 + i): str(i + 1) for i in range(20)} | {chr(0x3251 + i): str(i + 21) for i in range(15)}

FORMS = (
    re.compile(r"\s*\(\s*(?P<number>\d{1,3})\s*\)\s*[、.]?\s*"),
    re.compile(rf"\s*\(\s*(?P<number>[{HAN}]{{1,4}})\s*\)\s*[、.]?\s*"),
    re.compile(rf"\s*(?P<number>(?:[{HAN}]{{1,4}}|\d{{1,3}})(?:-\d{{1,3}})+)(?=[^\d.%])[、.)]?\s*"),
    re.compile(r"\s*(?P<number>\d{1,3}(?:\.\d{1,3})+)(?=[^\d.%万亿])[、.)]?\s*"),
    re.compile(r"\s*(?P<number>\d{1,3})\s*[.、)](?!\d)\s*"),
    re.compile(rf"\s*(?P<number>[{HAN}]{{1,4}})\s*[、.]\s*"),
    re.compile(rf"\s*第\s*(?P<number>[{HAN}]{{1,4}}|\d{{1,3}})\s*(?:章|部分|编|项|条)\s*[、.:]?\s*"),
)
CIRCLED_FORM = re.compile(rf"\s*(?P<number>[{''.join(CIRCLED)}])\s*[、.]?\s*")
BARE = re.compile(rf"\s*(?P<number>[{HAN}]{{1,4}}|\d{{1,3}}(?:[.-]\d{{1,3}})*|[{HAN}]{{1,4}}(?:-\d{{1,3}})+)\s*")


@dataclass(frozen=True)
class Numbered:
    """`number` is the bare number, `label` how the table prints it, `rest` the words after it."""

    number: str
    label: str
    rest: str


def split_number(text: str) -> Numbered | None:
    """The number a text begins with, or None."""
    if circled := CIRCLED_FORM.match(text):
        return Numbered(CIRCLED[circled["number"]], text[: circled.end()].strip(), text[circled.end() :])
    folded = fold(text)
    for form in FORMS:
        if found := form.match(folded):
            return Numbered(found["number"], text[: found.end()].strip(), text[found.end() :])
    return None


def bare_number(text: str) -> str | None:
    """The number in a column of its own: 3, （3）, 三, 1-2."""
    numbered = split_number(text + "\n") if text else None
    if numbered and not numbered.rest.strip():
        return numbered.number
    whole = BARE.fullmatch(fold(text))
    return whole["number"] if whole else None


def opens_chapter(text: str) -> bool:
    """一、… or 第一部分 …: the outermost level of an official table."""
    numbered = split_number(text)
    return numbered is not None and numbered.number[0] in HAN and not fold(numbered.label).startswith("(")
