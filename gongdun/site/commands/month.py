"""`gongdun month`: take a month's files in, see what is there and what is missing, compare; as the pages do."""

from __future__ import annotations

import argparse
import importlib
import os
from pathlib import Path

import django

from gongdun.site.postgres import addresses

SOURCE = "命令行"


def main(argv: list[str]) -> int:
    told = parser().parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    django.setup()
    cluster = addresses.embedded().start() if addresses.is_embedded() else None
    try:
        return getattr(importlib.import_module("gongdun.site.month_work"), told.act)(told)  # it needs the apps, so only after setup
    finally:
        if cluster:
            cluster.release()


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="gongdun month", description=__doc__)
    verbs = top.add_subparsers(required=True, metavar="VERB")
    take = verbs.add_parser("take", help="take files in; each is taken or refused by itself")
    take.add_argument("month", help="for instance 2022-08")
    take.add_argument("files", type=Path, nargs="+")
    take.add_argument("--source", default=SOURCE, help="the system the files come from")
    take.add_argument("--table", default="", help="the table of a single file whose name does not tell it")
    take.set_defaults(act="take_files")
    show = verbs.add_parser("show", help="which tables are there, which are missing, which rules cannot run")
    show.add_argument("month")
    show.set_defaults(act="show_month")
    compare = verbs.add_parser("compare", help="run the month's rules now, and what follows them")
    compare.add_argument("month")
    compare.set_defaults(act="compare_month")
    return top
