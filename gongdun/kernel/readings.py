"""How a raw value of a cell, a page or a request becomes the value of a field: tidied, never guessed.

The trap: NFKC also turns （） ， ： into ASCII, which would change the registered name of an employer and the words of a statement. So numbers,
dates, codes and identifiers are folded whole; texts and names only in their letters, digits and spaces.
"""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from gongdun.kernel import faults, identifiers
from gongdun.kernel.faults import Fault, Problem, Writing
from gongdun.kernel.fields import CodeList, Field, Kind
from gongdun.kernel.identifiers import Change, Reading

INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u202f\u2060\u3000\ufeff]")
ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
SPACES = re.compile(r"[ \t\u00a0\u202f\u3000]+")
WIDE = {code: code - 0xFEE0 for block in (range(0xFF10, 0xFF1A), range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B)) for code in block}
HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff]) (?=[\u3400-\u9fff\U00020000-\U0003ffff])")
DOTS = str.maketrans(dict.fromkeys("•・･‧∙⋅●．", "·"))
NAME = re.compile(r"[^\W\d_][^\d_]{0,59}")
DATE = re.compile(r"(\d{4})(?:[.\-/年])(\d{1,2})(?:[.\-/月])(\d{1,2})日?")
COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
MONTH = re.compile(r"(\d{4})(?:[.\-/年])(\d{1,2})月?|(\d{4})(\d{2})")
TIME = re.compile(r"(\d{1,2})(?:[:时点])(\d{1,2})(?:(?:[:分])(\d{1,2})?秒?)?")
MOMENT = re.compile(r"(.+?)(?:[ T]+|(?<=日))(\d{1,2} ?[:时点].*)")
SERIAL = re.compile(r"\d{5}(\.0+)?")
PHONE = re.compile(r"1[3-9]\d{9}|(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,6})?|400-?\d{3}-?\d{4}")
EPOCH = datetime.date(1899, 12, 30)  # Excel's day 0, with its leap-year error behind it
FIRST_SERIAL, LAST_SERIAL = 5000, 73050  # 1913 to 2099: below are years, above are compact dates
YES = frozenset({"是", "有", "对", "y", "yes", "true", "1", "√", "✓", "✔"})
NO = frozenset({"否", "无", "没有", "不是", "n", "no", "false", "0", "×", "✗", "x"})


@dataclass(frozen=True)
class Outcome:
    """What a raw value came to. `value` is None where nothing usable came out."""

    value: object
    changes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


EMPTY = Outcome(None)


def read_value(field: Field, raw: object) -> Outcome:
    """The value of a field, what was tidied, and what is wrong. An empty value gives an empty outcome; `required` is the form's affair."""
    if is_empty(raw):
        return EMPTY
    return READERS[field.kind](field, raw)


def is_empty(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.isalnum() and not INVISIBLE.sub("", raw).strip())


def wrong(field: Field, fault: Fault, raw: object, suggestion: str = "", **arguments: object) -> Outcome:
    # A problem is stored and shown: what must stay sealed does not travel with it.
    shown = "***" if field.is_sensitive else number_text(raw)
    return Outcome(
        None, (), (Problem(field.name, fault, {"label": field.title, "value": shown, "suggestion": suggestion, **arguments}, suggestion),)
    )


def number_text(raw: object) -> str:
    """A number as Excel shows it: 15 significant digits, no trailing `.0`."""
    if isinstance(raw, float):
        return f"{raw:.15g}"
    return str(raw)


def folded(text: str) -> str:
    """NFKC without invisible characters and outer spaces: for all that is no prose."""
    return ZERO_WIDTH.sub("", unicodedata.normalize("NFKC", text)).strip()


def width_changes(before: str, after: str) -> tuple[str, ...]:
    """Why two spellings differ: spaces, width, or both."""
    if before == after:
        return ()
    changes: list[str] = []
    if INVISIBLE.search(before) or before != before.strip():
        changes.append(Change.SPACES)
    if SPACES.sub("", ZERO_WIDTH.sub("", before)) != SPACES.sub("", after):
        changes.append(Change.FULL_WIDTH)
    return tuple(changes)


def read_text(field: Field, raw: object) -> Outcome:
    text = number_text(raw)
    if len(text) <= limit_of(field) and text.isalnum() and unicodedata.is_normalized("NFKC", text):
        return Outcome(text)  # letters, digits and characters alone, none of them wide: there is nothing to tidy
    lines = [SPACES.sub(" ", line).strip() for line in ZERO_WIDTH.sub("", text.translate(WIDE)).replace("\r\n", "\n").split("\n")]
    tidy = ("\n" if field.kind == Kind.LONG_TEXT else " ").join(lines).strip()
    if len(tidy) > limit_of(field):
        return wrong(field, faults.TOO_LONG, raw, length=len(tidy), limit=limit_of(field))
    return Outcome(tidy, width_changes(text, tidy))


def limit_of(field: Field) -> int:
    return max(field.limit, 4000) if field.kind == Kind.LONG_TEXT else field.limit


