"""A pytest plugin: one forgetful cluster, one template database per set of migrations, one clone of it per worker.

`GONGDUN_TEST_SERVER` names a foreign server by a superuser's address (PostgreSQL 15 to 18); otherwise the embedded one serves.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent
TEST_HOME = PACKAGE.parent / "var" / "test"
# Before Django reads its settings: the tests have a home, and so secrets, of their own.
os.environ.setdefault("GONGDUN_HOME", str(TEST_HOME))
os.environ.setdefault("GONGDUN_DEVELOP", "1")  # static files as they lie: no test collects them first
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the thread that asks the ORM

import psycopg  # noqa: E402
import pytest  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402
from psycopg import sql  # noqa: E402
from psycopg.conninfo import make_conninfo  # noqa: E402

from gongdun.site.home import home, private_folder, secret  # noqa: E402
from gongdun.site.postgres.cluster import Cluster  # noqa: E402
from gongdun.site.postgres.roles import OWNER, SITE, prepare  # noqa: E402

secret("django", create=True)


class Server:
    """Where the test databases live."""

    def __init__(self) -> None:
        self.foreign = os.environ.get("GONGDUN_TEST_SERVER")
        self.cluster = None if self.foreign else Cluster(home() / "postgres", forgetful=True).start()

    def url(self, name: str, role: str | None = None) -> str:
        base = self.foreign or (self.cluster.url() if self.cluster else "")
        return make_conninfo(base, dbname=name, **({"user": role} if role else {}))

    def run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def has(self, name: str) -> bool:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            return connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None

    def release(self) -> None:
        if self.cluster:
            self.cluster.release()


def template_name() -> str:
    """Named by what shapes the schema, so that an unchanged schema is never migrated twice."""
    digest = hashlib.sha256()
    for path in sorted([*PACKAGE.glob("**/migrations/*.py"), PACKAGE / "site" / "postgres" / "roles.py"]):
        digest.update(str(path.relative_to(PACKAGE)).encode())
        digest.update(path.read_bytes())
    return f"gd_template_{digest.hexdigest()[:16]}"


@contextmanager
def only_one() -> Iterator[None]:
    private_folder(home())
    with open(home() / "template.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ensure_template(server: Server) -> str:
    """Migrate the template once as the owner, in a process of its own: this process never holds the owner's rights."""
    name = template_name()
    with only_one():
        if server.has(name):
            return name
        building = f"{name}_building"
        server.run("drop database if exists {} with (force)", building)
        prepare(server.url("postgres"), building)
        environment = os.environ | {"GONGDUN_AS_OWNER": "1", "GONGDUN_OWNER_URL": server.url(building, OWNER)}
        done = subprocess.run(
            [sys.executable, "-m", "gongdun", "django", "migrate", "--verbosity", "0"],
            env=environment, cwd=PACKAGE.parent, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            pytest.exit(f"The template database could not be migrated:\n{done.stdout}\n{done.stderr}", returncode=3)
        server.run("alter database {} rename to {}", building, name)
    return name


class WorkerDatabase:
    """This worker's clone of the template; `renew` gives a fresh one to tests that commit."""

    def __init__(self, server: Server, name: str) -> None:
        self.server, self.name, self.template = server, name, ensure_template(server)

    def renew(self) -> None:
        connections.close_all()
        self.drop()
        self.server.run("create database {} template {} owner {}", self.name, self.template, OWNER)

    def drop(self) -> None:
        self.server.run("drop database if exists {} with (force)", self.name)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw")
    server = Server()
    database = WorkerDatabase(server, f"gd_test_{worker}_{os.getpid()}")
    with django_db_blocker.unblock():
        database.renew()
        settings = connections["default"].settings_dict
        parts = psycopg.conninfo.conninfo_to_dict(server.url(database.name, SITE))
        settings.update(NAME=database.name, USER=SITE, HOST=parts.get("host", ""), PORT=parts.get("port", ""))
    # The stock teardown truncates, which the site's role may not do; and a clone also keeps what migrations loaded.
    TransactionTestCase._fixture_teardown = lambda self: database.renew()  # type: ignore[attr-defined]
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    database.drop()
    server.release()
