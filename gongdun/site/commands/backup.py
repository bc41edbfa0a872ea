"""`gongdun backup FILE.tar`: the database, the lake, the files and the journal's heads in one file; `--with-keys` adds the secrets.

Without the keys nobody can read the sealed numbers in it; keep the key file apart, and as safely.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import django

from gongdun.site.business_date import now
from gongdun.site.doctor.findings import Message
from gongdun.site.home import home
from gongdun.site.keeping.backup import back_up
from gongdun.site.postgres import addresses


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="gongdun backup", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE.tar")
    parser.add_argument("--with-keys", action="store_true", help="put the installation's secrets and keys into it too")
    told = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    django.setup()
    cluster = addresses.embedded().start() if addresses.is_embedded() else None
    try:
        manifest = back_up(told.file.resolve(), owner_url=addresses.owner_url(), home=home(), with_keys=told.with_keys, now=now())
    finally:
        if cluster:
            cluster.release()
    sums = {"tables": len(manifest.rows), "rows": sum(manifest.rows.values()), "members": len(manifest.members)}
    print(
        Message(
            "Backed up to {file}: {tables} tables with {rows} rows, {members} files, each with its digest.", file=told.file, **sums
        ).text()
    )
    if not told.with_keys:
        print(
            Message(
                "The keys are not in it: keep a copy of {folder} apart, without it nothing sealed opens.", folder=home() / "secrets"
            ).text()
        )
    return 0
