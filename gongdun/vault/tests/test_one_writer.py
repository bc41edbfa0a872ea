"""Read from the source: who writes rows outside operations? The run-time guard says so when it happens, this before."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]
# Floors without Django write files, not rows; the vault writes its own tables; migrations run as the owner; the demo builds a city.
FREE = {"law", "kernel", "compare", "vault", "demo", "migrations", "tests", "operations", "postgres"}
KEYWORDS_ONLY = {"save", "create", "update", "update_or_create", "get_or_create"}  # with positions they are workbooks, dicts and hashes
WITHOUT_ARGUMENTS = {"delete", "save"}
ALWAYS = {"bulk_create", "bulk_update", "create_user", "create_superuser"}
STATEMENT = re.compile(
    r"^\s*(with\b.*\b)?(insert\s+into|update\s+\S+\s+set|delete\s+from|copy\s+\S+.*\bfrom\s+std)", re.IGNORECASE | re.DOTALL
)


# One-time code devices are django-otp's own rows; the operation beside them writes the journal.
FRAMEWORK_ROWS = {"site/pages/codes.py"}


def sources() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if not is_free(path.relative_to(PACKAGE))]


def is_free(path: Path) -> bool:
    return path.stem in {"operations", "testing"} or bool(FREE & set(path.parts)) or path.as_posix() in FRAMEWORK_ROWS


def writers(source: str) -> Iterator[tuple[int, str]]:
    yield from writers_in(ast.parse(source))


def writers_in(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Every writer below a node, but for those inside a function under @operation."""
    if isinstance(node, ast.FunctionDef) and any(ast.unparse(decorator) == "operation" for decorator in node.decorator_list):
        return
    if isinstance(node, ast.Call) and is_writer(node):
        yield node.lineno, ast.unparse(node)[:80]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and STATEMENT.match(node.value):
        yield node.lineno, node.value.strip()[:80]
    for child in ast.iter_child_nodes(node):
        yield from writers_in(child)


def is_writer(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "unguarded" or name in ALWAYS:
        return True
    if not isinstance(call.func, ast.Attribute) or call.args:
        return False
    return (name in KEYWORDS_ONLY and bool(call.keywords)) or (name in WITHOUT_ARGUMENTS and not call.keywords)


def test_rows_are_written_by_operations_alone():
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {said}" for path in sources() for line, said in writers(path.read_text(encoding="utf-8"))
    ]
    assert not found, "Move these into operations.py, under @operation:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "matter.save()",
        "matter.save(update_fields=['state'])",
        "Matter.objects.create(title='x')",
        "Matter.objects.bulk_create(rows)",
        "Matter.objects.filter(pk=1).update(state='x')",
        "matter.delete()",
        "Matter.objects.get_or_create(title='x')",
        "cursor.execute('insert into desk_matter values (1)')",
        "cursor.execute('''\n update desk_matter set state = 1''')",
        "cursor.execute('with a as (select 1) delete from desk_matter')",
        "cursor.copy('copy desk_matter (id) from stdin')",
        "with unguarded('why not'): pass",
    ],
)
def test_a_writer_is_recognised(source):
    assert list(writers(source))


@pytest.mark.parametrize(
    "source",
    [
        "workbook.save(path)",
        "seen.update(more)",
        "digest.update(b'x')",
        "accept(actor=actor, number=1)",
        "say('Update the form and delete from it what is wrong.')",
        "cursor.execute('select 1 from desk_matter for update')",
        "@operation\ndef accept(*, actor): matter.save()",
    ],
)
def test_an_innocent_is_not(source):
    assert not list(writers(source))
