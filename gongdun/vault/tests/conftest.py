"""A home of its own for each test, and a second way into the database: as its superuser, the strongest attacker there is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from gongdun.vault.actors import Actor

CLERK = Actor(account_id=7, name="王芳", office_id=3, roles=frozenset({"intake_clerk"}), origin="10.0.0.7")
OTHER = Actor(account_id=8, name="李强", office_id=4, roles=frozenset({"reviewer"}), origin="10.0.0.8")


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """Keys and heads of this test alone."""
    settings.LAKE = tmp_path / "lake"
    return tmp_path


def rights_of(role: str) -> str:
    """The address of the test database for another role."""
    settings = connection.settings_dict
    return make_conninfo(dbname=settings["NAME"], user=role, host=settings["HOST"], port=settings["PORT"] or None)


@contextmanager
def superuser() -> Iterator[psycopg.Connection]:
    """Committed at the end. Triggers off: what an attacker with every right would do first."""
    with psycopg.connect(rights_of("postgres")) as attacker:
        for table in ("vault_entry", "vault_seal", "vault_leaf"):
            attacker.execute(f"alter table {table} disable trigger all")
        yield attacker
        for table in ("vault_entry", "vault_seal", "vault_leaf"):
            attacker.execute(f"alter table {table} enable always trigger insert_only")
