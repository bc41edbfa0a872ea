"""Pinyin for sorting and for finding: no collation of PostgreSQL sorts Chinese, and clerks type initials."""

from __future__ import annotations

from functools import cache
from itertools import product

from pypinyin import Style, pinyin
from pypinyin.constants import PHRASES_DICT

MOST_READINGS = 4


@cache
def reading(name: str) -> str:
    """The sort key: syllables with their tones, most usual reading first."""
    parts = list(name) if is_apart(name) else [name]
    return " ".join(syllables(part) for part in parts)[:290]


def is_apart(name: str) -> bool:
    """A short name of characters that form no phrase together is read one by one, and each character but once: rosters are long."""
    if not 1 < len(name) <= MOST_READINGS or not all("\u4e00" <= character <= "\u9fff" for character in name):
        return False
    parts = (name[start:end] for start in range(len(name)) for end in range(start + 2, len(name) + 1))
    return not any(part in PHRASES_DICT for part in parts)


@cache
def syllables(part: str) -> str:
    return " ".join(syllable[0] for syllable in pinyin(part, style=Style.TONE3, neutral_tone_with_five=True))


@cache
def initials(name: str) -> str:
    """Initials for searching, the usual reading first, then every other reading of a short name: 单雄 → 'dx sx'."""
    usual = "".join(syllable[:1] for syllable in reading(name).split(" "))
    letters = [letters_of(character) for character in name] if len(name) <= MOST_READINGS else []
    variants = ["".join(choice) for choice, _ in zip(product(*letters), range(64), strict=False)] if letters else []
    return " ".join(dict.fromkeys([usual, *variants[:MOST_READINGS]]))[:118].lower()


@cache
def letters_of(character: str) -> tuple[str, ...]:
    """With what letters a character may begin, two at most."""
    syllables = pinyin(character, style=Style.NORMAL, heteronym=True)
    return tuple(sorted({one[:1] for syllable in syllables for one in syllable if one})[:2])
