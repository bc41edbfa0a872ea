"""Identifiers normalised once and checked with reasons: citizen numbers, employers' codes, bank cards.

A reading never says only "wrong": it carries what was changed on the way in and why the value cannot be used.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from stdnum import luhn
from stdnum.cn import uscc as uscc_standard
from stdnum.iso7064 import mod_11_2

INVISIBLE = re.compile("[\\s\u0000\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060\u3000\ufeff]+")
CITIZEN = re.compile(r"\d{17}[\dX]")
LEGACY_CITIZEN = re.compile(r"\d{15}")
USCC = re.compile(r"[0-9ABCDEFGHJKLMNPQRTUWXY]{18}")
BANK_CARD = re.compile(r"\d{12,19}")
SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
# The two-digit province codes of GB/T 2260, and 81 to 83 for residence permits of Hong Kong, Macao and Taiwan residents. Deliberately
# no finer: people keep the county code of the year the number was issued in, so a county table would reject the old.
PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
        "91",
    ]
)
OLDEST_BIRTH = datetime.date(1880, 1, 1)


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Change(StrEnum):
    """What normalising did to a value; each is counted, none is silent."""

    SPACES = "spaces_removed"
    FULL_WIDTH = "full_width_to_ascii"
    UPPER_CASE = "lower_case_to_upper"
    LENGTHENED = "fifteen_digits_to_eighteen"


class Sex(StrEnum):
    MALE = "1"  # GB/T 2261.1
    FEMALE = "2"


@dataclass(frozen=True)
class Reason:
    """Why a value cannot be used, or what to look at. `message` is an English id with its Chinese in the catalogue."""

    code: str
    message: str
    severity: Severity = Severity.ERROR


EMPTY = Reason("empty", "The value is missing.")
NUMBER = Reason("number", "Excel turned this into a number, so its last digits are lost: format the column as text and fill it in again.")
SHAPE = Reason("shape", "A citizen number has 18 characters, 17 digits and a check character, or the 15 digits of the old form.")
CHECK = Reason("check", "The check character does not fit the other 17: a digit is mistyped.")
BIRTH = Reason("birth", "Characters 7 to 14 are not a date of birth.")
REGION = Reason("region", "The first two digits are no known province; the number may still be right.", Severity.WARNING)
USCC_SHAPE = Reason("shape", "A unified social credit code has 18 characters: digits and capital letters without I, O, S, V and Z.")
USCC_CHECK = Reason("check", "The check character of the unified social credit code does not fit: a character is mistyped.")
USCC_OLD = Reason("old_check", "The check character does not fit; old codes of individual businesses are known for it.", Severity.WARNING)
CARD_SHAPE = Reason("shape", "A bank account has 12 to 19 digits.")
CARD_CHECK = Reason("check", "The last digit of the card number does not fit the others: a digit is mistyped.")

REASONS = (EMPTY, NUMBER, SHAPE, CHECK, BIRTH, REGION, USCC_SHAPE, USCC_CHECK, USCC_OLD, CARD_SHAPE, CARD_CHECK)


@dataclass(frozen=True)
class Reading:
    """A value as it came, as it counts, what was changed, and what is wrong with it."""

    raw: object
    value: str | None
    changes: tuple[Change, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def errors(self) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if reason.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if reason.severity is Severity.WARNING)

    @property
    def is_usable(self) -> bool:
        return self.value is not None and not self.errors


def normalise(text: str) -> tuple[str, tuple[Change, ...]]:
    """Full-width to ASCII (NFKC), invisible characters out, letters upper case; and which of these it took."""
    if text.isascii() and text.isalnum():  # nearly every cell of a sheet: nothing to fold, nothing invisible
        return text.upper(), () if text.upper() == text else (Change.UPPER_CASE,)
    changes = []
    ascii_text = unicodedata.normalize("NFKC", text)
    bare = INVISIBLE.sub("", ascii_text)
    if INVISIBLE.search(text):
        changes.append(Change.SPACES)
    if bare != INVISIBLE.sub("", text):
        changes.append(Change.FULL_WIDTH)
    if bare.upper() != bare:
        changes.append(Change.UPPER_CASE)
    return bare.upper(), tuple(changes)


def lengthened(legacy: str) -> str:
    """15 digits → 18: the century 19 and the check character (GB 11643-1999)."""
    body = f"{legacy[:6]}19{legacy[6:]}"
    return body + mod_11_2.calc_check_digit(body)


def read_citizen_id(value: object) -> Reading:
    """Normalise and check a citizen number. Takes text only: a number in the cell has already lost its last digits."""
    if (early := unreadable(value)) is not None:
        return early
    text, changes = normalise(str(value))
    if LEGACY_CITIZEN.fullmatch(text):
        text, changes = lengthened(text), (*changes, Change.LENGTHENED)
    return Reading(value, text, changes, citizen_reasons(text))


def citizen_reasons(number: str) -> tuple[Reason, ...]:
    if not CITIZEN.fullmatch(number):
        return (SHAPE,)
    reasons = []
    if not mod_11_2.is_valid(number):
        reasons.append(CHECK)
    if birth_date(number) is None:
        reasons.append(BIRTH)
    if number[:2] not in PROVINCES:
        reasons.append(REGION)
    return tuple(reasons)


def birth_date(number: str) -> datetime.date | None:
    """Date of birth written in a normalised citizen number; None where these characters are no date."""
    try:
        born_on = datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born_on if born_on >= OLDEST_BIRTH else None


def sex(number: str) -> Sex:
    """The seventeenth digit: odd for men, even for women."""
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def read_uscc(value: object) -> Reading:
    """Normalise and check a unified social credit code (GB 32100-2015). A wrong check character only warns for codes that begin with 92."""
    if (early := unreadable(value)) is not None:
        return early
    text, changes = normalise(str(value))
    if not USCC.fullmatch(text):
        return Reading(value, text, changes, (USCC_SHAPE,))
    if uscc_standard.calc_check_digit(text) == text[17]:
        return Reading(value, text, changes)
    return Reading(value, text, changes, (USCC_OLD if text.startswith("92") else USCC_CHECK,))


def read_bank_card(value: object) -> Reading:
    """Normalise and check a bank card: 16 to 19 digits end with a Luhn digit, shorter accounts have none."""
    if (early := unreadable(value)) is not None:
        return early
    text, changes = normalise(str(value))
    if not BANK_CARD.fullmatch(text):
        return Reading(value, text, changes, (CARD_SHAPE,))
    is_wrong = len(text) >= 16 and not luhn.is_valid(text)
    return Reading(value, text, changes, (CARD_CHECK,) if is_wrong else ())


def unreadable(value: object) -> Reading | None:
    """What can be said before normalising: nothing there, or a number where text must be."""
    if value is None or (isinstance(value, str) and not INVISIBLE.sub("", value)):
        return Reading(value, None, (), (EMPTY,))
    if not isinstance(value, str) or SCIENTIFIC.fullmatch(value.strip()):
        return Reading(value, None, (), (NUMBER,))
    return None


def mask_citizen_id(number: str) -> str:
    """`320411********2618`: six digits of place, four of the end; the birth date stays hidden."""
    if len(number) != 18:
        return "*" * len(number)
    return f"{number[:6]}{'*' * 8}{number[14:]}"


def mask_account(account: str) -> str:
    """Only the last four digits of an account show."""
    return f"{'*' * max(len(account) - 4, 4)}{account[-4:]}" if len(account) > 8 else "*" * len(account)


def mask_name(name: str) -> str:
    """The family name shows, the rest does not: 王**. A name of one character is hidden whole."""
    return f"{name[0]}{'*' * (len(name) - 1)}" if len(name) > 1 else "*"
