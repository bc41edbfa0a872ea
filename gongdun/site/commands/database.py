"""`gongdun database prepare | migrate | start | stop | status`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from psycopg.conninfo import conninfo_to_dict

from gongdun.law.refusal import Refusal
from gongdun.site.home import secret
from gongdun.site.postgres import addresses
from gongdun.site.postgres.cluster import Cluster
from gongdun.site.postgres.roles import OWNER, SITE, prepare


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="gongdun database", description=__doc__)
    parser.add_argument("what", choices=["prepare", "migrate", "start", "stop", "status"])
    what = parser.parse_args(argv).what
    {"prepare": prepare_foreign, "migrate": migrate, "start": start_and_stay, "stop": stop, "status": status}[what]()
    return 0


def ready() -> Cluster | None:
    """The database started, prepared and migrated; the embedded cluster to release at the end, or None for a foreign server."""
    secret("django", create=True)
    if not addresses.is_embedded():
        migrate()
        return None
    cluster = addresses.embedded().start()
    prepare(cluster.url(), addresses.NAME)
    migrate()
    return cluster


def migrate() -> None:
    """Migrate as the owner, in a process of its own: the site never holds the owner's rights."""
    owner = addresses.owner_url()
    if not owner:
        raise Refusal(
            "Migrations need the owner's address. Set GONGDUN_OWNER_URL beside DATABASE_URL (`gongdun database prepare` makes both roles)."
        )
    environment = os.environ | {"GONGDUN_AS_OWNER": "1", "GONGDUN_OWNER_URL": owner}
    done = subprocess.run([sys.executable, "-m", "gongdun", "django", "migrate", "--verbosity", "0"], env=environment, check=False)
    if done.returncode:
        raise Refusal("The database could not be migrated; the lines above say why. Nothing was served.")


def prepare_foreign() -> None:
    """On a foreign server: `GONGDUN_SUPERUSER_URL` makes the roles that DATABASE_URL and GONGDUN_OWNER_URL name, once."""
    superuser = os.environ.get("GONGDUN_SUPERUSER_URL")
    if not superuser or addresses.is_embedded() or not addresses.owner_url():
        raise Refusal(
            "To prepare a server, set GONGDUN_SUPERUSER_URL, DATABASE_URL (user {site}) and GONGDUN_OWNER_URL (user {owner}).",
            site=SITE,
            owner=OWNER,
        )
    site, owner = conninfo_to_dict(addresses.site_url()), conninfo_to_dict(addresses.owner_url())
    if site.get("user") != SITE or owner.get("user") != OWNER:
        raise Refusal(
            "DATABASE_URL must use the role {site} and GONGDUN_OWNER_URL the role {owner}; change the user names in them.",
            site=SITE,
            owner=OWNER,
        )
    passwords = {SITE: str(site.get("password", "")), OWNER: str(owner.get("password", ""))}
    prepare(superuser, str(site["dbname"]), passwords=passwords)


def start_and_stay() -> None:
    cluster = ready()
    print(addresses.site_url())
    if cluster:
        try:
            sys.stdin.read()
        except KeyboardInterrupt:
            pass
        cluster.release()


def stop() -> None:
    if addresses.is_embedded():
        addresses.embedded().stop()


def status() -> None:
    if addresses.is_embedded():
        print("running" if addresses.embedded().is_running() else "stopped")
    else:
        print("DATABASE_URL")