def read_person_name(field: Field, raw: object) -> Outcome:
    """张　三 is 张三; the dot inside a name of another people is one dot."""
    outcome = read_text(field, raw)
    if outcome.problems:
        return outcome
    spaced = str(outcome.value)
    joined = HAN_GAP.sub("", spaced)
    name = joined.translate(DOTS)
    if not NAME.fullmatch(name):
        return wrong(field, faults.NOT_NAME, raw)
    how = [*outcome.changes]
    if joined != spaced:
        how = [change for change in how if change != Change.SPACES] + [Writing.NAME_SPACE]
    if name != joined:
        how.append(Writing.MIDDLE_DOT)
    return Outcome(name, tuple(how))


def decimal_of(raw: object) -> tuple[Decimal | None, tuple[str, ...]]:
    """A plain number: thousands separators in their places and a yuan sign are let go, words are not."""
    if isinstance(raw, bool):
        return None, ()
    text = number_text(raw)
    plain = folded(text).replace(" ", "")
    bare = re.sub(r"^[¥￥]|元$", "", plain)
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", bare):
        return None, ()
    try:
        number = Decimal(bare)
    except InvalidOperation:
        return None, ()
    if not isinstance(raw, str) or bare == text:
        return number, ()
    return number, (Writing.AMOUNT,) if bare != plain else width_changes(text, plain)


def read_integer(field: Field, raw: object) -> Outcome:
    number, changes = decimal_of(raw)
    if number is None or number != number.to_integral_value():
        return wrong(field, faults.NOT_INTEGER, raw)
    if number < 0 and not field.signed:
        return wrong(field, faults.NEGATIVE, raw)
    return Outcome(int(number), changes)


def read_money(field: Field, raw: object) -> Outcome:
    """Yuan → fen. Excel stores binary fractions: its 15 shown digits are taken, and more than two decimals are refused, not rounded."""
    number, changes = decimal_of(raw)
    if number is None:
        return wrong(field, faults.NOT_MONEY, raw)
    fen = number * 100
    if fen != fen.to_integral_value():
        return wrong(field, faults.PRECISION, raw)
    if fen < 0 and not field.signed:
        return wrong(field, faults.NEGATIVE, raw)
    return Outcome(int(fen), changes)


def read_ratio(field: Field, raw: object) -> Outcome:
    """1.6% or 0.016. A number above one without its sign could be either, so it is refused."""
    text = folded(number_text(raw)).replace(" ", "")
    is_percent = text.endswith("%")
    number, _ = decimal_of(text.removesuffix("%"))
    if number is None or (number > 1 and not is_percent):
        return wrong(field, faults.NOT_RATIO, raw)
    if number < 0 and not field.signed:
        return wrong(field, faults.NEGATIVE, raw)
    return Outcome(number / 100 if is_percent else number, (Writing.AMOUNT,) if is_percent else ())


def day_of(year: str, month: str, day: str) -> datetime.date | None:
    try:
        found = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1880 <= found.year <= 2100 else None


def day_of_number(raw: int | float) -> datetime.date | None:
    """20220301 typed as a number, or Excel's count of days."""
    if raw != int(raw):
        return None
    if compact := COMPACT_DATE.fullmatch(str(int(raw))):
        return day_of(*compact.groups())
    return EPOCH + datetime.timedelta(days=int(raw)) if FIRST_SERIAL <= raw <= LAST_SERIAL else None


def parsed_day(text: str) -> datetime.date | None:
    if match := DATE.fullmatch(text) or COMPACT_DATE.fullmatch(text):
        return day_of(*match.groups())
    return day_of_number(float(text)) if SERIAL.fullmatch(text) else None


def read_date(field: Field, raw: object) -> Outcome:
    if isinstance(raw, datetime.datetime):
        return Outcome(raw.date(), (Writing.DATE,) if raw.time() != datetime.time() else ())
    if isinstance(raw, datetime.date):
        return Outcome(raw)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        found = day_of_number(raw)
        return Outcome(found, (Writing.DATE,)) if found else wrong(field, faults.NOT_DATE, raw)
    text = re.sub(r"[ T]0{1,2}:00(:00(\.0+)?)?$", "", folded(str(raw)))
    found = parsed_day(text.replace(" ", ""))
    if found is None:
        return wrong(field, faults.NOT_DATE, raw)
    return Outcome(found, () if raw == found.isoformat() else (Writing.DATE,))


def read_month(field: Field, raw: object) -> Outcome:
    """The first of the month. A number such as 2022.1 is refused: Excel writes October like that too."""
    if isinstance(raw, datetime.date):
        first = datetime.date(raw.year, raw.month, 1)
        return Outcome(first, (Writing.DATE,) if raw.day != 1 else ())
    if isinstance(raw, float) and raw != int(raw):
        return wrong(field, faults.NOT_MONTH, raw)
    text = folded(number_text(raw)).replace(" ", "")
    if match := MONTH.fullmatch(text):
        year, month = (part for part in match.groups() if part)
        found = day_of(year, month, "1")
    else:
        day = parsed_day(text)
        found = day.replace(day=1) if day else None
    if found is None:
        return wrong(field, faults.NOT_MONTH, raw)
    return Outcome(found, () if raw == f"{found:%Y-%m}" else (Writing.DATE,))


