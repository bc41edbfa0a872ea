"""`gongdun journal …`: verify, search and sample the journal, seal it, rotate the keys."""

from __future__ import annotations

import argparse
import json
import os

import django
from django.db import OperationalError
from django.utils.translation import gettext_noop as _

from gongdun.law.refusal import Refusal, terminal_language, translate
from gongdun.vault import journal, rotation
from gongdun.vault.actors import SYSTEM
from gongdun.vault.journal import Entry


def main(argv: list[str]) -> int:
    arguments = parser().parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    django.setup()
    try:
        return int(arguments.run(arguments))
    except OperationalError as failure:
        raise Refusal("The database does not answer: {said} Start it, or set DATABASE_URL, and ask again.", said=failure) from failure


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="gongdun journal", description="Verify, search and sample the journal.")
    verbs = top.add_subparsers(required=True, metavar="VERB")
    verify = verbs.add_parser("verify", help="say whether the journal is whole, and name what is not")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=run_verify)
    search = verbs.add_parser("search", help="entries by person, subject or officer")
    search.add_argument("--person", type=int, metavar="KEY", help="identity key")
    search.add_argument("--subject", help='e.g. "matter:17"')
    search.add_argument("--officer", type=int, metavar="ACCOUNT", help="account id")
    search.add_argument("--limit", type=int, default=200)
    search.set_defaults(run=run_search)
    sample = verbs.add_parser("sample", help="a random sample that the same seed draws again")
    sample.add_argument("--seed", required=True)
    sample.add_argument("--count", type=int, required=True)
    sample.set_defaults(run=run_sample)
    verbs.add_parser("seal", help="seal what is not sealed yet").set_defaults(run=run_seal)
    verbs.add_parser("rotate-keys", help="make new keys and seal every number again").set_defaults(run=run_rotate)
    return top


def run_verify(arguments: argparse.Namespace) -> int:
    """Exit code 1 where something is wrong."""
    findings = journal.verify()
    if arguments.json:
        said = [{"kind": one.kind, "entry": one.entry, "seal": one.seal, "why": one.why} for one in findings]
        print(json.dumps({"whole": not findings, "findings": said}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(finding.text() for finding in findings) or say(_("The journal is whole.")))
    return 1 if findings else 0


def say(message: str, **arguments: object) -> str:
    return translate(message, terminal_language()).format(**arguments)


def run_search(arguments: argparse.Namespace) -> int:
    return show(
        journal.search(person=arguments.person, subject=arguments.subject, officer=arguments.officer, limit=arguments.limit),
    )


def run_sample(arguments: argparse.Namespace) -> int:
    return show(journal.sample(seed=arguments.seed, count=arguments.count))


def show(entries: list[Entry]) -> int:
    """One JSON object a line, so that it can be searched further."""
    for entry in entries:
        print(json.dumps({"id": entry.id, "recorded_at": entry.at.isoformat(), "office": entry.office} | entry.content, ensure_ascii=False))
    return 0


def run_seal(arguments: argparse.Namespace) -> int:
    total = 0
    while count := journal.seal_once():
        total += count
    print(say(_("{count} entries were sealed."), count=total))
    return 0


def run_rotate(arguments: argparse.Namespace) -> int:
    count = rotation.rotate(actor=SYSTEM("rotate-keys"))
    print(say(_("{count} numbers were sealed again under new keys."), count=count))
    return 0
