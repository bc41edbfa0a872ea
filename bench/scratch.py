"""A database of a bench's own, migrated and empty, asked as the site's own role; dropped afterwards."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

from gongdun.site import testing


@contextmanager
def scratch(name: str) -> Iterator[None]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    server = testing.Server()
    database = testing.WorkerDatabase(server, f"gd_bench_{name}_{os.getpid()}")
    try:
        importlib.import_module("django").setup()
        database.renew()
        settings = testing.connections["default"].settings_dict
        parts = testing.psycopg.conninfo.conninfo_to_dict(server.url(database.name, testing.SITE))
        settings.update(NAME=database.name, USER=testing.SITE, HOST=parts.get("host", ""), PORT=parts.get("port", ""))
        yield
    finally:
        testing.connections.close_all()
        database.drop()
        server.release()
