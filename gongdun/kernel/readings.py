"""One value of a form, read: rewritten to its normal form with every change said, or refused with the reason. Nothing is guessed.

Each reader takes what a cell or an input held (text, number, date, None already excluded) and answers a `Value`.
Units of what comes out: money in fen (int), ratio as a fraction (Decimal), month as its first day.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import NewType

from gongdun.kernel.identifiers import NUMBER, Reading, Severity, normalise, read_bank_card, read_citizen_id, read_uscc

Message = NewType("Message", str)  # an English sentence with {named} places: the id of its translation

EXCEL_EPOCH = datetime.date(1899, 12, 30)  # day 0 of Excel's calendar, valid after its imaginary 1900-02-29
SERIALS = range(20_000, 80_000)  # 1954 to 2119: what a day can be when its cell lost the date format
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]+")
BLANKS = re.compile(r"\s+")
LINE_BLANKS = re.compile(r"[^\S\n]+")
PROSE = str.maketrans({mark: unicodedata.normalize("NFKC", mark) for mark in map(chr, range(0xFF10, 0xFF5B)) if mark.isalnum()})
DAY = re.compile(r"(\d{4})(?:[-./](\d{1,2})[-./](\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))")
MONTH = re.compile(r"(\d{4})(?:[-./](\d{1,2})|年(\d{1,2})月份?|(\d{2}))")
CLOCK = re.compile(r"(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})?秒?)?")
NUMERAL = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(-\d{1,6})?|\d{7,8}")
YES = frozenset({"是", "yes", "y", "true", "1", "√", "✓"})
NO = frozenset({"否", "no", "n", "false", "0", "×", "✗"})
MOST_FEN = 10**15

UNREADABLE_DATE = Message("“{value}” cannot be read as a date. Write it as 2022-09-01.")
NO_SUCH_DATE = Message("“{value}” is no day of the calendar.")
UNREADABLE_MONTH = Message("“{value}” cannot be read as a month. Write it as 2022-09.")
UNREADABLE_MOMENT = Message("“{value}” cannot be read as a date with a time. Write it as 2022-09-01 14:30.")
NOT_A_NUMBER = Message("“{value}” is not a number. Write digits only.")
NOT_WHOLE = Message("“{value}” is not a whole number.")
TOO_FINE = Message("“{value}” has more than two decimal places; an amount is in yuan and fen.")
TOO_LARGE = Message("“{value}” is too large to be an amount.")
NOT_A_RATIO = Message("“{value}” is above 1. Write a fraction such as 0.7, or a percentage with its sign such as 70%.")
NOT_YES_OR_NO = Message("“{value}” is neither yes nor no.")
NOT_A_PHONE = Message("“{value}” is no telephone number: a mobile number has 11 digits, a landline its area code and 7 or 8 digits.")
NOT_TEXT = Message("“{value}” is not text.")


@dataclass(frozen=True)
class Why:
    """Why a value is not good: a message id, its arguments, how grave."""

    message: str
    arguments: tuple[tuple[str, object], ...] = ()
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Value:
    """What was read. `changes` are codes of `CHANGES`; with an error `value` is None."""

    value: object = None
    changes: tuple[str, ...] = ()
    reasons: tuple[Why, ...] = ()


CHANGES = {
    "spaces_removed": Message("spaces removed"),
    "full_width_to_ascii": Message("full-width characters made half-width"),
    "lower_case_to_upper": Message("letters made capitals"),
    "fifteen_digits_to_eighteen": Message("15 digits made 18"),
    "date_rewritten": Message("date written in the standard way"),
    "serial_to_date": Message("Excel's day number made a date"),
    "time_dropped": Message("time of day dropped"),
    "day_dropped": Message("day of the month dropped"),
    "amount_rewritten": Message("separators and unit of the amount removed"),
    "percent_to_fraction": Message("percentage made a fraction"),
    "number_to_text": Message("number made text"),
    "word_to_choice": Message("word replaced by the one of the list"),
    "country_code_removed": Message("country code removed"),
}


def refused(message: Message, value: object) -> Value:
    return Value(reasons=(Why(message, (("value", short(value)),)),))


def short(value: object) -> str:
    """A value quoted in a sentence, never longer than a line."""
    text = plain(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def plain(value: object) -> str:
    """A number as Excel shows it (15 significant digits), everything else as it is."""
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def bare(value: object) -> tuple[str, list[str]]:
    """One line of text, NFKC, no invisible characters, single spaces; and which changes that took."""
    if isinstance(value, str) and value.isascii() and value.isprintable() and "  " not in value and value == value.strip():
        return value, []
    raw = plain(value)
    visible = INVISIBLE.sub("", raw)
    narrow = unicodedata.normalize("NFKC", visible)
    text = BLANKS.sub(" ", narrow).strip()
    changes = ["full_width_to_ascii"] if BLANKS.sub("", narrow) != BLANKS.sub("", visible) else []
    if BLANKS.sub(" ", visible).strip() != raw:
        changes.insert(0, "spaces_removed")
    return text, changes


def read_text(value: object) -> Value:
    if isinstance(value, (datetime.date, datetime.time, bool)):
        return refused(NOT_TEXT, value)
    text, changes = bare(value)
    return Value(text, (*changes, *(() if isinstance(value, str) else ("number_to_text",))))


def read_long_text(value: object) -> Value:
    """Prose keeps its lines and its Chinese punctuation; only full-width letters and digits become narrow."""
    if not isinstance(value, str):
        return read_text(value)
    visible = INVISIBLE.sub("", value.replace("\r\n", "\n"))
    tidy = "\n".join(LINE_BLANKS.sub(" ", line).strip() for line in visible.split("\n")).strip()
    narrow = tidy.translate(PROSE)
    changes = (*(("spaces_removed",) if tidy != value else ()), *(("full_width_to_ascii",) if narrow != tidy else ()))
    return Value(narrow, changes)


def read_day(value: object) -> Value:
    if isinstance(value, datetime.datetime):
        return Value(value.date(), () if value.time() == datetime.time() else ("time_dropped",))
    if isinstance(value, datetime.date):
        return Value(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value in SERIALS:
        return Value(EXCEL_EPOCH + datetime.timedelta(days=int(value)), ("serial_to_date",))
    text, changes = bare(value)
    found = DAY.fullmatch(text.replace(" ", ""))
    if found is None:
        return refused(UNREADABLE_DATE, value)
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        on = datetime.date(year, month, day)
    except ValueError:
        return refused(NO_SUCH_DATE, value)
    return Value(on, (*changes, *(() if text == on.isoformat() else ("date_rewritten",))))


def read_month(value: object) -> Value:
    """A month as its first day."""
    if isinstance(value, datetime.date):
        return Value(datetime.date(value.year, value.month, 1), () if value.day == 1 else ("day_dropped",))
    text, changes = bare(value)
    found = MONTH.fullmatch(text.replace(" ", ""))
    if found is None:
        return first_day(read_day(value), value)
    year, month = (int(part) for part in found.groups() if part is not None)
    if not (1 <= month <= 12 and year):
        return refused(UNREADABLE_MONTH, value)
    on = datetime.date(year, month, 1)
    return Value(on, (*changes, *(() if text == f"{on:%Y-%m}" else ("date_rewritten",))))


def first_day(day: Value, raw: object) -> Value:
    """The month of a day that stands where a month is asked."""
    if not isinstance(day.value, datetime.date):
        return refused(UNREADABLE_MONTH, raw)
    dropped = () if day.value.day == 1 else ("day_dropped",)
    return Value(day.value.replace(day=1), (*day.changes, *dropped))


def read_moment(value: object) -> Value:
    """A date with its time of day, to the second."""
    if isinstance(value, datetime.datetime):
        return Value(value.replace(microsecond=0))
    if not isinstance(value, str):
        return refused(UNREADABLE_MOMENT, value)
    text, changes = bare(value)
    found = re.fullmatch(r"(.*?[\d日])(?:[ T]|(?<=日)) ?(\d{1,2}[:时点].*)", text)
    clock = CLOCK.fullmatch(found[2].replace(" ", "")) if found else None
    day = read_day(found[1]) if found else Value()
    if clock is None or not isinstance(day.value, datetime.date):
        return refused(UNREADABLE_MOMENT, value)
    try:
        at = datetime.datetime.combine(day.value, datetime.time(*(int(part or 0) for part in clock.groups())))
    except ValueError:
        return refused(UNREADABLE_MOMENT, value)
    return Value(at, (*changes, *(() if text.replace("T", " ") in (str(at), str(at)[:-3]) else ("date_rewritten",))))


def read_number(value: object, *, units: str = "") -> tuple[Decimal | None, list[str]]:
    """A decimal, without its separators and trailing unit; None where it is no number."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        try:
            number = Decimal(plain(value))
        except InvalidOperation:
            return None, []
        return (number, []) if number.is_finite() else (None, [])
    if not isinstance(value, str):
        return None, []
    text, changes = bare(value)
    digits = text.replace(" ", "").rstrip(units).lstrip("¥") if units else text.replace(" ", "")
    if not NUMERAL.fullmatch(digits):
        return None, []
    return Decimal(digits.replace(",", "")), [*changes, *(["amount_rewritten"] if digits.replace(",", "") != text else [])]


