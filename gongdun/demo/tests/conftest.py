"""Two cities the tests read: one large enough for every scenario, one of the smallest size."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from gongdun.demo.city.generate import Wish, generate


class City:
    """A generated city whose files answer queries: `{payroll-2022-08}` in a query is that file."""

    def __init__(self, folder: Path, facts: dict) -> None:
        self.folder, self.facts = folder, facts
        self.connection = duckdb.connect()

    def rows(self, query: str) -> list[tuple]:
        for path in sorted(self.folder.glob("*.parquet"), reverse=True):
            query = query.replace("{" + path.stem + "}", f"read_parquet('{path}')")
        for table in ("payroll", "declarations", "other_cover"):
            current = [str(path) for path in self.current(table)]
            query = query.replace("{" + table + "}", f"read_parquet({current})")
        return self.connection.execute(query).fetchall()

    def current(self, table: str) -> list[Path]:
        """A monthly table's files, the later sending in place of the first."""
        newest = {path.name.split(".")[0]: path for path in sorted(self.folder.glob(f"{table}-*.parquet"), key=lambda path: len(path.name))}
        return list(newest.values())


@pytest.fixture(scope="session")
def city(tmp_path_factory) -> City:
    folder = tmp_path_factory.mktemp("city") / "changzhou"
    return City(folder, generate(Wish(20_000, "2021-10", 12, 7), folder, quiet=True))


@pytest.fixture(scope="session")
def village(tmp_path_factory) -> City:
    folder = tmp_path_factory.mktemp("village") / "changzhou"
    return City(folder, generate(Wish(2_000, "2022-01", 6, 3), folder, quiet=True))
