"""What the runner asks of an engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

Row = dict[str, Any]


@dataclass(frozen=True)
class ParameterRows:
    """The relation `parameters`: a row per district, a column per threshold. Never empty: the first row is of no district."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    def values_sql(self) -> str:
        columns = ", ".join(("district", *self.names))
        rows = ", ".join(row_sql(district, values) for district, values in self.rows)
        return f"select * from (values {rows}) as given ({columns})"  # noqa: S608 (integers and quoted districts)


def row_sql(district: str, values: tuple[int, ...]) -> str:
    return f"({', '.join([quote(district), *(f'cast({value} as bigint)' for value in values)])})"


def quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class Engine(Protocol):
    """Runs one query of a rule over the relations of a month."""

    @property
    def version(self) -> str: ...

    def rows(self, query: str, parameters: ParameterRows) -> Iterator[Row]: ...

    def close(self) -> None: ...
