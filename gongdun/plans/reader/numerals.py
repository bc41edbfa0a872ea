"""Numbers as official tables write them: full-width, Chinese, with 万, as a percentage.

Every value is exact (`Decimal`); a percentage becomes its fraction (1.6 % → 0.016), 万 and 亿 are multiplied out.
"""

from __future__ import annotations

import re
from decimal import Decimal

# One character for one character, so that a match in the folded text has the same place in the original.
FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0x2009: 0x20, 0x3007: 0x96F6, 0x25CB: 0x96F6}

DIGITS = {sign: value for value, signs in enumerate(("零", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for sign in signs}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE_UNITS = {"万": 10_000, "亿": 100_000_000}
MULTIPLIERS = SMALL_UNITS | LARGE_UNITS

# No plan promises a number of more than fifteen figures; an endless one must not hold the reader up.
LONGEST = 32
ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,15})?\s?[十百千万亿]{0,2}"
CHINESE = r"[一二两三四五六七八九十][零一二两三四五六七八九十百千万亿]{0,24}(?:点[零一二三四五六七八九]{1,15})?"
NUMBER = rf"(?:{ARABIC}|{CHINESE})"


def fold(text: str) -> str:
    """The text in half-width signs, of the same length."""
    return text.translate(FOLD)


def chinese_integer(text: str) -> int | None:
    """一千二百 → 1200, 二零二四 → 2024; None for what is said loosely (一百二)."""
    if not text or (text[0] in MULTIPLIERS and text[0] != "十"):
        return None
    if all(sign in DIGITS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    if text[-1] in DIGITS and text[-2] in MULTIPLIERS and text[-2] != "十":
        return None
    total = section = 0
    digit: int | None = None
    for sign in text:
        if sign in DIGITS:
            if digit:
                return None
            digit = DIGITS[sign]
        elif sign in SMALL_UNITS:
            section += (1 if digit is None else digit) * SMALL_UNITS[sign]
            digit = None
        elif sign in LARGE_UNITS:
            total = (total + section + (digit or 0)) * LARGE_UNITS[sign]
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0)


def number(text: str) -> Decimal | None:
    """The exact value of one number, or None where it is none: 1,200 · 5万 · 一千二百 · 三点五."""
    plain = fold(text).strip().replace(",", "").replace(" ", "")
    if len(plain) > LONGEST:
        return None
    arabic = re.fullmatch(r"(\d{1,15}(?:\.\d{1,15})?)([十百千万亿]{0,2})", plain)
    if arabic:
        value = Decimal(arabic[1])
        for sign in arabic[2]:
            value *= MULTIPLIERS[sign]
        return value
    whole, point, decimals = plain.partition("点")
    integer = chinese_integer(whole)
    if integer is None:
        return None
    if not point:
        return Decimal(integer)
    if not decimals or any(sign not in DIGITS for sign in decimals):
        return None
    return Decimal(f"{integer}." + "".join(str(DIGITS[sign]) for sign in decimals))


def year(text: str) -> int | None:
    """2024 or 二〇二四."""
    plain = fold(text)
    if re.fullmatch(r"(?:19|20)\d\d", plain):
        return int(plain)
    if re.fullmatch(r"二零[零一二三四五六七八九]{2}", plain):
        return chinese_integer(plain)
    return None
