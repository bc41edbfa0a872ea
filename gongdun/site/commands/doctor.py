"""`gongdun doctor`: says what this installation lacks and how to mend it; exit code 1 where something is a fault.

`--production` holds it to what a city's own rows need. GONGDUN_LANG=en says it in English.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
from collections import Counter

import django

from gongdun.site.business_date import today
from gongdun.site.doctor.findings import Finding, Level, Message
from gongdun.site.postgres import addresses
from gongdun.site.postgres.cluster import Cluster


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="gongdun doctor", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--production", action="store_true", help="an installation that will hold a city's own rows")
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    django.setup()
    cluster = woken()
    try:
        examine = importlib.import_module("gongdun.site.doctor.examination").examine  # it needs the apps, so only after setup
        return report(examine(today=today(), production=told.production), as_json=told.json)
    finally:
        if cluster:
            cluster.release()


def woken() -> Cluster | None:
    """The embedded server, where it was made before; the doctor makes nothing."""
    is_there = addresses.is_embedded() and (addresses.embedded().data / "PG_VERSION").exists()
    return addresses.embedded().start() if is_there else None


def report(findings: list[Finding], *, as_json: bool) -> int:
    tally = Counter(finding.level for finding in findings)
    if as_json:
        print(json.dumps({"faults": tally[Level.FAULT], "findings": [one.plain() for one in findings]}, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            print(finding.line())
        sums = {"faults": tally[Level.FAULT], "warnings": tally[Level.WARNING], "good": tally[Level.OK]}
        print(Message("{faults} faults, {warnings} warnings, {good} in order.", **sums).text())
    return 1 if tally[Level.FAULT] else 0
