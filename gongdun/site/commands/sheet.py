"""`gongdun sheet`: templates, checks, imports, undo and exports of every list, in the name of an account."""

from __future__ import annotations

import argparse
import importlib
import os
from pathlib import Path

import django

from gongdun.site.postgres import addresses


def main(argv: list[str]) -> int:
    told = parser().parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    django.setup()
    cluster = addresses.embedded().start() if addresses.is_embedded() else None
    try:
        return getattr(importlib.import_module("gongdun.site.sheet_work"), told.act)(told)  # it needs the apps, so only after setup
    finally:
        if cluster:
            cluster.release()


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="gongdun sheet", description=__doc__)
    verbs = top.add_subparsers(required=True, metavar="VERB")
    lists = verbs.add_parser("lists", help="every list that goes in or out")
    lists.set_defaults(act="show_lists")
    template = verbs.add_parser("template", help="write the empty workbook of a list")
    template.add_argument("list")
    template.add_argument("out", type=Path)
    template.set_defaults(act="write_template")
    for name, act, help_ in (
        ("check", "check_file", "preview a workbook, write nothing; --annotated keeps the marked copy"),
        ("take", "take_file", "take a workbook in: the correct rows, or with --all all or none"),
    ):
        verb = verbs.add_parser(name, help=help_)
        verb.add_argument("list")
        verb.add_argument("file", type=Path)
        verb.add_argument("--as", dest="username", required=True, help="the account that answers for it")
        verb.add_argument("--matter", default="", help="the number of the matter the list belongs to")
        verb.add_argument("--annotated", type=Path)
        verb.add_argument("--all", action="store_true")
        verb.add_argument("--renew", action="store_true", help="also the rows that differ from the register")
        verb.add_argument("--with", dest="words", action="append", default=[], metavar="NAME=VALUE", help="what goes with every row")
        verb.set_defaults(act=act)
    undo = verbs.add_parser("undo", help="take a whole workbook back")
    undo.add_argument("number", type=int)
    undo.add_argument("--as", dest="username", required=True)
    undo.set_defaults(act="undo_file")
    export = verbs.add_parser("export", help="write a list, masked")
    export.add_argument("list")
    export.add_argument("out", type=Path)
    export.add_argument("--as", dest="username", required=True)
    export.add_argument("--matter", default="")
    export.set_defaults(act="export_list")
    return top
