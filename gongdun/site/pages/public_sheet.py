"""计算书 as the public page shows it: the law's steps as plain words in the visitor's language. Nothing is computed here but the sum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from gongdun.desk.documents.amounts import capitals
from gongdun.desk.templatetags.look import short_date, yuan_text
from gongdun.law import Sheet
from gongdun.law.citations import cited
from gongdun.law.refusal import translate
from gongdun.law.sheet import NOT_FINAL
from gongdun.law.trace import Step, Used, Value, plain

MONTHLY = {"own_wage", "disability_allowance", "disability_allowance_top_up", "living_care_fee", "dependants_pension"}
PART = "disability_allowance_top_up"  # contained in the allowance, so never counted beside it


@dataclass(frozen=True)
class Basis:
    """A parameter that a step rests on."""

    words: str
    source: str
    status: str
    status_word: str

    @property
    def is_doubtful(self) -> bool:
        return self.status in NOT_FINAL


@dataclass(frozen=True)
class Line:
    """One row of the sheet. `payer` only where the row is an amount that was asked for."""

    title: str
    words: str
    numbers: str
    conditions: tuple[str, ...]
    article: str
    basis: tuple[Basis, ...]
    results: tuple[str, ...]
    payer: str
    is_asked: bool
    is_monthly: bool


@dataclass(frozen=True)
class Total:
    """What is paid once, and by whom; monthly amounts are not added to it."""

    fen: int
    words: str
    parts: tuple[tuple[str, int], ...]


def lines(sheet: Sheet, asked: Iterable[str], language: str) -> list[Line]:
    wanted = set(asked)
    return [line(step, sheet, step.name in wanted, language) for step in sheet.steps_in(language) if step.name != "payer"]


def line(step: Step, sheet: Sheet, is_asked: bool, language: str) -> Line:
    return Line(
        step.title[language],
        step.words,
        step.numbers,
        step.conditions,
        cited(step.citation, language),
        tuple(basis(used, language) for used in step.parameters),
        shown(step.value, step.unit),
        payer(sheet, step.name, language) if is_asked else "",
        is_asked,
        step.name in MONTHLY,
    )


def basis(used: Used, language: str) -> Basis:
    key = "".join(f" [{part}]" for part in used.key)
    unit = translate("month(s)" if used.unit == "month" else used.unit, language)
    until = used.until.isoformat() if used.until else _("now")
    value = f"{used.title[language]}{key} {plain(used.value)} {unit}"
    span = _("%(value)s, in force %(since)s to %(until)s") % {"value": value, "since": used.since.isoformat(), "until": until}
    return Basis(span, cited(used.citation, language), used.status, status_word(used.status, language))


def status_word(status: str, language: str) -> str:
    """有效, 未核实, 草案, 已确认; the English id without its underscore."""
    return translate(status, language).replace("_", " ")


def payers(sheet: Sheet, language: str) -> str:
    """What decided who pays, and its articles."""
    step = next(step for step in sheet.steps_in(language) if step.name == "payer")
    return f"{step.numbers} · {cited(step.citation, language)}"


def shown(value: Value, unit: str) -> tuple[str, ...]:
    """Yuan with two places; a list has one entry a person."""
    if isinstance(value, list):
        return tuple(one for part in value for one in shown(part, unit))
    if isinstance(value, bool):
        return (_("Yes") if value else _("No"),)
    if isinstance(value, date):
        return (short_date(value, year=True),)
    if isinstance(value, Decimal) and unit == "yuan":
        return (yuan_text(fen(value)),)
    return (plain(value),)


def fen(yuan: Decimal) -> int:
    return int(yuan * 100)


def payer(sheet: Sheet, output: str, language: str) -> str:
    payers = sheet.amounts["payer"]
    return translate(str(payers[output]), language) if isinstance(payers, dict) else ""


def total(sheet: Sheet, asked: Iterable[str], language: str) -> Total | None:
    """None where nothing is paid once."""
    once = {name: fen(amount) for name in asked if name not in MONTHLY and isinstance(amount := sheet.amounts[name], Decimal)}
    if not once:
        return None
    parts: dict[str, int] = {}
    for name, amount in once.items():
        who = payer(sheet, name, language)
        parts[who] = parts.get(who, 0) + amount
    whole = sum(once.values())
    return Total(whole, capitals(whole) if language != "en" else "", tuple(parts.items()))


def receipt(sheet: Sheet) -> list[tuple[str, str]]:
    """The digests by which the sheet can be found to be the same, short enough to be read aloud."""
    names = (("rules", _("Rules")), ("parameters", _("Parameters")), ("inputs", _("Entries")), ("results", _("Results")))
    return [(title, " ".join(sheet.receipt[name][at : at + 4] for at in (0, 4, 8))) for name, title in names]