def read_datetime(field: Field, raw: object) -> Outcome:
    """A day and a time of day. A day alone is refused: midnight would be a guess."""
    if isinstance(raw, datetime.datetime):
        return Outcome(raw)
    if not isinstance(raw, str):
        return wrong(field, faults.NOT_DATETIME, raw)
    moment = MOMENT.fullmatch(folded(raw))
    if moment is None:
        return wrong(field, faults.NOT_DATETIME, raw)
    day, match = parsed_day(moment[1].replace(" ", "")), TIME.fullmatch(moment[2].replace(" ", ""))
    if day is None or match is None:
        return wrong(field, faults.NOT_DATETIME, raw)
    try:
        found = datetime.datetime.combine(day, clock_time(*(int(part or 0) for part in match.groups())))
    except ValueError:
        return wrong(field, faults.NOT_DATETIME, raw)
    return Outcome(found, () if raw in (f"{found:%Y-%m-%d %H:%M}", found.isoformat()) else (Writing.DATE,))


def read_boolean(field: Field, raw: object) -> Outcome:
    if isinstance(raw, bool):
        return Outcome(raw)
    word = folded(number_text(raw)).casefold()
    if word in YES or word in NO:
        return Outcome(word in YES, () if raw in ("是", "否") else (Writing.CHOICE,))
    return wrong(field, faults.NOT_BOOLEAN, raw)


def read_choice(field: Field, raw: object) -> Outcome:
    assert field.choices is not None
    text = number_text(raw)
    code = field.choices.codes_by_word.get(folded(text).casefold())
    if code is not None:
        title = field.choices.title_of(code)
        return Outcome(code, () if text in (code, title.zh, title.en) else (Writing.CHOICE,))
    near = nearest(field.choices, folded(text))
    if near:
        return wrong(field, faults.NEAR_CHOICE, raw, near, list=field.choices.title)
    return wrong(field, faults.NOT_CHOICE, raw, list=field.choices.title)


def nearest(choices: CodeList, word: str) -> str:
    """The one title a word may stand for (武进 → 武进区), or nothing where several are as near."""
    titles = [choice.title.zh for choice in choices.choices]
    within = [title for title in titles if len(word) > 1 and (word in title or title in word)]
    if within:
        return within[0] if len(within) == 1 else ""
    close = difflib.get_close_matches(word, titles, n=2, cutoff=0.6)
    if len(close) == 2 and difflib.SequenceMatcher(None, word, close[0]).ratio() == difflib.SequenceMatcher(None, word, close[1]).ratio():
        return ""
    return close[0] if close else ""


def read_phone(field: Field, raw: object) -> Outcome:
    if not isinstance(raw, str):
        return wrong(field, faults.NUMBERED, raw)
    number = re.sub(r"[\s()]", "", folded(raw)).replace("—", "-").replace("–", "-")
    number = re.sub(r"^(\+?86-?)(?=1\d{10}$)", "", number)
    if not PHONE.fullmatch(number):
        return wrong(field, faults.NOT_PHONE, raw)
    return Outcome(number, width_changes(raw, number))


def reader_of(read: Callable[[object], Reading]) -> Callable[[Field, object], Outcome]:
    """An identifier's reading in the words of a form."""

    def read_identifier(field: Field, raw: object) -> Outcome:
        reading = read(raw)
        if identifiers.NUMBER in reading.reasons:
            return wrong(field, faults.NUMBERED, raw)
        problems = tuple(Problem(field.name, faults.IDENTIFIER_FAULTS[reason], {"label": field.title}) for reason in reading.reasons)
        return Outcome(reading.value if reading.is_usable else None, tuple(reading.changes), problems)

    return read_identifier


READERS: Mapping[Kind, Callable[[Field, object], Outcome]] = {
    Kind.TEXT: read_text,
    Kind.LONG_TEXT: read_text,
    Kind.EMPLOYER_NAME: read_text,
    Kind.PERSON_NAME: read_person_name,
    Kind.INTEGER: read_integer,
    Kind.MONEY: read_money,
    Kind.RATIO: read_ratio,
    Kind.DATE: read_date,
    Kind.MONTH: read_month,
    Kind.DATETIME: read_datetime,
    Kind.CHOICE: read_choice,
    Kind.BOOLEAN: read_boolean,
    Kind.IDENTITY: reader_of(identifiers.read_citizen_id),
    Kind.USCC: reader_of(identifiers.read_uscc),
    Kind.BANK_ACCOUNT: reader_of(identifiers.read_bank_card),
    Kind.PHONE: read_phone,
}


def clock_time(hour: int, minute: int, second: int = 0) -> datetime.time:
    return datetime.time(hour, minute, second)
