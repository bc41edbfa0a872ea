"""The catalogue's faults and its drift from docs/generated, said line by line."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from django.db import OperationalError, ProgrammingError

from gongdun.desk.catalogue import catalogue
from gongdun.desk.checks.catalogue import faults
from gongdun.desk.checks.pages import pages
from gongdun.desk.checks.versions import gone


def report(folder: Path, *, write: bool, out: TextIO) -> int:
    found = [*faults(catalogue()), *orphans()]
    expected = pages(catalogue())
    if write:
        rewrite(folder, expected)
    found += drift(folder, expected)
    for line in found:
        print(line, file=out)
    return 1 if found else 0


def orphans() -> list[str]:
    """Open matters whose version is gone. Without a migrated database there are no matters to ask; `gongdun doctor` says why."""
    try:
        return [
            f"{one.count} open matters follow {one.procedure} of {one.version}, which is gone: put its file back."
            for one in gone(catalogue())
        ]
    except (OperationalError, ProgrammingError):
        return []


def rewrite(folder: Path, expected: dict[str, str]) -> None:
    for path in folder.glob("**/*.md"):
        path.unlink()
    for name, text in expected.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def drift(folder: Path, expected: dict[str, str]) -> list[str]:
    there = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.glob("**/*.md")}
    stale = [name for name, text in expected.items() if there.get(name) != text] + sorted(set(there) - set(expected))
    return [f"docs/generated/{name} is not what the catalogue says. Run `make docs` and commit it." for name in stale]