def read_integer(value: object) -> Value:
    number, changes = read_number(value)
    if number is None:
        return refused(NOT_A_NUMBER, value)
    if number != number.to_integral_value():
        return refused(NOT_WHOLE, value)
    return Value(int(number), tuple(changes))


def read_money(value: object) -> Value:
    """Yuan with at most two decimals → fen."""
    number, changes = read_number(value, units="元")
    if number is None:
        return refused(NOT_A_NUMBER, value)
    if abs(number) * 100 >= MOST_FEN:
        return refused(TOO_LARGE, value)
    if number * 100 != (number * 100).to_integral_value():
        return refused(TOO_FINE, value)
    return Value(int(number * 100), tuple(changes))


def read_ratio(value: object) -> Value:
    """A fraction between -1 and 1; a percentage needs its sign."""
    text = bare(value)[0] if isinstance(value, str) else ""
    if text.endswith("%"):
        number, changes = read_number(text[:-1])
        return refused(NOT_A_NUMBER, value) if number is None else Value(number / 100, (*changes, "percent_to_fraction"))
    number, changes = read_number(value)
    if number is None:
        return refused(NOT_A_NUMBER, value)
    return refused(NOT_A_RATIO, value) if abs(number) > 1 else Value(number, tuple(changes))


def read_boolean(value: object) -> Value:
    if isinstance(value, bool):
        return Value(value)
    text, changes = bare(value)
    if text.lower() in YES or text.lower() in NO:
        return Value(text.lower() in YES, tuple(changes))
    return refused(NOT_YES_OR_NO, value)


def read_phone(value: object) -> Value:
    if not isinstance(value, str):
        return Value(reasons=(Why(NUMBER.message),))
    text, changes = normalise(value)
    codes = [str(change) for change in changes]
    number = re.sub(r"^(\+86|0086)-?", "", text)
    if number != text:
        codes.append("country_code_removed")
    number = number.replace("-", "") if MOBILE.fullmatch(number.replace("-", "")) else number
    if not (MOBILE.fullmatch(number) or LANDLINE.fullmatch(number)):
        return refused(NOT_A_PHONE, value)
    return Value(number, tuple(codes))


def by(reader: Callable[[object], Reading]) -> Callable[[object], Value]:
    """An identifier's reading as a value: its warnings stay, its errors leave no value."""

    def read(value: object) -> Value:
        reading = reader(value)
        reasons = tuple(Why(reason.message, (), reason.severity) for reason in reading.reasons)
        return Value(reading.value if reading.is_usable else None, tuple(str(change) for change in reading.changes), reasons)

    return read


read_identity = by(read_citizen_id)
read_employer_code = by(read_uscc)
read_account = by(read_bank_card)
