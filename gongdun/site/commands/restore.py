"""`gongdun restore FILE.tar`: checks every digest, restores the database in one transaction, compares the counts, verifies the journal.

Stop the site first. A database that holds rows is replaced only with `--force`; the lake, files and keys that it replaces are kept beside.
"""

from __future__ import annotations

import argparse
import importlib
import os
from pathlib import Path

import django

from gongdun.site.doctor.findings import Message
from gongdun.site.home import home
from gongdun.site.keeping.restore import restore
from gongdun.site.postgres import addresses
from gongdun.site.postgres.roles import prepare


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="gongdun restore", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE.tar")
    parser.add_argument("--force", action="store_true", help="replace a database that holds rows")
    told = parser.parse_args(argv)
    cluster = addresses.embedded().start() if addresses.is_embedded() else None
    try:
        if cluster:
            prepare(cluster.url(), addresses.NAME)
        manifest = restore(told.file.resolve(), owner_url=addresses.owner_url(), home=home(), force=told.force)
        rows = sum(manifest.rows.values())
        print(Message("Restored {tables} tables with {rows} rows; every count agrees.", tables=len(manifest.rows), rows=rows).text())
        return report_journal(manifest.head)
    finally:
        if cluster:
            cluster.release()


def report_journal(head: dict[str, object] | None) -> int:
    """Exit code 1 where the restored journal is not whole."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    django.setup()
    findings = importlib.import_module("gongdun.site.keeping.journal").findings(head)  # it needs the apps, so only after setup
    for finding in findings:
        print(f"{finding.kind}: {finding.why}")
    print(Message("The journal is whole.").text() if not findings else Message("The journal is NOT whole; the lines above name it.").text())
    return 1 if findings else 0
