"""Values on their way into and out of cells. A text that Excel would run as a formula is defused with an apostrophe."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gongdun.kernel.forms import Field, Form, Kind

RISKY = ("=", "+", "-", "@", "\t", "\r")
YES, NO = "是", "否"
EXAMPLES: Mapping[Kind, object] = {
    Kind.IDENTITY: "11010519491231002X",  # the example number printed in GB 11643
    Kind.PERSON_NAME: "示例",
    Kind.EMPLOYER_NAME: "示例单位",
    Kind.MONEY: 625000,
    Kind.DATE: datetime.date(2022, 9, 1),
    Kind.MONTH: datetime.date(2022, 9, 1),
}


def defuse(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text


def plain(value: object) -> object:
    """A cell as it was before it was defused."""
    if isinstance(value, str) and value.startswith("'") and value[1:].startswith(RISKY):
        return value[1:]
    return value


def cell_value(field: Field, value: Any, language: str) -> object:
    """A checked value as a person writes it into the cell: fen → yuan, code → title. A text (a mask, say) stays as it is."""
    if value is None:
        return None
    if field.kind == Kind.CHOICE and field.choices:
        known = {choice.code: choice.title for choice in field.choices.choices}
        return defuse(known[value].text(language) if value in known else str(value))
    if isinstance(value, str):
        return defuse(value)
    if field.kind == Kind.MONEY:
        return Decimal(value) / 100
    if field.kind == Kind.BOOLEAN:
        return YES if value else NO
    if field.kind == Kind.MONTH:
        return f"{value:%Y-%m}"
    if field.kind == Kind.DATETIME and value.time() == datetime.time():
        return f"{value:%Y-%m-%d %H:%M}"  # midnight as a number comes back as a day without a time
    return value


def example_of(field: Field) -> object:
    return field.example if field.example is not None else EXAMPLES.get(field.kind)


def examples(form: Form, language: str) -> dict[str, object]:
    """The example row of a template; reading lets go of a row that still holds exactly this."""
    return {field.name: shown for field in form.fields if (shown := cell_value(field, example_of(field), language)) is not None}
