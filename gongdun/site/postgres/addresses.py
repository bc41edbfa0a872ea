"""Which database: `DATABASE_URL` and `GONGDUN_OWNER_URL`, else the embedded cluster of the data folder."""

from __future__ import annotations

import os

from psycopg.conninfo import conninfo_to_dict

from gongdun.site.home import home
from gongdun.site.postgres.cluster import Cluster
from gongdun.site.postgres.roles import OWNER, SITE

NAME = "gongdun"


def embedded() -> Cluster:
    return Cluster(home() / "postgres")


def is_embedded() -> bool:
    return not os.environ.get("DATABASE_URL")


def site_url() -> str:
    return os.environ.get("DATABASE_URL") or embedded().url(role=SITE, name=NAME)


def owner_url() -> str:
    """The owner's address; with a foreign server it must be told, for migrations and backups only."""
    if told := os.environ.get("GONGDUN_OWNER_URL"):
        return told
    return embedded().url(role=OWNER, name=NAME) if is_embedded() else ""


def django_database(url: str) -> dict[str, object]:
    """A Django DATABASES entry. ATOMIC_REQUESTS and the health check as tried in the stack notes."""
    parts = conninfo_to_dict(url)
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    entry: dict[str, object] = {django: str(parts.pop(name)) for name, django in known.items() if name in parts}
    return entry | {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parts,
    }
