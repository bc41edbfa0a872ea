"""The ground the tests stand on."""

import ast
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parent.parent
WITH_AN_EXTRA = {"spark.py", "oidc_backend.py", "browser.py", "testing.py"}  # loaded only where that extra, or the tests, are installed


@pytest.mark.django_db
def test_the_site_talks_to_postgresql_as_a_role_that_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute("select count(*) from pg_class where relowner = (select oid from pg_roles where rolname = current_user)")
        assert cursor.fetchone() == (0,)


def test_what_the_site_imports_is_locked_for_an_installation():
    """A package that only the tests' requirements hold is there on every machine of ours and on no city's."""
    locked = {normal(line.split("==")[0]) for line in (ROOT / "requirements" / "desk.txt").read_text().splitlines() if "==" in line}
    homes, missing = packages_distributions(), set()
    for path in (ROOT / "gongdun").rglob("*.py"):
        if "tests" in path.parts or path.name in WITH_AN_EXTRA:
            continue
        for module in imported(ast.parse(path.read_text(encoding="utf-8"))):
            if module in homes and module != "gongdun" and not locked & {normal(name) for name in homes[module]}:
                missing.add((str(path.relative_to(ROOT)), module))
    assert sorted(missing) == []


def normal(name: str) -> str:
    return name.lower().replace("_", "-")


def imported(tree: ast.Module) -> set[str]:
    """Top names of the imports at module level: what must be there for the module to load."""
    names = [alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.split(".")[0] for name in names}
