"""`gongdun check`: Django's checks, the catalogue's, and whether docs/generated is what the catalogue says (`--write` writes it anew)."""

from __future__ import annotations

import argparse
import importlib
import os
import sys

import django
from django.core.management import call_command

from gongdun.site.home import PROJECT

GENERATED = PROJECT / "docs" / "generated"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="gongdun check", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/generated anew")
    told = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    django.setup()
    call_command("check", fail_level="WARNING")
    report = importlib.import_module("gongdun.site.catalogue_check").report  # it needs the apps, so only after setup
    return report(GENERATED, write=told.write, out=sys.stderr)
