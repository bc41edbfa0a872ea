"""What can be wrong with a value, and what was tidied on the way in. Every fault has a sentence, a short name to count by and an advice.

All three are English message ids; the Chinese stands in the catalogue of this floor.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongdun.kernel import identifiers
from gongdun.kernel.identifiers import Reason, Severity
from gongdun.kernel.words import Title
from gongdun.law.refusal import translate


@dataclass(frozen=True)
class Fault:
    """A kind of mistake: `title` to group by, `message` for the cell (with `{named}` places), `advice` on how to mend it."""

    code: str
    title: str
    message: str
    advice: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Problem:
    """One fault of one field; `suggestion` is offered to the clerk and never applied by itself."""

    field: str
    fault: Fault
    arguments: Mapping[str, object] = dataclasses.field(default_factory=dict)
    suggestion: str = ""

    @property
    def message(self) -> str:
        return self.fault.message

    @property
    def severity(self) -> Severity:
        return self.fault.severity

    @property
    def is_error(self) -> bool:
        return self.fault.severity is Severity.ERROR

    def text(self, language: str) -> str:
        said = {name: value.text(language) if isinstance(value, Title) else value for name, value in self.arguments.items()}
        return translate(self.fault.message, language).format(**said)


class Writing(StrEnum):
    """How a value was written differently, beyond what the identifiers report."""

    DATE = "date_rewritten"
    AMOUNT = "amount_rewritten"
    CHOICE = "choice_rewritten"
    NAME_SPACE = "name_spaces_removed"
    MIDDLE_DOT = "middle_dot_rewritten"


CHANGE_TITLES: Mapping[str, Title] = {
    identifiers.Change.SPACES: Title("去掉空格", "spaces removed"),
    identifiers.Change.FULL_WIDTH: Title("全角转半角", "full width to half width"),
    identifiers.Change.UPPER_CASE: Title("小写转大写", "lower case to capitals"),
    identifiers.Change.LENGTHENED: Title("15 位证件号升 18 位", "15-digit number to 18"),
    Writing.DATE: Title("日期写法统一", "date written alike"),
    Writing.AMOUNT: Title("金额、数字写法统一", "amount or number written alike"),
    Writing.CHOICE: Title("选项写法统一", "choice written alike"),
    Writing.NAME_SPACE: Title("去掉姓名中的空格", "spaces in a name removed"),
    Writing.MIDDLE_DOT: Title("姓名间隔点统一", "middle dot of a name written alike"),
}


@dataclass(frozen=True)
class Changed:
    """A value that was tidied: what it was, what it is now, how."""

    field: str
    raw: object
    value: object
    how: tuple[str, ...]


MISSING = Fault("missing", "Required value missing", "“{label}” is required and empty.", "Fill it in.")
UNKNOWN_FIELD = Fault("unknown_field", "Unknown field", "This form has no field “{name}”.", "Use the names of the form.")
NUMBERED = Fault(
    "numbered",
    "Turned into a number by Excel, last digits lost",
    "“{label}” was turned into a number by Excel and its last digits are lost. Format the whole column as text and fill it in from the original; "
    "it cannot be repaired.",
    "Format the column as text and fill it in again.",
)
TOO_LONG = Fault("too_long", "Text too long", "“{label}” has {length} characters; at most {limit} are allowed.", "Shorten it.")
NOT_INTEGER = Fault("not_integer", "Not a whole number", "“{value}” is not a whole number.", "Write digits only.")
NOT_MONEY = Fault(
    "not_money", "Amount not understood", "“{value}” is not an amount. Write the actual amount in yuan.", "Write digits only."
)
PRECISION = Fault(
    "precision",
    "Amount finer than a fen",
    "“{value}” has more than two decimals; a fen is the smallest amount.",
    "Round it to two decimals.",
)
NEGATIVE = Fault("negative", "Number below zero", "“{value}” is below zero.", "Check the sign.")
NOT_RATIO = Fault(
    "not_ratio", "Ratio not understood", "“{value}” is not a ratio. Write 1.6% or 0.016.", "Write a percentage with its % sign."
)
NOT_DATE = Fault("not_date", "Date not understood", "The date “{value}” is not understood. Write it as 2022-09-01.", "Write 2022-09-01.")
NOT_MONTH = Fault("not_month", "Month not understood", "The month “{value}” is not understood. Write it as 2022-09.", "Write 2022-09.")
NOT_DATETIME = Fault(
    "not_datetime",
    "Date and time not understood",
    "The date and time “{value}” is not understood. Write it as 2022-09-01 14:30.",
    "Write 2022-09-01 14:30.",
)
NOT_BOOLEAN = Fault("not_boolean", "Neither yes nor no", "“{value}” is neither yes nor no.", "Write 是 or 否.")
NOT_CHOICE = Fault("not_choice", "Not in the list", "“{value}” is not in the list “{list}”.", "Choose from the drop-down list.")
NEAR_CHOICE = Fault(
    "near_choice", "Not in the list", "“{value}” is not in the list “{list}”. Is it “{suggestion}”?", "Choose from the drop-down list."
)
NOT_PHONE = Fault(
    "not_phone",
    "Telephone number not understood",
    "“{value}” is no telephone number. Write 11 digits, or the area code and the number.",
    "Check the number.",
)
NOT_NAME = Fault("not_name", "Name not understood", "“{value}” is no name of a person.", "Check against the identity document.")


def of(kind: str, reason: Reason, title: str, advice: str) -> Fault:
    return Fault(f"{kind}_{reason.code}", title, reason.message, advice, reason.severity)


# What the identifiers say, with a name to count by and an advice.
IDENTIFIER_FAULTS: Mapping[Reason, Fault] = {
    identifiers.SHAPE: of("identity", identifiers.SHAPE, "Citizen number has the wrong form", "Check against the original."),
    identifiers.CHECK: of(
        "identity", identifiers.CHECK, "Check character of the citizen number does not fit", "Check against the original."
    ),
    identifiers.BIRTH: of("identity", identifiers.BIRTH, "No date of birth in the citizen number", "Check against the original."),
    identifiers.REGION: of("identity", identifiers.REGION, "Unknown province in the citizen number", "Have a look; it may be right."),
    identifiers.USCC_SHAPE: of("uscc", identifiers.USCC_SHAPE, "Credit code has the wrong form", "Check against the business licence."),
    identifiers.USCC_CHECK: of(
        "uscc", identifiers.USCC_CHECK, "Check character of the credit code does not fit", "Check against the business licence."
    ),
    identifiers.USCC_OLD: of("uscc", identifiers.USCC_OLD, "Old credit code of an individual business", "Have a look; it may be right."),
    identifiers.CARD_SHAPE: of("bank_account", identifiers.CARD_SHAPE, "Bank account has the wrong form", "Check against the card."),
    identifiers.CARD_CHECK: of(
        "bank_account", identifiers.CARD_CHECK, "Last digit of the bank card does not fit", "Check against the card."
    ),
}
