"""Pinyin for sorting and for finding: no collation of PostgreSQL sorts Chinese, and clerks type initials."""

from __future__ import annotations

from functools import cache
from itertools import product

from pypinyin import Style, pinyin

MOST_READINGS = 4


@cache
def reading(name: str) -> str:
    """The sort key: syllables with their tones, most usual reading first."""
    return " ".join(syllable[0] for syllable in pinyin(name, style=Style.TONE3, neutral_tone_with_five=True))[:290]


@cache
def initials(name: str) -> str:
    """Initials for searching, every usual reading, separated by blanks: 单雄 → 'dx sx'."""
    letters = [sorted({one[:1] for one in syllable if one})[:2] for syllable in pinyin(name, style=Style.NORMAL, heteronym=True)]
    usual = "".join(syllable[0][:1] for syllable in pinyin(name, style=Style.NORMAL))
    variants = ["".join(choice) for choice, _ in zip(product(*letters), range(64), strict=False)] if len(name) <= MOST_READINGS else []
    return " ".join(dict.fromkeys([usual, *variants[:MOST_READINGS]]))[:118].lower()
