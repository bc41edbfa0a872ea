"""The words a table contract is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds, and so how it is checked and what the lake keeps of it."""

    PERSON = "person"  # citizen number → integer person key
    EMPLOYER = "employer"  # unified social credit code → integer employer key
    PERSONS = "persons"  # several citizen numbers, `;` between → their keys, `;` between
    SECRET = "secret"  # name of a person, phone, account → integer key, only good for "the same as"  # noqa: S105
    TEXT = "text"
    CODE = "code"  # digits and letters whose leading zeros count
    MONEY = "money"  # yuan with two places → fen
    INTEGER = "integer"
    RATE = "rate"  # 0.0090 or 0.9% → millionths
    MONTH = "month"  # 2022-08 → month index, year × 12 + month − 1
    DATE = "date"
    MOMENT = "moment"  # date with or without a time of day, Asia/Shanghai
    FLAG = "flag"


# Columns that Excel must never hold as numbers.
TEXT_ONLY = frozenset({Kind.PERSON, Kind.EMPLOYER, Kind.PERSONS, Kind.SECRET, Kind.CODE})


@dataclass(frozen=True)
class Column:
    """One column: English and Chinese heading, kind, whether it must be filled, and the values allowed.

    An allowed value is written with its other spellings, `|` between: `wage|工资薪金`; the lake keeps the first.
    """

    name: str
    chinese: str
    kind: Kind = Kind.TEXT
    required: bool = False
    allowed: tuple[str, ...] = ()

    @property
    def lake_name(self) -> str:
        """The name in the lake; identities become keys there."""
        match self.kind:
            case Kind.PERSON | Kind.PERSONS:
                stem = self.name.removesuffix("id_number").removesuffix("es")
                return f"{stem}person_key" if self.kind is Kind.PERSON else f"{stem}_keys"
            case Kind.EMPLOYER:
                return f"{self.name.removesuffix('uscc')}employer_key"
            case Kind.SECRET:
                return f"{self.name}_key"
        return self.name

    @property
    def lake_type(self) -> str:
        match self.kind:
            case Kind.PERSON | Kind.EMPLOYER | Kind.SECRET | Kind.MONEY | Kind.INTEGER | Kind.RATE:
                return "BIGINT"
            case Kind.MONTH:
                return "INTEGER"
            case Kind.DATE:
                return "DATE"
            case Kind.MOMENT:
                return "TIMESTAMP"
            case Kind.FLAG:
                return "BOOLEAN"
        return "VARCHAR"


@dataclass(frozen=True)
class Order:
    """Two columns of which the first may not come after the second, where both are filled."""

    first: str
    second: str


@dataclass(frozen=True)
class Contract:
    """One table: its columns, its key, and how many rejected rows it bears (shares of all rows)."""

    name: str
    chinese: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    orders: tuple[Order, ...] = ()
    is_events: bool = False  # rows are added and never replaced; otherwise a later file's row replaces an earlier one with the same key
    warn_share: float = 0.001
    refuse_share: float = 0.05

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.name}: a column stands twice")
        strangers = {*self.key, *(name for order in self.orders for name in (order.first, order.second))} - set(names)
        if strangers or not self.key:
            raise ValueError(f"{self.name}: key or order names no column: {sorted(strangers)}")

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def is_monthly(self) -> bool:
        """Whether every row belongs to the month of its file, so that a month without a file is a gap."""
        return "month" in self.key

    @property
    def lake_key(self) -> tuple[str, ...]:
        return tuple(self.column(name).lake_name for name in self.key)
